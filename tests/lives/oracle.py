"""A second, independent reading of the lives of norms: two-valued, slow and obvious.

Everything is known, every list is complete. Time is walked through moment by moment: the start of every day, then the
acts of that day in their order. At each moment come the deadlines that ran out, then the act, both judged on what
applied just before; then effects; then what applies.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, TypeVar

from tests.lives.record import WHOLE, Address, Answer, Life
from tests.lives.sharing import Ambiguous, Claim, shares
from tests.lives.toy import (
    AGREEMENT,
    AUTOMATIC,
    DATES,
    DUTY,
    ENSURED,
    FORBIDDEN,
    RIGHTS,
    Act,
    Expression,
    Moment,
    World,
)

Result = TypeVar("Result")

COMPARE = {"<": operator.lt, ">=": operator.ge}
WORDS = {"suspend": "suspended", "end": "ended", "terminate": "terminated", "waive": "waived"}


def once(method: Callable[[Oracle, Address], Result]) -> Callable[[Oracle, Address], Result]:
    """Work it out once at each moment, when it is needed; the checker refuses circles."""

    @wraps(method)
    def remembered(self: Oracle, address: Address) -> Result:
        key = (method.__name__, address)
        if key not in self.remembered:
            self.remembered[key] = method(self, address)
        found: Result = self.remembered[key]
        return found

    return remembered


class Oracle:
    """Walks through a world; `answers` and `agreement` hold what was so at the end of each day."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.clauses = {clause.id: clause for clause in world.clauses}
        self.norms = [(clause.id, id) for clause in world.clauses for id in self._ids(clause.members_of)]
        self.curers = {
            address: [each for each in self.norms for cured in self._cures(each) if cured == address]
            for address in self.norms
        }
        self.lives = {address: Life() for address in self.norms}
        self.marks: set[tuple[str, Address]] = set()  # effects that last: (word, target)
        self.held = dict.fromkeys(self.norms, True)  # whether the condition under `upon` was true just before
        self.before: dict[Address, frozenset[str]] = {address: frozenset({"not_yet"}) for address in self.norms}
        self.answers: dict[int, dict[Address, Answer]] = {}
        self.agreement: dict[int, frozenset[str]] = {}
        for day in range(world.effective - 1, world.horizon + 1):
            self._moment((day, 0), None)
            for act in sorted((act for act in world.acts if act.on[0] == day), key=lambda act: act.on):
                self._moment(act.on, act)
            self.answers[day] = {address: self._answer(address) for address in self.norms}
            self.agreement[day] = self._agreement()

    # One moment

    def _moment(self, now: Moment, act: Act | None) -> None:
        self.today, self.act = now[0], act
        self.remembered: dict[tuple[str, Address], Any] = {}
        if act is None:
            for address in [each for each in self.norms if self._moves(each)]:
                self.lives[address].moved += 1
            for address in [each for each in self.norms if self._runs_out(each)]:
                self.lives[address].breached_on = self.today
        else:
            self._perform(act)
        after = {
            address: replace(
                life,
                arisen=self._arisen(address),
                applied=life.applied or not self._reasons(address),
                reached=self._reached(address),
                breached_on=self._breached(address),
                cured=self._cured(address),
                defaulted=self._defaulted(address),
                closed=self._closed(address),
            )
            for address, life in self.lives.items()
        }
        self.before = {address: self._reasons(address) for address in self.norms}
        self.held = {address: self._upon_holds(address) for address in self.norms}
        self.marks = {mark for target in [*self.norms, WHOLE] for mark in self._marks(target)}
        self.lives = after

    def _runs_out(self, address: Address) -> bool:
        """Whether its last day is over; a deadline that passes while it is not in force breaches nothing."""
        return self._running(address) and not self.before[address] and self._due(address) == self.today - 1

    def _moves(self, address: Address) -> bool:
        """Whether the day that is over was one of suspension, before the deadline."""
        due = self._due(address)
        counted = due is not None and due >= self.today - 1 and self._clock_stands(address)
        return counted and self._counted_from(address) < self.today - 1

    def _counted_from(self, address: Address) -> int:
        """The day from which its last day is counted: only later days are days of its own."""
        match self.clauses[address[0]].due:
            case ("of", attribute, int(days)) if days:
                return self._date(("of", attribute, 0), address) or 0
            case ("due" | "breached_on" as what, other, _):
                return self._date((what, other, 0), address) or 0
            case _:
                return 0

    def _clock_stands(self, address: Address) -> bool:
        """Whether the duty was suspended just before; one that has not come about has no clock."""
        before, clause = self.before[address], self.clauses[address[0]]
        return "suspended" in before and "not_yet" not in before and not clause.clock_runs and self._running(address)

    def _running(self, address: Address) -> bool:
        """Whether a duty is neither performed nor breached."""
        return not self.lives[address].performed and self.lives[address].breached_on is None

    def _perform(self, act: Act) -> None:
        fits = [address for address in self.norms if self._fits(address, act)]
        modalities = {self.clauses[address[0]].modality for address in fits}
        if FORBIDDEN in modalities and modalities & {DUTY, "may"}:
            raise Ambiguous(act)  # a conflict
        for address in fits:
            modality, life = self.clauses[address[0]].modality, self.lives[address]
            if modality in RIGHTS:
                life.performed = "exercised"
            if modality == FORBIDDEN and life.breached_on is None:
                life.breached_on = self.today
        duties = [each for each in fits if self.clauses[each[0]].modality == DUTY]
        duties = [each for each in duties if not any(curer in duties for curer in self.curers[each])]
        duties = [each for each in duties if not self.lives[each].performed]
        claims = [Claim(*each, self._due(each), self._left(each), self.clauses[each[0]].applied) for each in duties]
        for claim, part in shares(claims, act.amount or 0).items():
            life = self.lives[claim.clause, claim.member]
            life.paid += part
            if part == (claim.left or 0):
                late = life.breached_on is not None or (claim.due is not None and self.today > claim.due)
                life.performed = "fulfilled_late" if late else "fulfilled"

    def _fits(self, address: Address, act: Act) -> bool:
        clause = self.clauses[address[0]]
        first = None if clause.not_before is None else self._date(clause.not_before, address)
        return (
            not self.before[address]
            and (clause.action, clause.who) == (act.action, act.by)
            and clause.kind in (None, act.kind)
            and (first is None or self.today >= first)
        )

    # Expressions

    def _ids(self, family: str | None) -> list[str | None]:
        return [each["id"] for each in self.world.listed(family)] if family else [None]

    def _member(self, address: Address) -> dict[str, Any]:
        listed = self.world.listed(self.clauses[address[0]].members_of)
        return next((each for each in listed if each["id"] == address[1]), {})

    def _others(self, clause: str, address: Address) -> list[Address]:
        """The norms that another one means by the name of a clause."""
        same = self.clauses[clause].members_of == self.clauses[address[0]].members_of
        return [each for each in self.norms if each[0] == clause and (not same or each[1] == address[1])]

    def _cures(self, address: Address) -> list[Address]:
        return [other for clause in self.clauses[address[0]].cures for other in self._others(clause, address)]

    def _date(self, expression: Expression, address: Address) -> int | None:
        match expression:
            case ("day", day):
                return int(day)
            case ("of", attribute, days):
                return int(self._member(address)[attribute] + days)
            case ("breached_on" | "due" as what, clause, days):
                (other,) = self._others(clause, address)
                found = self._due(other) if what == "due" else self.lives[other].breached_on
                return None if found is None else found + int(days)
            case _:
                raise AssertionError(expression)

    def _holds(self, condition: Expression | None, address: Address) -> bool:
        match condition:
            case ("flag",):
                return self.world.flag
            case ("alarm",):
                return any(each["on"] <= self.today for each in self.world.members["alarm"])
            case ("today", sign, day):
                return bool(COMPARE[sign](self.today, day))
            case ("not", inner):
                return not self._holds(inner, address)
            case ("or", *parts):
                return any(self._holds(part, address) for part in parts)
            case ("clause", clause, _, word):
                others = self._others(clause, address)
                if self.clauses[clause].members_of != self.clauses[address[0]].members_of:
                    others = [each for each in others if self._exists(each)]  # `some` ranges over what there is
                return any(self._is(other, word) for other in others)
            case ("agreement", word):
                return not self._agreement() if word == "in_force" else word in self._agreement()
            case _:
                raise AssertionError(condition)

    def _is(self, address: Address, word: str) -> bool:
        performed = self.lives[address].performed
        match word:
            case "breached":
                return self._breached(address) is not None
            case "fulfilled" | "fulfilled_late" | "exercised":
                return performed == word
            case "cured":
                return self._cured(address)
            case "defaulted":
                return self._defaulted(address)
            case "lapsed":
                return self._lapsed(address)
            case "open":
                return not self._reasons(address) and not performed and self._breached(address) is None
            case "available":
                return not self._reasons(address) and not performed
            case "in_force":
                return not self._reasons(address)
            case _:
                return word in self._reasons(address)

    # What applies

    @once
    def _reasons(self, address: Address) -> frozenset[str]:
        return frozenset(self._own_reasons(address) | self._marked(address))

    def _own_reasons(self, address: Address) -> set[str]:
        clause, found = self.clauses[address[0]], set()
        if not self._started(address):
            found.add("not_yet")
        if not self._exists(address) or not self._arisen(address):
            found.add("not_triggered")
        if clause.when is not None and not self._holds(clause.when, address):
            found.add("not_triggered")
        if clause.unless is not None and self._holds(clause.unless, address):
            found.add("excepted")
        if self._reached(address):
            found.add("ended")
        return found

    def _exists(self, address: Address) -> bool:
        return bool(self._member(address).get("on", self.today) <= self.today)

    def _started(self, address: Address) -> bool:
        starts = self.clauses[address[0]].starts
        first = None if starts is None else self._date(starts, address)
        return self.today >= self.world.effective and (first is None or self.today >= first)

    @once
    def _arisen(self, address: Address) -> bool:
        """Whether the event has happened on which the norm arises; true where it needs none."""
        return self.lives[address].arisen or (self.today >= self.world.effective and self._happens(address))

    def _happens(self, address: Address) -> bool:
        clause = self.clauses[address[0]]
        if clause.upon is None:
            return True
        last = None if clause.upon_through is None else self._date(clause.upon_through, address)
        if last is not None and self.today > last:
            return False
        if clause.upon[0] == "each":
            return bool(self._member(address)["on"] == self.today)
        if clause.upon[0] in DATES:
            return self._exists(address) and self._date(clause.upon, address) == self.today
        return self._exists(address) and not self.held[address] and self._holds(clause.upon, address)

    def _upon_holds(self, address: Address) -> bool:
        upon = self.clauses[address[0]].upon
        return upon is not None and upon[0] not in DATES and self._holds(upon, address)

    @once
    def _reached(self, address: Address) -> bool:
        clause = self.clauses[address[0]]
        last = None if clause.through is None else self._date(clause.through, address)
        if self.lives[address].reached or (last is not None and self.today > last):
            return True
        return self._alive(address) and clause.until is not None and self._holds(clause.until, address)

    def _alive(self, address: Address) -> bool:
        return self._started(address) and self._exists(address) and self._arisen(address)

    # Effects

    def _targets(self, address: Address) -> list[tuple[str, Address]]:
        return [
            (verb, each)
            for verb, target in self.clauses[address[0]].then
            for each in ([WHOLE] if target == AGREEMENT else self._others(target, address))
        ]

    def _acts_now(self, address: Address) -> bool:
        """Whether a power is exercised, or a clause acts by itself that was not ended or terminated just before."""
        clause = self.clauses[address[0]]
        if clause.modality == AUTOMATIC:
            arises = self._arisen(address) and not self.lives[address].arisen
            stopped = self._words(address, self.marks) & {"ended", "terminated"}
            return arises and not stopped and not self._own_reasons(address)
        return self.act is not None and clause.modality == "can" and self._fits(address, self.act)

    @once
    def _marks(self, target: Address) -> set[tuple[str, Address]]:
        """The effects that last on a norm or on the whole agreement."""
        acting = [each for each in self.norms if any(on == target for _, on in self._targets(each))]
        done = {verb for each in acting if self._acts_now(each) for verb, on in self._targets(each) if on == target}
        if {"suspend", "resume"} <= done:
            raise Ambiguous(target)
        found = {each for each in self.marks if each[1] == target}
        found |= {(WORDS[verb], target) for verb in done if verb in WORDS}
        return found - {("suspended", target)} if "resume" in done else found

    def _words(self, target: Address, marks: set[tuple[str, Address]]) -> set[str]:
        """What effects say of a norm: those on itself, and those on the agreement unless it survives them."""
        whole = {word for word, on in marks if on == WHOLE}
        survives = target != WHOLE and self.clauses[target[0]].survives
        return {word for word, on in marks if on == target} | (whole & {"suspended"} if survives else whole)

    def _marked(self, target: Address) -> set[str]:
        return self._words(target, self._marks(target) | self._marks(WHOLE))

    def _agreement(self) -> frozenset[str]:
        return frozenset(self._marked(WHOLE) if self.today >= self.world.effective else {"not_yet"})

    # What has become of it

    def _due(self, address: Address) -> int | None:
        """Its last day, later by the days of suspension that are over."""
        clause, moved = self.clauses[address[0]], self.lives[address].moved
        due = None if clause.due is None else self._date(clause.due, address)
        return None if due is None else due + moved

    def _waits(self, address: Address) -> bool:
        """Whether its last day is not known before a suspension is over."""
        clause, due = self.clauses[address[0]], self._due(address)
        if due is None or clause.due is None:
            return False
        counted = clause.due[0] == "due" and self._waits(self._others(clause.due[1], address)[0])
        return counted or (due >= self.today and self._clock_stands(address))

    def _left(self, address: Address) -> int | None:
        """What is outstanding."""
        amount = self.clauses[address[0]].amount
        whole = self._member(address)[amount] if isinstance(amount, str) else amount
        return None if whole is None else int(whole) - self.lives[address].paid

    def _breached(self, address: Address) -> int | None:
        clause, life = self.clauses[address[0]], self.lives[address]
        if clause.modality != ENSURED or life.breached_on is not None:
            return life.breached_on
        return self.today if not self._reasons(address) and not self._holds(clause.ensure, address) else None

    def _cured(self, address: Address) -> bool:
        """Whether a right to cure was exercised, or a duty that cures performed in time."""
        words = {self.lives[each].performed for each in self.curers[address]}
        return self._breached(address) is not None and bool(words & {"exercised", "fulfilled"})

    def _defaulted(self, address: Address) -> bool:
        if self.lives[address].defaulted or self._breached(address) is None:
            return self.lives[address].defaulted
        if self.lives[address].performed or self._cured(address):
            return False
        return all(self._breached(each) is not None or self._lapsed(each) for each in self.curers[address])

    def _lapsed(self, address: Address) -> bool:
        """Whether a right has ended by its own terms and nobody used it."""
        right = self.clauses[address[0]].modality in RIGHTS
        return right and not self.lives[address].performed and self._closed(address)

    def _closed(self, address: Address) -> bool:
        """Whether it came to its end by its own terms after it had applied, and not by an effect before."""
        life = self.lives[address]
        if life.closed or life.reached or self._words(address, self.marks) - {"suspended"}:
            return life.closed
        return life.applied and self._alive(address) and self._reached(address)

    def _answer(self, address: Address) -> Answer:
        due, waits = self._due(address), self._waits(address)
        return Answer(self.before[address], self._word(address), due, waits, self._left(address))

    def _word(self, address: Address) -> str | None:
        modality, life, applies = self.clauses[address[0]].modality, self.lives[address], not self.before[address]
        if modality in RIGHTS:
            return life.performed or ("lapsed" if life.closed else "available" if applies else None)
        if modality == AUTOMATIC:
            return None
        if life.breached_on is not None:
            return "cured" if life.cured else life.performed or ("defaulted" if life.defaulted else "breached")
        if modality != DUTY and life.closed:
            return "fulfilled"
        return life.performed or ("open" if applies else None)
