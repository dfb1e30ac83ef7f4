"""Agreements and scenarios made of the words of the language, most of them with mistakes, some of them without."""

import re

from hypothesis import strategies as st

VOCABULARY = """\
agreement: made
version: 2026-01-01
parties: [p, q]
entities:
  e: {by: party, of: f, on: date, kind: [a, b], amount: money USD, size: number GW, share: percent, open: yes/no}
  f: {term: period, length: duration, names: set of text, parties: set of party, at: time, many: set of e}
  single: yes/no
  total: money USD
actions:
  act: {kinds: [read, write], to: party, of: e, amount: money USD}
  other: {kind: [a, b]}
parameters:
  cap: {value: unknown, type: money USD}
  rate: {values: {2026-01-01: 5%, 2027-01-01: 6%}}
readings:
  r: {question: "?", options: {a: one, b: two}, default: a}
  s: {question: "?", options: {a: one, b: two, c: three}}
"""
ATOMS = {
    "condition": ("single", "yes", "no", "basic", "some other", "count(read) > 0"),
    "amount": ("total", "cap", "3 USD", "0 USD", "99999999999999999999999999999 USD", "unknown"),
    "number": ("1", "0", "2.5", "count(other)", "days(today .. 2027-01-01)"),
    "share": ("5%", "rate(today)", "rate(2026-06-01)", "0%"),
    "date": (
        "today",
        "2026-05-01",
        "2026-05-01 10:30",
        "never",
        "9999-12-31",
        "0001-01-01",
        "latest(other.on for other)",
    ),
    "duration": ("1 month", "30 days", "90 minutes", "0 days", "9999 years", "-1 months"),
    "period": ("(2026-01-01 .. 2027-01-01)", "(2026-01-01 .. never)", "(today .. 2026-01-01)"),
}
MEMBER = {
    "e": {
        "condition": ("e.open", "e.by is p", "e.kind is a", "e.by in e.of.parties", "e in e.of.many", "named(e)"),
        "amount": ("e.amount",),
        "number": ("e.size / 1 GW",),
        "share": ("e.share",),
        "date": ("e.on", "e.of.at"),
        "duration": ("e.of.length",),
        "period": ("e.of.term",),
    },
    "f": {
        "condition": ("some text in f.names", "some e in f.many where (e.open)", "f.parties is none"),
        "date": ("f.at", "f.term.starts", "f.term.ends"),
        "duration": ("f.length",),
        "period": ("f.term",),
    },
    "act": {
        "condition": ("act.by is p", "act.to is q", "act.verdict is permitted", "act.of.open"),
        "amount": ("act.amount", "act.of.amount"),
        "date": ("act.on",),
    },
}
"""Values of each type: those that stand anywhere, and those of a member that is bound."""


@st.composite
def expressions(draw: st.DrawFn, type: str = "condition", bound: tuple[str, ...] = (), depth: int = 3) -> str:
    """An expression of a type, with now and then one of another type in it."""
    if draw(st.integers(0, 300)) == 150:
        type = draw(st.sampled_from(sorted(ATOMS)))
    atoms = [*ATOMS[type], *(atom for name in bound for atom in MEMBER.get(name, {}).get(type, ()))]
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return draw(st.sampled_from(atoms))

    names = [name for name in ("e", "f", "act") if name not in bound]
    name = draw(st.sampled_from(names)) if names else ""
    shapes = [*SHAPES.get(type, ()), *(SHAPES_WITH_A_MEMBER.get(type, ()) if name else ())]
    shape = draw(st.sampled_from([*shapes, "(if {condition} then {same} else {same})"]))

    def part(found: re.Match[str]) -> str:
        word = found[1]
        if "/" in word:
            return str(draw(st.sampled_from(word.split("/"))))
        if word == "name":
            return name
        of = type if word.startswith("same") else word.removesuffix("!")
        return str(draw(expressions(of, (*bound, name) if word.endswith("!") else bound, depth - 1)))

    return PART.sub(part, shape)


PART = re.compile(r"\{([^{}]+)\}")
SIZES = ("amount", "number", "share", "date", "duration")
SHAPES = {
    "condition": (
        *(
            "not ({same})",
            "({same} and ({same}))",
            "({same} or ({same}))",
            "reading.r is b",
            "reading.s is not one of (a, c)",
        ),
        *(f"({{{size}}} {{=/!=/</<=/>/>=}} {{{size}}})" for size in SIZES),
        *("({date} in ({period}))", "(some month in ({period}) where (month.starts < {date}))"),
    ),
    "amount": (
        *("({same} {+/-} {same})", "({number} * {same})", "({share} of {same})", "max({same}, {same})", "-({same})"),
        "({same} rounded {up /down /half even /half up }to 0.01 USD)",
    ),
    "share": ("({same} {+/-} {same})", "({number} * {same})", "min({same}, {same})", "-({same})"),
    "number": (
        *(
            "({same} {+/-/*} {same})",
            "({same} / {same})",
            "({same} ^ {same})",
            "days({duration})",
            "({amount} / {amount})",
        ),
        "days(overlap({period}, {period}))",
    ),
    "date": ("({same} {+/-} {duration})", "min({same}, {same})", "max({same}, {same})"),
    "duration": ("({same} + {same})", "({date} - {date})", "(3 * {same})"),
    "period": ("({date} .. {date})",),
}
SHAPES_WITH_A_MEMBER = {
    "condition": (
        "(some {name}{ ever/} where ({same!}))",
        "(every {name} satisfies ({same!}))",
        "(some {name} where ({same!} and ({same!})))",
    ),
    "amount": ("{sum/largest/smallest}({same!} for {name} where ({condition!}))",),
    "share": ("{sum/largest/smallest}({same!} for {name})",),
    "number": ("days({period!} for {name})", "count({name} where ({condition!}))"),
    "date": ("{latest/earliest}({same!} for {name} where ({condition!}))",),
}
"""How an expression of a type is built: `{amount}` is one of that type, `{same}` one of its own, `{a/b}` a choice; `!`
says that the member `{name}` is bound in it."""


