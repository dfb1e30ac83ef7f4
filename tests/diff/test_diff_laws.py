"""What holds of every comparison of two versions, whichever they are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.comparisons.clause_changes import ChangeKind, ClauseChanges, EntryChange
from evaluator.comparisons.compare_versions import Pinned, compare
from evaluator.comparisons.word_changes import word_changes
from evaluator.report.consolidated_data import agreement_data
from tests.diff.shipped import PAIRS, pinned
from tests.diff.texts import PARAMETERS, TERMS, pinned_text, texts, words_in

PROVENANCE = ("since_version", "text_of_version", "pattern")
GONE = (ChangeKind.REPEALED, ChangeKind.REMOVED)
TEXTS = texts()
shipped = pytest.mark.parametrize(("name", "first", "second"), PAIRS)


@cache
def shown(name: str, version: str) -> dict[str, dict[tuple[str, str | None], str]]:
    """The clauses of a version that ships, as `clauses show --expanded` has them."""
    return clauses_of(pinned(name, version))


def clauses_of(one: Pinned) -> dict[str, dict[tuple[str, str | None], str]]:
    """The text of each key of each standing clause, from the data that `clauses show --expanded` prints."""
    clauses = agreement_data(one.chain, one.version, expanded=True)["clauses"]
    assert isinstance(clauses, dict)
    return {id: dict(keys_of(keys)) for id, keys in clauses.items()}


def keys_of(keys: object) -> Iterator[tuple[tuple[str, str | None], str]]:
    """Keys and the names inside them, with their texts."""
    assert isinstance(keys, dict)
    for key, value in keys.items():
        if key in PROVENANCE:
            continue
        if key == "upon" and isinstance(value, str):
            yield ("upon", "event"), value
        elif key != "then" and isinstance(value, dict):
            yield from (((key, part), str(inner)) for part, inner in value.items())
        else:
            yield (key, None), spoken(value)


def spoken(value: object) -> str:
    """A value on one line."""
    if isinstance(value, list):
        return ", ".join(spoken(one) for one in value)
    if isinstance(value, dict):
        return " ".join(f"{key} {' and '.join(one) if isinstance(one, list) else one}" for key, one in value.items())
    return str(value)


def check_against_what_is_shown(
    found: ClauseChanges,
    before: dict[str, dict[tuple[str, str | None], str]],
    after: dict[str, dict[tuple[str, str | None], str]],
) -> None:
    """Each clause is what the texts of both versions make it, and each key that differs has both texts."""
    clauses = found.section("clauses")
    ids = [entry.id for entry in clauses]
    assert [id for id in ids if id in after] == list(after)
    assert [id for id in ids if id in before and id not in after] == [id for id in before if id not in after]
    for entry in clauses:
        old, new = before.get(entry.id), after.get(entry.id)
        differing = {key for key in {**(old or {}), **(new or {})} if (old or {}).get(key) != (new or {}).get(key)}
        assert {(change.key, change.part) for change in entry.keys} == differing
        for change in entry.keys:
            assert change.before == (old or {}).get((change.key, change.part))
            assert change.after == (new or {}).get((change.key, change.part))
        assert entry.kind is kind_of(entry, old, new, differing)


def kind_of(
    entry: EntryChange,
    old: dict[tuple[str, str | None], str] | None,
    new: dict[tuple[str, str | None], str] | None,
    differing: set[tuple[str, str | None]],
) -> ChangeKind:
    """What a clause is by its texts alone."""
    if old is None:
        return ChangeKind.ADDED
    if new is None:
        return ChangeKind.REPEALED
    if norm_in(old) != norm_in(new):
        return ChangeKind.REPLACED
    if differing - {("stands_if", None)}:
        return ChangeKind.CHANGED
    return ChangeKind.AFFECTED if differing or entry.rests_on else ChangeKind.UNCHANGED


def norm_in(keys: dict[tuple[str, str | None], str]) -> tuple[object, ...]:
    """Its modality, what it is about unless it is a state of affairs, and its bearers in any order."""
    modality = next(
        (key for key, _ in keys if key in {"must", "must not", "may", "need not", "can", "must ensure"}), ""
    )
    about = "" if modality == "must ensure" else keys.get((modality, None))
    return modality, about, sorted(keys.get(("who", None), "").split(", "))


@shipped
def test_every_difference_is_told_and_no_other(name: str, first: str, second: str) -> None:
    """Of any two versions that ship, the keys that differ are those whose texts in `clauses show` differ."""
    found = compare(pinned(name, first), pinned(name, second))
    check_against_what_is_shown(found, shown(name, first), shown(name, second))
    assert found.differ is (first != second)


@given(TEXTS, TEXTS)
def test_every_difference_between_any_two_is_told(first: str, second: str) -> None:
    """The same of agreements by chance."""
    one, other = pinned_text(first), pinned_text(second)
    check_against_what_is_shown(compare(one, other), clauses_of(one), clauses_of(other))


def check_swapped(there: ClauseChanges, back: ClauseChanges) -> None:
    """What is added one way is gone the other way, and the texts have changed places."""
    kinds = {ChangeKind.ADDED: GONE, ChangeKind.REPEALED: (ChangeKind.ADDED,), ChangeKind.REMOVED: (ChangeKind.ADDED,)}
    other = {(entry.section, entry.id): entry for entry in back.entries}
    assert len(other) == len(there.entries)
    for entry in there.entries:
        swapped = other[entry.section, entry.id]
        texts = {(change.key, change.part): (change.before, change.after) for change in entry.keys}
        assert {(one.key, one.part): (one.after, one.before) for one in swapped.keys} == texts
        if entry.kind in kinds:
            assert swapped.kind in kinds[entry.kind]
        elif entry.kind in (ChangeKind.REPLACED, ChangeKind.CHANGED):
            assert swapped.kind is entry.kind
        assert (entry.written_in[1], entry.written_in[0]) == swapped.written_in
    assert [(one.key, one.before, one.after) for one in there.about] == [
        (one.key, one.after, one.before) for one in back.about
    ]


@shipped
def test_swapping_the_versions_swaps_what_is_told(name: str, first: str, second: str) -> None:
    """Added and repealed change places, and so do the old text and the new one."""
    one, other = pinned(name, first), pinned(name, second)
    check_swapped(compare(one, other), compare(other, one))


@given(TEXTS, TEXTS)
def test_swapping_any_two_swaps_what_is_told(first: str, second: str) -> None:
    """The same of agreements by chance."""
    one, other = pinned_text(first), pinned_text(second)
    check_swapped(compare(one, other), compare(other, one))


@given(TEXTS)
def test_nothing_differs_from_itself(text: str) -> None:
    """A version read twice has no change, and every clause is unchanged."""
    found = compare(pinned_text(text), pinned_text(text))
    assert not found.differ
    assert {entry.kind for entry in found.entries} == {ChangeKind.UNCHANGED}


@given(TEXTS, TEXTS)
def test_what_is_added_and_repealed_leads_from_one_to_the_other(first: str, second: str) -> None:
    """The first version's names without what is gone and with what is added are the second's, in every section."""
    one, other = pinned_text(first), pinned_text(second)
    found = compare(one, other)
    for section, before, after in (
        ("clauses", one.version.clauses, other.version.clauses),
        ("terms", one.version.terms, other.version.terms),
        ("sources", one.version.sources, other.version.sources),
    ):
        entries = found.section(section)
        gone = {entry.id for entry in entries if entry.kind in GONE}
        added = {entry.id for entry in entries if entry.kind is ChangeKind.ADDED}
        assert (set(before) - gone) | added == set(after)


@given(TEXTS, TEXTS)
def test_what_a_clause_rests_on_is_found_in_its_text(first: str, second: str) -> None:
    """What it mentions, itself or through the terms that it mentions, and means something else than before."""
    one, other = pinned_text(first), pinned_text(second)
    found = compare(one, other)
    after = clauses_of(other)
    terms = {name: " ".join(words_in(spoken_term(other, name))) for name in TERMS}
    moved = {
        entry.id
        for entry in found.entries
        if entry.kind in (ChangeKind.CHANGED, ChangeKind.REPLACED, *GONE)
        and any(change.key not in ("title", "note", "cite") for change in entry.keys)
    }
    for entry in found.section("clauses"):
        if entry.kind in (ChangeKind.ADDED, ChangeKind.REPEALED):
            assert not entry.rests_on
            continue
        said = [text for (key, _), text in after[entry.id].items() if key in ("where", "unless", "except", "upon")]
        mentioned = {word for text in said for word in words_in(text)}
        for _ in TERMS:
            mentioned |= {word for term in mentioned & set(TERMS) for word in terms[term].split()}
        named = mentioned & ({*TERMS, *PARAMETERS, "rent"} - {entry.id})
        assert {rest.id for rest in entry.rests_on} == named & moved


def spoken_term(one: Pinned, name: str) -> str:
    """What a term means, in the words of its author."""
    means = one.version.terms[name].means
    assert means is not None
    return means.span.text


WORDS = st.text("ab.,-% 1", max_size=30)


@given(WORDS, WORDS)
def test_the_marked_words_give_both_texts_back(before: str, after: str) -> None:
    """What is the same and what was removed is the old text, what is the same and what was added the new one."""
    pieces = word_changes(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after
    assert all(piece.text for piece in pieces)


@given(WORDS)
def test_a_text_that_stays_has_no_marks(text: str) -> None:
    """Equal texts are one piece that both have."""
    assert [piece.kind for piece in word_changes(text, text)] == (["same"] if text else [])


@given(TEXTS, TEXTS)
def test_each_key_that_differs_is_a_row(first: str, second: str) -> None:
    """A row for each key, one for an entry without any, with the same columns in all of them."""
    found = compare(pinned_text(first), pinned_text(second))
    rows = found.rows()
    assert len({tuple(row) for row in rows}) == 1
    assert len(rows) == sum(max(1, len(entry.keys)) for entry in found.entries) + len(found.about)
    told = [(row["section"], row["id"], row["key"], row["part"]) for row in rows]
    assert len(set(told)) == len(told)
