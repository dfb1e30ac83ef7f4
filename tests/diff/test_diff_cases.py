"""Particular comparisons: patterns, calendars, what the agreement states, words that became something else."""

from __future__ import annotations

from pathlib import Path

import pytest

import evaluator
from evaluator.comparisons.clause_changes import ChangeKind, ClauseChanges, EntryChange
from evaluator.report import clause_changes_table

HEAD = "agreement: studio\nversion: {version}\nparties: {{tenant: The Tenant, owner: The Owner}}\n"
BASE = (
    HEAD.format(version="2026-01-01")
    + """\
actions: {pay: {amount: money EUR}, use_studio: {}, play: {instrument: [drums, flute], on_foot: yes/no}}
entities: {room: {size: {type: number, note: in square metres}}, instalment: {falls: date}}
calendars: {banking: {weekend: [saturday, sunday]}}
facts: {instalment: [{id: first, falls: 2026-02-01}, {id: second, falls: 2026-03-01}]}
parameters: {fee: {value: 900 EUR}}
constraints: {rooms_are_large: room.size > 0}
clauses:
  rent: {who: tenant, must: pay, for each: instalment, upon: instalment.falls, due: instalment.falls + 5 business days}
  reminder: {who: owner, may: use_studio, when: rent.due < today}
  deposit: {who: tenant, must: pay, amount: fee}
  music: {who: tenant, may: play, where: play.instrument is flute}
"""
)
PATTERN = """\
pattern: permit
version: {version}
purpose: One party may do something.
parameters: {{holder: party, act: action, last: {{type: date, default: never}}}}
clauses: {{permit: {{who: holder, may: act, through: last}}}}
example: {{agreement: studio}}
"""
USE = """\
agreement: studio
version: {version}
{amends}clauses:
  access:
    use: permit@{pattern}
    with: {{holder: tenant, act: use_studio{last}}}
"""


def changed(folder: Path, old: str, new: str) -> ClauseChanges:
    """What differs between the agreement and the agreement with one text in the place of another."""
    assert old in BASE
    (folder / "before.yaml").write_text(BASE, encoding="utf-8")
    (folder / "after.yaml").write_text(BASE.replace(old, new), encoding="utf-8")
    return evaluator.clause_changes(folder / "before.yaml", folder / "after.yaml")


def told(changes: ClauseChanges) -> dict[tuple[str, str], ChangeKind]:
    """What differs, by section and name."""
    return {
        (entry.section, entry.id): entry.kind for entry in changes.entries if entry.kind is not ChangeKind.UNCHANGED
    }


def entry_of(changes: ClauseChanges, section: str, id: str) -> EntryChange:
    """One entry."""
    return next(entry for entry in changes.section(section) if entry.id == id)