KEYS = (("unless", "condition"), ("until", "condition"), ("from", "date"), ("through", "date"))


@st.composite
def agreements(draw: st.DrawFn) -> str:
    """An agreement of one file."""
    lines = [VOCABULARY, "terms:\n"]
    lines.append("  basic: some other where (other.kind is a)\n")
    lines.append(f'  named: {{for each: e, means: "{draw(st.sampled_from(MEMBER["e"]["condition"][:4]))}"}}\n')
    rows = draw(st.sampled_from(("condition", "amount", "date")))
    lines.append("  cased:\n    cases:\n")
    lines += [
        f'      - {{when: "{draw(expressions(depth=1))}", then: "{draw(expressions(rows, depth=1))}"}}\n'
        for _ in range(draw(st.integers(1, 3)))
    ]
    if draw(st.booleans()):
        lines.append(f'      - otherwise: "{draw(expressions(rows, depth=1))}"\n')
    if draw(st.integers(0, 4)) == 0:
        lines.append(f'constraints: {{rule: "{draw(expressions("condition", ("e",)))}"}}\n')
    lines.append("clauses:\n")
    family = True
    for name, other in (("first", "second"), ("second", "first")):
        each = draw(st.sampled_from(("", "e", "f", "act", "month in (2026-01-01 .. 2026-04-01)")))
        bound = (each,) if each in MEMBER else ()
        lines.append(f"  {name}:\n    who: {draw(st.sampled_from(('p', 'anyone', '[p, q]')))}\n")
        action = draw(st.sampled_from(("read", "other") if each == "act" else ("act", "read", "other")))
        lines.append(f"    {draw(st.sampled_from(('must', 'must not', 'may', 'need not', 'can')))}: {action}\n")
        lines += [f"    for each: {each}\n"] if each else []
        for key, type in KEYS:
            if draw(st.integers(0, 2)) == 0:
                lines.append(f'    {key}: "{draw(expressions(type, bound))}"\n')
        if name == "second" and not family and draw(st.booleans()):
            lines.append(
                f"    when: first is {draw(st.sampled_from(('in_force', 'ended', 'not_yet', 'not_triggered')))}\n"
            )
        family = bool(each)
        if draw(st.booleans()):
            lines.append(f'    where: "{draw(expressions("condition", (*bound, action)))}"\n')
        if draw(st.integers(0, 4)) == 0:
            lines.append(f"    {draw(st.sampled_from(('overrides', 'subject to')))}: {other}\n")
    return "".join(lines)


VALUES = st.sampled_from(
    (
        *("p", "e1", "f1", "a", "yes", "no", "unknown", "none", "never", "anyone", "anything", "1", "5%", "3 USD"),
        *("2026-05-01", "2026-05-01 10:30", "at least 3 USD", "at most 2026-05-01", "between 1 GW and 2 GW", "2 GW"),
        *("2026-01-01 .. 2026-03-01", "2026-01-01 .. never", "30 days", "[p, q]", "[e1]", "text", "0001-01-01"),
    )
)
FITTING = {
    "by": "p",
    "of": "f1",
    "on": "2026-05-01",
    "kind": "a",
    "amount": "3 USD",
    "size": "2 GW",
    "share": "5%",
    "open": "yes",
    "term": "2026-01-01 .. 2026-03-01",
    "length": "30 days",
    "names": "[x, y]",
    "parties": "[p]",
    "at": "2026-05-01 10:30",
    "many": "[e1]",
    "to": "q",
}


@st.composite
def _member(draw: st.DrawFn, keys: tuple[str, ...]) -> str:
    stated = draw(st.lists(st.sampled_from(keys), unique=True))
    odd = draw(st.integers(0, 9)) == 5
    return ", ".join(f"{key}: {draw(VALUES) if odd else FITTING[key]}" for key in stated)


@st.composite
def scenarios(draw: st.DrawFn) -> str:
    """A scenario about the agreement."""
    day = draw(st.sampled_from(("2026-01-01", "2026-05-01", "2027-01-01 10:30", "2030-12-31", "2025-12-31")))
    complete = draw(st.sampled_from(("yes", "no", "2026-06-01", "[e, act]", "[e where (e.open)]", "[e: 9999-12-31]")))
    entity = draw(_member(("by", "of", "on", "kind", "amount", "size", "share", "open")))
    other = draw(_member(("term", "length", "names", "parties", "at", "many")))
    act = draw(_member(("by", "to", "on", "amount")))
    lines = [f"agreement: made\nas_of: {day}\ncomplete: {complete}\nfacts:\n"]
    lines.append(f"  e: [{{id: e1{', ' if entity else ''}{entity}}}]\n")
    lines.append(f"  f: [{{id: f1{', ' if other else ''}{other}}}]\n")
    lines.append(f"  read: [{{id: past{', ' if act else ''}{act}}}]\n")
    if draw(st.booleans()):
        lines.append(f"  single: {draw(VALUES)}\n")
    lines.append(f"ask: {{asked: {{write: {{{act}}}}}}}\n")
    return "".join(lines)
