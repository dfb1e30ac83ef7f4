"""What two outcomes answer otherwise. Where a clause stands in its file is no part of an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from evaluator.receipts.canonical import Plain, canonical
from evaluator.receipts.verification import AnswerChange

_PARTS: Final = {
    "norms": ("norm", ("address",)),
    "acts": ("act", ("id",)),
    "effects": ("effect", ("clause", "verb", "target", "to", "act")),
    "conflicts": ("conflict", ("clauses", "act", "party")),
}
"""The lists of an outcome: what their elements are, and the keys that say which one it is."""

_AGREEMENT: Final = "agreement_state"
_PLACE: Final = "place"

Record = dict[str, Plain]
_Key = tuple[bytes, int]


def answer_changes(was: Record, now: Record, *, grown: bool) -> tuple[AnswerChange, ...]:
    """What differs between two outcomes in the form of `outcome_data`, in the order of the first.

    `grown` says that another version wrote the second, which may have keys that the first did not know.
    """
    changes = [*_fields("outcome", "", _general(was), _general(now), grown=grown)]
    before, after = _record(was.get(_AGREEMENT)), _record(now.get(_AGREEMENT))
    changes += _fields("agreement", "agreement", before, after, grown=grown)
    for key, (part, identity) in _PARTS.items():
        changes += _members(part, _by_identity(was.get(key), identity), _by_identity(now.get(key), identity), grown)
    return tuple(changes)


def _general(outcome: Record) -> Record:
    """What an outcome says of the whole."""
    return {key: value for key, value in outcome.items() if key not in _PARTS and key != _AGREEMENT}


def _members(part: str, was: Mapping[_Key, Record], now: Mapping[_Key, Record], grown: bool) -> Iterator[AnswerChange]:
    for key, before in was.items():
        if key in now:
            yield from _fields(part, _address(part, before), before, now[key], grown=grown)
        else:
            yield AnswerChange(part, _address(part, before), "present", True, False)
    for key, after in now.items():
        if key not in was:
            yield AnswerChange(part, _address(part, after), "present", False, True)


def _fields(part: str, address: str, was: Record, now: Record, *, grown: bool) -> Iterator[AnswerChange]:
    for key in [*was, *(key for key in now if key not in was and not grown)]:
        if key != _PLACE and (key not in was or key not in now or was[key] != now[key]):
            yield AnswerChange(part, address, key, was.get(key), now.get(key))


def _by_identity(members: Plain, identity: tuple[str, ...]) -> dict[_Key, Record]:
    """Elements by what they are; of several that are the same, the second, the third and so on."""
    found: dict[_Key, Record] = {}
    alike: Counter[bytes] = Counter()
    for member in members if isinstance(members, list) else ():
        record = _record(member)
        key = canonical([record.get(name) for name in identity])
        alike[key] += 1
        found[key, alike[key]] = record
    return found


def _address(part: str, record: Record) -> str:
    """How an element is called: a norm's address, an act's id, `clause verb target`, the clauses in conflict."""
    match part:
        case "norm":
            words = [record.get("address")]
        case "act":
            words = [record.get("id")]
        case "effect":
            words = [record.get(key) for key in ("clause", "verb", "target")]
        case _:
            clauses = record.get("clauses")
            words = list(clauses) if isinstance(clauses, list) else []
    return " ".join(str(word) for word in words if word is not None)


def _record(data: Plain) -> Record:
    return data if isinstance(data, dict) else {}
