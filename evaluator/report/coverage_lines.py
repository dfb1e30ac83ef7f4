"""The files of an agreement, with what tests saw beside each line."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from evaluator.coverage.part import FALSE, TRUE, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evaluator.coverage.coverage import Coverage, Measured
    from evaluator.coverage.part import Part

LEGEND: Final = (
    "both: came out in all ways; true, false: only so; open: only unknown; never: not looked at; part: some of it"
)
_WIDTH: Final = 5


def lines_of(coverage: Coverage) -> dict[str, str]:
    """The files by name (relative, ending with `.txt`), each line with a mark before it.

    A mark is `both`, `true`, `false`, `open`, `never`, `part` or, where nothing can come out this way or that, nothing.
    """
    found = {}
    for measured in coverage.agreements:
        for name, text in measured.sources.items():
            found[_file_name(name)] = "\n".join(_marked(measured, name, text)) + "\n"
    return found


def _marked(measured: Measured, name: str, text: str) -> Iterator[str]:
    yield f"# {LEGEND}"
    marks: dict[int, list[Part]] = {}
    for part in measured.parts:
        if part.file == name:
            for number in range(part.line, part.last + 1):
                marks.setdefault(number, []).append(part)
    for number, line in enumerate(text.splitlines(), start=1):
        yield f"{_mark(marks.get(number, ())):<{_WIDTH}} | {line}".rstrip()


def _mark(parts: Iterable[Part]) -> str:
    found = {_word(part) for part in parts}
    return found.pop() if len(found) == 1 else "part" if found else ""


def _word(part: Part) -> str:
    if not part.lacks:
        return "both"
    if not part.seen:
        return "never"
    return next(word for word, outcome in (("true", TRUE), ("false", FALSE), ("open", UNKNOWN)) if outcome in part.seen)


def _file_name(name: str) -> str:
    """A relative path that leads nowhere else, whatever the name."""
    path = PurePath(name)
    parts = [part for part in path.parts if part not in (path.anchor, "..", ".")]
    return "/".join(parts) + ".txt"
