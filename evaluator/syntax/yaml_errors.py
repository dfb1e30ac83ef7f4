"""What a YAML syntax error means to the person who wrote the file.

The loaders say where they gave up and which rule was broken. The usual causes are few, so the text around the place
tells which it was. The C and the pure loader use different words for one error at one place; both are read here, and
what is shown does not depend on which of them ran.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evaluator.diagnostics import Diagnostic, Label
from evaluator.source import Source, Span

if TYPE_CHECKING:
    import yaml


def explain(source: Source, error: yaml.MarkedYAMLError) -> Diagnostic:
    """The diagnostic for an error of either loader."""
    text = source.text
    problem = error.problem or ""
    context = error.context or ""
    place = _index(error.problem_mark)
    opened = _index(error.context_mark)
    place = opened if place is None else place
    at = min(place or 0, len(text))
    character = text[at : at + 1]

    if character == "\t" or "tab" in problem.split():
        return _tab(source, at)
    if "simple key" in context:
        return _missing_colon(source, at if opened is None else opened)
    if "unexpected ':'" in problem:
        return _error(
            source, "E116", "a colon needs a space after it", at, help="put a space after it, or quote the text"
        )
    if "quoted scalar" in context and ("end of stream" in problem or "document separator" in problem):
        return _unclosed_quote(source, at if opened is None else opened)
    if "quoted scalar" in context or "double-quoted" in context:
        return _escape(source, at)
    if "flow mapping" in context or "flow sequence" in context:
        return _unclosed_bracket(source, at if opened is None else opened, at)
    if "mapping values are not allowed" in problem:
        return _colon_in_value(source, at)
    if "sequence entries are not allowed" in problem:
        return _error(
            source, "E110", "a list cannot begin on the line of its key", at, help="put each `- item` on its own line"
        )
    if "block scalar" in context:
        cure = "begin the text on the next line, indented; or quote the value"
        return _error(source, "E110", "the text after `|` or `>` begins on the next line", at, help=cure)
    if "cannot start any token" in problem or "alias" in context or "anchor" in context:
        return _special_start(source, at if opened is None or "next token" in context else opened)
    if "tag" in context or "tag" in problem:
        cure = "quote the text if the `!` belongs to it; to negate, write `not`"
        return _error(source, "E123", "YAML tags are not read", at, help=cure)
    if "node content" in problem:
        return _error(
            source, "E115", f"`{character}` stands where a value should", at, help=f'quote the value: `"{character}…"`'
        )
    if "document start" in problem:
        return _after_the_end(source, at)
    if "block mapping" in context or "block collection" in context:
        return _block(source, at, in_list="collection" in context)
    return _error(source, "E110", "this is not YAML", at, help="quote the value, or check the indentation")


def _index(mark: object) -> int | None:
    index = getattr(mark, "index", None)
    return index if isinstance(index, int) else None


def _error(
    source: Source, code: str, message: str, start: int, end: int | None = None, *, label: str = "", help: str = "",
    others: tuple[Label, ...] = (),
) -> Diagnostic:  # fmt: skip
    start = min(start, len(source.text))
    end = min(start + 1, len(source.text)) if end is None else end
    return Diagnostic(code, message, Span(source, start, end), label, help, others)


def _line_bounds(text: str, at: int) -> tuple[int, int]:
    """First character and end of the line that holds a place, blanks at both ends left out."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t\r":
        end -= 1
    return start, end


def _word_end(text: str, at: int) -> int:
    found = re.compile(r"[^\s,:\[\]{}]+").match(text, at)
    return at + 1 if found is None else found.end()


def _tab(source: Source, at: int) -> Diagnostic:
    text = source.text
    if text[at : at + 1] != "\t":
        found = text.find("\t", text.rfind("\n", 0, at) + 1)
        at = found if found >= 0 else at
    end = at
    while text[end : end + 1] == "\t":
        end += 1
    return _error(source, "E111", "a tab indents this line", at, max(end, at + 1), help="indent with spaces")


def _missing_colon(source: Source, at: int) -> Diagnostic:
    text = source.text
    start, end = _line_bounds(text, at)
    line = text[start:end]
    close = re.compile(r"(- +)?([\w.@*&-]+):(?=\S)").match(line)
    if close is not None:
        colon = start + close.end()
        cure = f"put a space after the colon: `{close.group(2)}: {_short(line[close.end() :])}`"
        return _error(source, "E116", "a colon needs a space after it", colon - 1, colon, help=cure)
    word = re.compile(r"[\w.]+(?: [\w.]+)?").match(line)
    key = _short(line) if word is None else word.group()
    cure = f"write `{key}: …`; or indent the line if it continues the text above"
    return _error(source, "E116", "this line has no `: `", start, end, label="neither a key nor a list item", help=cure)


