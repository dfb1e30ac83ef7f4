"""What a finding about performance, events and effects advises is right: applied, it leaves nothing to report."""

import pytest

from tests.language.diagnosis import diagnose_text

HEAD = """
agreement: lease
version: 2026-01-01
parties: [tenant, owner, bank]
entities:
  room: {fee: money EUR}
  storm: {by: party, on: date}
actions:
  pay: {to: party, amount: money EUR}
  clean: {}
  give_notice: {heir: party}
terms: {term: 2026-01-01 .. 2027-01-01}
clauses:
  rent: {who: tenant, must: pay, to: owner, for each: month in term, due: month.starts + 2 days, amount: 900 EUR}
  cleaning: {who: tenant, must: clean, for each: [room, storm], due: storm.on + 9 days}
  deposit: {who: tenant, must: pay, to: owner, due: 2026-02-01, amount: 500 EUR}
  access: {who: tenant, may: clean, through: 2026-12-31}
"""
CURED = [
    ("E230", "who: owner, may: give_notice, then: {terminate: agreement}", "may:", "can:"),
    ("E230", "who: tenant, must: pay, clock: runs", "clock: runs", "clock: runs, due: 2026-02-01"),
    ("E232", "who: owner, can: give_notice, then: {assign: deposit}", "deposit}", "deposit, to: bank}"),
    (
        "E232",
        "who: owner, can: give_notice, then: {terminate: agreement, waive: deposit}",
        "{terminate: agreement, waive: deposit}",
        "[{terminate: agreement}, {waive: deposit}]",
    ),
    ("E463", "who: tenant, must: pay, upon: rent was breached", "rent was", "some rent was"),
    ("E463", "who: tenant, must: pay, upon: rent was breached", "breached", "breached, for each: month in term"),
    ("E463", "who: tenant, must: pay, due: rent.due + 3 days", "3 days", "3 days, for each: month in term"),
    ("E463", "who: owner, may: pay, when: cleaning was breached", "breached", "breached, for each: [room, storm]"),
    (
        "E463",
        "who: owner, may: pay, for each: room, when: cleaning was breached",
        "cleaning was breached",
        "some storm where (cleaning was breached)",
    ),
    (
        "E483",
        "who: owner, may: pay, when: some cleaning was breached",
        "some cleaning was breached",
        "some room where (some storm where (cleaning was breached))",
    ),
    ("E464", "who: owner, may: pay, when: deposit is breached", "is", "was"),
    ("E464", "who: owner, may: pay, when: access was suspended", "was", "is"),
    ("E465", "who: owner, may: pay, when: agreement is endid", "endid", "ended"),
    ("E467", "who: owner, may: pay, when: deposit.outstnding > 0 EUR", "outstnding", "outstanding"),
    (
        "E481",
        "who: owner, must: pay, upon: pay where (pay.by is tenant), where: pay.amount > 9 EUR",
        "pay where (pay.by",
        "pay as earlier where (earlier.by",
    ),
    ("E526", "who: tenant, must: pay, upon: {event: storm, until: 2026-12-31}", "until", "through"),
    ("E532", "who: tenant, must: pay, due: 30 days", "30 days", "2026-01-31 + 30 days"),
    ("E532", "who: tenant, must: pay, upon: storm, due: 30 days", "30 days", "storm.on + 30 days"),
    ("E533", "who: tenant, must: pay, upon: room", "upon", "for each"),
    ("E535", "who: tenant, must: pay, amount: 900", "900", "900 EUR"),
    ("E535", "who: tenant, must: pay, for each: room, amount: 5%", "5%", "5% of room.fee"),
    ("E536", "who: owner, can: give_notice, then: {waive: deposti}", "deposti", "deposit"),
    ("E538", "who: tenant, must: clean, cures: rent", "rent", "rent, for each: month in term"),
]
RIGHT = [
    "who: tenant, must: pay, for each: storm, not before: storm.on + 3 days, due: storm.on + 3 days",
    "who: tenant, must: pay, from: 2026-02-01, through: 2026-02-01, due: 2026-02-01",
    "who: tenant, must: pay, upon: storm, due: storm.on",
    "who: tenant, must: pay, upon: some rent was breached",
    "who: tenant, must: pay, upon: agreement is terminated, survives: yes",
    "who: tenant, must: pay, upon: today >= 2026-05-01",
    "who: tenant, must: pay, amount: sum(rent.outstanding for rent), due: latest(rent.due for rent)",
    "who: owner, can: give_notice, when: count(rent where (rent was breached)) >= 3, then: {end: rent}",
    "who: owner, can: give_notice, then: {assign: [deposit, access], to: give_notice.heir}",
    "who: owner, can: give_notice, when: access is in_force, then: {suspend: access}",
    "upon: deposit was defaulted, then: {terminate: agreement}",
    "upon: {event: storm where (storm.by is owner), when: access is in_force}, then: {suspend: rent}",
    "who: tenant, must: clean, upon: deposit was breached, until: deposit was fulfilled_late, cures: deposit",
    "who: tenant, must: clean, due: 2026-03-01, until: extra was breached",
]


def codes(clause: str) -> list[str]:
    """The codes of the errors that one more clause earns."""
    found = diagnose_text(f"{HEAD}  extra: {{{clause}}}\n")
    return [finding.code for finding in found if finding.code.startswith("E")]


@pytest.mark.parametrize(("code", "wrong", "old", "new"), CURED)
def test_the_cure_of_a_finding_cures_it(code: str, wrong: str, old: str, new: str) -> None:
    """What the help says to write instead is accepted."""
    assert codes(wrong) == [code]
    assert codes(wrong.replace(old, new, 1)) == []


@pytest.mark.parametrize("clause", RIGHT)
def test_what_is_right_earns_no_finding(clause: str) -> None:
    """Windows of one day, breaches that end what was breached, and terminations upon a default are no mistakes."""
    assert codes(clause) == []


def test_a_norm_inside_a_quantifier_over_its_clause_is_the_norm() -> None:
    """In `some rent where (rent.amount …)` the amount is that of the norm, never that of the member it is about."""
    assert codes("who: owner, may: pay, when: some rent where (rent.amount > 5 EUR and rent was breached)") == []
    assert codes("who: owner, may: pay, when: some rent where (rent.starts >= 2026-05-01)") == []
    assert codes("who: owner, may: pay, when: some rent where (rent.fee > 5 EUR)") == ["E429"]
