"""Every mistake has its file in tests/bad/, with the diagnostics it earns beside it."""

import re
from pathlib import Path

import pytest

from evaluator.report.diagnostics import render
from tests.language.diagnosis import diagnose
from tests.repository import ROOT

pytestmark = pytest.mark.once

BAD = ROOT / "tests" / "bad"
CASES = sorted(
    (
        path
        for path in BAD.iterdir()
        if re.match(r"[EW]\d{3}_", path.name) and (path.is_dir() or path.suffix == ".yaml")
    ),
    key=lambda path: path.name,
)
CODES = sorted(
    {
        code
        for path in (ROOT / "evaluator").rglob("*.py")
        for code in re.findall(r'"([EW]\d{3})"', path.read_text(encoding="utf-8"))
    }
)
WITHOUT_FILE = {"E100", "E101", "E102", "E103", "E104", "E139", "E416"}
"""No file, a folder, a file nobody may read, bytes that are no text, a file larger than a repository should hold, an
empty text, which no key of a file may have, and a library that is not installed: tests of their own show these."""
PAGE = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")


def expected_file(case: Path) -> Path:
    """Where the expected diagnostics of a case stand."""
    return case / "expected.txt" if case.is_dir() else case.with_suffix(".txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_bad_file_earns_exactly_its_diagnostics(case: Path, update_golden: bool) -> None:
    """The diagnostics of a bad file are, to the letter, those that stand beside it."""
    shown = render(diagnose(case), color=False) + "\n"
    if update_golden:
        expected_file(case).write_text(shown, encoding="utf-8")
    assert shown == expected_file(case).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_bad_file_shows_the_code_it_is_named_after(case: Path) -> None:
    """A case is about the code in its name, and every finding has a cure or a label that says what is wrong."""
    found = diagnose(case)
    assert case.name[:4] in {finding.code for finding in found}
    assert [finding.message for finding in found if finding.message[-1:] == "." or finding.help[-1:] == "."] == []
    assert [finding.message for finding in found if finding.code > "E4" and not finding.help] == []


@pytest.mark.parametrize("code", [code for code in CODES if code not in WITHOUT_FILE])
def test_every_code_has_a_bad_file(code: str) -> None:
    """No diagnostic exists that was never seen."""
    assert [case.name for case in CASES if case.name.startswith(code)] != []


@pytest.mark.parametrize("code", sorted(WITHOUT_FILE))
def test_every_code_without_a_bad_file_has_a_test(code: str) -> None:
    """What cannot lie in a folder of bad files is shown elsewhere."""
    pages = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py")]
    assert sum(f'"{code}"' in page for page in pages) > 1


def test_the_codes_are_explained_in_order() -> None:
    """Every diagnostic's code can be looked up, none that does not exist, and each where one looks for it."""
    explained = re.findall(r"^## ([EW]\d{3})\b", PAGE, re.MULTILINE)
    assert explained == CODES


def test_no_expectation_is_left_over() -> None:
    """Expected output without its input would never be compared."""
    wanted = {expected_file(case) for case in CASES}
    assert [path.name for path in BAD.rglob("*.txt") if path not in wanted] == []
