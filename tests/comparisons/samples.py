"""A lease in three versions, and what is asked about it: every kind of fact that a grid can change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import evaluator

if TYPE_CHECKING:
    from pathlib import Path

VOCABULARY = """\
parties: {tenant: Tara Tenant, owner: Olga Owner, agent: the agent}
entities:
  notice: {by: party, on: date, kind: [plain, registered], read: yes/no}
  storm: {after: notice, on: date}
  calm: yes/no
actions:
  pay: {to: party, amount: money EUR}
  sublet: {via: party, part: [room, whole]}
constraints:
  storm_after_notice: storm.on >= storm.after.on
"""
FIRST = """\
agreement: lease
version: 2026-01-01
title: The lease
parameters:
  rent_due: {value: 900 EUR}
readings:
  quiet: {question: Is drumming quiet?, options: {soft: it is, loud: it is not}, default: soft}
clauses:
  rent:
    title: Tara pays the rent
    who: tenant
    must: pay
    to: owner
    amount: rent_due
    due: 2026-02-03
  subletting:
    title: Tara sublets nothing
    who: tenant
    must not: sublet
    to: owner
    until: some notice where (notice.by is tenant and notice.kind is registered)
    except:
      room: sublet.part is room
  access:
    title: Tara uses the studio
    who: tenant
    may: sublet
    to: owner
    where: sublet.via is agent
    when: calm or reading.quiet is loud
"""
SECOND = """\
agreement: lease
version: 2026-06-01
title: The lease, amended
amends: 2026-01-01
repeals: [access]
clauses:
  peace:
    title: Tara has peace
    who: owner
    must not: sublet
    to: tenant
"""
THIRD = """\
agreement: lease
version: 2026-09-01
title: The lease, amended again
amends: 2026-06-01
entities:
  flood: {on: date}
clauses:
  repair:
    title: Olga repairs after a flood
    who: owner
    must: pay
    to: tenant
    for each: flood
    amount: 100 EUR
"""
SCENARIO = """\
title: Notice, and a storm
agreement: lease
as_of: 2026-05-01
complete: yes
facts:
  notice:
    - {id: n, by: tenant, on: 2026-03-01, kind: registered, read: yes}
    - {by: owner, on: 2026-04-01, kind: plain}
  storm: [{id: s, after: n, on: 2026-04-02}]
  calm: no
  pay: [{id: january, by: tenant, to: owner, amount: 900 EUR, on: 2026-02-01}]
assume:
  notice: [{id: n, read: no}, {id: later, by: tenant, on: 2026-04-20, kind: plain}]
ask:
  let: {sublet: {by: tenant, via: agent, part: whole}}
expect:
  let: permitted
"""


def write(folder: Path, scenario: str = SCENARIO) -> Path:
    """Write the lease and a scenario into a folder; the scenario's path."""
    lease = folder / "lease"
    lease.mkdir(exist_ok=True)
    for name, text in (
        ("vocabulary.yaml", VOCABULARY),
        ("2026-01-01.yaml", FIRST),
        ("2026-06-01.yaml", SECOND),
        ("2026-09-01.yaml", THIRD),
    ):
        (lease / name).write_text(text, encoding="utf-8")
    path = folder / "scenario.yaml"
    path.write_text(scenario, encoding="utf-8")
    return path


def load(folder: Path, scenario: str = SCENARIO) -> evaluator.Scenario:
    """The scenario, with the lease beside it."""
    return evaluator.load_scenario(write(folder, scenario))
