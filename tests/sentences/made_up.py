"""A language without letters: what is not of an agreement's own words is marks and digits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from string import Formatter

from evaluator.core.types import Type
from evaluator.sentences import english_grammar
from evaluator.sentences.english import TEMPLATES
from evaluator.sentences.language import Form, Language
from evaluator.values.time import Day, Duration


def places(template: str) -> tuple[str, ...]:
    """The names of the places of a template, in order, each once."""
    return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(template) if name))


def marks() -> dict[str, str]:
    """Every template as its number and its places: `<12 {left} {right}>`."""
    return {
        name: "<" + " ".join([str(number), *(f"{{{place}}}" for place in places(template))]) + ">"
        for number, (name, template) in enumerate(TEMPLATES.items())
    }


def _same(words: str) -> str:
    return words


def _first(words: str, _type: Type) -> str:
    return words


def _listed(items: Sequence[str], last: str) -> str:
    return f"[{len(last)}: {' ; '.join(items)}]"


def _day(day: Day) -> str:
    return f"{day:%Y/%m/%d %H:%M}" if isinstance(day, datetime) else f"{day:%Y/%m/%d}"


def _number(number: Decimal) -> str:
    return f"{number:f}"


def _duration(duration: Duration) -> str:
    return f"{duration.months}|{duration.days}|{duration.minutes}"


def _mark(depth: int, item: int) -> str:
    return f"#{depth}.{item}"


def _form(name: str, type: Type) -> Form:
    return english_grammar.form(name, type)  # so that each of the forms is tried


MADE_UP = Language(
    templates=marks(),
    article=_same,
    plural=_same,
    singular=_first,
    activity=_same,
    listed=_listed,
    day=_day,
    number=_number,
    duration=_duration,
    mark=_mark,
    form=_form,
    sentence=_same,
)
