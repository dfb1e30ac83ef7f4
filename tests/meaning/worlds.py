"""Small agreements and scenarios, drawn as data and written as YAML.

A *scene* is what a scenario states: every fact may be known, bounded or left out, every list open or closed. A scene in
which nothing is left open is *full* and gives the oracle its world. ``hidden`` turns a full scene into one of those
that say less, ``completed`` fills the gaps of a scene again in some way or other.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from hypothesis import strategies as st

from tests.meaning.oracle import MINUTES, NEVER, Clause, Expression, Member, Value, World

BASE = date(2026, 2, 20).toordinal()
"""The first day of the agreement; the window crosses the end of February."""
DAYS = [BASE + number for number in (0, 1, 8, 9, 10, 19)]
"""The few days on which things happen, some of them neighbours, so that boundaries meet."""
AS_OF = [*DAYS, BASE + 7, BASE + 11, BASE + 20, BASE + 25]
HORIZON = BASE + 32
PARTIES = ["ann", "bob"]
ATTRIBUTES: dict[str, dict[str, list[Any]]] = {
    "notice": {"by": PARTIES, "kind": ["early", "late"]},
    "ruling": {"result": ["upheld", "denied"], "amount": [0, 2, 5]},
    "asset": {"colour": ["red", "blue"], "spare": [True, False], "size": [1, 2, 3]},
    "use": {"by": PARTIES, "mode": ["day", "night"]},
    "lend": {"by": PARTIES, "mode": ["day", "night"]},
    "pay": {"by": PARTIES, "to": PARTIES, "amount": [0, 2, 5]},
}
REFERENCES = {"ruling": ("of", "notice"), "use": ("asset", "asset"), "lend": ("asset", "asset")}
EVENTS = ("notice", "ruling")
ACTS = ("use", "lend", "pay")
LISTS = ("notice", "ruling", "asset", *ACTS)
GENUS = {"lend": "use"}
SINGLES = ("approved", "solvent", "sunset")
OPTIONS = {"scope": ["narrow", "wide"], "view": ["a", "b", "c"]}
LIMITS = [1, 2, 3]
CERTAINTIES = ["confirmed", "oral", "reported", "inferred"]
VOCABULARY = """\
parties: [ann, bob]
entities:
  notice: {by: party, kind: [early, late], on: date}
  ruling: {of: notice, result: [upheld, denied], amount: money EUR, on: date}
  asset: {colour: [red, blue], spare: yes/no, size: number}
  approved: yes/no
  solvent: yes/no
  sunset: date
actions:
  use: {asset: asset, mode: [day, night], kinds: [lend]}
  pay: {to: party, amount: money EUR}
constraints:
  amounts: ruling.amount >= 0 EUR