CHANGED, AFFECTED = ChangeKind.CHANGED, ChangeKind.AFFECTED
CASES = {
    "a calendar moves business days": (
        "weekend: [saturday, sunday]",
        "weekend: [sunday]",
        {("calendars", "banking"): CHANGED, ("clauses", "rent"): AFFECTED},
    ),
    "a member of a list that the agreement states": (
        "falls: 2026-03-01",
        "falls: 2026-04-01",
        {("facts", "instalment"): CHANGED, ("clauses", "rent"): AFFECTED},
    ),
    "the clause whose deadline is asked": (
        "instalment.falls + 5 business days",
        "instalment.falls + 6 business days",
        {("clauses", "rent"): CHANGED, ("clauses", "reminder"): AFFECTED},
    ),
    "the title of that clause": ("rent: {who", "rent: {title: The rent, who", {("clauses", "rent"): CHANGED}),
    "a role of the action": (
        "[drums, flute]",
        "[drums, flute, violin]",
        {("actions", "play"): CHANGED, ("clauses", "music"): AFFECTED},
    ),
    "the note of an attribute": ("in square metres", "in square feet", {("entities", "room"): CHANGED}),
    "a constraint": ("room.size > 0", "room.size > 10", {("constraints", "rooms_are_large"): CHANGED}),
    "a party's full name": ("The Tenant", "The Lessee", {("parties", "tenant"): CHANGED}),
    "a parameter that becomes a term": (
        "parameters: {fee: {value: 900 EUR}}",
        "terms: {fee: 800 EUR + 100 EUR}",
        {
            ("parameters", "fee"): ChangeKind.REMOVED,
            ("terms", "fee"): ChangeKind.ADDED,
            ("clauses", "deposit"): AFFECTED,
        },
    ),
    "bearers in another order": (
        "music: {who: tenant",
        "music: {who: [tenant, owner]",
        {("clauses", "music"): ChangeKind.REPLACED},
    ),
    "brackets of YAML and spaces": (
        "where: play.instrument is flute",
        "where: play.instrument   is\n   flute",
        {},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_changed_is_told_with_what_it_moves(tmp_path: Path, name: str) -> None:
    """Each change is told in its own section, and so are the clauses that rest on it, and nothing else is."""
    old, new, expected = CASES[name]
    assert told(changed(tmp_path, old, new)) == expected


def test_the_first_day_and_a_partial_text_are_told(tmp_path: Path) -> None:
    """What differs of the agreement itself stands above its clauses."""
    found = changed(tmp_path, "version: 2026-01-01\n", "version: second\neffective: 2026-02-01\ntext: partial\n")
    assert [(key.key, key.before, key.after) for key in found.about] == [
        ("effective", "2026-01-01", "2026-02-01"),
        ("text", None, "partial"),
    ]
    assert (found.differ, told(found)) == (True, {})
    assert found.rows()[0]["section"] == "agreement"


def test_an_event_that_gets_a_bound_is_the_same_event(tmp_path: Path) -> None:
    """Written alone or with bounds, an unchanged event is not told."""
    found = changed(tmp_path, "upon: instalment.falls,", "upon: {event: instalment.falls, through: 2026-12-31},")
    assert [(key.key, key.part) for key in found.clause("rent").keys] == [("upon", "through")]


@pytest.fixture
def patterned(tmp_path: Path) -> Path:
    """A library with an agreement of four versions whose clause comes from a pattern, of which there are two."""
    for number in ("1", "2"):
        (tmp_path / "rules" / "permit").mkdir(parents=True, exist_ok=True)
        (tmp_path / "rules" / "permit" / f"{number}.yaml").write_text(PATTERN.format(version=number), encoding="utf-8")
    folder = tmp_path / "studio"
    folder.mkdir()
    (folder / "vocabulary.yaml").write_text(
        "parties: {tenant: The Tenant, owner: The Owner}\nactions: {use_studio: {}}\n", encoding="utf-8"
    )
    uses = (("2026-01-01", "1", ""), ("2026-02-01", "2", ""), ("2026-03-01", "2", ", last: 2026-12-31"))
    before = ""
    for version, pattern, last in uses:
        text = USE.format(version=version, amends=before and f"amends: {before}\n", pattern=pattern, last=last)
        (folder / f"{version}.yaml").write_text(text, encoding="utf-8")
        before = version
    written_out = (
        "agreement: studio\nversion: 2026-04-01\namends: 2026-03-01\n"
        "clauses: {access: {who: tenant, may: use_studio, through: 2026-12-31}}\n"
    )
    (folder / "2026-04-01.yaml").write_text(written_out, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("version", "kind", "before", "after", "arguments", "words"),
    [
        (
            "2026-02-01",
            ChangeKind.UNCHANGED,
            "permit@1",
            "permit@2",
            [],
            "  access\n    from the pattern permit@2, before permit@1\n",
        ),
        (
            "2026-03-01",
            ChangeKind.CHANGED,
            "permit@2",
            "permit@2",
            [("last", None, "2026-12-31")],
            "changed · from the pattern permit@2, where last differs",
        ),
        (
            "2026-04-01",
            ChangeKind.UNCHANGED,
            "permit@2",
            None,
            [],
            "  access\n    no longer from the pattern permit@2\n",
        ),
    ],
)
def test_a_pattern_is_compared_by_what_it_stands_for(
    patterned: Path,
    version: str,
    kind: ChangeKind,
    before: str | None,
    after: str | None,
    arguments: list[tuple[str, str | None, str | None]],
    words: str,
) -> None:
    """The text decides what has become of a clause; its pattern and the arguments that differ are told with it."""
    found = evaluator.clause_changes(f"studio@{version}", library=[patterned])
    access = found.clause("access")
    assert access.kind is kind
    assert access.pattern is not None
    assert (access.pattern.before, access.pattern.after, access.pattern.part_of) == (before, after, None)
    assert [(key.key, key.before, key.after) for key in access.pattern.arguments] == arguments
    assert access.written_in == (found.first.version, version)
    assert words in clause_changes_table.render(found, everything=True)


def test_a_pattern_that_comes_or_changes_is_said(patterned: Path) -> None:
    """Where the text differs as well, the words tell from which pattern it comes and came."""
    first, third = "studio@2026-01-01", "@2026-03-01"
    assert "from the pattern permit@2, before permit@1, where last differs" in clause_changes_table.render(
        evaluator.clause_changes(first, third, library=[patterned])
    )
    assert "no longer from the pattern permit@1" in clause_changes_table.render(
        evaluator.clause_changes(first, "@2026-04-01", library=[patterned])
    )
    assert "from the pattern permit@1 now" in clause_changes_table.render(
        evaluator.clause_changes("studio@2026-04-01", "@2026-01-01", library=[patterned])
    )
