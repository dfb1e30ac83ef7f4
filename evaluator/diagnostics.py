"""Findings as data: what is wrong, where, and how to cure it.

A diagnostic says nothing about how it is shown; `evaluator.report.diagnostics` prints it.
The codes and what they mean are listed in `docs/diagnostics.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum
from typing import NoReturn

from evaluator.frozen import frozen, replace
from evaluator.source import Span


class Severity(Enum):
    """How bad a finding is: an error stops the run, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@frozen
class Label:
    """A second place that belongs to a finding, with the words shown under it."""

    span: Span
    text: str


@frozen
class Diagnostic:
    """One finding.

    `message` is lower case without a full stop, with the user's words in backticks; `label` are the words under the
    caret; `help` is the cure. `span` is None only where no file exists (a file that cannot be opened).
    """

    code: str
    message: str
    span: Span | None
    label: str = ""
    help: str = ""
    others: tuple[Label, ...] = ()
    severity: Severity = Severity.ERROR

    @property
    def sort_key(self) -> tuple[str, int, int, str, str, int]:
        """By file, then position, then code; of one text brought in twice, by the place that brought it in."""
        if self.span is None:
            return ("", 0, 0, self.code, self.message, 0)
        origin = self.span.source.origin
        brought = 0 if origin is None else origin.span.start
        return (self.span.source.name, self.span.start, self.span.end, self.code, self.message, brought)


@dataclass
class Findings:
    """Collects diagnostics; the same finding is kept once."""

    _found: dict[tuple[object, ...], Diagnostic] = field(default_factory=dict)

    def error(
        self,
        code: str,
        message: str,
        span: Span | None,
        *,
        label: str = "",
        help: str = "",
        others: Iterable[Label] = (),
    ) -> None:
        """Add an error."""
        self.add(Diagnostic(code, message, span, label, help, tuple(others)))

    def warning(
        self,
        code: str,
        message: str,
        span: Span | None,
        *,
        label: str = "",
        help: str = "",
        others: Iterable[Label] = (),
    ) -> None:
        """Add a warning."""
        self.add(Diagnostic(code, message, span, label, help, tuple(others), Severity.WARNING))

    def add(self, diagnostic: Diagnostic) -> None:
        """Add a finding made elsewhere; what stands in a text that was brought in is shown with what did so."""
        self._found.setdefault(diagnostic.sort_key, _with_origin(diagnostic))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add several findings made elsewhere."""
        for diagnostic in diagnostics:
            self.add(diagnostic)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(self._found.values(), key=lambda found: found.sort_key))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(found.severity is Severity.ERROR for found in self._found.values())


class InputError(Exception):
    """Input has errors; `diagnostics` holds all of them, sorted by position.

    `rendered` is how it reads as text when nobody prints it better (an uncaught exception in a notebook).
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(sorted(diagnostics, key=lambda found: found.sort_key))
        super().__init__("\n".join(_one_line(found) for found in self.diagnostics))


class AgreementError(InputError):
    """An agreement, a vocabulary or a pattern has errors."""


class ScenarioError(InputError):
    """A scenario has errors, or contradicts a declared constraint."""


class ReceiptError(InputError):
    """A receipt cannot be read, or is not as it was written."""


class QuestionError(ValueError):
    """A question that cannot be asked: it names what is not there, or gives what is no value.

    No file is wrong, but the call or the command; the text says what, and how to ask.
    """

    @classmethod
    def about(cls, subject: str, findings: Iterable[Diagnostic]) -> QuestionError:
        """The first error that was found, with its cure; `subject` is what was asked about."""
        first = next(found for found in findings if found.severity is Severity.ERROR)
        return cls(f"`{subject}`: {first.message}{f'; {first.help}' if first.help else ''}")


def _with_origin(found: Diagnostic) -> Diagnostic:
    """The finding, with a label at the place that brought its text in."""
    origin = None if found.span is None else found.span.source.origin
    if origin is None:
        return found
    label = Label(origin.span, origin.words)
    return found if label in found.others else replace(found, others=(*found.others, label))


def _one_line(found: Diagnostic) -> str:
    place = "" if found.span is None else f"{found.span.source.name}:{found.span.line}:{found.span.column}: "
    cure = f" ({found.help})" if found.help else ""
    return f"{place}{found.severity.value}[{found.code}]: {found.message}{cure}"


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """A cure that names the candidate nearest to a misspelt word, or the empty string if none is near."""
    near = get_close_matches(word, sorted(candidates), n=1, cutoff=0.7)
    return f"did you mean `{near[0]}`?" if near else ""


def impossible(message: str) -> NoReturn:
    """Stop on a state that the earlier stages rule out: a bug of ours, not of the input."""
    raise AssertionError(message)
