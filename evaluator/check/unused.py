"""What is declared and used by nothing: a warning, since it is most often a misspelling of something that matters."""

from __future__ import annotations

from collections.abc import Iterable

from evaluator.check.symbols import Symbols
from evaluator.diagnostics import Findings
from evaluator.model.agreement import AgreementVersion, EntityDeclaration

_EXEMPT_ROLES = ("on", "by", "to")


def check_unused(versions: Iterable[Symbols], findings: Findings) -> None:
    """Warn of terms, parameters, readings, calendars, entities and attributes that no version of the agreement uses."""
    checked = list(versions)
    used = set().union(*(symbols.used for symbols in checked)) if checked else set()
    for symbols in checked:
        _unused_definitions(symbols.version.written, used, findings)
        _unused_calendars(symbols, used, findings)
    if checked:
        _unused_vocabulary(checked[-1], used, findings)


def _unused_definitions(version: AgreementVersion, used: set[tuple[str, ...]], findings: Findings) -> None:
    for kind, code, declarations in (
        ("term", "W601", version.terms),
        ("parameter", "W602", version.parameters),
        ("reading", "W603", version.readings),
    ):
        for declaration in declarations:
            if (kind, declaration.name.text) not in used:
                findings.warning(
                    code,
                    f"nothing uses the {kind} `{declaration.name}`",
                    declaration.name.span,
                    help="use it in a clause, or take it out",
                )


def _unused_calendars(symbols: Symbols, used: set[tuple[str, ...]], findings: Findings) -> None:
    for calendar in symbols.version.calendars.values():
        if ("calendar", calendar.name.text) not in used:
            findings.warning(
                "W612",
                f"no business days are counted by the calendar `{calendar.name}`",
                calendar.name.span,
                help="use it in a clause, or take it out",
            )


def _unused_vocabulary(symbols: Symbols, used: set[tuple[str, ...]], findings: Findings) -> None:
    vocabulary = symbols.version.vocabulary
    for entity in vocabulary.entities:
        if not _mentioned(entity, symbols, used):
            findings.warning(
                "W604",
                f"nothing uses `{entity.name}`",
                entity.name.span,
                help="use it in a clause, or take it out of the vocabulary",
            )
            continue
        for attribute in entity.attributes:
            if attribute.name.text != "on" and ("attribute", entity.name.text, attribute.name.text) not in used:
                findings.warning(
                    "W605",
                    f"nothing asks for `{entity.name.text}.{attribute.name.text}`",
                    attribute.name.span,
                    help="use it in a clause, or take it out",
                )
    for action in vocabulary.actions:
        if ("entity", action.name.text) not in used and not any(
            ("entity", kind) in used for kind in symbols.kinds_of(action.name.text)
        ):
            findings.warning(
                "W606",
                f"no clause is about `{action.name.text}`",
                action.name.span,
                help="use it in a clause, or take it out of the vocabulary",
            )
            continue
        for role in action.roles:
            if role.name.text not in _EXEMPT_ROLES and ("attribute", action.name.text, role.name.text) not in used:
                findings.warning(
                    "W605",
                    f"nothing asks for `{action.name.text}.{role.name.text}`",
                    role.name.span,
                    help="use it in a clause, or take it out",
                )


def _mentioned(entity: EntityDeclaration, symbols: Symbols, used: set[tuple[str, ...]]) -> bool:
    """Whether an entity is ranged over, read, or the type of something that is."""
    name = entity.name.text
    if ("entity", name) in used or any(
        ("attribute", name, attribute.name.text) in used for attribute in entity.attributes
    ):
        return True
    return any(
        str(type) in (name, f"set of {name}") and ("attribute", sort, attribute) in used
        for sort, each in symbols.sorts.items()
        for attribute, type in each.attributes.items()
    )
