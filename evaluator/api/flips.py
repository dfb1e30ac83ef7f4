"""What would change an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from evaluator.api.evaluate import check_readings, evaluation_of
from evaluator.api.scenarios import Scenario, with_agreement
from evaluator.check.addresses import AS_OF, place_of
from evaluator.diagnostics import Findings, InputError, impossible
from evaluator.frozen import replace
from evaluator.model import changed_members, changed_scenario
from evaluator.model.agreement import FactDeclaration, Name
from evaluator.model.bounded import bounded_of
from evaluator.source import Source, Span
from evaluator.values.time import day_of_text

if TYPE_CHECKING:
    from evaluator.api.changed import Changes
    from evaluator.core.types import Type
    from evaluator.engine.evaluation import Evaluation
    from evaluator.explanations.flips import Edit, Flips
    from evaluator.model.agreement import Bounded
    from evaluator.model.scenario import Scenario as Written

_FULL = 25
"""How much more effort is made where the search is to go on until everything was tried."""


def flips(
    scenario: Scenario,
    address: str,
    *,
    as_of: date | datetime | None = None,
    agreement: str | None = None,
    readings: Mapping[str, str] | None = None,
    size: int = 3,
    full: bool = False,
) -> Flips:
    """The smallest changes of stated facts, of a reading, or of the day, that would change an answer.

    Each was carried out and the scenario checked and evaluated again. Facts that contradict a constraint change
    nothing.

    Args:
        scenario: What is known, and about which agreement.
        address: A norm (`clause`, `clause:member`) or the id of an act.
        as_of: As for `evaluate`, as are `agreement` and `readings`.
        agreement: Another agreement or version.
        readings: Options for readings.
        size: How many facts and readings may be changed at once; more only where fewer change nothing.
        full: Search much longer before giving up.

    Raises:
        ScenarioError: as `evaluate`.
        AgreementError: a version has errors.
        KeyError: there is no answer of that address; the message names what there is.
        ValueError: `size` is below 1.
    """

    def one(known: Sequence[str]) -> Sequence[str]:
        if address not in known:
            raise KeyError(f"no norm or act `{address}`; there are: {', '.join(known)}")
        return [address]

    return flips_of_some(scenario, one, as_of=as_of, agreement=agreement, readings=readings, size=size, full=full)[0]


def flips_of_some(
    scenario: Scenario,
    choose: Callable[[Sequence[str]], Sequence[str]],
    *,
    as_of: date | datetime | None = None,
    agreement: str | None = None,
    readings: Mapping[str, str] | None = None,
    size: int = 3,
    full: bool = False,
) -> list[Flips]:
    """The same for the answers that `choose` chooses among the addresses of all."""
    if size < 1:
        raise ValueError(f"size is the number of changes at once, at least 1, not {size}")
    from evaluator.api.changed import Changes, asked_on  # nothing else needs them, and `import evaluator` stays light
    from evaluator.explanations.claims import addresses
    from evaluator.explanations.search_flips import search
    from evaluator.explanations.trials import EFFORT

    if agreement is not None:
        scenario = with_agreement(scenario, agreement)
    if as_of is not None:
        scenario = asked_on(scenario, as_of)
    changes = Changes(scenario)
    check_readings(readings or {}, changes.version)
    evaluation, _ = evaluation_of(scenario, None, None, readings)
    with evaluation.explaining():
        chosen = choose(addresses(evaluation))
    asker = _Asker(scenario, changes, readings or {})
    effort = EFFORT * _FULL if full else EFFORT
    return [search(asker, each, scenario.as_of, size=size, effort=effort) for each in chosen]


class _Asker:
    """A scenario that can be asked again with changes, each of them checked like any other."""

    def __init__(self, scenario: Scenario, changes: Changes, readings: Mapping[str, str]) -> None:
        self.scenario, self.changes, self.readings = scenario, changes, readings
        self.own = frozenset(changes.version.version.facts)
        self._addresses = frozenset(changes.addresses())
        self._stated: dict[str, Bounded] = {}

    def ask(self, edits: Sequence[Edit]) -> Evaluation | None:
        """The changed scenario, put to its agreement; None where it contradicts a constraint, or nothing governs."""
        readings = dict(self.readings)
        written = replace(self.scenario.written, expect=())
        for edit in edits:
            if edit.address.startswith("reading."):
                readings.pop(edit.address.removeprefix("reading."), None)
        for edit in edits:
            written = self._edited(written, edit)
        try:
            return evaluation_of(replace(self.scenario, written=written, prepared={}), None, None, readings)[0]
        except InputError:
            return None

    def knows(self, address: str) -> bool:
        """Whether an address names a value of the scenario."""
        return address in self._addresses

    def type_of(self, address: str) -> Type:
        """The type of the value that an address names."""
        return self.changes.fact(address).type

    def options(self, address: str) -> tuple[str, ...]:
        """All values that it can have, as they are written; empty where they cannot be listed."""
        return self.changes.options(self.changes.fact(address))

    def _edited(self, written: Written, edit: Edit) -> Written:
        if edit.address == AS_OF:
            return changed_scenario.asked_on(written, day_of_text(edit.value), written.as_of_span)
        match edit.kind:
            case "member":
                entries = tuple((_name(name), self._bounded(text)) for name, text in edit.entries)
                member = FactDeclaration(_span(edit.value), _name(edit.value), entries)
                # What is stated without an id keeps the one it is called by.
                named = changed_members.with_ids(written, edit.address)
                return changed_members.with_member(named, _name(edit.address), member)
            case "absent":
                sort, _, id = edit.address.partition(".")
                return changed_members.without_member(changed_members.with_ids(written, sort), sort, id)
            case "closed":
                return changed_members.with_closed(written, _name(edit.address))
            case _:
                place, _ = place_of(edit.address, self.scenario.written, self.changes.version)
                if isinstance(place, changed_scenario.AsOf):
                    impossible("the day was changed above")
                return changed_scenario.with_value(written, place, self._bounded(edit.value))

    def _bounded(self, text: str) -> Bounded:
        found = self._stated.get(text)
        if found is None:
            from evaluator.api.changed import node_of_text

            found = bounded_of(node_of_text(text, text), "it", Findings())
            if found is None:
                impossible(f"`{text}` is the text of a value")
            self._stated[text] = found
        return found


def _name(text: str) -> Name:
    return Name(text, _span(text))


def _span(text: str) -> Span:
    return Span(Source(f"<{text}>", text), 0, len(text))
