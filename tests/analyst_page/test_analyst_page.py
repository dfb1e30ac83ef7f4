"""The page for analysts says what the agreement says and what evaluations answer."""

import re
import shutil
from pathlib import Path

import pytest

from tests.analyst_page.page import PAGE, PARTS, rewritten
from tests.analyst_page.texts import Texts, load
from tests.repository import ROOT

TEXT = PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def texts() -> Texts:
    """The bundled agreement."""
    return load()


@pytest.mark.parametrize("name", PARTS)
def test_a_generated_part_is_what_the_generator_writes(texts: Texts, name: str) -> None:
    """A part on the page equals the one made from the agreement; `python -m tests.analyst_page` writes it anew."""
    assert rewritten(TEXT, texts, [name]) == TEXT


@pytest.mark.parametrize(
    ("name", "said", "instead"),
    [
        ("versions", "| 12 |", "| 13 |"),
        ("events", "ended", "in force"),
        ("numbers", "38 billion USD", "48 billion USD"),
    ],
)
def test_a_change_of_the_page_is_noticed(texts: Texts, name: str, said: str, instead: str) -> None:
    """Whoever edits a generated part by hand finds it written back."""
    before, start, rest = TEXT.partition(f"<!-- generated: {name} -->")
    assert said in rest
    assert rewritten(before + start + rest.replace(said, instead, 1), texts, [name]) == TEXT


@pytest.mark.parametrize(
    ("name", "file", "said", "instead"),
    [
        ("numbers", "2026-04-27.yaml", "38 billion USD", "at most 48 billion USD"),
        ("events", "2025-10-28.yaml", "ends: agi_verified, last_day: 2030-12-31", "last_day: 2030-12-31"),
        ("events today", "2026-04-27.yaml", "last_day: 2030-12-31", "last_day: 2032-12-31"),
        ("matrix", "2026-04-27.yaml", "  - ip_exclusivity ", "  - free_compute "),
        ("questions", "2026-04-27.yaml", "default: met", "default: missed"),
    ],
)
def test_a_change_of_the_agreement_is_noticed(tmp_path: Path, name: str, file: str, said: str, instead: str) -> None:
    """A page that was right before is wrong once a clause, a number or a reading is another."""
    folder = shutil.copytree(ROOT / "clauses" / "microsoft_openai", tmp_path / "microsoft_openai")
    text = (folder / file).read_text(encoding="utf-8")
    assert said in text
    (folder / file).write_text(text.replace(said, instead, 1), encoding="utf-8")
    assert rewritten(TEXT, load([tmp_path]), [name]) != TEXT


def test_a_part_that_is_missing_twice_there_or_unknown_is_refused(texts: Texts) -> None:
    """A marker that was mistyped does not leave a part behind that nobody keeps."""
    marker = "<!-- generated: proposals -->"
    for instead in ("", "<!-- generated: proposal -->", f"{marker}\n<!-- end -->\n{marker}"):
        with pytest.raises(ValueError, match="has to have"):
            rewritten(TEXT.replace(marker, instead), texts, [])


def test_links_to_headings_lead_to_a_heading() -> None:
    """What follows `#` in a link between pages is the anchor of a heading there."""
    lost = []
    for target, anchor in re.findall(r"\]\(((?!https?:)[^)#\s]*)#([^)\s]+)\)", TEXT):
        page = (PAGE.parent / target if target else PAGE).read_text(encoding="utf-8")
        headings = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
        anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
        if anchor not in anchors:
            lost.append(f"{target}#{anchor}")
    assert lost == []


def test_every_source_that_is_cited_is_listed() -> None:
    """A citation in brackets has its address at the end of the page."""
    cited = set(re.findall(r"\[([SW]\d+\w?)\](?!:)", TEXT))
    assert sorted(cited - set(re.findall(r"^\[(\w+)\]: https", TEXT, re.MULTILINE))) == []