def _unclosed_quote(source: Source, at: int) -> Diagnostic:
    quote = source.text[at : at + 1]
    _, end = _line_bounds(source.text, at)
    cure = f"close it with `{quote}`" + ("; inside single quotes write an apostrophe twice" if quote == "'" else "")
    return _error(source, "E112", "this quote is not closed", at, at + 1 if end <= at else end, help=cure)


def _escape(source: Source, at: int) -> Diagnostic:
    backslash = source.text.rfind("\\", 0, at + 1)
    at = at if backslash < 0 else backslash
    cure = "write `\\\\` for a backslash, or use single quotes, inside which it means itself"
    return _error(source, "E113", "this is no escape that YAML knows", at, min(at + 2, len(source.text)), help=cure)


def _unclosed_bracket(source: Source, opened: int, at: int) -> Diagnostic:
    text = source.text
    opening = text[opened : opened + 1] or "{"
    closing = "]" if opening == "[" else "}"
    found = text[at : at + 1]
    others = (Label(Span(source, opened, opened + 1), "opened here"),)
    same_line = source.line_and_column(opened)[0] == source.line_and_column(at)[0]
    if at >= len(text) or not same_line:
        stray = (Label(Span(source, at, at + 1), "this does not belong to it"),) if at < len(text) else ()
        return _error(
            source, "E115", f"this `{opening}` is not closed", opened, help=f"close it with `{closing}`", others=stray
        )
    if found in ("]", "}"):
        return _error(
            source, "E115", f"`{found}` closes `{opening}`", at, help=f"close it with `{closing}`", others=others
        )
    if found == ":":
        cure = "put a comma between the entries, or quote the text that holds the colon"
        return _error(source, "E115", "a second colon in one entry", at, help=cure, others=others)
    cure = f"put a comma before it, or quote the value from its beginning; `{closing}` ends what `{opening}` opened"
    return _error(source, "E115", "a comma is missing before this", at, _word_end(text, at), help=cure, others=others)


def _colon_in_value(source: Source, at: int) -> Diagnostic:
    text = source.text
    start, end = _line_bounds(text, at)
    earlier = re.compile(r"(?:- +)?([^\s:#][^:#]*?|\"[^\"]*\"|'[^']*') *: +(?=\S)").match(text, start, at)
    if earlier is not None and earlier.end() <= at:
        value = text[earlier.end() : end]
        cure = f'quote the value: `{_short(earlier.group(1))}: "{_short(value)}"`'
        if value[:1] in "'\"":
            cure = "quote the whole value once"
        return _error(source, "E117", "a second `: ` stands in the value of this key", at, help=cure)
    key = _short(text[start:at])
    above_start, above_end = _line_bounds(text, max(0, text.rfind("\n", 0, start)))
    while above_start == above_end and above_start > 0:
        above_start, above_end = _line_bounds(text, max(0, text.rfind("\n", 0, above_start)))
    if source.line_and_column(start)[1] == source.line_and_column(above_start)[1]:
        return _missing_colon(source, above_start)
    others: tuple[Label, ...] = ()
    if above_start < above_end < start:
        others = (Label(Span(source, above_start, above_end), "this already has a value, or no colon"),)
    cure = f"align `{key}` with the keys it belongs to; or, if it continues the text above, quote that text"
    return _error(source, "E114", f"`{key}` is indented under a text", start, at, help=cure, others=others)


def _special_start(source: Source, at: int) -> Diagnostic:
    text = source.text
    character = text[at : at + 1]
    _, end = _line_bounds(text, at)
    cure = f'quote the value: `"{_short(text[at:end])}"`'
    return _error(source, "E117", f"a value cannot begin with `{character}`", at, help=cure)


def _after_the_end(source: Source, at: int) -> Diagnostic:
    character = source.text[at : at + 1]
    if character and character in "]}":
        return _error(source, "E115", f"this `{character}` was not opened", at, help="delete it")
    cure = "one file holds one document; check the indentation of its first line"
    return _error(source, "E126", "the document ended before this", at, help=cure)


def _block(source: Source, at: int, *, in_list: bool) -> Diagnostic:
    text = source.text
    start, end = _line_bounds(text, at)
    before = text[start:at].rstrip()
    if before[-1:] in ("'", '"'):
        cure = "quote the whole value once; inside single quotes write an apostrophe twice"
        return _error(source, "E112", "text stands after the closing quote", at, end, help=cure)
    if before[-1:] in ("]", "}"):
        return _error(
            source, "E115", f"text stands after the closing `{before[-1]}`", at, end, help="quote the whole value"
        )
    if text[at : at + 1] == ":":
        return _error(source, "E125", "a key is missing before the colon", at, help="write the key")
    if in_list:
        cure = "begin the line with `- `, or align it with the key it belongs to"
        return _error(
            source, "E114", "a list stands here, and this line is no item of it", at, _word_end(text, at), help=cure
        )
    cure = "align it with the key or list it belongs to"
    return _error(source, "E114", "this line is indented like none above it", at, _word_end(text, at), help=cure)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 50 else line[:49] + "…"
