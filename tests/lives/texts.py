"""The worlds of the oracle as texts: an agreement and a scenario."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.lives.toy import AUTOMATIC, DATES, PAIR, Act, Clause, Expression, World

VOCABULARY = """\
parties: [ann, bob]
entities:
  invoice: {total: money EUR, on: date}
  alarm: {on: date}
  flag: yes/no
actions:
  pay: {amount: money EUR, kind: [rent, fee]}
  deliver: {}
  call: {}
"""
FAR = date(2099, 12, 31).toordinal()
FAMILIES = {"week": "week in span", "month": "month in lease", PAIR: "[invoice, alarm]"}
LISTS = ("invoice", "alarm", "pay", "deliver", "call")


def day_text(day: int) -> str:
    """A day as YAML."""
    return date.fromordinal(day).isoformat()


def cents_text(cents: int) -> str:
    """An amount as YAML."""
    return f"{cents // 100}.{cents % 100:02} EUR"


def date_text(expression: Expression, clause: Clause) -> str:
    """A date expression as the language writes it."""
    match expression:
        case ("day", day):
            return day_text(day)
        case ("of", attribute, days):
            return _plus("invoice.on" if clause.members_of == PAIR else f"{clause.members_of}.{attribute}", days)
        case ("breached_on" | "due" as what, other, days):
            return _plus(f"{other}.{what}", days)
        case _:
            raise AssertionError(expression)


def _plus(anchor: str, days: int) -> str:
    return f"{anchor} + {days} days" if days else anchor


def condition_text(condition: Expression, clause: Clause, world: World) -> str:
    """A condition as a clause writes it."""
    match condition:
        case ("flag",):
            return "flag"
        case ("alarm",):
            return "some alarm as other" if clause.members_of in ("alarm", PAIR) else "some alarm"
        case ("today", sign, day):
            return f"today {sign} {day_text(day)}"
        case ("not", inner):
            return f"not ({condition_text(inner, clause, world)})"
        case ("or", *parts):
            return " or ".join(f"({condition_text(part, clause, world)})" for part in parts)
        case ("clause", other, verb, word):
            (named,) = [each for each in world.clauses if each.id == other]
            if named.members_of is None and int(other[1:]) % 2 == 0:
                return f"{other}_{verb}_{word}"  # through a term, which may be remembered
            if named.members_of in (None, clause.members_of):
                return f"{other} {verb} {word}"
            if named.members_of == PAIR:
                return f"some invoice where (some alarm where ({other} {verb} {word}))"
            return f"some {other} {verb} {word}"
        case ("agreement", word):
            return f"agreement is {word}"
        case _:
            raise AssertionError(condition)


def upon_text(clause: Clause, world: World) -> str | None:
    """What stands under `upon`."""
    match clause.upon:
        case None:
            return None
        case ("each", name):
            said = str(name)
        case (what, *_) if what in DATES:
            said = date_text(clause.upon, clause)
        case _:
            said = condition_text(clause.upon, clause, world)
    return (
        said if clause.upon_through is None else f"{{event: {said}, through: {date_text(clause.upon_through, clause)}}}"
    )


def clause_lines(clause: Clause, world: World) -> list[str]:
    """One clause as lines of YAML."""
    said: dict[str, Any] = {}
    if clause.modality != AUTOMATIC:
        said["who"] = clause.who
        what = clause.action if clause.ensure is None else condition_text(clause.ensure, clause, world)
        said[clause.modality] = what
    said["where"] = None if clause.kind is None else f"pay.kind is {clause.kind}"
    said["for each"] = FAMILIES.get(clause.family or "", clause.family)
    said["upon"] = upon_text(clause, world)
    for key, condition in (("when", clause.when), ("unless", clause.unless), ("until", clause.until)):
        said[key] = None if condition is None else condition_text(condition, clause, world)
    for key, day in (
        ("from", clause.starts),
        ("through", clause.through),
        ("not before", clause.not_before),
        ("due", clause.due),
    ):
        said[key] = None if day is None else date_text(day, clause)
    said["clock"] = "runs" if clause.clock_runs else None
    if clause.amount is not None:
        said["amount"] = "invoice.total" if isinstance(clause.amount, str) else cents_text(clause.amount)
    said["applied"] = "earliest due first" if clause.applied else None
    said["cures"] = f"[{', '.join(clause.cures)}]" if clause.cures else None
    said["survives"] = "yes" if clause.survives else None
    lines = [f"    {key}: {value}" for key, value in said.items() if value is not None]
    if clause.then:
        verbs = dict.fromkeys(verb for verb, _ in clause.then)
        effects = [f"{verb}: [{', '.join(target for each, target in clause.then if each == verb)}]" for verb in verbs]
        lines.append(f"    then: {{{', '.join(effects)}}}")
    return [f"  {clause.id}:", *lines]


def agreement_text(world: World, *, order: list[int] | None = None) -> str:
    """The agreement as one YAML file; `order` permutes its clauses."""
    lines = ["agreement: toy", f"version: {day_text(world.effective)}", VOCABULARY.rstrip()]
    lines.append("terms:")
    for name, parts in (("span", world.members["week"]), ("lease", world.members["month"])):
        lines.append(f"  {name}: {day_text(parts[0]['starts'])} .. {day_text(parts[-1]['ends'])}")
    order = list(range(len(world.clauses))) if order is None else order
    clauses = "\n".join(line for index in order for line in clause_lines(world.clauses[index], world))
    terms = dict.fromkeys(re.findall(r"\b(c\d+)_(was|is)_(\w+)", clauses))
    lines += [f"  {clause}_{verb}_{word}: {clause} {verb} {word}" for clause, verb, word in terms]
    return "\n".join([*lines, "clauses:", clauses]) + "\n"


@dataclass(frozen=True)
class Hidden:
    """What a scenario leaves unsaid: the flag, acts and their attributes, the ends of lists.

    `closed` gives the last day up to which a list is complete, None for an open one. `acts` are left out; `vague` acts
    lack their day, kind or amount. `moved` counts the days by which the world was moved.
    """

    closed: Mapping[str, int | None] = field(default_factory=lambda: dict.fromkeys(LISTS, FAR))
    flag: bool = False
    acts: frozenset[str] = frozenset()
    vague: frozenset[tuple[str, str]] = frozenset()
    moved: int = 0


def act_text(act: Act, hidden: Hidden) -> str:
    """An act as a YAML mapping."""
    on = day_text(act.on[0]) + (f" {act.on[1] // 60:02}:{act.on[1] % 60:02}" if act.timed else "")
    said = {"id": act.id, "by": act.by, "on": on}
    if act.action == "pay":
        said |= {"kind": str(act.kind), "amount": cents_text(act.amount or 0)}
    return "{" + ", ".join(f"{key}: {value}" for key, value in said.items() if (act.id, key) not in hidden.vague) + "}"


def scenario_text(world: World, as_of: int, hidden: Hidden | None = None) -> str:
    """The scenario in which all of it is stated, but for what is hidden."""
    hidden = Hidden() if hidden is None else hidden
    closed = {name: day + hidden.moved for name, day in hidden.closed.items() if day is not None}
    lines = ["agreement: toy", f"as_of: {day_text(as_of)}"]
    if closed:
        lines.append(f"complete: [{', '.join(f'{name}: {day_text(day)}' for name, day in closed.items())}]")
    facts = [] if hidden.flag else [f"  flag: {'yes' if world.flag else 'no'}"]
    listed: dict[str, list[str]] = {
        "invoice": [
            f"{{id: {each['id']}, on: {day_text(each['on'])}, total: {cents_text(each['total'])}}}"
            for each in world.members["invoice"]
        ],
        "alarm": [f"{{id: {each['id']}, on: {day_text(each['on'])}}}" for each in world.members["alarm"]],
    }
    for name in ("pay", "deliver", "call"):
        acts = [each for each in world.acts if each.action == name and each.id not in hidden.acts]
        listed[name] = [act_text(each, hidden) for each in acts]
    for name, members in listed.items():
        if members:
            facts += [f"  {name}:", *(f"    - {each}" for each in members)]
    return "\n".join([*lines, *(["facts:", *facts] if facts else [])]) + "\n"
