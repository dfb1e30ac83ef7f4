"""The declarations of an agreement as plain data: each with its keys, in the words of its authors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from evaluator.core.norms import Modality
from evaluator.model.agreement import (
    ActionDeclaration,
    AttributeDeclaration,
    Bounded,
    CalendarDeclaration,
    Clause,
    EffectDeclaration,
    EntityDeclaration,
    FactsDeclaration,
    Name,
    ParameterDeclaration,
    ReadingDeclaration,
    SourceDeclaration,
    TermDeclaration,
    Upon,
)
from evaluator.model.read_performance import EARLIEST_DUE_FIRST
from evaluator.syntax.expressions import Binder, Expression
from evaluator.syntax.printer import as_written

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"
"""What JSON can hold."""


def clause_data(clause: Clause) -> dict[str, Plain]:
    """The keys of a clause that are there, in the order in which a clause is read."""
    keys: dict[str, Plain] = {
        "title": clause.title,
        "for each": _one_or_list(tuple(written_data(binder) for binder in clause.for_each)),
        "who": written_data(clause.who) or names_data(clause.who_list),
        **_modality(clause),
        "to": written_data(clause.to) or names_data(clause.to_list),
        "where": written_data(clause.where),
        "except": {name.text: written_data(condition) for name, condition in clause.exceptions},
        "when": written_data(clause.when),
        "unless": written_data(clause.unless),
        "from": written_data(clause.starts),
        "until": written_data(clause.until),
        "through": written_data(clause.through),
        "upon": _upon(clause.upon),
        "not before": written_data(clause.not_before),
        "due": written_data(clause.due),
        "clock": "runs" if clause.clock_runs else "",
        "amount": written_data(clause.amount),
        "applied": EARLIEST_DUE_FIRST if clause.applied else "",
        "then": _one_or_list(tuple(_effect(effect) for effect in clause.effects)),
        "cures": names_data(clause.cures),
        "survives": "yes" if clause.survives else "",
        "overrides": names_data(clause.overrides),
        "subject to": names_data(clause.subject_to),
        "certainty": clause.certainty.word,
        "cite": names_data(clause.cite),
        "note": clause.note,
        "pattern": clause.pattern,
    }
    return _said(keys)


def _modality(clause: Clause) -> dict[str, Plain]:
    """The key that says what the party must, may or can do; a clause that acts by itself has none."""
    if clause.modality is Modality.AUTOMATIC:
        return {}
    return {clause.modality.value: written_data(clause.ensure) if clause.action is None else clause.action.text}


def _one_or_list(values: tuple[Plain, ...]) -> Plain:
    return "" if not values else values[0] if len(values) == 1 else list(values)


def _upon(upon: Upon | None) -> Plain:
    """The event, alone or with what bounds it."""
    if upon is None:
        return ""
    keys: dict[str, Plain] = {
        "event": written_data(upon.event) or written_data(upon.binder),
        "from": written_data(upon.starts),
        "when": written_data(upon.when),
        "unless": written_data(upon.unless),
        "until": written_data(upon.until),
        "through": written_data(upon.through),
    }
    said = {key: value for key, value in keys.items() if value != ""}
    return said["event"] if len(said) == 1 else said


def _effect(effect: EffectDeclaration) -> Plain:
    targets = _one_or_list(tuple(name.text for name in effect.targets))
    to: dict[str, Plain] = {} if effect.to is None else {"to": written_data(effect.to)}
    return {effect.verb.text: targets, **to}


def parameter_data(parameter: ParameterDeclaration) -> dict[str, Plain]:
    """A parameter with its value, or its values by the first day of each."""
    values: Plain = {day.isoformat(): written_data(value) for day, _, value in parameter.values}
    keys: dict[str, Plain] = {
        "value": values or written_data(parameter.value),
        "type": "" if parameter.type is None else str(parameter.type),
        "certainty": parameter.certainty.word,
        "cite": names_data(parameter.cite),
        "note": parameter.note,
    }
    return _said(keys)


def calendar_data(calendar: CalendarDeclaration) -> dict[str, Plain]:
    """A calendar: whose holidays count, and which days are closed or open besides."""
    keys: dict[str, Plain] = {
        "country": "" if calendar.country is None else calendar.country.text,
        "subdivision": "" if calendar.subdivision is None else calendar.subdivision.text,
        "market": "" if calendar.market is None else calendar.market.text,
        "weekend": "" if calendar.weekend is None else list(calendar.weekend) or "none",
        "also": [day.isoformat() for day in calendar.also],
        "except": [day.isoformat() for day in calendar.exceptions],
        "note": calendar.note,
    }
    return _said(keys)


def reading_data(reading: ReadingDeclaration) -> dict[str, Plain]:
    """A reading with its options and what counts by default."""
    return _said(
        {
            "question": reading.question,
            "options": {option.text: words for option, words in reading.options},
            "default": "undecided" if reading.default is None else reading.default.text,
            "note": reading.note,
        }
    )


def term_data(term: TermDeclaration) -> dict[str, Plain]:
    """What a term means, and for each of what."""
    cases: Mapping[str, Plain] = {
        "otherwise" if case.when is None else written_data(case.when): written_data(case.then) for case in term.cases
    }
    keys: dict[str, Plain] = {
        "means": written_data(term.means) or dict(cases),
        "for each": written_data(term.for_each),
        "note": term.note,
    }
    return _said(keys)


def source_data(source: SourceDeclaration) -> dict[str, Plain]:
    """A source with its title, and where it can be read."""
    return {"title": source.title, **({"url": source.url} if source.url else {})}


def entity_data(entity: EntityDeclaration) -> dict[str, Plain]:
    """The type of a single fact, or the attributes of an entity with their types."""
    return _said(
        {"type": "" if entity.type is None else str(entity.type), **_attributes(entity.attributes), "note": entity.note}
    )


def action_data(action: ActionDeclaration) -> dict[str, Plain]:
    """The roles of an action with their types, and the kinds of a genus."""
    return _said({"kinds": names_data(action.kinds), **_attributes(action.roles), "note": action.note})


def facts_data(facts: FactsDeclaration) -> dict[str, Plain]:
    """What an agreement itself states: one value, or each member of a list by its id or its number."""
    if not facts.members:
        return {"value": "none" if facts.none else written_data(facts.value)}
    return {
        str(number) if member.id is None else member.id.text: ", ".join(
            f"{name} {written_data(value)}" for name, value in member.attributes
        )
        for number, member in enumerate(facts.members, start=1)
    }


def in_one_line(value: Plain) -> str:
    """A value of a key as text: `S4, W1`; of several effects `suspend use and service, assign claims to buyer`."""
    return ", ".join(_inline(one) for one in (value if isinstance(value, list) else [value]))


def written_data(part: Expression | Bounded | Binder | None) -> str:
    """The author's words on one line; in what a pattern has brought in, those that stand for its own."""
    if part is None:
        return ""
    return " ".join(part.span.text.split()) if isinstance(part, Bounded) else as_written(part)


def names_data(names: Iterable[Name]) -> list[Plain]:
    """The names in their order."""
    return [name.text for name in names]


def _attributes(attributes: Iterable[AttributeDeclaration]) -> dict[str, Plain]:
    """Each attribute with its type, and with its note in brackets."""
    return {
        attribute.name.text: f"{attribute.type} ({attribute.note})" if attribute.note else str(attribute.type)
        for attribute in attributes
    }


def _inline(value: Plain) -> str:
    if isinstance(value, dict):
        return " ".join(f"{key} {_inline(each)}" for key, each in value.items())
    return " and ".join(str(each) for each in value) if isinstance(value, list) else str(value)


def _said(keys: dict[str, Plain]) -> dict[str, Plain]:
    """The keys that say something."""
    return {key: value for key, value in keys.items() if value not in ("", [], {})}
