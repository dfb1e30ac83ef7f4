"""The programs that sentences are tried on: every version that ships, and an agreement of all sorts of expressions."""

from __future__ import annotations

from functools import cache

import evaluator
from evaluator.program import Program

NAMES = ("cloud_services", "equipment_lease", "microsoft_openai")

ALL_SORTS = """\
agreement: workshop
version: 2026-01-01
parties: {ann: Ann Arden, bob: Bob Brook, cy: Cy Cole}
entities:
  job:
    of: party
    rival: job
    kind: [small, large, both]
    price: money EUR
    size: number m2
    rate: percent
    net_sales: money EUR
    name: text
    slot: period
    signed: date
    ends: date
    helpers: set of party
    urgent: yes/no
    on: date
  holiday: yes/no
  depth: number
  launch: date
calendars:
  own: {weekend: [saturday, sunday]}
parameters:
  bonus: {value: between 3 EUR and 5 EUR, certainty: oral}
  share: {values: {2026-01-01: 5%, 2026-07-01: 8%}}
  open_end: {value: unknown, certainty: inferred}
  strict: {value: yes}
  waiting: {value: 2 weeks}
readings:
  scope: {question: How wide is it?, options: {wide: all of it, narrow: a part of it}, default: wide}
terms:
  shift: 2026-02-01 .. 2026-03-01
  big: {for each: job, means: job.size * 2 >= 100 m2}
  grade:
    for each: job
    cases:
      - {when: job.kind is small, then: 1 EUR}
      - {when: job.kind is large, then: 2 EUR}
      - {otherwise: 3 EUR}
  fits:
    for each: job
    cases:
      - {when: job.kind is small, then: job.urgent}
      - {otherwise: not job.urgent}
  chosen: if holiday then some job else every job where (job.of is ann) satisfies (job.urgent)
actions:
  mend: {job: job, for: party, cost: money EUR, agreed: yes/no, ready: date}
  give_notice: {}
  ship: {to: party}
  rest: {}
clauses:
  mending:
    title: Jobs are mended
    who: job.of
    must: mend
    to: [bob, cy]
    for each: job where (job.kind is not one of (small, both) and not job.urgent)
    where: mend.job is job and mend.for is job.of and (mend.agreed or reading.scope is narrow)
    except: {cheap: mend.cost < 5 EUR}
    when: "depth != 2 and (big(job) or bonus > 4 EUR) and not (holiday and chosen)"
    unless: job.name is "secret" or job.kind is one of (small, large)
    not before: job.on - 3 own business days
    due: rolled(job.on + 1 month, modified_following, own)
    clock: runs
    amount:
      min(job.price, share(job.signed) of job.price, -(job.price - 1 EUR) / 3)
      + (2 ^ depth) * grade(job) rounded half even to 0.5 EUR
    applied: earliest due first
  notice_of_loss:
    who: anyone
    may: give_notice
    where: give_notice.on > launch + waiting and give_notice.on in shift
    from: max(launch, 2026-01-02, latest(job.signed for job))
    through: earliest(job.ends + 1 day for job where (job.rival.of is ann and fits(job)))
    until: job_is_late was breached or strict or launch is never or business_day(launch)
  job_is_late:
    who: [ann, bob]
    must ensure:
      every job ever where (job.of is not bob)
      satisfies (some job as other where (other.rival is job and other.size = job.size))
      or count(job where (job.net_sales >= 10 EUR)) > 3
      or sum(job.size for job) < largest(job.size for job) * 2
      or smallest(job.rate for job) <= 10%
    to: [ann, bob]
  shipping:
    who: bob
    must: ship
    to: ann
    upon:
      event: some job where (job.urgent)
      from: 2026-01-05
      through: 2026-12-20
      when: count(week in shift where (days(overlap(week, shift)) >= 2)) >= 2
      unless: days(job.slot for job where (job.slot.ends <= today)) > 7
      until: some job where (job.of in job.helpers or job.helpers is none or job.slot.starts > today)
    due: 2026-03-03 + 5 own business days
    subject to: pause
  pause:
    who: bob
    need not: ship
    where: ship.to is ann
    when: launch - 2026-01-01 > 3 days and not some rest ever
  stop: {who: cy, can: rest, to: ann, then: [{assign: mending, to: bob}, {suspend: agreement}], survives: yes}
  relief: {upon: shipping was breached, then: {waive: shipping}, certainty: reported}
  remedy:
    who: bob
    must: ship
    to: ann
    upon: shipping was breached
    due: shipping.breached_on + 3 days
    cures: shipping
  thanks: {who: ann, may: rest, when: some mend where (mend.verdict is not permitted) and open_end >= 1}
"""


@cache
def bundled() -> tuple[Program, ...]:
    """Every version of every agreement that ships."""
    found = []
    for name in NAMES:
        agreement = evaluator.load_agreement(name)
        found += [agreement.program(version) for version in agreement.versions]
    return tuple(found)
