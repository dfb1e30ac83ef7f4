"""Each mutant is the text changed at one place, and the places are all that there are."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from evaluator.diagnostics import Findings
from evaluator.model.agreement import AgreementVersion
from evaluator.model.read_agreement import read_agreement
from evaluator.mutations.mutants import Mutant, mutants
from evaluator.source import Source
from evaluator.syntax.yaml_reader import read_yaml
from tests.mutations.club import AGREEMENT
from tests.repository import ROOT

SHIPPED = sorted(path for path in (ROOT / "clauses").glob("*/*.yaml") if path.stem[:2] == "20")


def read(text: str, name: str = "club.yaml") -> AgreementVersion:
    """A version as written."""
    findings = Findings()
    node = read_yaml(Source(name, text), findings)
    version = None if node is None else read_agreement(node, findings)
    assert version is not None
    return version


def named(mutant: Mutant) -> tuple[str, str, str, str, str]:
    """What tells mutants apart for a reader."""
    return mutant.kind, mutant.subject, mutant.key, mutant.was, mutant.becomes


def test_all_mutants_of_a_small_agreement() -> None:
    """Written down by hand, in the order of the text."""
    assert [named(each) for each in mutants(read(AGREEMENT))] == [
        ("number", "fee", "value", "20 EUR", "19 EUR"),
        ("number", "fee", "value", "20 EUR", "21 EUR"),
        ("boundary", "crowded", "means", ">", ">="),
        ("comparison", "crowded", "means", ">", "<"),
        ("filter", "crowded", "means", "where (guest.on <= today)", "without it"),
        ("boundary", "crowded", "means", "<=", "<"),
        ("comparison", "crowded", "means", "<=", ">="),
        ("number", "crowded", "means", "2", "1"),
        ("number", "crowded", "means", "2", "3"),
        ("parties", "dues", "who", "member and club", "exchanged"),
        ("date", "dues", "due", "2026-03-31", "2026-03-30"),
        ("date", "dues", "due", "2026-03-31", "2026-04-01"),
        ("clause", "dues", "", "dues", "no such clause"),
        ("parties", "access", "who", "member and club", "exchanged"),
        ("negation", "access", "unless", "crowded", "not (crowded)"),
        ("dropped", "access", "unless", "crowded", "left out"),
        ("date", "access", "through", "2026-12-31", "2026-12-30"),
        ("date", "access", "through", "2026-12-31", "2027-01-01"),
        ("dropped", "access", "through", "2026-12-31", "left out"),
        ("clause", "access", "", "access", "no such clause"),
        ("parties", "no_late_swim", "who", "member and club", "exchanged"),
        ("negation", "no_late_swim", "where", "swim.late", "not (swim.late)"),
        ("dropped", "no_late_swim", "where", "swim.late", "left out"),
        ("dropped", "no_late_swim", "except lesson", "swim.lesson", "left out"),
        ("priority", "no_late_swim", "overrides", "access", "left out"),
        ("clause", "no_late_swim", "", "no_late_swim", "no such clause"),
    ]


@pytest.mark.parametrize(
    ("condition", "changes"),
    [
        ("fee is late", {("is", "is not")}),
        ("fee is not late", {("is not", "is")}),
        ("not x", {("not x", "x")}),
        ("a and b", {("and", "or")}),
        ("a or b", {("or", "and")}),
        ("a = b", {("=", "!=")}),
        ("a >= 0.10", {(">=", ">"), (">=", "<="), ("0.10", "0.09"), ("0.10", "0.11")}),
        ("a > 0", {(">", ">="), (">", "<"), ("0", "1")}),
        ("a > 10%", {(">", ">="), (">", "<"), ("10%", "9%"), ("10%", "11%")}),
        ("a > 1 day", {(">", ">="), (">", "<"), ("1 day", "0 day"), ("1 day", "2 day")}),
        ("a > 2 billion EUR", {(">", ">="), (">", "<"), ("2 billion EUR", "1 billion EUR"),
                               ("2 billion EUR", "3 billion EUR")}),
        ("a < 2024-02-29", {("<", "<="), ("<", ">"), ("2024-02-29", "2024-02-28"), ("2024-02-29", "2024-03-01")}),
        ("a < 2026-01-01 10:30", {("<", "<="), ("<", ">"), ("2026-01-01 10:30", "2025-12-31 10:30"),
                                  ("2026-01-01 10:30", "2026-01-02 10:30")}),
    ],
)  # fmt: skip
def test_what_is_changed_in_a_condition(condition: str, changes: set[tuple[str, str]]) -> None:
    """Each operator, number, date and `not` is changed once in each way."""
    text = AGREEMENT.replace("crowded: count(guest where (guest.on <= today)) > 2", f"crowded: {condition}")
    assert {(each.was, each.becomes) for each in mutants(read(text)) if each.subject == "crowded"} == changes


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_mutant_is_another_version_and_says_where(path: Path) -> None:
    """No mutant is the version itself, no two are the same, and what was there stands at the place that is named."""
    version = read(path.read_text(encoding="utf-8"), path.name)
    found = list(mutants(version))
    for each in found:
        assert each.version != version
        assert path.read_text(encoding="utf-8").splitlines()[each.span.line - 1].strip()
        if each.kind in ("date", "number", "boundary", "dropped"):
            assert each.span.text == each.was
    assert all(one.version != other.version for one, other in pairwise(found))
