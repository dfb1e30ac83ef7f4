"""The agreements that scenarios are drawn about."""

from evaluator.api.agreements import Agreement
from tests.meaning.native import agreement_of

LEASE = """\
agreement: lease
version: 2026-01-01
parties: [tenant, owner]
actions: {pay: {to: party, amount: money EUR}, use_studio: {}}
clauses:
  rent: {who: tenant, must: pay, to: owner, amount: 900 EUR, due: 2026-02-01}
  access: {who: tenant, may: use_studio, to: owner, through: 2026-12-31}
"""
"""The smallest useful agreement, that of the README."""

STUDIO = """\
agreement: studio
version: 2026-01-01
parties: [tenant, owner]
entities:
  surrender: {by: party, on: date, over: date}
  noise: {by: party, level: number, kind: [music, work]}
  deposit_paid: yes/no
actions: {pay: {to: party, amount: money EUR}, use_studio: {loud: yes/no}, inspect: {announced: date}}
constraints:
  nothing_is_over_before_it_began: surrender.over >= surrender.on
readings:
  form: {question: Whose surrender counts?, options: {any: anybody's, own: the tenant's own}, default: undecided}
clauses:
  rent: {who: tenant, must: pay, to: owner, amount: 900 EUR, due: 2026-02-01}
  access:
    who: tenant
    may: use_studio
    to: owner
    until: some surrender where (reading.form is any or surrender.by is tenant)
    through: 2026-12-31
  quiet: {who: tenant, must not: use_studio, to: owner, where: use_studio.loud, overrides: access}
  visit: {who: owner, may: inspect, to: tenant, where: inspect.announced <= inspect.on - 3 days}
  music: {who: tenant, must ensure: not some noise where (noise.kind is music and noise.level > 80), to: owner}
"""
"""A lease with a little of everything: lists and single facts, a constraint, a reading, an order of priority."""

MONTHLY = """\
agreement: monthly
version: 2026-01-01
parties: [tenant, owner]
terms: {lease_term: 2026-01-01 .. 2026-04-01}
actions: {pay: {to: party, amount: money EUR}}
clauses:
  rent:
    who: tenant
    must: pay
    to: owner
    for each: month in lease_term
    due: month.starts + 4 days
    amount: 900 EUR
    applied: earliest due first
"""
"""A duty in every month, so that the text counts in months."""


def lease() -> Agreement:
    """The lease, loaded."""
    return agreement_of(LEASE)


def studio() -> Agreement:
    """The studio, loaded."""
    return agreement_of(STUDIO)


def monthly() -> Agreement:
    """The lease with monthly rent, loaded."""
    return agreement_of(MONTHLY)
