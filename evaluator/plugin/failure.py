"""How a test that failed is shown: what was expected beside what came out, and why; or what is wrong with a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from evaluator.diagnostics import InputError
from evaluator.report.diagnostics import render as diagnostics_text
from evaluator.report.words import counted

if TYPE_CHECKING:
    from _pytest._io import TerminalWriter

    from evaluator.api.expectations import Unmet
    from evaluator.api.scenarios import Scenario
    from evaluator.source import Span

_WIDTH: Final = 80


class NotAsExpectedError(Exception):
    """Answers of a scenario are not as expected."""

    def __init__(self, scenario: Scenario, unmet: Sequence[Unmet]) -> None:
        super().__init__()
        self.scenario, self.unmet = scenario, tuple(unmet)


class UnusableError(Exception):
    """A file is no test; the message says why, and what to do."""


class Failure:
    """The text of a failure, and the one line that stands in pytest's summary."""

    def __init__(self, text: str, message: str, path: str, line: int) -> None:
        self.text, self.reprcrash = text, _Place(path, line, message)

    def __str__(self) -> str:
        return self.text

    def toterminal(self, writer: TerminalWriter) -> None:
        """Print it; pytest calls it so."""
        writer.line(self.text)


class _Place:
    """Where it failed, as pytest's summary and its JUnit file ask for it."""

    def __init__(self, path: str, line: int, message: str) -> None:
        self.path, self.lineno, self.message = path, line, message


def failure_of(error: BaseException, path: str, line: int) -> Failure | None:
    """What is shown of an error; None for one that pytest shows itself. `path` and `line` say where the test stands."""
    match error:
        case NotAsExpectedError():
            one = error.unmet[0]
            what = f"{one.address} {one.field}".rstrip()
            more = f" (and {counted(len(error.unmet) - 1, 'more expectation')})" if len(error.unmet) > 1 else ""
            message = f"{what}: expected {one.expected}, not {one.actual}{more}"
            return Failure(_comparison(error, path), message, path, _line(one.span, line))
        case InputError():
            found = list(error.diagnostics)
            spans = [each.span for each in found if each.span is not None]
            message = f"{found[0].code}: {found[0].message}" if found else "the input has errors"
            return Failure(diagnostics_text(found), message, path, _line(spans[0] if spans else None, line))
        case UnusableError():
            return Failure(f"{path}: {error}", str(error), path, line)
        case _:
            return None


def _line(span: Span | None, line: int) -> int:
    return line if span is None else span.line


def _comparison(error: NotAsExpectedError, path: str) -> str:
    """Expected beside actual, then the shortest argument for each answer."""
    from evaluator.report.expectations import render

    blocks = [render(path, error.unmet)]
    addresses = dict.fromkeys(each.address for each in error.unmet)
    blocks += [text for address in addresses if (text := _why(error.scenario, address))]
    return "\n".join(blocks).rstrip("\n")


def _why(scenario: Scenario, address: str) -> str:
    """Why an answer is what it is; empty where there is no answer, or it is that of the agreement as a whole."""
    from evaluator.api.explain import explain
    from evaluator.report.explanation_text import render

    try:
        return render(explain(scenario, address), width=_WIDTH)
    except KeyError:
        return ""
