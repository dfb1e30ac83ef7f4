"""The names of one version: what each word means, and of which type it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evaluator.core.norms import Sort
from evaluator.core.types import (
    DATE,
    DURATION,
    NUMBER,
    PARTY,
    PERCENT,
    PERIOD,
    TEXT,
    YES_NO,
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
from evaluator.source import Span

_PLAIN: Mapping[str, Type] = {
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
_CURRENCY = re.compile(r"[A-Z]{3}")
TYPE_NAMES = (*_PLAIN, "money")


@dataclass
class Symbols:
    """The vocabulary of one version, resolved.

    `declared` remembers where each name was declared, for second labels; `used` collects the names that something uses
    (as `kind name`), for the warnings about unused ones.
    """

    version: ConsolidatedVersion
    parties: dict[str, str] = field(default_factory=dict)
    sorts: dict[str, Sort] = field(default_factory=dict)
    singles: dict[str, Type] = field(default_factory=dict)
    single_notes: dict[str, str] = field(default_factory=dict)
    parameter_types: dict[str, Type] = field(default_factory=dict)
    declared: dict[str, Span] = field(default_factory=dict)
    used: set[tuple[str, ...]] = field(default_factory=set)

    def kinds_of(self, action: str) -> tuple[str, ...]:
        """An action and everything that is a kind of it."""
        found = [action]
        for kind in self.sorts[action].kinds:
            found.extend(self.kinds_of(kind))
        return tuple(found)

    def genera_of(self, action: str) -> tuple[str, ...]:
        """An action and everything it is a kind of."""
        found = [action]
        genus = self.sorts[action].genus
        while genus is not None:
            found.append(genus)
            genus = self.sorts[genus].genus
        return tuple(found)

    def attribute_type(self, sort: str, attribute: str) -> Type | None:
        """The type of an attribute, None if the sort has none of that name; remembers that it was used."""
        found = self.sorts[sort].attributes.get(attribute)
        if found is not None:
            for owner in self.genera_of(sort) if self.sorts[sort].action else (sort,):
                self.used.add(("attribute", owner, attribute))
        return found


def build_symbols(version: ConsolidatedVersion, findings: Findings) -> Symbols:
    """Resolve the declarations of a version; problems go to `findings`."""
    symbols = Symbols(version)
    vocabulary = version.vocabulary
    for party in vocabulary.parties:
        if _declare(symbols, party.name, "party", findings):
            symbols.parties[party.name.text] = party.title or party.name.text
    genus = _genera(vocabulary.actions, findings)
    names = {entity.name.text for entity in vocabulary.entities if entity.type is None}
    names |= {action.name.text for action in vocabulary.actions} | set(genus)
    for entity in vocabulary.entities:
        if not _declare(symbols, entity.name, "entity", findings):
            continue
        if entity.type is not None:
            found = resolve_type(entity.type, names, findings)
            if found is not None:
                symbols.singles[entity.name.text] = found
                symbols.single_notes[entity.name.text] = entity.note
            continue
        attributes, notes = _attributes(entity.attributes, names, findings)
        symbols.sorts[entity.name.text] = Sort(
            entity.name.text, attributes, event="on" in attributes, note=entity.note, notes=notes
        )
    _declare_actions(symbols, vocabulary.actions, genus, names, findings)
    for kind, declarations in (
        ("parameter", version.parameters),
        ("term", version.terms),
        ("clause", {id: standing.clause for id, standing in version.clauses.items()}),
    ):
        for declaration in declarations.values():
            name = declaration.id if kind == "clause" else declaration.name  # type: ignore[union-attr]
            _declare(symbols, name, kind, findings)
    return symbols


def _declare(symbols: Symbols, name: Name, kind: str, findings: Findings) -> bool:
    first = symbols.declared.get(name.text)
    if first is not None:
        findings.error(
            "E401",
            f"`{name.text}` already names something else",
            name.span,
            label=f"used again for a {kind}",
            help="give one of the two another name; parties, entities, actions, parameters, terms and clauses share one list",
            others=[Label(first, "first used here")],
        )
        return False
    symbols.declared[name.text] = name.span
    return True


def _genera(actions: Iterable[ActionDeclaration], findings: Findings) -> dict[str, str]:
    """The genus of each kind; a kind has one genus, and no action is a kind of itself."""
    genus: dict[str, str] = {}
    for action in actions:
        for kind in action.kinds:
            if kind.text in genus:
                findings.error(
                    "E402",
                    f"`{kind.text}` is already a kind of `{genus[kind.text]}`",
                    kind.span,
                    help="an action can be a kind of one other action only",
                )
                continue
            above: str | None = action.name.text
            while above is not None and above != kind.text:
                above = genus.get(above)
            if above == kind.text:
                findings.error(
                    "E403", f"`{kind.text}` would be a kind of itself", kind.span, help="take it out of one of the `kinds`"
                )
                continue
            genus[kind.text] = action.name.text
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
        if _declare(symbols, action.name, "action", findings):
            own[action.name.text] = _attributes(action.roles, names, findings)
    for action in declared.values():
        for kind in action.kinds:
            if kind.text not in declared and _declare(symbols, kind, "action", findings):
                own[kind.text] = ({}, {})
    for name, (roles, notes) in own.items():
        inherited: dict[str, Type] = {}
        all_notes: dict[str, str] = {}
        above = genus.get(name)
        while above is not None:
            inherited = own.get(above, ({}, {}))[0] | inherited
            all_notes = own.get(above, ({}, {}))[1] | all_notes
            above = genus.get(above)
        kinds = tuple(kind for kind, parent in genus.items() if parent == name and kind in own)
        note = declared[name].note if name in declared else ""
        symbols.sorts[name] = Sort(
            name,
            {"by": PARTY, "on": DATE, **inherited, **roles},
            action=True,
            event=True,
            genus=genus.get(name) if genus.get(name) in own else None,
            kinds=kinds,
            note=note,
            notes=all_notes | notes,
        )


def _attributes(
    declarations: Iterable[AttributeDeclaration], names: set[str], findings: Findings
) -> tuple[dict[str, Type], dict[str, str]]:
    attributes: dict[str, Type] = {}
    notes: dict[str, str] = {}
    for declaration in declarations:
        found = resolve_type(declaration.type, names, findings)
        if found is None:
            continue
        if declaration.name.text == "on" and not isinstance(found, Date):
            findings.error(
                "E404",
                f"`on` is the date of an event, not a {found}",
                declaration.type.span,
                help="write `on: date`, or give the attribute another name",
            )
            continue
        attributes[declaration.name.text] = found
        if declaration.note:
            notes[declaration.name.text] = declaration.note
    return attributes, notes


def resolve_type(written: TypeText, names: set[str], findings: Findings) -> Type | None:
    """The type that was written, None (with a finding) if there is no such type."""
    if written.options:
        return Enum(tuple(option.text for option in written.options))
    words = written.words.split()
    match words:
        case [plain] if plain in _PLAIN:
            return _PLAIN[plain]
        case ["number", unit] if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", unit):
            return Number(unit)
        case ["money", currency] if _CURRENCY.fullmatch(currency):
            return Money(currency)
        case ["money", *_]:
            findings.error(
                "E405", "money needs a currency of three capital letters", written.span, help="write `money USD`"
            )
            return None
        case ["set", "of", *rest] if rest:
            element = resolve_type(TypeText(written.span, " ".join(rest)), names, findings)
            return None if element is None else SetOf(element)
        case [name] if name in names:
            return Entity(name)
    findings.error(
        "E406",
        f"there is no type `{written.words}`",
        written.span,
        help=did_you_mean(written.words, [*names, *TYPE_NAMES])
        or f"types are {', '.join(TYPE_NAMES)}, a list of words, or the name of an entity",
    )
    return None
