"""Versions are law: each day has its own, acts keep the version of their day, a pin governs every date."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, note
from hypothesis import strategies as st

from evaluator.engine.outcome import State
from tests.meaning.native import agreement_of, answer

BASE = date(2026, 3, 1)
CLAUSES = ["rule", "leave", "third"]
MODALITIES = ["must not: sign", "may: sign", "must: sign"]
VOCABULARY = "parties: [ann, bob]\nactions: {sign: {}}\n"


def day(number: int) -> date:
    """The day so many days after the first."""
    return BASE + timedelta(days=number)


@st.composite
def chains(draw: st.DrawFn) -> list[tuple[int, dict[str, tuple[str, int | None] | None]]]:
    """Versions as (first day, what becomes of clauses): stated with a modality and a last day, or repealed (None)."""
    starts = sorted(draw(st.sets(st.sampled_from([0, 1, 5, 6, 10]), min_size=1, max_size=3)))
    chain: list[tuple[int, dict[str, tuple[str, int | None] | None]]] = []
    standing: set[str] = set()
    for index, start in enumerate(starts):
        changes: dict[str, tuple[str, int | None] | None] = {}
        for name in CLAUSES:
            kinds = ["state", "keep", "repeal"] if name in standing else ["state", "keep"]
            match draw(st.sampled_from(kinds)):
                case "state":
                    changes[name] = (draw(st.sampled_from(MODALITIES)), draw(st.sampled_from([None, 5, 6, 12])))
                case "repeal":
                    changes[name] = None
                case _:
                    pass
        if index == 0 and not changes:
            changes["rule"] = (MODALITIES[0], None)
        standing = (standing | {name for name, what in changes.items() if what}) - {
            name for name, what in changes.items() if what is None
        }
        chain.append((start, changes))
    return chain


def texts(chain: list[tuple[int, dict[str, tuple[str, int | None] | None]]]) -> list[str]:
    """The files of the versions."""
    files = []
    for index, (start, changes) in enumerate(chain):
        lines = ["agreement: toy", f"version: {day(start)}"]
        lines += [VOCABULARY.rstrip()] if index == 0 else [f"amends: {day(chain[index - 1][0])}"]
        repealed = [name for name, what in changes.items() if what is None]
        stated = {name: what for name, what in changes.items() if what is not None}
        if repealed:
            lines.append(f"repeals: [{', '.join(repealed)}]")
        if stated:
            lines.append("clauses:")
        for name, (modality, last) in stated.items():
            end = "" if last is None else f", through: {day(last)}"
            lines.append(f"  {name}: {{who: ann, {modality}{end}}}")
        files.append("\n".join(lines) + "\n")
    return files


def applying(
    chain: list[tuple[int, dict[str, tuple[str, int | None] | None]]], number: int, pin: int | None
) -> set[str]:
    """The clauses in force on a day, each with its modality: those of the version of that day, or of the pinned one."""
    standing: dict[str, tuple[str, int | None]] = {}
    for index, (start, changes) in enumerate(chain):
        if index > pin if pin is not None else start > number:
            break
        for name, what in changes.items():
            standing.pop(name, None)
            if what is not None:
                standing[name] = what
    return {f"{name} {modality}" for name, (modality, last) in standing.items() if last is None or number <= last}


def verdict(norms: set[str]) -> set[str]:
    """The verdict on signing under norms in force; release is left open."""
    said = {norm.partition(" ")[2] for norm in norms}
    if {"must not: sign", "may: sign"} <= said:
        return {"conflicting"}
    if {"must not: sign", "must: sign"} <= said:
        return {"conflicting", "prohibited"}
    for modality, word in (("must: sign", "obligatory"), ("must not: sign", "prohibited"), ("may: sign", "permitted")):
        if modality in said:
            return {word}
    return {"permitted", "unregulated"}


NOUNS = {"must not: sign": "prohibition", "may: sign": "permission", "must: sign": "obligation"}


@given(st.data(), chains(), st.sampled_from(range(14)), st.sampled_from(range(14)))
def test_each_day_has_its_version_unless_one_is_pinned(
    data: st.DataObject, chain: list[tuple[int, dict[str, tuple[str, int | None] | None]]], now: int, then: int
) -> None:
    """Norms are those of the version of `as_of`, an act is judged by that of its day; a pin governs all dates."""
    files = texts(chain)
    note("\n".join(files))
    first = chain[0][0]
    now, then = max(now, first), max(then, first)
    pin = data.draw(st.none() | st.integers(0, len(chain) - 1))
    if pin is not None:
        now, then = max(now, chain[pin][0]), max(then, chain[pin][0])
    scenario = (
        f"agreement: toy\nas_of: {day(now)}\ncomplete: 2027-01-01\n"
        f"facts: {{sign: [{{id: done, by: ann, on: {day(then)} 10:30}}]}}\n"
        f"ask: {{asked: {{sign: {{by: ann, on: {day(then)} 10:30}}}}, nowadays: {{sign: {{by: ann}}}}}}\n"
    )
    note(scenario)
    outcome = answer(agreement_of(*files), scenario, None if pin is None else str(day(chain[pin][0])))
    found = {(norm.clause, norm.modality) for norm in outcome.norms if norm.state is State.IN_FORCE}
    expected = applying(chain, now, pin)
    assert found == {(norm.partition(" ")[0], NOUNS[norm.partition(" ")[2]]) for norm in expected}
    assert outcome.act("nowadays").verdict.value in verdict(expected)
    for act in ("done", "asked"):
        assert outcome.act(act).verdict.value in verdict(applying(chain, then, pin))
    version = max((start for start, _ in chain if start <= now), default=first) if pin is None else chain[pin][0]
    assert outcome.version == str(day(version))
