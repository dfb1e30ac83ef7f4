"""The scenarios that ship notice nearly every slip in the agreements that ship, and what they miss is listed."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

import pytest

from evaluator.api.agreements import load_agreement
from evaluator.api.campaign import Campaign
from evaluator.api.originals import Originals
from evaluator.mutations.mutants import mutants
from evaluator.mutations.survey import Fate
from tests.mutations.survivors import FILE, listed, survivor
from tests.repository import ROOT

SAMPLES = {"cloud_services": 3, "equipment_lease": 6, "microsoft_openai": 10}
"""How many mutants are examined here: enough to notice that scenarios were lost, and a matter of seconds."""
SCENARIOS = sorted((ROOT / "examples").rglob("*.yaml"))
PAGE = ROOT / "docs" / "mutation.md"


def test_every_agreement_is_sampled() -> None:
    """No agreement ships unexamined."""
    assert sorted(SAMPLES) == sorted(path.name for path in (ROOT / "clauses").iterdir() if path.is_dir())


@pytest.mark.once
@pytest.mark.parametrize(("name", "size"), SAMPLES.items())
def test_what_is_not_listed_is_noticed(name: str, size: int) -> None:
    """Of mutants from all over the text each is killed, refused by the checks, or listed with its reason."""
    campaign = Campaign(load_agreement(name), SCENARIOS)
    known = {each for each, _ in listed(name)}
    count = len(campaign.mutants)
    drawn = Random(name)
    # One from each of so many stretches of the text, the same ones each time.
    numbers = [drawn.randrange(count * part // size, count * (part + 1) // size) for part in range(size)]
    unknown = [number for number in numbers if survivor(campaign.mutants[number]) not in known]
    found = [campaign.examine(number) for number in unknown]
    assert [survivor(each.mutant) for each in found if each.fate is Fate.SURVIVED] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_listed_is_a_change_of_the_text(name: str) -> None:
    """Nobody keeps a reason for something that the text does not say any more."""
    originals = Originals(load_agreement(name))
    made = Counter(survivor(each) for version in originals.versions for each in mutants(version, originals.parties))
    assert Counter(each for each, _ in listed(name)) - made == Counter()


@pytest.mark.parametrize("name", SAMPLES)
def test_the_page_counts_what_is_listed(name: str) -> None:
    """The figures of the page add up, are those of the list, and at least 95 percent are killed."""
    row = re.search(rf"^\| `{name}` \| (\d+) \| (\d+) \| ([\d.]+)% \| (\d+) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert row is not None
    total, killed, survived = int(row[1]), int(row[2]), int(row[4])
    assert total - killed == survived == len(listed(name))
    assert row[3] == f"{100 * killed / total:.1f}"
    assert killed >= 0.95 * total


def test_every_reason_is_a_sentence() -> None:
    """The list names agreements that ship, and gives a reason for each survivor."""
    reasons = [reason for name in SAMPLES for _, reason in listed(name)]
    assert all(reason[0].isupper() and reason.endswith(".") for reason in reasons)
    assert {line[:-1] for line in FILE.read_text("utf-8").splitlines() if re.fullmatch(r"\w+:", line)} <= SAMPLES.keys()
