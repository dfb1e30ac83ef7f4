"""Versions are law: what a chain of amendments leaves of the text, by a model that is simpler than the code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.diagnostics import Findings
from evaluator.library.bundled import bundled_folder
from evaluator.library.choose_version import choose_version
from evaluator.library.consolidated import AgreementChain, ConsolidatedVersion
from evaluator.library.load import chain_of, load_chain
from evaluator.library.locate import Root, available, locate, search_roots, split_reference
from evaluator.source import Source
from tests.language.reading import chain, codes, complaints

NAMES = ("access", "deposit", "rent", "repair")
FIRST = date(2026, 1, 1)
ROOT_TEXT = """
agreement: lease
version: 2026-01-01
parties: [tenant, owner]
parameters: {rate: 5%}
readings: {kept: {question: Is it kept?, options: [yes_it_is, no_it_is_not]}}
clauses:
  access: {who: tenant, may: use}
  rent: {who: tenant, must: pay}
"""


@dataclass(frozen=True)
class Amendment:
    """What one version of a generated chain does."""

    states: frozenset[str]
    repeals: frozenset[str]
    conditional: bool

    def text(self, number: int) -> str:
        """Its file; versions follow one another by a hundred days."""
        lines = ["agreement: lease", f"version: v{number}", f"effective: {day(number)}"]
        if number:
            lines.append(f"amends: v{number - 1}")
        if self.repeals:
            lines.append(f"repeals: [{', '.join(sorted(self.repeals))}]")
        if self.conditional:
            lines.append(f"untouched: condition_{number}")
        lines.append("clauses:" if self.states else "")
        lines += [f"  {name}: {{who: tenant, may: use, note: from {number}}}" for name in sorted(self.states)]
        return "\n".join(lines) + "\n"


def day(number: int) -> date:
    """The first day of a generated version."""
    return FIRST + timedelta(days=100 * number)


@st.composite
def histories(draw: st.DrawFn) -> list[Amendment]:
    """Chains of versions in which every repeal finds its clause."""
    first = Amendment(frozenset(draw(st.sets(st.sampled_from(NAMES), min_size=1))), frozenset(), conditional=False)
    made, standing = [first], set(first.states)
    for _ in range(draw(st.integers(0, 5))):
        repeals = draw(st.sets(st.sampled_from(sorted(standing)))) if standing else set()
        states = draw(st.sets(st.sampled_from(NAMES))) - repeals
        made.append(Amendment(frozenset(states), frozenset(repeals), draw(st.booleans())))
        standing = (standing - repeals) | states
    return made


def sources(history: Sequence[Amendment]) -> list[Source]:
    """The files of a generated chain."""
    return [Source(f"{number}.yaml", amendment.text(number)) for number, amendment in enumerate(history)]


def consolidated(files: list[Source]) -> AgreementChain:
    """The chain of files without errors."""
    findings = Findings()
    made = chain_of(files, findings)
    assert codes(findings) == []
    assert made is not None
    return made


def outline(version: ConsolidatedVersion) -> object:
    """What a version says, without the places in its files."""
    return (
        version.version,
        version.effective,
        {
            name: (
                one.clause.note,
                one.enacted_in,
                one.enacted,
                one.introduced,
                one.repealed,
                one.repealed_by,
                [condition.span.text for condition in one.carried_if],
            )
            for name, one in version.clauses.items()
        },
    )


@given(histories(), st.data())
def test_the_order_of_files_never_matters(history: list[Amendment], data: st.DataObject) -> None:
    """A chain is told by what amends what, not by the order in which its files are read."""
    files = sources(history)
    shuffled = data.draw(st.permutations(files))
    assert list(map(outline, consolidated(shuffled).versions)) == list(map(outline, consolidated(files).versions))


@given(histories(), st.data())
def test_later_versions_never_change_earlier_ones(history: list[Amendment], data: st.DataObject) -> None:
    """Consolidating the first versions of a chain gives the first versions of the consolidated chain."""
    length = data.draw(st.integers(1, len(history)))
    shorter = consolidated(sources(history[:length])).versions
    longer = consolidated(sources(history)).versions
    assert list(map(outline, shorter)) == list(map(outline, longer[:length]))


@given(histories())
def test_a_clause_has_its_latest_text_and_its_own_history(history: list[Amendment]) -> None:
    """Each clause, in each version, is what the last version that mentions it says; its history is told beside it."""
    for number, version in enumerate(consolidated(sources(history)).versions):
        past = history[: number + 1]
        for name in NAMES:
            stated = [at for at, amendment in enumerate(past) if name in amendment.states]
            repealed = [at for at, amendment in enumerate(past) if name in amendment.repeals]
            if not stated:
                assert name not in version.clauses
                continue
            one = version.clauses[name]
            assert one.stands is (not repealed or repealed[-1] < stated[-1])
            assert one.repealed == (None if one.stands else day(repealed[-1]))
            assert one.repealed_by == (None if one.stands else f"v{repealed[-1]}")
            assert (one.enacted_in, one.enacted) == (f"v{stated[-1]}", day(stated[-1]))
            gaps = [at for at in repealed if at < stated[-1]]
            assert one.introduced == day(next(at for at in stated if not gaps or at > gaps[-1]))
            end = number + 1 if one.stands else repealed[-1]
            carried = [at for at in range(stated[-1] + 1, end) if past[at].conditional]
            assert [condition.span.text for condition in one.carried_if] == [f"condition_{at}" for at in carried]


@given(histories(), st.integers(-50, 700))
def test_one_version_governs_each_day(history: list[Amendment], days: int) -> None:
    """From its first day to the first day of the next; before the first version none does."""
    made = consolidated(sources(history))
    asked = FIRST + timedelta(days=days)
    governing = [one for one in made.versions if one.effective <= asked and (one.superseded or date.max) > asked]
    assert governing == ([] if days < 0 else [made.governing(asked)])
    assert [one.superseded for one in made.versions] == [*(one.effective for one in made.versions[1:]), None]


def test_a_version_inherits_all_that_it_does_not_say() -> None:
    """Words, definitions, facts, sources and clauses come with the version that is amended."""
    later = """
        agreement: lease
        version: 2027-01-01
        amends: 2026-01-01
        entities: {storm: {on: date}}
        terms: {stormy: some storm}
        """
    first, second = chain(ROOT_TEXT, later).versions
    assert [party.name.text for party in second.vocabulary.parties] == ["tenant", "owner"]
    assert [entity.name.text for entity in second.vocabulary.entities] == ["storm"]
    assert first.vocabulary.entities == ()
    assert second.parameters == first.parameters
    assert second.readings == first.readings
    assert (list(first.terms), list(second.terms)) == ([], ["stormy"])
    assert list(second.clauses) == list(first.clauses)


def test_a_definition_changes_only_if_it_is_named() -> None:
    """`replaces` lists what is defined anew; with it the new definition holds from that version on."""
    later = "agreement: lease\nversion: 2027-01-01\namends: 2026-01-01\nparameters: {rate: 6%}\n"
    assert complaints(ROOT_TEXT, later) == ["E315"]
    first, second = chain(ROOT_TEXT, later + "replaces: [rate]\n").versions
    values = [version.parameters["rate"].value for version in (first, second)]
    assert [value is not None and value.span.text for value in values] == ["5%", "6%"]


def test_a_parameter_may_become_a_term() -> None:
    """What is replaced may change its kind; the old definition is gone."""
    later = "agreement: lease\nversion: 2027-01-01\namends: 2026-01-01\nterms: {rate: 2 * 3%}\nreplaces: rate\n"
    _, second = chain(ROOT_TEXT, later).versions
    assert (list(second.parameters), list(second.terms)) == ([], ["rate"])


def test_facts_and_equal_sources_may_be_stated_again() -> None:
    """Facts that are stated again replace the earlier ones, and the same source twice is the same source."""
    first = ROOT_TEXT + "sources: {S1: The lease}\nfacts: {instalment: [{amount: 1 EUR}]}\n"
    later = "agreement: lease\nversion: 2027-01-01\namends: 2026-01-01\n"
    later += "sources: {S1: The lease, S2: The change}\nfacts: {instalment: [{amount: 2 EUR}, {amount: 3 EUR}]}\n"
    second = chain(first, later).versions[1]
    assert list(second.sources) == ["S1", "S2"]
    assert len(second.facts["instalment"].members) == 2
    assert chain(first, later + "replaces: [instalment]\n").versions[1].facts.keys() == {"instalment"}


def test_what_was_unreadable_is_not_reported_missing() -> None:
    """A clause with an error in it can be repealed, and a parameter with one replaced, without a second complaint."""
    first = ROOT_TEXT.replace("may: use}", "may: use, colour: red}").replace("rate: 5%", "rate: at least")
    later = "agreement: lease\nversion: 2027-01-01\namends: 2026-01-01\nrepeals: [access]\n"
    later += "parameters: {rate: 6%}\nreplaces: [rate]\n"
    assert sorted(complaints(first, later)) == ["E202", "E223"]


def test_a_clause_that_is_stated_again_is_not_carried_over() -> None:
    """`untouched` speaks of clauses that a version does not mention."""
    later = "agreement: lease\nversion: 2027-01-01\namends: 2026-01-01\nuntouched: reading.kept is yes_it_is\n"
    second = chain(ROOT_TEXT, later + "clauses: {rent: {who: owner, must: pay}}\n").versions[1]
    assert {name: len(one.carried_if) for name, one in second.clauses.items()} == {"access": 1, "rent": 0}


@pytest.mark.parametrize(
    ("pinned", "asked", "found", "code"),
    [
        (None, date(2026, 1, 1), "2026-01-01", None),
        (None, date(2026, 12, 31), "2026-01-01", None),
        (None, date(2030, 1, 1), "2027-01-01", None),
        (None, date(2025, 12, 31), None, "E319"),
        ("2026-01-01", date(2030, 1, 1), "2026-01-01", None),
        ("2027-01-01", date(2020, 1, 1), "2027-01-01", None),
        ("2028-01-01", date(2030, 1, 1), None, "E301"),
    ],
)
def test_a_pin_governs_every_date(pinned: str | None, asked: date, found: str | None, code: str | None) -> None:
    """Without a pin the version in force on the day is asked."""
    made = chain(ROOT_TEXT, "agreement: lease\nversion: 2027-01-01\namends: 2026-01-01\nrepeals: rent\n")
    findings = Findings()
    version = choose_version(made, pinned, asked, findings)
    assert (None if version is None else version.version) == found
    assert codes(findings) == ([] if code is None else [code])


def test_a_reference_is_split_at_its_last_at() -> None:
    """What comes after the last `@` is the version."""
    assert split_reference("lease") == ("lease", None)
    assert split_reference("lease@2026-01-01") == ("lease", "2026-01-01")
    assert split_reference("a@b/lease.yaml@v1") == ("a@b/lease.yaml", "v1")


def root(folder: Path, shown: str = "") -> Root:
    """A folder to search."""
    return Root(folder, shown, "there")


def test_agreements_are_found_as_folder_or_file_in_the_first_root(tmp_path: Path) -> None:
    """Earlier roots hide later ones, and a scenario of the same name is passed over."""
    near, far = tmp_path / "near", tmp_path / "far"
    (far / "lease").mkdir(parents=True)
    near.mkdir()
    (far / "lease" / "2026.yaml").write_text(ROOT_TEXT, encoding="utf-8")
    (far / "notes").mkdir()
    (near / "lease.yaml").write_text("agreement: lease\nas_of: 2026-03-01\n", encoding="utf-8")
    (near / "sale.yaml").write_text(ROOT_TEXT.replace("lease", "sale"), encoding="utf-8")
    roots = [root(near, "near"), root(far, "far")]
    assert [(found.name, found.shown) for found in available(roots)] == [
        ("lease", "far/lease"),
        ("sale", "near/sale.yaml"),
    ]
    findings = Findings()
    assert load_chain("lease", roots, findings) is not None
    assert load_chain("sale", roots, findings) is not None
    assert codes(findings) == []
    assert load_chain("notes", roots, findings) is None
    assert codes(findings) == ["E300"]


def test_one_version_file_brings_the_others_with_it(tmp_path: Path) -> None:
    """A version that amends another, or has a vocabulary beside it, cannot be read alone."""
    (tmp_path / "2026.yaml").write_text(ROOT_TEXT, encoding="utf-8")
    later = "agreement: lease\nversion: 2027-01-01\namends: 2026-01-01\nrepeals: rent\n"
    (tmp_path / "2027.yaml").write_text(later, encoding="utf-8")
    findings = Findings()
    lengths = []
    for reference in ("2026.yaml", "2027.yaml", "./", "."):
        made = load_chain(reference, [], findings, beside=tmp_path) if reference != "." else None
        lengths.append(None if made is None else len(made.versions))
    assert lengths == [1, 2, 2, None]
    (tmp_path / "vocabulary.yaml").write_text("entities: {storm: {on: date}}\n", encoding="utf-8")
    made = load_chain("./2026.yaml", [], findings, beside=tmp_path)
    assert made is not None
    assert len(made.versions) == 2
    assert codes(findings) == []


@pytest.mark.parametrize("reference", ["..", ".", "a" * 5000, "/" * 300, "\0", "a\0b.yaml", "", "~", "a/" * 3000])
def test_no_reference_ends_in_a_traceback(reference: str, tmp_path: Path) -> None:
    """A name is no way to walk about the disk, and what no system can open is not found."""
    findings = Findings()
    found = locate(reference, [root(tmp_path)], findings, beside=tmp_path)
    assert (found is None) is (codes(findings) in (["E300"], ["E302"]))


def test_the_bundled_agreements_are_found_last() -> None:
    """What the user brings comes before what ships."""
    roots = search_roots(["somewhere"], beside=Path("here"), beside_shown="here")
    assert [found.shown for found in roots] == ["here", "somewhere", "clauses"]
    assert roots[-1].folder == bundled_folder("clauses")
