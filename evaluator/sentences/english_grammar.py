"""The grammar that English sentences need: articles, plurals, activities, lists, days and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from evaluator.core.types import Date, Entity, Enum, Money, Number, PartyType, Percent, SetOf, Type, YesNo
from evaluator.sentences.language import Form
from evaluator.values.time import Day

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SCALES: Final = ((12, "trillion"), (9, "billion"), (6, "million"))
_VOWELS: Final = "aeiou"
_SPELLED_WITH_A_VOWEL: Final = "AEFHILMNORSX"
"""Letters whose names begin with a vowel, for abbreviations that are spelled out: an API, an SLA, a GPU."""
_SOUND_LIKE_CONSONANTS: Final = ("uni", "use", "usa", "usu", "uti", "eu", "one", "once")
_SILENT_H: Final = ("hour", "honest", "honour", "honor", "heir")
_DOUBLED: Final = frozenset(
    [
        "transfer",
        "refer",
        "defer",
        "prefer",
        "confer",
        "submit",
        "permit",
        "commit",
        "admit",
        "omit",
        "begin",
        "forget",
        "occur",
        "incur",
        "control",
        "cancel",
        "sublet",
        "travel",
        "label",
        "format",
    ]
)
"""Verbs of several syllables whose last consonant is doubled."""
_PREPOSITIONS: Final = frozenset(
    ["by", "to", "from", "for", "with", "against", "under", "in", "at", "about", "between", "before", "after", "on"]
)
_STATES: Final = frozenset(
    [
        "over",
        "public",
        "due",
        "open",
        "valid",
        "sent",
        "paid",
        "given",
        "taken",
        "lost",
        "sold",
        "made",
        "met",
        "known",
        "born",
        "done",
        "drawn",
        "withdrawn",
        "written",
        "broken",
        "free",
        "safe",
    ]
)
"""Words besides those in -ed that say what something is, not what it is called."""
_QUESTIONS: Final = frozenset(["what", "which", "who", "whom", "whose", "when", "where", "how", "why"])


def with_article(noun: str) -> str:
    """A noun with `a` or `an`, by its sound."""
    first = noun.split(" ", maxsplit=1)[0]
    if first.isupper() and len(first) > 1:
        vowel = first[0] in _SPELLED_WITH_A_VOWEL
    else:
        small = first.lower()
        vowel = small.startswith(_SILENT_H) or (small[:1] in _VOWELS and not small.startswith(_SOUND_LIKE_CONSONANTS))
    return f"{'an' if vowel else 'a'} {noun}"


def plural(noun: str) -> str:
    """The plural; of `act of paying` that of its first word."""
    head, of, rest = noun.partition(" of ")
    return _plural_of_word(head) + of + rest


def _plural_of_word(noun: str) -> str:
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return f"{noun[:-1]}ies"
    return f"{noun}s"


def singular(noun: str, type: Type) -> str:
    """A value under a name that may be a plural: `number of goals`, `amount of net sales`."""
    if not _is_plural(noun):
        return noun
    match type:
        case Money():
            return f"amount of {noun}"
        case Number() | Percent():
            return f"number of {noun}"
        case SetOf():
            return f"set of {noun}"
        case _:
            return noun


def _is_plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is"))


def activity(words: str) -> str:
    """What somebody does who does this: `pay share` is `paying share`."""
    verb, space, rest = words.partition(" ")
    return _ing(verb) + space + rest


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and len(verb) > 2:
        return f"{verb[:-1]}ing"
    if verb in _DOUBLED or _is_short(verb):
        return f"{verb}{verb[-1]}ing"
    return f"{verb}ing"


def _is_short(verb: str) -> bool:
    """Whether it is one syllable that ends in one vowel and one consonant: `ship`, `let`."""
    sounds = verb.replace("qu", "kw")
    vowels = [letter in _VOWELS or (letter == "y" and place > 0) for place, letter in enumerate(sounds)]
    return len(verb) > 2 and sum(vowels) == 1 and vowels[-2] and verb[-1] not in "wx"


def listed(items: Sequence[str], last: str) -> str:
    """`a, b and c`; `last` is `and`, `or`, `nor`, or `comma`."""
    if last == "nor":
        return " nor ".join(items)
    if last == "comma":
        return ", ".join(items)
    if len(items) == 1:
        return items[0]
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def day(found: Day) -> str:
    """`28 Oct 2025`, or `1 May 2026 10:30`."""
    words = f"{found.day} {MONTHS[found.month - 1]} {found.year}"
    return f"{words} {found:%H:%M}" if isinstance(found, datetime) else words


def number(found: Decimal) -> str:
    """`900`, `12,500.5`, `250 billion`; never rounded."""
    whole, _, fraction = f"{found:f}".partition(".")
    fraction = fraction.rstrip("0")
    for zeros, word in () if fraction else _SCALES:
        if len(whole.lstrip("-")) > zeros and len(whole[-zeros:].rstrip("0")) <= 2:
            rest = whole[-zeros:].rstrip("0")
            return f"{_grouped(whole[:-zeros])}{'.' + rest if rest else ''} {word}"
    return f"{_grouped(whole)}{'.' + fraction if fraction else ''}"


def _grouped(digits: str) -> str:
    return f"{Decimal(digits):,f}"


def mark(depth: int, item: int) -> str:
    """`(a)` in a list, `(i)` in a list within one, `(1)` in one within that, and so on."""
    match depth % 3:
        case 0:
            return f"({_letters(item)})"
        case 1:
            return f"({_roman(item + 1)})"
        case _:
            return f"({item + 1})"


def _letters(item: int) -> str:
    rest, letter = divmod(item, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("a") + letter)


def _roman(number: int) -> str:
    text = ""
    for value, digits in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        count, number = divmod(number, value)
        text += digits * count
    return text


def form(name: str, type: Type) -> Form:
    """How phrases with the name of a value are built in English."""
    if isinstance(type, YesNo):
        return Form.NOUN
    if name == "of" or name in _PREPOSITIONS:
        return Form.LABEL if isinstance(type, Date) else Form.GENITIVE if name == "of" else Form.PREPOSITION
    *before, last = name.split("_")
    entered = last in _STATES or (last.endswith("ed") and not last.endswith("eed"))
    if isinstance(type, Date) and entered and not before:
        return Form.STATE
    if last in _PREPOSITIONS or last in _QUESTIONS or (isinstance(type, Date) and _is_plural(last)):
        return Form.LABEL
    return Form.LABEL if entered and not isinstance(type, Enum | PartyType | Entity) else Form.NOUN


def sentence(words: str) -> str:
    """The words with a capital letter in front and a full stop at the end."""
    text = words[:1].upper() + words[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."
