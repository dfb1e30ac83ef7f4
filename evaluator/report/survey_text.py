"""What became of mutants, as text and in Markdown."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from evaluator.report.as_markdown import escaped
from evaluator.report.survey_words import change, subject, summary
from evaluator.report.terminal import NARROWEST, WIDEST, hanging, printed
from evaluator.report.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluator.mutations.survey import Survey


def render(survey: Survey, *, width: int = 80, color: bool = False) -> str:
    """How many were killed, and the survivors, as text of at most `width` columns (40 to 120)."""
    width = max(NARROWEST, min(width, WIDEST))
    return printed(_blocks(survey, width), width=width, color=color)


def _blocks(survey: Survey, width: int) -> Iterator[Text]:
    for number, text in enumerate(summary(survey)):
        yield hanging(text, width, "", "bold" if number else "")
    for file, found in groupby(survey.survivors, key=lambda each: each.mutant.span.source.name):
        yield Text(f"\n{plain(file)}", style="bold")
        for each in found:
            yield hanging(
                f"{each.mutant.span.line}: {plain(subject(each.mutant))}: {change(each.mutant)}", width, "  ", ""
            )
            if each.killer:
                yield hanging("this would notice:", width, "    ", "dim")
                yield Text("\n".join(map(_indented, each.killer.splitlines())))
            elif survey.searched:
                yield hanging("no scenario was found that would notice", width, "    ", "dim")


def _indented(line: str) -> str:
    """A line of a scenario, further in than it stands there."""
    return " " * (len(line) - len(line.lstrip(" ")) + 6) + plain(line.strip())


def render_markdown(survey: Survey) -> str:
    """The same as a section of a Markdown document, the survivors in a table."""
    out = [*map(escaped, summary(survey)), ""]
    if survey.survivors:
        out += ["| Place | Part | Survived |", "| --- | --- | --- |"]
        out += [
            f"| {escaped(each.mutant.place)} | {escaped(subject(each.mutant))} | {escaped(change(each.mutant))} |"
            for each in survey.survivors
        ]
        for each in survey.survivors:
            if each.killer:
                title = f"{each.mutant.place}: {subject(each.mutant)}: {change(each.mutant)}"
                out += ["", f"Noticed by ({escaped(title)}):", "", "```yaml", each.killer.rstrip("\n"), "```"]
    return "\n".join(out).rstrip("\n") + "\n"
