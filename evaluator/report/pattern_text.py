"""A pattern, and a list of patterns, as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.report.consolidated_text import clause_lines, short_lines
from evaluator.report.pattern_data import pattern_data
from evaluator.report.words import display_width, padded, plain, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evaluator.model.pattern import Pattern, PatternParameter


def render_patterns(patterns: Sequence[Pattern]) -> str:
    """One line for each pattern: its reference and its title; empty for none."""
    width = max((display_width(one.reference) for one in patterns), default=0)
    return "".join(f"{padded(one.reference, width)}  {plain(one.title)}".rstrip() + "\n" for one in patterns)


def render_pattern(pattern: Pattern, *, width: int = 80) -> str:
    """A pattern as text that reads like Markdown, at most `width` columns wide where words allow."""
    return "\n".join(_lines(pattern, width)) + "\n"


def _lines(pattern: Pattern, width: int) -> Iterator[str]:
    data = pattern_data(pattern)
    yield f"# {plain(pattern.title) or pattern.name}"
    yield ""
    yield pattern.reference
    yield from wrapped(plain(pattern.purpose), width, "", "")
    yield from ("", "## Parameters")
    for parameter in pattern.parameters:
        yield from wrapped(_parameter(parameter), width, "- ", "    ")
        for attribute in parameter.has:
            yield from wrapped(f"{attribute.name}: {attribute.type}", width, "      ", "        ")
    for title, key in (("Clauses", "clauses"), ("Terms", "terms"), ("Readings", "readings")):
        entries = data[key]
        if not isinstance(entries, dict) or not entries:
            continue
        yield from ("", f"## {title}")
        for name, entry in entries.items():
            if key != "clauses":
                yield from short_lines(name, entry, width)
            elif isinstance(entry, dict):
                yield from ("", *clause_lines(name, entry, width))
    if pattern.example is not None:
        yield from ("", "## Example", "")
        yield from _indented(pattern)
    if pattern.cases:
        yield from ("", "## Worked cases")
        for case in pattern.cases:
            yield from wrapped(plain(case.title), width, "- ", "    ")


def _parameter(parameter: PatternParameter) -> str:
    """`covered (condition about a request, default yes): which requests fall under the right`."""
    facts = [parameter.type if parameter.of is None else f"{parameter.type} about a {parameter.of}"]
    if parameter.default is not None:
        facts.append(f"default {' '.join(parameter.default.span.text.split())}")
    if parameter.optional:
        facts.append("optional")
    note = f": {plain(parameter.note)}" if parameter.note else ""
    return f"{parameter.name} ({', '.join(facts)}){note}{', with' if parameter.has else ''}"


def _indented(pattern: Pattern) -> Iterator[str]:
    """The example as it stands in the file."""
    if pattern.example is None:
        return
    source, first = pattern.example.span.source, pattern.example.span.line
    last = source.line_and_column(max(pattern.example.span.start, pattern.example.span.end - 1))[0]
    for number in range(first, last + 1):
        line = source.line(number)
        words = line.lstrip()
        yield " " * (len(line) - len(words)) + plain(words)
