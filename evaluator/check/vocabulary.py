"""The vocabulary of one version, resolved: parties, entities and actions with the types of their attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from evaluator.check.calendars import calendars
from evaluator.check.symbols import Symbols
from evaluator.check.words import shortened
from evaluator.core.norms import Sort
from evaluator.core.types import (
    ANY,
    DATE,
    DURATION,
    NUMBER,
    PARTY,
    PERCENT,
    PERIOD,
    TEXT,
    YES_NO,
    AnyType,
    Date,
    Entity,
    Enum,
    Money,
    Number,
    SetOf,
    Type,
)
from evaluator.diagnostics import Findings, Label, did_you_mean
from evaluator.library.consolidated import ConsolidatedVersion
from evaluator.model.agreement import ActionDeclaration, AttributeDeclaration, Name, TypeText

_PLAIN: Final[Mapping[str, Type]] = {
    "yes/no": YES_NO,
    "number": NUMBER,
    "percent": PERCENT,
    "date": DATE,
    "time": Date(timed=True),
    "duration": DURATION,
    "period": PERIOD,
    "text": TEXT,
    "party": PARTY,
}
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_UNIT: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_DEEPEST_SET: Final = 8


def build_symbols(version: ConsolidatedVersion, findings: Findings) -> Symbols:
    """Resolve the declarations of a version; problems go to `findings`."""
    symbols = Symbols(version)
    vocabulary = version.vocabulary
    for party in vocabulary.parties:
        if _is_new(symbols, party.name):
            symbols.parties[party.name.text] = party.title or party.name.text
    genus = _genera(vocabulary.actions, findings)
    names = {entity.name.text for entity in vocabulary.entities if entity.type is None}
    names |= {action.name.text for action in vocabulary.actions} | set(genus)
    for entity in vocabulary.entities:
        name = entity.name.text
        if not _is_new(symbols, entity.name):
            continue
        if entity.type is not None:
            symbols.singles[name] = resolve_type(entity.type, names, symbols, findings) or ANY
            symbols.single_notes[name] = entity.note
            symbols.typed_at[name,] = entity.type.span
            continue
        attributes, notes = _attributes(name, entity.attributes, names, symbols, findings)
        symbols.sorts[name] = Sort(name, attributes, event="on" in attributes, note=entity.note, notes=notes)
    _declare_actions(symbols, vocabulary.actions, genus, names, findings)
    symbols.calendars = calendars(version, findings)
    for calendar in version.calendars.values():
        _is_new(symbols, calendar.name)
    for parameter in version.parameters.values():
        _is_new(symbols, parameter.name)
    for term in version.terms.values():
        _is_new(symbols, term.name)
    for standing in version.clauses.values():
        _claim(symbols, standing.clause.id, "a clause", findings)
    return symbols


def _is_new(symbols: Symbols, name: Name) -> bool:
    """Declare a name; one that was declared twice was reported when versions were put together."""
    return symbols.declared.setdefault(name.text, name.span) is name.span


def _claim(symbols: Symbols, name: Name, what: str, findings: Findings) -> bool:
    """Declare a name, reporting it if it means something else already."""
    first = symbols.declared.setdefault(name.text, name.span)
    if first is name.span:
        return True
    findings.error(
        "E401",
        f"`{name}` already names something else",
        name.span,
        label=f"used again for {what}",
        help="rename one of them: parties, entities, actions, calendars, parameters, terms and clauses "
        "share their names",
        others=[Label(first, "first used here")],
    )
    return False


def _genera(actions: Iterable[ActionDeclaration], findings: Findings) -> dict[str, str]:
    """The genus of each kind; a kind has one genus, and no action is a kind of itself."""
    genus: dict[str, str] = {}
    first: dict[str, Name] = {}
    for action in actions:
        for kind in action.kinds:
            if kind.text in genus:
                findings.error(
                    "E402",
                    f"`{kind}` is already a kind of `{genus[kind.text]}`",
                    kind.span,
                    help="an action is a kind of one other action at most",
                    others=[Label(first[kind.text].span, "said here")],
                )
                continue
            above: str | None = action.name.text
            while above is not None and above != kind.text:
                above = genus.get(above)
            if above == kind.text:
                findings.error(
                    "E403", f"`{kind}` would be a kind of itself", kind.span, help="take it out of one of the `kinds`"
                )
                continue
            genus[kind.text] = action.name.text
            first[kind.text] = kind
    return genus


def _declare_actions(
    symbols: Symbols,
    actions: Iterable[ActionDeclaration],
    genus: Mapping[str, str],
    names: set[str],
    findings: Findings,
) -> None:
    declared = {action.name.text: action for action in actions}
    own: dict[str, tuple[dict[str, Type], dict[str, str]]] = {}
    for action in declared.values():
        if _is_new(symbols, action.name):
            own[action.name.text] = _attributes(action.name.text, action.roles, names, symbols, findings)
    kinds: dict[str, list[str]] = {}
    for action in declared.values():
        for kind in action.kinds:
            if kind.text not in declared and kind.text not in own and _claim(symbols, kind, "an action", findings):
                own[kind.text] = ({}, {})
            if kind.text in own and genus.get(kind.text) == action.name.text:
                kinds.setdefault(action.name.text, []).append(kind.text)
    for name, (roles, notes) in own.items():
        inherited: dict[str, Type] = {}
        all_notes: dict[str, str] = {}
        above = genus.get(name)
        while above in own:
            inherited = own[above][0] | inherited
            all_notes = own[above][1] | all_notes
            above = genus.get(above)
        symbols.sorts[name] = Sort(
            name,
            {"by": PARTY, "on": DATE, **inherited, **roles},
            action=True,
            event=True,
            genus=genus[name] if genus.get(name) in own else None,
            kinds=tuple(kinds.get(name, ())),
            note=declared[name].note if name in declared else "",
            notes=all_notes | notes,
        )


def _attributes(
    owner: str,
    declarations: Iterable[AttributeDeclaration],
    names: set[str],
    symbols: Symbols,
    findings: Findings,
) -> tuple[dict[str, Type], dict[str, str]]:
    """The types and notes of attributes; one whose type has errors is of any type, so that nobody complains again."""
    attributes: dict[str, Type] = {}
    notes: dict[str, str] = {}
    for declaration in declarations:
        name = declaration.name.text
        found = resolve_type(declaration.type, names, symbols, findings) or ANY
        if name == "on" and not isinstance(found, Date | AnyType):
            findings.error(
                "E404",
                f"`on` is the date of an event, not `{found}`",
                declaration.type.span,
                help="write `on: date`, or give the attribute another name",
            )
            found = DATE
        attributes[name] = found
        symbols.typed_at[owner, name] = declaration.type.span
        if declaration.note:
            notes[name] = declaration.note
    return attributes, notes


def resolve_type(written: TypeText, names: set[str], symbols: Symbols, findings: Findings) -> Type | None:
    """The type that was written, None (with a finding) if there is no such type."""
    words = written.words.split()
    sets = 0
    while words[:2] == ["set", "of"]:
        words = words[2:]
        sets += 1
    if written.options and not words:
        found: Type | None = Enum(tuple(option.text for option in written.options))
    else:
        found = _plain_type(words if sets <= _DEEPEST_SET else [], written, names, symbols, findings)
    for _ in range(sets):
        found = None if found is None else SetOf(found)
    return found


def _plain_type(
    words: list[str], written: TypeText, names: set[str], symbols: Symbols, findings: Findings
) -> Type | None:
    match words:
        case [plain] if plain in _PLAIN:
            return _PLAIN[plain]
        case ["number", unit] if _UNIT.fullmatch(unit):
            return Number(unit)
        case ["money", currency] if _CURRENCY.fullmatch(currency):
            return Money(currency)
        case ["money", *_]:
            findings.error(
                "E405",
                "`money` needs a currency of three capital letters",
                written.span,
                help="name it, for example `money USD`",
            )
            return None
        case [name] if name in names:
            return Entity(name)
        case [name] if name in symbols.left_out:
            return None
    named = " ".join(words)
    cure = did_you_mean(named, [*_PLAIN, *sorted(names)]) or _TYPES
    if named.lower() in _ELSEWHERE:
        cure = f"write `{_ELSEWHERE[named.lower()]}`"
    elif _CURRENCY.fullmatch(named):
        cure = f"write `money {named}`"
    findings.error("E406", f"there is no type {shortened(written.words)}", written.span, help=cure)
    return None


_TYPES: Final = "a type is " + ", ".join(f"`{name}`" for name in _PLAIN) + ", `money USD`, `[a, b]` or an entity"
_ELSEWHERE: Final = {
    **dict.fromkeys(("string", "str", "varchar"), "text"),
    **dict.fromkeys(("bool", "boolean", "yes", "no", "flag"), "yes/no"),
    **dict.fromkeys(("int", "integer", "float", "decimal"), "number"),
    **dict.fromkeys(("datetime", "timestamp"), "time"),
    **dict.fromkeys(("percentage", "%"), "percent"),
    **dict.fromkeys(("amount", "currency", "price"), "money USD"),
}
"""What other languages call our types."""
