"""Each kind of change is found where it is the one that counts."""

from __future__ import annotations

import pytest

import evaluator
from evaluator.explanations.flips import Flips, words_of
from evaluator.report.flip_text import render
from tests.meaning.native import agreement_of, scenario_of

AGREEMENT = agreement_of("""\
agreement: lease
version: 2026-01-01
parties: [tenant, owner]
entities:
  room: {large: yes/no}
  notice: {by: party, on: date, kind: [plain, registered]}
  invoice: {total: money EUR, due: date}
actions: {pay: {to: party, amount: money EUR, invoice: invoice}, sublet: {part: [room, whole]}, paint: {}}
parameters:
  limit: {value: unknown}
readings:
  quiet:
    question: Does silence count?
    options: {counts: it does, counts_not: it does not}
    default: counts_not
terms:
  noticed: some notice where (notice.by is tenant and notice.kind is registered)
clauses:
  access: {who: tenant, may: paint, to: owner, until: noticed}
  large: {who: tenant, may: paint, to: owner, when: some room where (room.large)}
  rich: {who: tenant, must not: paint, to: owner, when: sum(invoice.total for invoice) > limit}
  dear: {who: tenant, must not: paint, to: owner, when: sum(invoice.total for invoice) >= 1000.50 EUR}
  silent: {who: tenant, must not: paint, to: owner, when: reading.quiet is counts and noticed}
  early: {who: tenant, may: paint, to: owner, when: some notice where (notice.on <= 2026-03-15)}
  rent:
    {who: tenant, must: pay, to: owner, for each: invoice, where: pay.invoice is invoice, amount: invoice.total,
     due: invoice.due}
  subletting: {who: tenant, must not: sublet, to: owner, where: sublet.part is whole}
""")
SCENARIO = """\
agreement: lease
as_of: 2026-05-01
complete: yes
facts:
  room: [{id: hall, large: yes}]
  notice: [{id: n, by: tenant, on: 2026-04-01, kind: plain}]
  invoice: [{id: april, total: 400.00 EUR, due: 2026-05-31}]
ask:
  let: {sublet: {by: tenant, part: whole}}
"""


def flips_of(address: str, text: str = SCENARIO, size: int = 3) -> Flips:
    """What would change an answer to a scenario about the lease."""
    return evaluator.flips(scenario_of(AGREEMENT, text), address, size=size)


def rows(found: Flips) -> list[tuple[str, ...]]:
    """The changes of each flip: address, what it becomes, the direction."""
    return [
        tuple(" ".join(part for part in (each.address, each.becomes, each.direction) if part) for each in flip.changes)
        for flip in found.flips
    ]


def test_a_word_and_a_further_member() -> None:
    """A notice that was plain, or one more that is registered, with nothing stated of it that does not count."""
    found = rows(flips_of("access"))
    assert ("notice.n.kind registered",) in found
    assert ("notice {on: 2026-05-01, kind: registered, by: tenant}",) in found or (
        "notice {on: 2026-05-01, by: tenant, kind: registered}",
    ) in found
    assert len(found) == 2


def test_a_member_may_not_be_there() -> None:
    """Where only one room is large, it may be small, or not there at all."""
    assert rows(flips_of("large")) == [("room.hall.large no",), ("room.hall none",)]
    alone = SCENARIO.replace("room: [{id: hall, large: yes}]", "room: none")
    assert rows(flips_of("large", alone)) == [("room {large: yes}",)]


def test_a_number_to_the_unit_in_which_it_is_written() -> None:
    """The nearest amount is the very bound, and every larger one does the same."""
    assert ("invoice.april.total 1000.5 EUR or more",) in rows(flips_of("dear"))
    rounded = SCENARIO.replace("400.00 EUR", "400 EUR")
    assert ("invoice.april.total 1001 EUR or more",) in rows(flips_of("dear", rounded))


