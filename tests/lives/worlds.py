"""Small worlds, drawn as data: a few clauses, a few events, a few acts, on days where boundaries meet."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from tests.lives.texts import FAR, LISTS, Hidden, day_text
from tests.lives.toy import AUTOMATIC, DUTY, ENSURED, FORBIDDEN, PAIR, Act, Clause, Expression, World

BASE = date(2026, 2, 20).toordinal()
"""The first day of the agreement; the window crosses the end of February."""
DAYS = [BASE + number for number in (2, 3, 4, 6, 7, 9, 10)]
"""The few days on which things happen, most of them neighbours."""
HORIZON = BASE + 26
WEEKS = [BASE + 1, BASE + 8, BASE + 15]
MONTHS = [date(2026, month, last).toordinal() for month, last in ((1, 31), (2, 28), (3, 31))]
"""The months from the end of January meet at the end of February, within the window."""
ASKED = [BASE, *DAYS, BASE + 5, BASE + 8, BASE + 11, BASE + 13, BASE + 16, HORIZON]
AMOUNT = 500
PAYMENTS = [1, 250, 499, 500, 501, 1000]
SAID = {
    DUTY: ["breached", "fulfilled", "fulfilled_late", "cured", "defaulted", "open", "in_force", "suspended"],
    FORBIDDEN: ["breached", "cured", "defaulted", "in_force"],
    ENSURED: ["breached", "cured", "defaulted", "in_force"],
    "may": ["exercised", "lapsed", "available", "ended"],
    "can": ["exercised", "lapsed", "available", "in_force"],
    AUTOMATIC: ["in_force"],
}
PAST = ("breached", "fulfilled", "fulfilled_late", "cured", "defaulted", "exercised", "lapsed")

day = st.sampled_from(DAYS)


def chance(draw: st.DrawFn, one_in: int) -> bool:
    """True once in a while; shrinks to false."""
    return draw(st.integers(0, one_in - 1)) == one_in - 1


def periods(bounds: list[int]) -> list[dict[str, Any]]:
    """Periods that follow one another."""
    return [{"id": day_text(one), "starts": one, "ends": two} for one, two in pairwise(bounds)]


@st.composite
def about(draw: st.DrawFn, known: list[Clause], *, past: bool = False) -> Expression:
    """A condition about a clause."""
    clause = draw(st.sampled_from(known))
    words = [word for word in SAID[clause.modality] if word in PAST or not past]
    if not any(clause.id in each.cures for each in known):
        words = [word for word in words if word != "cured"]
    word = draw(st.sampled_from(words))
    return ("clause", clause.id, "was" if word in PAST else "is", word)


@st.composite
def conditions(draw: st.DrawFn, known: list[Clause]) -> Expression:
    """A condition."""
    choices: list[st.SearchStrategy[Expression]] = [
        st.just(("alarm",)),
        st.just(("flag",)),
        st.tuples(st.just("today"), st.sampled_from(["<", ">="]), day),
    ]
    named = [each for each in known if each.modality != AUTOMATIC]
    if named:
        choices += [about(named)] * 2
        choices.append(st.sampled_from(["in_force", "suspended", "terminated"]).map(lambda word: ("agreement", word)))
    found = draw(st.one_of(choices))
    return ("not", found) if chance(draw, 4) else found


@st.composite
def dates(draw: st.DrawFn, clause: Clause, late: int = 0) -> Expression:
    """A date that a clause can speak of: of its member, else a plain one."""
    match clause.members_of:
        case "invoice" | "alarm":
            return ("of", "on", draw(st.integers(0, 3)) + late)
        case "week" | "month":
            return ("of", draw(st.sampled_from(["starts", "ends"])), draw(st.integers(0, 2)) + late)
        case "pair":
            return ("of", "first", draw(st.integers(0, 3)) + late)
        case _:
            return ("day", draw(day) + late)


def sized(draw: st.DrawFn, clause: Clause) -> None:
    """Make it a duty to pay."""
    clause.action, clause.kind = "pay", draw(st.sampled_from(["rent", "fee"]))
    by_invoice = clause.family == "invoice" and draw(st.booleans())
    clause.amount = "total" if by_invoice else draw(st.sampled_from([AMOUNT, 2 * AMOUNT]))
    clause.applied = not chance(draw, 8)


@st.composite
def duties(draw: st.DrawFn, id: str, known: list[Clause]) -> Clause:
    """A duty to pay or to deliver."""
    clause = Clause(id, DUTY)
    how = draw(st.sampled_from(["plain", "plain", "invoice", "week", "month", "alarm", PAIR]))
    if how == "alarm":
        clause.upon, clause.upon_through = ("each", "alarm"), ("day", draw(day)) if chance(draw, 4) else None
    elif how != "plain":
        clause.family = how
    if draw(st.booleans()):
        sized(draw, clause)
    else:
        clause.action = "deliver"
        clause.applied = clause.members_of is not None
    alike = [each.id for each in known if each.due is not None and each.members_of == clause.members_of]
    if not chance(draw, 6):
        clause.due = draw(dates(clause, 1))
    if alike and chance(draw, 4):
        clause.due = ("due", draw(st.sampled_from(alike)), draw(st.integers(0, 3)))
    clause.applied = clause.applied and clause.due is not None
    if chance(draw, 5) and how == "plain":
        clause.starts = ("day", BASE + 2)
    if chance(draw, 5):
        first = {"week": "starts", "month": "starts", PAIR: "first"}.get(how, "on")
        clause.not_before = ("day", BASE + 3) if how == "plain" else ("of", first, 1)
    clause.clock_runs = clause.due is not None and chance(draw, 6)
    return clause


@st.composite
def remedies(draw: st.DrawFn, id: str, known: list[Clause]) -> Clause:
    """A duty or a right that cures the breach of another clause."""
    cured = draw(st.sampled_from([each for each in known if each.modality in (DUTY, FORBIDDEN, ENSURED)]))
    clause = Clause(id, draw(st.sampled_from([DUTY, DUTY, "may"])), cures=[cured.id])
    clause.family = cured.members_of
    clause.upon = ("clause", cured.id, "was", "breached")
    last = ("breached_on", cured.id, draw(st.integers(0, 3)))
    if clause.modality == DUTY:
        if draw(st.booleans()):
            sized(draw, clause)
        else:
            clause.action = draw(st.sampled_from(["deliver", "call"]))
            clause.applied = clause.members_of is not None
        clause.due = last
    else:
        clause.action = "call"
        clause.through = last
    return clause


@st.composite
def effects(draw: st.DrawFn, known: list[Clause]) -> list[tuple[str, str]]:
    """What a power or an event does."""
    verb = draw(st.sampled_from(["end", "terminate", "waive", "terminate", *["suspend", "resume"] * 2]))
    targets = [each for each in known if verb != "waive" or each.modality != AUTOMATIC]
    if verb != "waive" and (not targets or chance(draw, 3)):
        return [(verb, "agreement")]
    return [(verb, draw(st.sampled_from(targets)).id)] if targets else [("terminate", "agreement")]


@st.composite
def automatics(draw: st.DrawFn, id: str, known: list[Clause]) -> Clause:
    """A clause that acts by itself."""
    clause = Clause(id, AUTOMATIC)
    events: list[st.SearchStrategy[Expression]] = [st.just(("alarm",)), st.tuples(st.just("day"), day)]
    named = [each for each in known if each.modality != AUTOMATIC]
    clause.upon = draw(st.one_of([*events, *([about(named)] * 2 if named else [])]))
    clause.then = draw(effects(known))
    clause.survives = chance(draw, 6)
    if chance(draw, 6):
        clause.through = ("day", draw(day))
    return clause


@st.composite
def clauses(draw: st.DrawFn, id: str, known: list[Clause]) -> Clause:
    """A clause that may speak of those before it."""
    can_cure = [each for each in known if each.modality in (DUTY, FORBIDDEN, ENSURED)]
    kinds = ["duty", "duty", "right", "forbidden", "ensured", "power"]
    if known:
        kinds += ["automatic"] * 2
    if can_cure:
        kinds += ["remedy"] * 2
    match draw(st.sampled_from(kinds)):
        case "duty":
            clause = draw(duties(id, known))
        case "remedy":
            clause = draw(remedies(id, known))
        case "automatic":
            return draw(automatics(id, known))
        case "right":
            clause = Clause(id, "may", action=draw(st.sampled_from(["deliver", "call"])))
        case "forbidden":
            clause = Clause(id, FORBIDDEN, action=draw(st.sampled_from(["deliver", "call"])))
        case "ensured":
            clause = Clause(id, ENSURED, ensure=("or", draw(conditions([])), ("today", "<", draw(day))))
        case _:
            clause = Clause(id, "can", who="bob", action="call", then=draw(effects(known)))
    if clause.cures:
        return clause
    if clause.members_of in ("invoice", "alarm"):
        known = [each for each in known if each.members_of != PAIR]  # the names of its parts are taken
    if clause.modality != DUTY and not chance(draw, 3):
        clause.through = ("day", draw(day))
    if chance(draw, 6):
        clause.when = draw(conditions(known))
    if chance(draw, 8):
        clause.unless = draw(conditions(known))
    if chance(draw, 6):
        clause.until = draw(conditions(known))
    if chance(draw, 8) and clause.upon is None:
        clause.upon = draw(st.one_of(st.just(("alarm",)), st.tuples(st.just("day"), day)))
    clause.survives = chance(draw, 6)
    return clause


@st.composite
def acts(draw: st.DrawFn, index: int, known: list[Clause]) -> Act:
    """An act on an interesting day; what it is follows what the clauses speak of."""
    spoken = {(each.action, each.who, each.kind) for each in known if each.action}
    action, who, kind = draw(st.sampled_from(sorted(spoken, key=str) or [("call", "bob", None)]))
    if chance(draw, 10):
        who = "bob" if who == "ann" else "ann"
    amount = draw(st.sampled_from(PAYMENTS)) if action == "pay" else None
    on = (draw(st.one_of(day, st.integers(BASE - 1, BASE + 16))), 60 * (index + 1) * 3)
    if action == "pay" and kind is None:
        kind = "rent"
    return Act(f"act{index}", str(action), who, on, True, kind, amount)


@st.composite
def worlds(draw: st.DrawFn, *, timed: bool = True) -> World:
    """A world: one to five clauses, up to two invoices and alarms, up to five acts.

    Acts are `timed` to the minute, or only where two of them share a day.
    """
    known: list[Clause] = []
    for index in range(draw(st.integers(1, 5))):
        known.append(draw(clauses(f"c{index + 1}", known)))
    invoices = [
        {"id": f"i{number + 1}", "on": draw(st.sampled_from([BASE, BASE + 1, *DAYS])), "total": AMOUNT}
        for number in range(draw(st.integers(0, 2)))
    ]
    alarms = [
        {"id": f"a{number + 1}", "on": draw(st.sampled_from([BASE - 1, BASE, *DAYS]))}
        for number in range(draw(st.integers(0, 2)))
    ]
    listed = {"invoice": invoices, "alarm": alarms, "week": periods(WEEKS), "month": periods(MONTHS)}
    done = [draw(acts(index, known)) for index in range(draw(st.integers(0, 5)))]
    days = [act.on[0] for act in done]
    for act in done:
        act.timed = timed or days.count(act.on[0]) > 1
    return World(known, listed, done, draw(st.booleans()), BASE, HORIZON)


@st.composite
def hiding(draw: st.DrawFn, world: World, *, at_most: Hidden | None = None) -> Hidden:
    """What a scenario leaves unsaid; `at_most` some of what another one leaves unsaid.

    An act is left out only where its list is not complete on its day.
    """
    if at_most is None:
        some = draw(st.sampled_from([0, 1, 3]))
        days = {name: draw(st.sampled_from([FAR, *[FAR] * (2 - min(some, 2)), None, draw(day)])) for name in LISTS}
        roles = [(act.id, role) for act in world.acts for role in ("on", "by")]
        roles += [(act.id, role) for act in world.acts if act.kind for role in ("kind", "amount")]
        unsure = [each for each in roles if draw(st.integers(0, 5)) < some]
        open_acts = [act for act in world.acts if not _covered(days[act.action], act.on[0])]
        absent = {act.id for act in open_acts if draw(st.booleans())}
        return Hidden(days, some > 0 and draw(st.booleans()), frozenset(absent), frozenset(unsure))
    absent = {id for id in sorted(at_most.acts) if draw(st.booleans())}
    days = {}
    for name, last in at_most.closed.items():
        choices = [last, *(each for each in (*DAYS, FAR) if last is None or each >= last)]
        missing = [act.on[0] for act in world.acts if act.action == name and act.id in absent]
        days[name] = draw(st.sampled_from([each for each in choices if not any(_covered(each, on) for on in missing)]))
    unsure = [each for each in sorted(at_most.vague) if draw(st.booleans())]
    return Hidden(days, at_most.flag and draw(st.booleans()), frozenset(absent), frozenset(unsure))


def _covered(last: int | None, day: int) -> bool:
    return last is not None and day <= last
