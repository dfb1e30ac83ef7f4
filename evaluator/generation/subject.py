"""What scenarios are drawn about: one version of an agreement, and the edges that its text names."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from evaluator.api.agreements import Agreement
from evaluator.api.evaluate import evaluate
from evaluator.api.scenarios import Scenario
from evaluator.check import CheckedVersion
from evaluator.core.facts import Facts
from evaluator.core.types import Type
from evaluator.diagnostics import Findings, QuestionError, ScenarioError
from evaluator.engine.native import NativeEngine
from evaluator.explanations.landmarks import Landmarks
from evaluator.frozen import frozen, replace
from evaluator.model.read_scenario import read_scenario
from evaluator.source import Source
from evaluator.syntax.yaml_reader import read_yaml
from evaluator.values.time import Duration, day_text, without_time


@frozen
class Edges:
    """Where answers can switch: the days, lengths of time, numbers and texts that a version names, each once, in order.

    The first of `days` is that on which the version takes effect. The days that follow from the text alone are there,
    too, such as the last timely day of a monthly duty.
    """

    days: tuple[date, ...]
    lengths: tuple[Duration, ...]
    texts: tuple[str, ...]
    numbers: tuple[tuple[Type, tuple[Decimal, ...]], ...]

    def of(self, type: Type) -> tuple[Decimal, ...]:
        """The numbers of a type."""
        return next((numbers for each, numbers in self.numbers if each == type), ())


@frozen(eq=False)
class Subject:
    """One version of an agreement, ready to be asked; a scenario is pinned to it if `pinned`.

    `lists` and `singles` are those that a scenario may state; `own` has the ids of the members that the agreement
    lists itself.
    """

    agreement: Agreement
    version: CheckedVersion
    engine: NativeEngine
    pinned: bool
    edges: Edges
    lists: tuple[str, ...]
    singles: tuple[str, ...]
    own: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def reference(self) -> str:
        """What a scenario calls the agreement."""
        return f"{self.agreement.name}@{self.engine.program.version}" if self.pinned else self.agreement.name

    def scenario(self, text: str) -> Scenario:
        """The scenario with a text, about the agreement that is at hand.

        Raises:
            ScenarioError: the text is no scenario.
        """
        findings = Findings()
        node = read_yaml(Source("<scenario>", text), findings)
        written = None if node is None else read_scenario(node, findings)
        if written is None or findings.has_errors:
            raise ScenarioError(findings)
        return Scenario(written, self.agreement, self.engine.program.version if self.pinned else None)


def subject_of(agreement: Agreement, version: str, *, pinned: bool) -> Subject:
    """A version to draw scenarios about.

    Raises:
        QuestionError: there is no such version.
        AgreementError: it has errors.
    """
    if version not in agreement.versions:
        raise QuestionError(f"`{agreement.name}` has no version `{version}`; it has {', '.join(agreement.versions)}")
    checked, engine = agreement.checked(version), agreement.engine(version)
    own = checked.version.facts
    subject = Subject(
        agreement,
        checked,
        engine,
        pinned,
        Edges((), (), (), ()),
        tuple(each for each in checked.symbols.sorts if each not in own),
        tuple(each for each in checked.symbols.singles if each not in own),
        tuple((name, _ids(name, declaration.members)) for name, declaration in own.items()),
    )
    return _with_edges(subject)


def _ids(name: str, members: tuple[object, ...]) -> tuple[str, ...]:
    named = (getattr(member, "id", None) for member in members)
    return tuple(f"{name}_{number}" if id is None else id.text for number, id in enumerate(named, 1))


def _with_edges(subject: Subject) -> Subject:
    program = subject.engine.program
    found = Landmarks(program, Facts(), program.effective)
    last = found.days[-1]
    if not subject.pinned and program.superseded is not None:
        last = min(last, program.superseded - timedelta(days=1))
    days = {*found.days, *_following(subject, last)}
    if not subject.pinned:
        days |= {each.effective for each in subject.agreement.chain.versions}
    numbers = tuple((type, tuple(sorted(set(each)))) for type, each in found.numbers.items())
    ordered = (program.effective, *sorted(days - {program.effective}))
    edges = Edges(ordered, tuple(found.lengths), tuple(sorted(found.texts)), numbers)
    return replace(subject, edges=edges)


def _following(subject: Subject, last: date) -> set[date]:
    """The days that come out where nothing happens, asked about a day."""
    text = f"agreement: {subject.reference}\nas_of: {day_text(last)}\ncomplete: yes\n"
    found: set[date] = set()
    for norm in evaluate(subject.scenario(text)).norms:
        for when in (norm.since, norm.until, norm.due, *(each for _, each in norm.dates)):
            if when is not None and when.known is not None:
                found.add(without_time(when.known))
    return found
