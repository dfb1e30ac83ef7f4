"""Names an author chooses: how they are written, and which words belong to the language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from evaluator.diagnostics import Findings, Label
from evaluator.model.agreement import Name
from evaluator.source import Span
from evaluator.syntax.lexer import RESERVED as WORDS_OF_EXPRESSIONS
from evaluator.syntax.yaml_tree import Scalar

RESERVED: Final = WORDS_OF_EXPRESSIONS | {"reading"}
"""Words that mean something in an expression wherever a name may stand."""

_NAME = re.compile(r"[^\W\d_]\w*")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def name_of(scalar: Scalar, what: str, findings: Findings, *, any_word: bool = False) -> Name | None:
    """The name in a scalar; `what` is what it names (`a term`). `any_word` lets reserved words name it, too."""
    text = scalar.text
    if _NAME.fullmatch(text) is None:
        findings.error("E208", f"`{shortened(text)}` cannot name {what}", scalar.span, help=_spelling(text))
        return None
    if text in RESERVED and not any_word:
        findings.error(
            "E209",
            f"`{text}` is a word of the language and cannot name {what}",
            scalar.span,
            help="choose another name",
        )
        return None
    return Name(text, scalar.span)


def version_name_of(scalar: Scalar, findings: Findings) -> Name | None:
    """The name of a version: a date or a word."""
    if _VERSION.fullmatch(scalar.text) is None:
        findings.error(
            "E208",
            f"`{shortened(scalar.text)}` cannot name a version",
            scalar.span,
            help="write a date such as `2026-01-01`, or a word of letters, digits, `.`, `-` and `_`",
        )
        return None
    return Name(scalar.text, scalar.span)


def unique(names: Iterable[Name], findings: Findings) -> tuple[Name, ...]:
    """The names without those that were there before, each of which is reported."""
    seen: dict[str, Name] = {}
    for name in names:
        first = seen.setdefault(name.text, name)
        if first is not name:
            report_twice(name, first.span, findings)
    return tuple(seen.values())


def report_twice(name: Name, first: Span, findings: Findings, label: str = "") -> None:
    """Add the finding that a name stands in one list a second time."""
    findings.error(
        "E212",
        f"`{name}` stands here twice",
        name.span,
        label=label,
        help="leave one of them out, or rename it",
        others=[Label(first, "the first is here")],
    )


def shortened(text: str) -> str:
    """A stretch of the author's text short enough for a message, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"


def _spelling(text: str) -> str:
    repaired = re.sub(r"\W+", "_", text).strip("_")
    if _NAME.fullmatch(repaired) and repaired not in RESERVED:
        return f"write `{shortened(repaired)}`: names are letters, digits and `_`, a letter first"
    return "names are letters, digits and `_`, a letter first"
