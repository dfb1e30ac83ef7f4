"""The values in a text like `azure, aws, unknown`: what stands between its commas."""

from __future__ import annotations

from typing import Final

from evaluator.diagnostics import QuestionError

OPTIONS: Final = "*"
"""Stands for all options of a fact."""

_BRACKETS: Final = {"[": "]", "(": ")", "{": "}"}


def pieces(text: str, name: str) -> tuple[str, ...]:
    """The values of the fact `name` that a text lists; commas in quotes and in brackets belong to a value.

    Raises:
        QuestionError: nothing stands between two commas, or a quote or a bracket is left open.
    """
    found, waiting, quote = [""], "", ""
    for one in text:
        if quote:
            quote = "" if one == quote else quote
        elif one in "'\"" and not found[-1].strip():
            quote = one
        elif one in _BRACKETS:
            waiting += _BRACKETS[one]
        elif waiting.endswith(one) and waiting:
            waiting = waiting[:-1]
        elif one == "," and not waiting:
            found.append("")
            continue
        found[-1] += one
    if quote or waiting:
        raise QuestionError(f"`{name}`: `{quote or waiting[-1]}` is missing in `{text.strip()}`")
    values = tuple(each.strip() for each in found)
    if "" in values:
        raise QuestionError(
            f"`{name}`: nothing stands between two commas of `{text.strip()}`; leave one comma out"
            if len(values) > 1
            else f"`{name}` has no values; write some, `{name}=azure,aws`"
        )
    return values
