"""A small agreement that asks for every type of fact, and scenarios about it in several layouts."""

from __future__ import annotations

from pathlib import Path

import evaluator

AGREEMENT = """\
agreement: studio
version: 2026-01-01
title: The studio
parties: {tenant: Tara Tenant, owner: Olga Owner}
entities:
  notice:
    by: party
    on: date
    kind: [plain, registered]
    read: {type: yes/no, note: opened by the addressee}
  room: {size: number m2, price: money EUR, share: percent}
  repair: {of: room, on: date}
  season: {starts: date}
  quiet: {type: yes/no, note: the neighbours sleep}
actions:
  pay: {to: party, amount: money EUR}
  drum: {where: room}
parameters:
  limit: {value: unknown, type: money EUR, note: what a room may cost}
facts:
  season: [{id: summer, starts: unknown}]
clauses:
  rent:
    who: tenant
    must: pay
    to: owner
    amount: 900 EUR
    due: 2026-02-03
  access:
    who: tenant
    may: drum
    to: owner
    when: quiet or some notice where (notice.kind is registered and notice.read)
  dear:
    who: owner
    may: pay
    to: tenant
    for each: room
    when: room.price > limit and room.share >= 20%
  big:
    who: owner
    may: pay
    to: tenant
    for each: room
    when: room.size >= 30 m2
  silence:
    who: tenant
    must not: drum
    to: owner
    until: some notice where (notice.by is tenant and notice.on > 2026-03-01)
    unless: some repair where (repair.of.size > 5 m2)
    where: drum.where.size > 10 m2
  seasonal:
    who: tenant
    may: pay
    to: owner
    when: some season where (season.starts < today)
"""
SCENARIO = """\
# What we know so far.
title: Drumming
agreement: studio
as_of: 2026-04-01   # a Wednesday

complete: [repair]
facts:
  # Letters.
  notice:
    - id: first      # by hand
      by: tenant
      kind: unknown  # lost
    - {id: second, by: owner, kind: plain, on: 2026-02-01}
  room: [{id: loft}]
ask:
  solo: {drum: {by: tenant, where: loft}}
expect:
  rent: {performance: undetermined}
"""


def write(folder: Path, scenario: str = SCENARIO) -> Path:
    """The agreement and a scenario as files; gives the scenario's path."""
    (folder / "studio.yaml").write_text(AGREEMENT, encoding="utf-8")
    path = folder / "scenario.yaml"
    path.write_bytes(scenario.encode())
    return path


def load(folder: Path, scenario: str = SCENARIO) -> evaluator.Scenario:
    """The same, loaded."""
    return evaluator.load_scenario(write(folder, scenario))