"""


@dataclass
class Agreement:
    """An agreement as data. `defaults` holds the default option of each reading, None for undecided."""

    clauses: list[Clause]
    terms: dict[str, tuple[str | None, Expression]]
    defaults: dict[str, str | None]
    limit: str = "unknown"
    partial: bool = False


@dataclass
class Scene:
    """What a scenario states. Absent attributes and singles are unknown; ``("between", low, high)`` is a bounded day.

    An act's `on` is ``("at", moment)`` or ``("day", day)``; other days are ordinals. `closed` are the closed lists.
    """

    as_of: int
    members: dict[str, list[Member]]
    singles: dict[str, Any]
    asked: list[Member]
    readings: dict[str, str]
    limit: int | None
    closed: set[str] = field(default_factory=lambda: set(LISTS))


# Text


def day_text(day: Value) -> str:
    """A day as YAML, `never` included."""
    return NEVER if day == NEVER else date.fromordinal(day).isoformat()


def moment_text(moment: int) -> str:
    """A moment as YAML."""
    day, minute = divmod(moment, MINUTES)
    return f"{day_text(day)} {minute // 60:02}:{minute % 60:02}"


def text(expression: Expression) -> str:
    """An expression as the language writes it."""
    match expression:
        case ("not", inner):
            return f"not ({text(inner)})"
        case ("and" | "or" as word, *parts):
            return "(" + f" {word} ".join(f"({text(part)})" for part in parts) + ")"
        case ("single", name) | ("singledate", name):
            return str(name)
        case ("yes", *path) | ("path", *path):
            return ".".join(path)
        case ("is", path, option):
            return f"{'.'.join(path)} is {option}"
        case ("oneof", path, options):
            return f"{'.'.join(path)} is one of ({', '.join(options)})"
        case ("isref", path, variable):
            return f"{'.'.join(path)} is {variable}"
        case ("cmp", left, sign, right):
            return f"{text(left)} {sign} {text(right)}"
        case ("today", sign, day):
            return f"today {sign} {text(day)}"
        case ("constant", "day", value):
            return day_text(value)
        case ("constant", "EUR", value):
            return f"{value} EUR"
        case ("constant", _, value) | ("parameter", value):
            return str(value)
        case ("plusdays", inner, days):
            return f"{text(inner)} + {days} days"
        case ("reading", name, option):
            return f"reading.{name} is {option}"
        case ("term", name, None):
            return str(name)
        case ("term", name, path):
            return f"{name}({'.'.join(path)})"
        case ("some", sort, variable, ever, condition):
            return f"some {binder(sort, variable, condition, ever=ever)}"
        case ("every", sort, variable, condition, body):
            return f"every {binder(sort, variable, condition)} satisfies ({text(body)})"
        case ("count", sort, variable, condition, sign, number):
            return f"count({binder(sort, variable, condition)}) {sign} {number}"
        case ("sum", sort, variable, attribute, condition, sign, number):
            return f"sum({variable}.{attribute} for {binder(sort, variable, condition)}) {sign} {number} EUR"
        case ("status", clause, word):
            return f"{clause} is {word}"
        case _:
            raise AssertionError(expression)


def binder(sort: str, variable: str, condition: Expression | None, *, ever: bool = False) -> str:
    """`notice ever as other where (…)`."""
    said = sort if variable == sort else f"{sort} as {variable}"
    if ever:
        said += " ever"
    return said if condition is None else f"{said} where ({text(condition)})"


def quoted(value: str) -> str:
    """A YAML scalar that means exactly this text."""
    return '"' + value.replace('"', '\\"') + '"'


def agreement_text(agreement: Agreement, *, version: int = BASE, order: list[int] | None = None) -> str:
    """The agreement as one YAML file; `order` permutes its clauses."""
    lines = ["agreement: toy", f"version: {day_text(version)}", VOCABULARY.rstrip()]
    if agreement.partial:
        lines.append("text: partial")
    lines += ["parameters:", f"  limit: {{value: {agreement.limit}}}", "readings:"]
    for name, options in OPTIONS.items():
        listed = ", ".join(f"{option}: {option}" for option in options)
        lines.append(
            f"  {name}: {{question: which, options: {{{listed}}}, default: {agreement.defaults[name] or 'undecided'}}}"
        )
    if agreement.terms:
        lines.append("terms:")
    for name, (sort, means) in agreement.terms.items():
        lines.append(
            f"  {name}: {quoted(text(means))}"
            if sort is None
            else f"  {name}:\n    for each: {sort}\n    means: {quoted(text(means))}"
        )
    lines.append("clauses:")
    clauses = agreement.clauses if order is None else [agreement.clauses[index] for index in order]
    for clause in clauses:
        lines += clause_lines(clause)
    return "\n".join(lines) + "\n"


def clause_lines(clause: Clause) -> list[str]:
    """One clause as lines of YAML."""
    lines = [f"  {clause.id}:", f"    who: {clause.who}"]
    what = quoted(text(clause.ensure)) if clause.ensure is not None else clause.action
    lines.append(f"    {clause.modality}: {what}")
    if clause.to is not None:
        lines.append(f"    to: {clause.to}")
    if clause.family is not None:
        sort, condition = clause.family
        lines.append(f"    for each: {quoted(binder(sort, sort, condition))}")
    for key, expression in (
        ("where", clause.where),
        ("when", clause.when),
        ("unless", clause.unless),
        ("from", clause.starts),
        ("until", clause.until),
        ("through", clause.through),
    ):
        if expression is not None:
            lines.append(f"    {key}: {quoted(text(expression))}")
    if clause.exceptions:
        lines.append("    except:")
        lines += [f"      {name}: {quoted(text(each))}" for name, each in clause.exceptions.items()]
    for key, others in (("overrides", clause.overrides), ("subject to", clause.subject_to)):
        if others:
            lines.append(f"    {key}: [{', '.join(others)}]")
    if clause.certainty != "confirmed":
        lines.append(f"    certainty: {clause.certainty}")
    return lines


def value_text(attribute: str, value: Value) -> str:
    """A stated value as YAML."""
    match value:
        case ("between", low, high):
            return f"between {day_text(low)} and {day_text(high)}"
        case ("at", moment):
            return moment_text(moment)
        case ("day", day):
            return day_text(day)
        case True | False:
            return "yes" if value else "no"
        case _:
            pass
    if attribute in ("on", "sunset"):
        return day_text(value)
    return f"{value} EUR" if attribute == "amount" else str(value)


def member_text(member: Member, *, without: tuple[str, ...] = ("sort",)) -> str:
    """A member as a YAML flow mapping."""
    return (
        "{" + ", ".join(f"{key}: {value_text(key, value)}" for key, value in member.items() if key not in without) + "}"
    )


def scene_text(scene: Scene, *, backwards: bool = False) -> str:
    """The scenario as YAML; `backwards` states everything in the opposite order."""
    turn = (lambda items: list(reversed(list(items)))) if backwards else list
    lines = ["agreement: toy", f"as_of: {day_text(scene.as_of)}"]
    if scene.closed:
        lines.append(f"complete: [{', '.join(f'{name}: 2099-12-31' for name in turn(sorted(scene.closed)))}]")
    fixed = dict(scene.readings)
    if scene.limit is not None:
        fixed["limit"] = str(scene.limit)
    if fixed:
        lines.append(f"with: {{{', '.join(f'{name}: {value}' for name, value in turn(sorted(fixed.items())))}}}")
    facts = [f"  {name}: {value_text(name, value)}" for name, value in scene.singles.items()]
    for sort, listed in scene.members.items():
        if listed:
            facts.append("\n".join([f"  {sort}:", *(f"    - {member_text(each)}" for each in turn(listed))]))
    if facts:
        lines += ["facts:", *turn(facts)]
    if scene.asked:
        lines.append("ask:")
        for act in turn(scene.asked):
            lines.append(f"  {act['id']}: {{{act['sort']}: {member_text(act, without=('sort', 'id'))}}}")
    return "\n".join(lines) + "\n"


# The oracle's world


def world_of(agreement: Agreement, scene: Scene) -> World:
    """The world of a full scene in which every act has a moment."""
    members = {
        sort: [{**each, "sort": sort, **({"on": each["on"][1]} if sort in ACTS else {})} for each in listed]
        for sort, listed in scene.members.items()
    }
    assert scene.limit is not None
    return World(
        clauses=agreement.clauses,
        terms=agreement.terms,
        genus=GENUS,
        roles_to={"pay"},
        partial=agreement.partial,
        effective=BASE,
        horizon=HORIZON,
        members=members,
        singles=scene.singles,
        parameters={"limit": scene.limit},
        readings=scene.readings,
        as_of=scene.as_of * MINUTES + MINUTES - 1,
    )


def asked_act(scene: Scene, act: Member) -> Member:
    """An asked act with its moment: the end of `as_of` unless it says one."""
    return {**act, "on": act["on"][1] if "on" in act else scene.as_of * MINUTES + MINUTES - 1}


# Expressions


@dataclass
class Scope:
    """What a condition may speak of."""

    variables: dict[str, str]
    clauses: list[str]
    terms: dict[str, str | None]
    ever: bool = False

    def with_variable(self, name: str, sort: str) -> Scope:
        """The scope inside a quantifier."""
        return replace(self, variables={**self.variables, name: sort})


SIGNS = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
DAY_CONSTANTS = st.sampled_from(DAYS).map(lambda day: ("constant", "day", day))


def _constant(unit: str, value: Value) -> Expression:
    return ("constant", unit, value)


def _comparison(left: Expression, sign: str, right: Expression) -> Expression:
    return ("cmp", left, sign, right)


def _equality(path: Expression, value: Value) -> Expression:
    return ("is", path, value)


def _about(variable: str, sort: str, scope: Scope) -> list[st.SearchStrategy[Expression]]:
    """Conditions about one member."""
    found: list[st.SearchStrategy[Expression]] = []
    for attribute, values in ATTRIBUTES[sort].items():
        path: Expression = (variable, attribute)
        if attribute == "spare":
            found.append(st.just(("yes", *path)))
        elif attribute in ("size", "amount"):
            unit = "EUR" if attribute == "amount" else "number"
            sizes = st.sampled_from(values).map(partial(_constant, unit))
            if attribute == "size":
                sizes |= st.just(("parameter", "limit"))
            found.append(st.builds(partial(_comparison, ("path", *path)), SIGNS, sizes))
        else:
            found.append(st.sampled_from(values).map(partial(_equality, path)))
    if sort in REFERENCES:
        attribute, target = REFERENCES[sort]
        deeper = {"notice": ("kind", "early"), "asset": ("colour", "red")}[target]
        found.append(st.just(("is", (variable, attribute, deeper[0]), deeper[1])))
        others = [name for name, each in scope.variables.items() if each == target]
        found += [st.just(("isref", (variable, attribute), name)) for name in others]
        found += [
            st.just(("term", name, (variable, attribute))) for name, each in scope.terms.items() if each == target
        ]
    found += [st.just(("term", name, (variable,))) for name, each in scope.terms.items() if each == sort]
    if sort in EVENTS:
        found.append(st.builds(lambda sign, day: ("cmp", ("path", variable, "on"), sign, day), SIGNS, DAY_CONSTANTS))
        found.append(
            st.builds(
                lambda sign, days: ("today", sign, ("plusdays", ("path", variable, "on"), days)),
                SIGNS,
                st.sampled_from([1, 9]),
            )
        )
    return found


@st.composite
def conditions(draw: st.DrawFn, scope: Scope, depth: int = 2) -> Expression:
    """A condition in a scope."""
    if depth > 0 and draw(st.integers(0, 3)) == 0:
        kind = draw(st.sampled_from(["not", "and", "or"]))
        if kind == "not":
            return ("not", draw(conditions(scope, depth - 1)))
        return (kind, draw(conditions(scope, depth - 1)), draw(conditions(scope, depth - 1)))
    about = [each for name, sort in scope.variables.items() for each in _about(name, sort, scope)]
    if about and draw(st.integers(0, 2)) > 0:
        return draw(draw(st.sampled_from(about)))
    kinds = ["single", "today", "reading", "some", "some", "every", "count", "sum", "singledate", "until"]
    if scope.clauses:
        kinds += ["status", "status"]
    if any(sort is None for sort in scope.terms.values()):
        kinds.append("term")
    match draw(st.sampled_from(kinds)):
        case "single":
            return ("single", draw(st.sampled_from(["approved", "solvent"])))
        case "today":
            return ("today", draw(st.sampled_from(["<", ">=", "=", ">", "<="])), draw(DAY_CONSTANTS))
        case "until":
            return ("today", ">=", draw(DAY_CONSTANTS))
        case "singledate":
            return ("today", draw(SIGNS), ("singledate", "sunset"))
        case "reading":
            name = draw(st.sampled_from(sorted(OPTIONS)))
            return ("reading", name, draw(st.sampled_from(OPTIONS[name])))
        case "status":
            word = draw(st.sampled_from(["in_force", "in_force", "ended", "not_yet", "not_triggered", "excepted"]))
            return ("status", draw(st.sampled_from(scope.clauses)), word)
        case "term":
            return ("term", draw(st.sampled_from([name for name, sort in scope.terms.items() if sort is None])), None)
        case "some":
            sort, variable, inner = draw(_bound(scope))
            ever = scope.ever and sort in EVENTS and draw(st.integers(0, 4)) == 0
            return ("some", sort, variable, ever, draw(_filter(inner, depth)))
        case "every":
            sort, variable, inner = draw(_bound(scope))
            return (
                "every",
                sort,
                variable,
                draw(_filter(inner, depth)),
                draw(conditions(inner, depth - 1))
                if depth > 0
                else draw(draw(st.sampled_from(_about(variable, sort, scope)))),
            )
        case "count":
            sort, variable, inner = draw(_bound(scope))
            return ("count", sort, variable, draw(_filter(inner, depth)), draw(SIGNS), draw(st.sampled_from([0, 1, 2])))
        case _:
            variable = "ruling" if "ruling" not in scope.variables else f"ruling{len(scope.variables)}"
            inner = scope.with_variable(variable, "ruling")
            return (
                "sum",
                "ruling",
                variable,
                "amount",
                draw(_filter(inner, depth)),
                draw(SIGNS),
                draw(st.sampled_from([0, 2, 5, 7])),
            )


@st.composite
def _bound(draw: st.DrawFn, scope: Scope) -> tuple[str, str, Scope]:
    sort = draw(st.sampled_from(["notice", "notice", "ruling", "asset", "use", "pay", "lend"]))
    variable = sort if sort not in scope.variables else f"{sort}{len(scope.variables)}"
    return sort, variable, scope.with_variable(variable, sort)


@st.composite
def _filter(draw: st.DrawFn, inner: Scope, depth: int) -> Expression | None:
    variable, sort = list(inner.variables.items())[-1]
    if draw(st.integers(0, 3)) == 0:
        return None
    if depth > 0 and draw(st.booleans()):
        return draw(conditions(inner, depth - 1))
    return draw(draw(st.sampled_from(_about(variable, sort, inner))))


# Agreements


@st.composite
def dates(draw: st.DrawFn, family: str | None) -> Expression:
    """A date expression for `from` and `through`."""
    if family == "notice" and draw(st.booleans()):
        return ("plusdays", ("path", "notice", "on"), draw(st.sampled_from([0, 1, 9])))
    if draw(st.integers(0, 4)) == 0:
        return ("singledate", "sunset")
    return draw(DAY_CONSTANTS)


@st.composite
def clauses(draw: st.DrawFn, id: str, earlier: list[Clause], terms: dict[str, str | None], *, ever: bool) -> Clause:
    """A clause; it may speak of earlier ones and yield to them."""
    modality = draw(st.sampled_from(["must", "must not", "must not", "may", "may", "need not", "can", "must ensure"]))
    clause = Clause(id, draw(st.sampled_from([*PARTIES, "anyone"])), modality)
    family = draw(st.sampled_from([None, None, "asset", "notice"]))
    plain = [each.id for each in earlier if each.family is None]
    scope = Scope({}, plain, terms, ever)
    if family is not None:
        scope = scope.with_variable(family, family)
        condition = draw(draw(st.sampled_from(_static(family)))) if draw(st.booleans()) else None
        clause.family = (family, condition)
    if modality == "must ensure":
        clause.ensure = draw(conditions(scope, 1))
        if clause.who == "anyone":
            clause.who = "ann"
    else:
        clause.action = draw(st.sampled_from(["use", "use", "lend", "pay"]))
        inside = scope.with_variable(clause.action, clause.action)
        if family == "asset" and clause.action != "pay":
            clause.where = ("isref", (clause.action, "asset"), "asset")
        elif draw(st.booleans()):
            clause.where = draw(conditions(inside, 1))
        if draw(st.integers(0, 2)) == 0:
            clause.exceptions["mild"] = (
                "and",
                draw(draw(st.sampled_from(_about(clause.action, clause.action, inside)))),
                draw(conditions(inside, 1)),
            )
    if draw(st.integers(0, 2)) > 0:
        clause.to = draw(st.sampled_from(PARTIES))
    if draw(st.integers(0, 2)) == 0:
        clause.when = draw(conditions(scope))
    if draw(st.integers(0, 3)) == 0:
        clause.unless = draw(conditions(scope))
    if draw(st.integers(0, 2)) == 0:
        clause.starts = draw(dates(family))
    if draw(st.integers(0, 2)) == 0:
        clause.until = draw(conditions(scope))
    if draw(st.integers(0, 1)) == 0:
        clause.through = draw(dates(family))
    if modality != "must ensure":
        for high in (
            draw(st.lists(st.sampled_from(earlier), max_size=2, unique_by=lambda each: each.id)) if earlier else []
        ):
            if _may_override(high, clause):
                if draw(st.booleans()):
                    high.overrides.append(clause.id)
                else:
                    clause.subject_to.append(high.id)
    clause.certainty = draw(st.sampled_from(CERTAINTIES))
    return clause


def _static(sort: str) -> list[st.SearchStrategy[Expression]]:
    """Conditions about a member that do not change with time."""
    return _about(sort, sort, Scope({}, [], {}))[: len(ATTRIBUTES[sort])]


def _may_override(high: Clause, low: Clause) -> bool:
    if high.action is None or low.action is None or (high.modality == "can") != (low.modality == "can"):
        return False
    if high.modality == "must" and high.action == "use":
        return False
    return high.family is None or high.where is not None


@st.composite
def agreements(draw: st.DrawFn, *, ever: bool = False, most: int = 5) -> Agreement:
    """An agreement with one to five clauses."""
    terms: dict[str, tuple[str | None, Expression]] = {}
    for name, sort in (("plain", None), ("of_notice", "notice"), ("of_asset", "asset")):
        if draw(st.integers(0, 2)) == 0:
            scope = Scope({} if sort is None else {sort: sort}, [], {})
            terms[name] = (sort, draw(conditions(scope, 1)))
    sorts = {name: sort for name, (sort, _) in terms.items()}
    names = draw(st.permutations(["alpha", "beta", "gamma", "delta", "kappa"]))
    found: list[Clause] = []
    for index in range(draw(st.integers(1, most))):
        found.append(draw(clauses(names[index], list(found), sorts, ever=ever)))
    defaults = {name: draw(st.sampled_from([None, options[0]])) for name, options in OPTIONS.items()}
    limit = draw(st.sampled_from(["unknown", "at least 2", "at most 2", "between 2 and 3"]))
    order = draw(st.permutations(range(len(found))))
    return Agreement([found[index] for index in order], terms, defaults, limit, draw(st.booleans()))


def limits(agreement: Agreement) -> list[int]:
    """The values that the parameter may have."""
    match agreement.limit:
        case "at least 2" | "between 2 and 3":
            return [2, 3]
        case "at most 2":
            return [1, 2]
        case _:
            return LIMITS


# Scenes


@st.composite
def members(draw: st.DrawFn, sort: str, id: str, known: dict[str, list[Member]], number: int) -> Member | None:
    """A member with every attribute, None if it needs a member of a list that has none."""
    found: Member = {"id": id}
    if sort in REFERENCES:
        attribute, target = REFERENCES[sort]
        if not known[target]:
            return None
        found[attribute] = draw(st.sampled_from(known[target]))["id"]
    for attribute, values in ATTRIBUTES[sort].items():
        found[attribute] = draw(st.sampled_from(values))
    if sort in EVENTS:
        found["on"] = draw(st.sampled_from([BASE - 1, *DAYS, *DAYS, NEVER]))
    if sort in ACTS:
        found["on"] = ("at", draw(st.sampled_from(DAYS)) * MINUTES + draw(MINUTE) + number)
    return found


MINUTE = st.sampled_from([60, 630, 1380])


@st.composite
def full_scenes(draw: st.DrawFn, agreement: Agreement) -> Scene:
    """A scene that leaves nothing open."""
    found: dict[str, list[Member]] = {sort: [] for sort in LISTS}
    number = 0
    for sort in LISTS:
        for index in range(draw(st.integers(0, 2))):
            number += 1
            member = draw(members(sort, f"{sort[0]}{index + 1}", found, number))
            if member is not None:
                found[sort].append(member)
    asked = []
    for index in range(draw(st.integers(1, 3))):
        number += 1
        sort = draw(st.sampled_from(ACTS))
        act = draw(members(sort, f"q{index + 1}", found, number))
        if act is not None:
            if draw(st.booleans()):
                del act["on"]
            asked.append({"id": act["id"], "sort": sort, **act})
    return Scene(
        as_of=draw(st.sampled_from(AS_OF)),
        members=found,
        singles={
            "approved": draw(st.booleans()),
            "solvent": draw(st.booleans()),
            "sunset": draw(st.sampled_from([*DAYS, NEVER])),
        },
        asked=asked,
        readings={name: draw(st.sampled_from(options)) for name, options in OPTIONS.items()},
        limit=draw(st.sampled_from(limits(agreement))),
    )


@st.composite
def hidden(draw: st.DrawFn, full: Scene, *, readings: bool = True) -> Scene:
    """The scene with some of its facts left out."""
    scene = copy.deepcopy(full)
    rate = draw(st.sampled_from([1, 2, 5]))

    def hide() -> bool:
        return draw(st.integers(0, rate)) == 0

    for sort in LISTS:
        if hide():
            scene.closed.discard(sort)
            scene.members[sort] = [each for each in scene.members[sort] if not hide()]
    for kind, genus in GENUS.items():
        if kind not in scene.closed:  # to close the list of a genus is to close those of its kinds
            scene.closed.discard(genus)
    ids = {sort: {each["id"] for each in listed} for sort, listed in scene.members.items()}
    everyone = [(name, each) for name in LISTS for each in scene.members[name]]
    for sort, member in [*everyone, *((act["sort"], act) for act in scene.asked)]:
        for attribute in [name for name in member if name not in ("id", "sort")]:
            if isinstance(member[attribute], tuple) and member[attribute][0] in ("between", "day"):
                continue
            lost = (
                sort in REFERENCES
                and attribute == REFERENCES[sort][0]
                and member[attribute] not in ids[REFERENCES[sort][1]]
            )
            if not lost and not hide():
                continue
            if attribute == "on" and sort in ACTS:
                if draw(st.booleans()) or member in scene.asked:
                    member["on"] = ("day", member["on"][1] // MINUTES)
                else:
                    del member["on"]
            elif attribute == "on" and member["on"] != NEVER and draw(st.booleans()):
                early = [day for day in [BASE - 1, *DAYS] if day <= member["on"]]
                late = [day for day in DAYS if day >= member["on"]] or [member["on"]]
                member["on"] = ("between", draw(st.sampled_from(early)), draw(st.sampled_from(late)))
                if member["on"][1] == member["on"][2]:
                    member["on"] = member["on"][1]
            else:
                del member[attribute]
    for name in SINGLES:
        if hide():
            scene.singles.pop(name, None)
    if hide():
        scene.limit = None
    if readings:
        for name in OPTIONS:
            if hide():
                scene.readings.pop(name, None)
    return scene


@st.composite
def completed(draw: st.DrawFn, agreement: Agreement, scene: Scene, *, options: dict[str, str] | None = None) -> Scene:
    """The scene with everything it leaves open filled in some way or other."""
    full = copy.deepcopy(scene)
    number = 50
    for sort in LISTS:
        if sort not in scene.closed and draw(st.booleans()):
            number += 1
            member = draw(members(sort, f"{sort[0]}9", full.members, number))
            if member is not None:
                full.members[sort].append(member)
    everyone = [
        *((sort, each) for sort in LISTS for each in full.members[sort]),
        *((each["sort"], each) for each in full.asked),
    ]
    for sort, member in everyone:
        number += 1
        if sort in REFERENCES and REFERENCES[sort][0] not in member:
            attribute, target = REFERENCES[sort]
            if not full.members[target]:
                filled = draw(members(target, f"{target[0]}8", full.members, number))
                assert filled is not None
                full.members[target].append(filled)
                scene_closed_but_needed(scene, target)
            member[attribute] = draw(st.sampled_from(full.members[target]))["id"]
        for attribute, values in ATTRIBUTES[sort].items():
            if attribute not in member:
                member[attribute] = draw(st.sampled_from(values))
        if sort in EVENTS:
            match member.get("on"):
                case None:
                    member["on"] = draw(st.sampled_from([BASE - 1, *DAYS, BASE + 5, NEVER]))
                case ("between", low, high):
                    member["on"] = draw(st.integers(low, high))
                case _:
                    pass
        if sort in ACTS:
            match member.get("on"):
                case None if member not in full.asked:
                    member["on"] = ("at", draw(st.sampled_from(DAYS)) * MINUTES + draw(MINUTE) + number)
                case ("day", day):
                    member["on"] = ("at", day * MINUTES + draw(MINUTE) + number)
                case _:
                    pass
    for name in ("approved", "solvent"):
        full.singles.setdefault(name, draw(st.booleans()))
    full.singles.setdefault("sunset", draw(st.sampled_from([*DAYS, NEVER])))
    for name, choices in OPTIONS.items():
        if name not in full.readings:
            default = agreement.defaults[name] if options is None else options[name]
            full.readings[name] = default if default is not None else draw(st.sampled_from(choices))
    if full.limit is None:
        full.limit = draw(st.sampled_from(limits(agreement)))
    full.closed = set(LISTS)
    return full


class ImpossibleError(Exception):
    """A scene that no world completes: an act about a member of a list known to be empty."""


def scene_closed_but_needed(scene: Scene, sort: str) -> None:
    """Raise unless the list is open."""
    if sort in scene.closed:
        raise ImpossibleError(sort)
