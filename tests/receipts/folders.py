"""A small library with everything that an agreement may be made from, and copies of what ships."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.repository import ROOT

VOCABULARY = """\
parties: {tenant: the tenant, owner: the owner}
entities:
  invoice: {amount: money EUR, due: date, paid: yes/no}
actions: {pay: {to: party, amount: money EUR}, sublet: {}, enter: {}}
"""
FIRST = """\
agreement: lease
version: 2026-01-01
title: Lease of a studio
readings:
  notice:
    question: Does the owner have to announce a visit?
    options: {needed: a visit is announced, free: it need not be}
    default: undecided
clauses:
  arrears:
    who: tenant
    must: pay
    to: owner
    for each: invoice
    when: invoice.due < today and not invoice.paid
  no_sublet: {who: tenant, must not: sublet, to: owner, through: 2027-12-31}
  visits: {who: owner, may: enter, to: tenant, when: reading.notice is free}
"""
SECOND = """\
agreement: lease
version: 2026-07-01
amends: 2026-01-01
untouched: yes
clauses:
  use_of_hall: {use: permit@1, with: {holder: tenant, act: enter}}
  no_sublet: {who: tenant, must not: sublet, to: owner, through: 2026-12-31}
"""
PATTERN = """\
pattern: permit
version: 1
purpose: One party may do something.
parameters: {holder: party, act: action}
clauses: {permit: {who: holder, may: act}}
example:
  agreement: example
  version: 2026-01-01
  parties: [one, other]
  actions: {walk: {}}
  clauses: {walking: {use: permit@1, with: {holder: one, act: walk}}}
cases: {}
"""
SCENARIO = """\
title: In arrears
agreement: lease
as_of: 2026-09-01
complete: yes
facts:
  invoice:
    - {id: july, amount: 900 EUR, due: 2026-07-01, paid: yes}
    - {id: august, amount: 900 EUR, due: 2026-08-01, paid: no}
ask:
  let_out: {sublet: {by: tenant}}
"""
FILES = {
    "lib/lease/vocabulary.yaml": VOCABULARY,
    "lib/lease/2026-01-01.yaml": FIRST,
    "lib/lease/2026-07-01.yaml": SECOND,
    "lib/rules/permit/1.yaml": PATTERN,
    "scenario.yaml": SCENARIO,
}
"""What an evaluation of the scenario rests on, all of it."""

IDLE = {
    "lib/lease/.draft.yaml": FIRST.replace("2026-01-01", "2026-12-01"),
    "lib/lease/notes.md": "# Notes\n",
    "lib/lease/old/2020-01-01.yaml": FIRST,
    "lib/sale/2026-01-01.yaml": FIRST.replace("lease", "sale"),
    "lib/other.yaml": FIRST.replace("lease", "other"),
    "lib/rules/permit/2.yaml": PATTERN.replace("version: 1", "version: 2"),
    "lib/rules/license/1.yaml": PATTERN.replace("permit", "license"),
    "second.yaml": SCENARIO.replace("arrears", "more arrears"),
    "lease.txt": FIRST,
}
"""What lies beside it and is not needed."""


def small(folder: Path) -> Path:
    """Write the small library, with the scenario and all that is idle, to a folder; returns the folder."""
    for name, text in (FILES | IDLE).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def shipped(folder: Path) -> Path:
    """Copy what ships to a folder: `examples/`, and a library with all agreements and patterns in `lib/`."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copytree(ROOT / "clauses", folder / "lib")
    shutil.copytree(ROOT / "rules", folder / "lib" / "rules")
    return folder
