"""The program printer shows all an engine is told."""

from pathlib import Path

import evaluator
from evaluator.program.printer import print_program
from tests.repository import ROOT

EXPECTED = """\
program lease@2026-01-01 from 2026-01-01
event leak(on: date, mended: yes/no)
action pay(by: party, on: date, amount: money EUR)
action use_studio(by: party, on: date)
parameter rent_due = 900 (reported)
reading quiet: nights | always, default undecided
calendar own(country DE BY, weekend saturday sunday, also 2026-12-24, except 2026-10-31)
calendar all_days(weekend none)
term leaking = some leak in leak (not (leak.mended = yes))
norm rent [stratum 1, confirmed]
  tenant must pay to owner
  where (parameter.rent_due <= pay.amount)
  unless leaking
norm access [stratum 2, confirmed]
  tenant may use_studio to owner
  through rolled(business_later(2026-12-31, -3, all_days), following, own)
  yields to silence altogether
norm silence [stratum 1, oral]
  tenant must not use_studio
  when (reading.quiet = always)
"""

TEXT = """\
agreement: lease
version: 2026-01-01
parties: [tenant, owner]
entities: {leak: {on: date, mended: yes/no}}
actions: {pay: {amount: money EUR}, use_studio: {}}
calendars:
  own: {country: DE, subdivision: BY, weekend: [sunday, saturday], also: [2026-12-24], except: [2026-10-31]}
  all_days: {weekend: none}
parameters:
  rent_due: {value: 900 EUR, certainty: reported}
readings:
  quiet: {question: When is it quiet?, options: {nights: at night, always: at all times}, default: undecided}
terms:
  leaking: some leak where (not leak.mended)
clauses:
  rent: {who: tenant, must: pay, to: owner, where: pay.amount >= rent_due, unless: leaking}
  access:
    who: tenant
    may: use_studio
    to: owner
    through: rolled(2026-12-31 - 3 all_days business days, following, own)
  silence: {who: tenant, must not: use_studio, when: reading.quiet is always, overrides: access, certainty: oral}
"""


def test_every_part_of_a_program_is_printed(tmp_path: Path) -> None:
    """Sorts, parameters, readings, terms, norms with all their conditions, strata and priorities are shown."""
    path = tmp_path / "lease.yaml"
    path.write_text(TEXT, encoding="utf-8")
    printed = print_program(evaluator.load_agreement(path).program("2026-01-01"))
    assert sorted(printed.splitlines()) == sorted(EXPECTED.splitlines())


def test_every_bundled_version_can_be_printed() -> None:
    """No construct that ships lacks a printed form, and printing is deterministic."""
    agreement = evaluator.load_agreement(ROOT / "clauses" / "microsoft_openai")
    for version in agreement.versions:
        assert print_program(agreement.program(version)) == print_program(agreement.program(version))
