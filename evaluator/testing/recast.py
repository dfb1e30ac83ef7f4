"""Programs and facts in which every value of a kind is replaced: every date moved, or every party renamed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from evaluator.api.evaluate import evaluation_of
from evaluator.api.scenarios import Scenario
from evaluator.core.expressions import Literal
from evaluator.core.facts import Closure, Facts, Record
from evaluator.core.norms import Norm, ParameterValue
from evaluator.engine.answer import answer
from evaluator.engine.evaluation import Evaluation, Regime
from evaluator.engine.native import NativeEngine
from evaluator.engine.outcome import Outcome
from evaluator.frozen import fields, replace
from evaluator.program import Program
from evaluator.values.estimate import Estimate
from evaluator.values.time import BEGINNING, FOREVER, Moment, Period
from evaluator.values.value import Value


class Recast:
    """Replaces values: in programs, each once and kept; in the facts of scenarios; and asks the result.

    `value` gives the replacement of a value that is one of its type (`None` where the type does not matter), `moment`
    that of a moment, `name` that of the name of a member or an act.
    """

    def __init__(
        self,
        value: Callable[[Value, object], Value],
        *,
        moment: Callable[[Moment], Moment] = lambda moment: moment,
        name: Callable[[str], str] = lambda name: name,
        parties: Callable[[str], str] = lambda party: party,
    ) -> None:
        self._value, self._moment, self._name, self._party = value, moment, name, parties
        self._engines: dict[int, tuple[NativeEngine, NativeEngine]] = {}

    def outcome(self, scenario: Scenario) -> Outcome:
        """The outcome of a scenario, all of whose values and those of its agreement are replaced."""
        evaluation, heading = evaluation_of(scenario, None, None, None)
        regimes = [
            Regime(each.version, self.moment(each.start), self.moment(each.end), self._maker(each))
            for each in evaluation.regimes
        ]
        facts = _Facts(self, evaluation.engine.program, evaluation.facts).facts
        moved = Evaluation(regimes, evaluation.current, evaluation.pinned, facts, self.moment(evaluation.now))
        return answer(moved, replace(heading, as_of=self._value(heading.as_of, None)))

    def moment(self, moment: Moment) -> Moment:
        """The replacement of a moment; the first and the last there are stay what they are."""
        return moment if moment <= BEGINNING or moment >= FOREVER else self._moment(moment)

    def value(self, value: Value, type: object) -> Value:
        """The replacement of what is known of a value of a type."""
        match value:
            case Estimate():
                low, high = (None if each is None else self.value(each, type) for each in (value.low, value.high))
                excluded = frozenset(self.value(each, type) for each in value.excluded)
                return replace(value, low=low, high=low if value.high is value.low else high, excluded=excluded)
            case Period(start, end):
                return Period(self.value(start, type), self.value(end, type))
            case frozenset():
                return frozenset(self.value(each, getattr(type, "element", type)) for each in value)
            case _:
                return self._value(value, type)

    def name(self, name: str) -> str:
        """The replacement of the name of a member or an act."""
        return self._name(name)

    def _maker(self, regime: Regime) -> Callable[[str], NativeEngine]:
        return lambda _: self._engine(regime.engine)

    def _engine(self, engine: NativeEngine) -> NativeEngine:
        found = self._engines.get(id(engine))
        if found is None:
            # The original is kept, so that no other engine gets its identity.
            found = self._engines[id(engine)] = (engine, NativeEngine(_Programs(self, engine.program).program))
        return found[1]

    def party(self, party: str) -> str:
        """The replacement of a party's name."""
        return self._party(party)


class _Programs:
    """One program, part by part; what it shares stays shared."""

    def __init__(self, recast: Recast, program: Program) -> None:
        self.recast = recast
        self.original = program
        self._made: dict[int, tuple[object, object]] = {}

    @cached_property
    def program(self) -> Program:
        """The program with its values replaced."""
        parts = {name: getattr(self.original, name) for name in fields(Program)}
        same = ("written", "calendars", "sorts", "singles", "parties")
        changed: dict[str, Any] = {name: part if name in same else self._part(part) for name, part in parts.items()}
        changed["parties"] = {self.recast.party(each): title for each, title in self.original.parties.items()}
        return Program(**changed)

    def _part(self, part: object) -> object:
        found = self._made.get(id(part))
        if found is None:
            found = self._made[id(part)] = (part, self._replaced(part))
        return found[1]

    def _replaced(self, part: object) -> object:
        match part:
            case Literal(value, kind):
                return Literal(self.recast.value(value, kind), kind)
            case ParameterValue(name, kind, value, values):
                dated = values and tuple(
                    (self.recast.value(day, None), self.recast.value(each, kind)) for day, each in values
                )
                return ParameterValue(name, kind, self.recast.value(value, kind), dated)
            case tuple():
                return tuple(self._part(each) for each in part)
            case frozenset() | str():
                return part
            case Mapping():
                return {key: self._part(each) for key, each in part.items()}
            case Norm():
                said = part.counterparty_text
                names = {
                    "bearer_text": self._parties(part.bearer_text),
                    "counterparty_text": said and self._parties(said),
                }
                return replace(self._whole(part), **names)
            case _ if fields(part):
                return self._whole(part)
            case _:
                return self.recast.value(part, None)

    def _whole(self, part: object) -> object:
        return type(part)(**{name: self._part(getattr(part, name)) for name in fields(part)})

    def _parties(self, text: str) -> str:
        """Parties as a clause names them; anything else that it says of them stays."""
        return ", ".join(map(self.recast.party, text.split(", ")))


class _Facts:
    """The facts of one scenario; a record is replaced once."""

    def __init__(self, recast: Recast, program: Program, facts: Facts) -> None:
        self.recast, self.sorts = recast, program.sorts
        self._records: dict[int, Record] = {}
        self.facts = Facts(
            {name: tuple(map(self._record, records)) for name, records in facts.members.items()},
            {name: tuple(self._closure(name, each) for each in closures) for name, closures in facts.closures.items()},
            {name: self._known(value, program.singles[name]) for name, value in facts.singles.items()},
            facts.assumed_singles,
            tuple(replace(act, record=self._record(act.record)) for act in facts.acts),
            {name: recast.value(value, program.parameters[name].type) for name, value in facts.parameters.items()},
            facts.readings,
        )

    def _record(self, record: Record) -> Record:
        found = self._records.get(id(record))
        if found is None:
            values: dict[str, Value] = {}
            moments = self.recast.moment(record.possible_from), self.recast.moment(record.certain_from)
            id_ = self.recast.name(record.id)
            found = Record(record.sort, id_, values, *moments, assumed=record.assumed, ghost=record.ghost)
            self._records[id(record)] = found
            types = self.sorts[record.sort].attributes
            values |= {name: self._known(value, types[name]) for name, value in record.values.items()}
        return found

    def _known(self, value: Value, type: object) -> Value:
        if isinstance(value, Record):
            return self._record(value)
        if isinstance(value, frozenset) and any(isinstance(each, Record) for each in value):
            return frozenset(self._known(each, None) for each in value)
        return self.recast.value(value, type)

    def _closure(self, sort: str, closure: Closure) -> Closure:
        types = self.sorts[sort].attributes
        where = ((name, operator, self._known(value, types[name])) for name, operator, value in closure.where)
        return replace(closure, until=self.recast.moment(closure.until), where=tuple(where))