def test_a_date_to_the_day_and_never() -> None:
    """The last day that counts, and every earlier one; an event that counted may have been never."""
    assert ("notice.n.on 2026-03-15 or earlier",) in rows(flips_of("early"))
    before = SCENARIO.replace("on: 2026-04-01", "on: 2026-03-01")
    assert ("notice.n.on 2026-03-16 or later",) in rows(flips_of("early", before))


def test_what_is_unknown_is_stated() -> None:
    """A parameter that nobody knows would settle it either way, from the amount on and below it."""
    found = flips_of("rich")
    assert words_of(found.answer) == ("", "")
    assert {(row["change"], row["becomes"], row["direction"], row["answer"]) for row in found.rows()} >= {
        ("parameter.limit", "400 EUR", "or more", "not_in_force"),
    }
    unknown = SCENARIO.replace("large: yes", "large: unknown")
    assert rows(flips_of("large", unknown)) == [("room.hall.large yes",), ("room.hall.large no",)]


def test_a_list_may_be_complete_or_not() -> None:
    """Of an open list it would settle the answer that it is complete, or one more member."""
    text = SCENARIO.replace("complete: yes", "complete: [notice]").replace("large: yes", "large: no")
    assert ("room complete",) in rows(flips_of("large", text))
    assert ("room {large: yes}",) in rows(flips_of("large", text))


def test_two_changes_where_one_is_not_enough() -> None:
    """A reading and a fact together; alone neither does it, and the reading is named though its default decides it."""
    found = rows(flips_of("silent"))
    assert ("notice.n.kind registered", "reading.quiet counts") in [tuple(sorted(each)) for each in found]
    assert all(len(each) == 2 for each in found)
    assert rows(flips_of("silent", size=1)) == []
    assert flips_of("silent", size=1).complete


def test_what_has_become_of_a_duty() -> None:
    """A duty that is open is fulfilled by a payment of its amount, and breached on a later day."""
    found = flips_of("rent:april")
    became = {(row["change"], row["performance"]) for row in found.rows()}
    assert {("pay", "fulfilled"), ("as_of", "defaulted"), ("invoice.april.due", "defaulted")} <= became
    (payment,) = [row["becomes"] for row in found.rows() if row["change"] == "pay"]
    for part in ("by: tenant", "to: owner", "amount: 400 EUR", "invoice: april"):
        assert part in str(payment)


def test_a_role_of_the_act_that_is_asked_about() -> None:
    """Another part to sublet, another day."""
    assert ("let.part room",) in rows(flips_of("let"))


def test_facts_that_do_not_matter_are_left_alone() -> None:
    """What the answer was found without is never changed."""
    for found in (flips_of("access"), flips_of("dear"), flips_of("let")):
        addresses = {change.address for flip in found.flips for change in flip.changes}
        assert not any(each.startswith("room") for each in addresses)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("large", ["would be not in force", "if room.hall.large were no (it is yes)", "if there were no room hall"]),
        (
            "silent",
            ["if notice.n.kind were registered (it is plain) and quiet were read as counts (it is read as counts_not)"],
        ),
        ("rich", ["if parameter.limit were 400 EUR or more (it is not stated)"]),
        ("rent:april", ["if there were a further pay {", "if asked on 1 Jun 2026"]),
        ("dear", ["if invoice.april.total were 1000.5 EUR or more (it is 400 EUR)"]),
    ],
)
def test_each_kind_in_words(address: str, words: list[str]) -> None:
    """A line for each change says what is and what would have to be."""
    text = " ".join(render(flips_of(address), width=120).split())
    for each in words:
        assert each in text


def test_that_nothing_was_found_is_said() -> None:
    """No change of any fact or reading revives what the text itself gives for ever."""
    text = render(flips_of("subletting"), width=120)
    assert "nothing was found that would change it: no set of up to 3 facts and readings, and no other day" in text


def test_a_search_that_is_cut_short_says_so() -> None:
    """The example with most to look at is not searched to the end, and `full` searches further."""
    scenario = evaluator.load_scenario("examples/equipment_lease/option_the_day_before.yaml")
    found = evaluator.flips(scenario, "letter")
    assert not found.complete
    assert "the search was cut short" in render(found)
    assert "--full searches longer" in render(found)
