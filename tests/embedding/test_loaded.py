"""Scenarios that are loaded one after the other share their agreement."""

from pathlib import Path

from evaluator import build_scenario, evaluate, load_scenario
from evaluator.api.scenarios import Loaded
from tests.repository import ROOT

LEASE = """\
agreement: lease
version: 2026-01-01
parties: [tenant, owner]
actions: {use_studio: {}}
clauses:
  access: {who: tenant, may: use_studio, to: owner, through: 2026-12-31}
"""


def test_an_agreement_is_read_once() -> None:
    """Files and built scenarios about one agreement get the same one, and the answers they would get alone."""
    loaded: Loaded = {}
    file = ROOT / "examples" / "panel_confirms_agi.yaml"
    values = {"agreement": "microsoft_openai@2025-10-28", "as_of": "2029-01-01"}
    first, second = load_scenario(file, loaded=loaded), build_scenario(values, loaded=loaded)
    assert first.agreement is second.agreement
    assert evaluate(first) == evaluate(load_scenario(file))
    assert evaluate(second) == evaluate(build_scenario(values))


def test_another_place_is_another_agreement(tmp_path: Path) -> None:
    """Agreements of one name in two libraries stay two."""
    loaded: Loaded = {}
    for folder, last in (("one", "2026-12-31"), ("two", "2026-06-30")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "lease.yaml").write_text(LEASE.replace("2026-12-31", last), encoding="utf-8")
    values = {"agreement": "lease", "as_of": "2026-09-01"}
    in_force = [
        evaluate(build_scenario(values, library=[tmp_path / folder], loaded=loaded))["access"].in_force
        for folder in ("one", "two")
    ]
    assert in_force == [True, False]


PATTERN = """\
pattern: permit
version: 1
purpose: One party may do something.
parameters: {holder: party, act: action, idle: {type: date, default: never}}
clauses: {permit: {who: holder, may: act}}
example: {}
"""


def test_an_agreement_with_warnings_warns_every_time(tmp_path: Path) -> None:
    """What is not clean is read again, so that no scenario misses a warning."""
    (tmp_path / "lease").mkdir()
    use = "  studio: {use: permit@1, with: {holder: tenant, act: use_studio}}\n"
    (tmp_path / "lease" / "2026.yaml").write_text(LEASE + use, encoding="utf-8")
    (tmp_path / "lease" / "permit.yaml").write_text(PATTERN, encoding="utf-8")
    loaded: Loaded = {}
    values = {"agreement": "lease", "as_of": "2026-09-01"}
    for _ in range(2):
        warnings = build_scenario(values, library=[tmp_path], loaded=loaded).warnings
        assert [each.code for each in warnings] == ["W610"]
