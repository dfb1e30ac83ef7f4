"""Slips of the pen in a YAML text: lines lost, doubled or swapped, words exchanged, numbers and signs gone wild."""

import re
from collections.abc import Callable

from hypothesis import strategies as st

WILD = (
    *("9" * 40, "1" + "0" * 400, "0.0000000000000000000000000000001", "-1", "0", "5%", "9999-12-31", "0001-01-01"),
    *("2026-02-31", "never", "none", "unknown", "today", "yes", "no", "anyone", "[]", "{}", "[a, [b]]", "{a: {b: c}}"),
    *("999999999 years", "1 minute", "between 1 and 2", "at least 3 GW", "1 / 0", "2 ^ 999999", "0 ^ 0"),
    *("2026-01-01 .. 2025-01-01", "2026-01-01 .. never", "2026-05-01 10:30", "10 business days", "3 USD", "3 EUR"),
    *("today + 3 business days", "2 a business days", "rolled(today, following)", "business_day(today)"),
    *("(" * 70, "not " * 70 + "yes", " and ".join(["yes"] * 300), "漢字", "🙂", "\u00e9\u0301", "\u200d", "é" * 2000),
    *("some verdict", "every verdict satisfies (yes)", "count(verdict)", "sum(1 for verdict)", "reading.until_agi"),
    *(
        "latest(verdict.on for verdict)",
        "research_ip is in_force",
        "serve",
        "serve.verdict is permitted",
        "agi_reached",
    ),
)
WORD = re.compile(r"[\w.-]+")


def mutated(text: str, drawn: st.DataObject) -> str:
    """A text with one to three slips."""
    lines = text.splitlines(keepends=True)
    for _ in range(drawn.draw(st.integers(1, 3))):
        place = drawn.draw(st.integers(0, max(0, len(lines) - 1)))
        lines = drawn.draw(st.sampled_from(SLIPS))(lines, place, drawn) if lines else lines
    return "".join(lines)


def _delete(lines: list[str], place: int, drawn: st.DataObject) -> list[str]:
    return lines[:place] + lines[place + drawn.draw(st.integers(1, 3)) :]


def _double(lines: list[str], place: int, drawn: st.DataObject) -> list[str]:  # noqa: ARG001 - as every slip
    return lines[: place + 1] + lines[place:]


def _swap(lines: list[str], place: int, drawn: st.DataObject) -> list[str]:
    other = drawn.draw(st.integers(0, len(lines) - 1))
    changed = list(lines)
    changed[place], changed[other] = changed[other], changed[place]
    return changed


def _exchange(lines: list[str], place: int, drawn: st.DataObject) -> list[str]:
    """One word becomes another word of the text, or something wild."""
    words = list(WORD.finditer(lines[place]))
    if not words:
        return lines
    word = drawn.draw(st.sampled_from(words))
    known = sorted({found[0] for line in lines for found in WORD.finditer(line)})
    other = drawn.draw(st.sampled_from(known) | st.sampled_from(WILD))
    line = lines[place][: word.start()] + other + lines[place][word.end() :]
    return [*lines[:place], line, *lines[place + 1 :]]


def _overwrite(lines: list[str], place: int, drawn: st.DataObject) -> list[str]:
    """A value becomes something wild."""
    key, colon, _ = lines[place].partition(":")
    value = drawn.draw(st.sampled_from(WILD))
    return [*lines[:place], f"{key}{colon} {value}\n", *lines[place + 1 :]]


SLIPS: tuple[Callable[[list[str], int, st.DataObject], list[str]], ...] = (
    _delete,
    _double,
    _swap,
    _exchange,
    _overwrite,
)
