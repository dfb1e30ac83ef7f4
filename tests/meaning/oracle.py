"""A second, independent reading of the language: two-valued, slow and obvious.

It knows nothing of estimates, grounds or jumps: every fact is stated, every list is closed, every reading has an
option, and time is walked through moment by moment. Expressions are nested tuples (see ``worlds.py``, which also
writes them as text); days are ordinals, moments are minutes (``day * 1440 + minute``), ``NEVER`` is a date.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

MINUTES = 24 * 60
NEVER = "never"

Value: TypeAlias = Any
"""A value of the language: yes or no, a size, a word, an id, a day."""
Expression: TypeAlias = tuple[Any, ...]
Member: TypeAlias = dict[str, Any]

COMPARE = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass
class Clause:
    """A clause as data: `family` is a sort and a condition (or None), dates are expressions."""

    id: str
    who: str
    modality: str
    action: str | None = None
    ensure: Expression | None = None
    to: str | None = None
    family: tuple[str, Expression | None] | None = None
    where: Expression | None = None
    exceptions: dict[str, Expression] = field(default_factory=dict)
    when: Expression | None = None
    unless: Expression | None = None
    starts: Expression | None = None
    until: Expression | None = None
    through: Expression | None = None
    overrides: list[str] = field(default_factory=list)
    subject_to: list[str] = field(default_factory=list)
    certainty: str = "confirmed"


@dataclass
class World:
    """An agreement together with everything there is to know.

    An act has its moment under `on`, an event its day. After the day `horizon` nothing changes.
    """

    clauses: list[Clause]
    terms: dict[str, tuple[str | None, Expression]]
    genus: dict[str, str]
    roles_to: set[str]
    partial: bool
    effective: int
    horizon: int
    members: dict[str, list[Member]]
    singles: dict[str, Any]
    parameters: dict[str, Any]
    readings: dict[str, str]
    as_of: int


class Oracle:
    """Answers for one world. An act named in `without` is left out of the lists."""

    def __init__(self, world: World, without: str | None = None) -> None:
        self.world = world
        self.without = without
        self.clauses = {clause.id: clause for clause in world.clauses}
        self.remembered: dict[tuple[str, str | None, int], frozenset[str]] = {}
        self.over: dict[str, list[str]] = {clause.id: [] for clause in world.clauses}
        for clause in world.clauses:
            for low in clause.overrides:
                self.over[low].append(clause.id)
            self.over[clause.id] += clause.subject_to
        moments = {day * MINUTES for day in range(world.effective - 1, world.horizon + 1)}
        for name, listed in world.members.items():
            if self._is_act(name):
                moments |= {act["on"] for act in listed if act["on"] != NEVER}
        moments.add(world.as_of)
        self.moments = sorted(moments)

    # Conditions

    def _is_act(self, sort: str) -> bool:
        return sort in self.world.roles_to or sort in self.world.genus or sort in set(self.world.genus.values())

    def all_members(self, sort: str) -> list[Member]:
        """The members of a list, kinds included."""
        kinds = [sort, *(kind for kind, genus in self.world.genus.items() if genus == sort)]
        return [each for kind in kinds for each in self.world.members.get(kind, []) if each["id"] != self.without]

    def exists(self, sort: str, member: Member, now: int, *, ever: bool = False) -> bool:
        """Whether a member exists: things always, events and acts from their day or moment on."""
        if "on" not in member:
            return True
        if member["on"] == NEVER:
            return False
        if ever:
            return True
        return bool((member["on"] if self._is_act(sort) else member["on"] * MINUTES) <= now)

    def find(self, sort: str, id: str) -> Member:
        """The member of that id."""
        for each in self.all_members(sort):
            if each["id"] == id:
                return each
        for each in self.world.members.get(sort, []):
            if each["id"] == id:
                return each
        raise KeyError((sort, id))

    def read(self, path: tuple[str, ...], env: dict[str, Value]) -> Value:
        """The value at `variable.attribute.attribute`; `of` leads to a notice and `asset` to an asset."""
        value: Value = env[path[0]]
        for attribute, word in pairwise(path):
            if isinstance(value, str):
                value = self.find({"of": "notice", "asset": "asset"}[attribute], value)
            value = value[word]
        return value

    def value(self, expression: Expression, env: dict[str, Value]) -> Value:
        """A size: a constant, a parameter, an attribute, a date with days added."""
        match expression:
            case ("constant", _, value):
                return value
            case ("parameter", name):
                return self.world.parameters[name]
            case ("path", *path):
                return self.read(tuple(path), env)
            case ("singledate", name):
                return self.world.singles[name]
            case ("plusdays", inner, days):
                day = self.value(inner, env)
                return NEVER if day == NEVER else day + days
            case _:
                raise AssertionError(expression)

    def compare(self, sign: str, left: Value, right: Value) -> bool:
        """A comparison in which `never` is after every date."""
        if NEVER in (left, right):
            left, right = (1 if each == NEVER else 0 for each in (left, right))
        return bool(COMPARE[sign](left, right))

    def holds(self, expression: Expression | None, env: dict[str, Any], now: int) -> bool:
        """Whether a condition holds at a moment."""
        match expression:
            case None:
                return True
            case ("not", inner):
                return not self.holds(inner, env, now)
            case ("and", *parts):
                return all(self.holds(part, env, now) for part in parts)
            case ("or", *parts):
                return any(self.holds(part, env, now) for part in parts)
            case ("single", name):
                return bool(self.world.singles[name])
            case ("yes", *path):
                return bool(self.read(tuple(path), env))
            case ("is", path, option):
                return bool(self.read(path, env) == option)
            case ("oneof", path, options):
                return self.read(path, env) in options
            case ("isref", path, variable):
                return bool(self.read(path, env) == env[variable]["id"])
            case ("cmp", left, sign, right):
                return self.compare(sign, self.value(left, env), self.value(right, env))
            case ("today", sign, day):
                return self.compare(sign, now // MINUTES, self.value(day, env))
            case ("reading", name, option):
                return bool(self.world.readings[name] == option)
            case ("term", name, None):
                return self.holds(self.world.terms[name][1], {}, now)
            case ("term", name, path):
                sort, means = self.world.terms[name]
                member = env[path[0]] if len(path) == 1 else self.find(str(sort), self.read(path, env))
                return self.holds(means, {str(sort): member}, now)
            case ("some", sort, variable, ever, condition):
                return any(self._matching(sort, variable, condition, env, now, ever=ever))
            case ("every", sort, variable, condition, body):
                return all(
                    self.holds(body, {**env, variable: each}, now)
                    for each in self._matching(sort, variable, condition, env, now)
                )
            case ("count", sort, variable, condition, sign, number):
                return self.compare(sign, len(list(self._matching(sort, variable, condition, env, now))), number)
            case ("sum", sort, variable, attribute, condition, sign, number):
                total = sum(each[attribute] for each in self._matching(sort, variable, condition, env, now))
                return self.compare(sign, total, number)
            case ("status", clause, word):
                reasons = self.reasons(clause, None, now)
                return bool(not reasons if word == "in_force" else word in reasons)
            case _:
                raise AssertionError(expression)

    def _matching(
        self,
        sort: str,
        variable: str,
        condition: Expression | None,
        env: dict[str, Any],
        now: int,
        *,
        ever: bool = False,
    ) -> list[Member]:
        return [
            each
            for each in self.all_members(sort)
            if self.exists(sort, each, now, ever=ever) and self.holds(condition, {**env, variable: each}, now)
        ]

    # Norms

    def _env(self, clause: Clause, member: str | None) -> dict[str, Any]:
        if clause.family is None or member is None:
            return {}
        return {clause.family[0]: self.find(clause.family[0], member)}

    def reasons(self, id: str, member: str | None, now: int) -> frozenset[str]:
        """Why a norm is not in force at a moment; empty if it is."""
        key = (id, member, now)
        if key not in self.remembered:
            self.remembered[key] = frozenset(self._reasons(self.clauses[id], member, now))
        return self.remembered[key]

    def _begun(self, clause: Clause, env: dict[str, Any], now: int) -> bool:
        today = now // MINUTES
        if today < self.world.effective:
            return False
        return clause.starts is None or self.compare(">=", today, self.value(clause.starts, env))

    def _reasons(self, clause: Clause, member: str | None, now: int) -> set[str]:
        env = self._env(clause, member)
        found: set[str] = set()
        today = now // MINUTES
        if not self._begun(clause, env, now):
            found.add("not_yet")
        if clause.family is not None:
            sort, condition = clause.family
            if not self.exists(sort, env[sort], now) or not self.holds(condition, env, now):
                found.add("not_triggered")
        if not self.holds(clause.when, env, now):
            found.add("not_triggered")
        if clause.unless is not None and self.holds(clause.unless, env, now):
            found.add("excepted")
        if clause.through is not None and self.compare(">", today, self.value(clause.through, env)):
            found.add("ended")
        if clause.until is not None and any(
            moment <= now and self._alive(clause, env, moment) and self.holds(clause.until, env, moment)
            for moment in self.moments
        ):
            found.add("ended")
        for high in self.over[clause.id]:
            if self._covers_everything(self.clauses[high], clause) and any(
                not self.reasons(high, each, now) for each in self._one_of_each(self.clauses[high])
            ):
                found.add("overridden")
        return found

    def _one_of_each(self, clause: Clause) -> list[str | None]:
        """The members for each of whom a clause has a norm; None for a plain clause."""
        if clause.family is None:
            return [None]
        return [each["id"] for each in self.world.members.get(clause.family[0], [])]

    def _alive(self, clause: Clause, env: dict[str, Any], now: int) -> bool:
        """Whether `until` can end the norm: the agreement is in force, `from` has come and the member exists."""
        if clause.family is not None and not self.exists(clause.family[0], env[clause.family[0]], now):
            return False
        return self._begun(clause, env, now)

    def _covers_everything(self, high: Clause, low: Clause) -> bool:
        """Whether the higher clause, by its form alone, covers every act that the lower one covers."""
        if high.action is None or high.where is not None or high.exceptions:
            return False
        if high.family is not None and low.family is not None:
            return False
        if low.action != high.action and self.world.genus.get(str(low.action)) != high.action:
            return False
        if high.who not in ("anyone", low.who):
            return False
        return str(low.action) not in self.world.roles_to or high.to is None or high.to == low.to

    def state(self, id: str, member: str | None, now: int) -> bool:
        """Whether the norm is in force."""
        return not self.reasons(id, member, now)

    def since_until(self, id: str, member: str | None) -> tuple[int | None, int | None]:
        """The first moment of the present state and the first after it, None where it was always so or stays so."""
        now = self.world.as_of
        here = self.state(id, member, now)
        since: int | None = None
        for moment in reversed([each for each in self.moments if each <= now]):
            if self.state(id, member, moment) != here:
                break
            since = moment
        else:
            since = None
        until = next((each for each in self.moments if each > now and self.state(id, member, each) != here), None)
        return since, until

    # Acts

    def _norms(self) -> list[tuple[Clause, str | None]]:
        found: list[tuple[Clause, str | None]] = []
        for clause in self.world.clauses:
            if clause.family is None:
                found.append((clause, None))
            else:
                found += [(clause, each["id"]) for each in self.all_members(clause.family[0])]
        return found

    def names(self, clause: Clause, member: str | None, act: Member, now: int) -> bool:
        """Whether who, action, `to` and `where` of the norm match the act."""
        sort = act["sort"]
        if clause.action is None or (clause.action != sort and self.world.genus.get(sort) != clause.action):
            return False
        if clause.modality == "must" and clause.action != sort:
            return False
        if clause.who not in ("anyone", act["by"]):
            return False
        if sort in self.world.roles_to and clause.to not in (None, "anyone", act["to"]):
            return False
        return self.holds(clause.where, {**self._env(clause, member), clause.action: act}, now)

    def excepted(self, clause: Clause, member: str | None, act: Member, now: int) -> bool:
        """Whether one of the clause's exceptions holds for the act."""
        env = {**self._env(clause, member), str(clause.action): act}
        return any(self.holds(each, env, now) for each in clause.exceptions.values())

    def would_speak(self, clause: Clause, member: str | None, act: Member, now: int) -> bool:
        """Whether the norm is in force and covers the act; priority aside."""
        return (
            self.state(clause.id, member, now)
            and self.names(clause, member, act, now)
            and not self.excepted(clause, member, act, now)
        )

    def speaks(self, clause: Clause, member: str | None, act: Member, now: int) -> bool:
        """Whether the norm says something of the act: it would, and no clause with priority does."""
        return self.would_speak(clause, member, act, now) and not self.yields(clause, act, now)

    def yields(self, clause: Clause, act: Member, now: int) -> bool:
        """Whether a clause with priority speaks of the act."""
        return any(
            self.speaks(high, member, act, now) for high, member in self._norms() if high.id in self.over[clause.id]
        )

    def verdicts(self, act: Member, now: int) -> set[str]:
        """The verdict of an act at a moment; several where the brief leaves a choice."""
        norms = [(clause, member) for clause, member in self._norms() if clause.action is not None]
        saying = [(clause, member) for clause, member in norms if self.speaks(clause, member, act, now)]
        said = {clause.modality for clause, _ in saying}
        duties = [(clause, member) for clause, member in saying if clause.modality == "must"]
        if {"may", "must not"} <= said or {"must", "need not"} <= said:
            return {"conflicting"}
        if {"must", "must not"} <= said:
            stuck = any(not self._moment_left(clause, member, act, now) for clause, member in duties)
            return {"conflicting"} if stuck else {"prohibited"}
        for modality, verdict in (("must", "obligatory"), ("must not", "prohibited"), ("may", "permitted")):
            if modality in said:
                return {verdict}
        silent = {"undetermined" if self.world.partial else "unregulated"}
        open_cases: set[str] = {"permitted"} if "need not" in said else set()
        naming = [(clause, member) for clause, member in norms if self.names(clause, member, act, now)]
        for clause, _ in naming:
            if clause.modality == "must not":
                if not self.yields(clause, act, now):
                    return {"permitted"}
                open_cases.add("permitted")
        if self.ability(act, now) is not None:
            power = {"able" if self.ability(act, now) else "not_able"}
            if not self._powers(act):
                return power | open_cases | silent  # a power for each of none: the brief does not say
            named = any(clause.modality in ("must", "may", "need not") for clause, _ in naming)
            return power | open_cases | (silent if named or open_cases else set())
        return silent | open_cases

    def ability(self, act: Member, now: int) -> bool | None:
        """Whether the act has effect; None if no clause gives power to do such acts."""
        if not any(
            clause.modality == "can" and clause.action in (act["sort"], self.world.genus.get(act["sort"]))
            for clause in self.world.clauses
        ):
            return None
        return any(self.speaks(clause, member, act, now) for clause, member in self._powers(act))

    def _powers(self, act: Member) -> list[tuple[Clause, str | None]]:
        return [
            (clause, member)
            for clause, member in self._norms()
            if clause.modality == "can" and clause.action in (act["sort"], self.world.genus.get(act["sort"]))
        ]

    def _moment_left(self, duty: Clause, member: str | None, act: Member, now: int) -> bool:
        """Whether at some moment from now on the duty is in force and no prohibition speaks of the act."""
        prohibitions = [(clause, each) for clause, each in self._norms() if clause.modality == "must not"]
        return any(
            self.speaks(duty, member, act, moment)
            and not any(self.speaks(clause, each, act, moment) for clause, each in prohibitions)
            for moment in [now, *(each for each in self.moments if each > now)]
        )


def judge(world: World, act: Member) -> tuple[set[str], set[str | None]]:
    """The verdicts and the abilities an act may have, judged at its moment in the world without itself."""
    oracle = Oracle(world, without=act["id"])
    able = oracle.ability(act, act["on"])
    abilities: set[str | None] = {{True: "able", False: "not_able", None: None}[able]}
    if able is False and not oracle._powers(act):
        abilities.add(None)
    return oracle.verdicts(act, act["on"]), abilities
