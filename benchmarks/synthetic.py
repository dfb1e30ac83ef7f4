"""Agreements and scenarios of any size, the same for the same size."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks import zen_peer

_FIRST_DAY = date(2016, 1, 1)
_DAYS = 3650
READINGS = 4
"""However large an agreement, so many questions of interpretation are open."""


def agreement_of_clauses(number: int) -> str:
    """An agreement of so many clauses; actions and terms grow along, so that each clause has the same few neighbours.

    Of eight clauses, two forbid what the two after them permit with priority, three oblige for as long as a term or a
    date lets them, and one is said for each delivery.
    """
    groups = -(-number // 8)
    lines = [
        "agreement: synthetic",
        "version: 2025-01-01",
        "parties: {buyer: the buyer, seller: the seller}",
        "entities:",
        "  delivery: {by: party, on: date, size: number}",
        "actions:",
        *(f"  act_{group}: {{amount: number}}" for group in range(groups)),
        *(f"  deed_{group}: {{amount: number}}" for group in range(groups)),
        "readings:",
    ]
    for reading in range(READINGS):
        lines += [
            f"  reading_{reading}:",
            "    question: Which?",
            "    options: {narrow: the one, wide: the other}",
            f"    default: {('narrow', 'undecided')[reading % 2]}",
        ]
    lines.append("terms:")
    for group in range(groups):
        # Of one large enough, every second group finds none.
        larger = f"some delivery where (delivery.by is seller and delivery.size > {group % 2 * 100})"
        lines.append(f"  large_{group}: {larger}")
        lines.append(f"  counts_{group}: large_{group} or reading.reading_{group % READINGS} is wide")
    lines.append("clauses:")
    for index in range(number):
        lines += _clause(index)
    return "\n".join(lines) + "\n"


def _clause(index: int) -> list[str]:
    group, place = divmod(index, 8)
    seller_does = ("seller", "buyer")
    buyer_does = ("buyer", "seller")
    (who, to), modality, action, more = (
        (seller_does, "must not", "act", [f"where: act_{group}.amount > {group}"]),
        (buyer_does, "must not", "deed", [f"where: deed_{group}.amount > {group}", f"until: counts_{group}"]),
        (seller_does, "may", "act", [f"when: large_{group}", f"overrides: [clause_{index - 2}]"]),
        (buyer_does, "may", "deed", [f"unless: large_{group}", f"overrides: [clause_{index - 2}]"]),
        (buyer_does, "must", "act", [f"when: counts_{group}"]),
        (seller_does, "must", "deed", [f"unless: large_{group}", "through: 2030-12-31"]),
        (seller_does, "must", "act", [f"until: large_{group}", "through: 2029-06-30"]),
        (seller_does, "need not", "deed", ["for each: delivery", f"unless: delivery.size > {group}"]),
    )[place]
    fields = [f"who: {who}", f"{modality}: {action}_{group}", f"to: {to}", *more, "certainty: confirmed"]
    return [f"  clause_{index}:", f"    title: Clause {index}", *(f"    {field}" for field in fields)]


SCENARIO_OF_CLAUSES = """\
agreement: synthetic
as_of: 2027-01-01
complete: yes
facts:
  delivery:
    - {id: first, by: seller, on: 2026-01-01, size: 20}
    - {id: second, by: buyer, on: 2026-02-01, size: 2000}
ask:
  asked: {act_0: {by: seller, amount: 50}}
"""

AGREEMENT_OF_ENTITIES = f"""\
agreement: synthetic
version: {_FIRST_DAY}
parties: {{buyer: the buyer, seller: the seller}}
entities:
  delivery: {{by: party, on: date, size: number, damaged: yes/no}}
actions:
  pay: {{to: party}}
  resell: {{delivery: delivery}}
clauses:
  payment:
    who: buyer
    must: pay
    to: seller
    for each: delivery where (delivery.by is seller)
    unless: delivery.damaged
  refund:
    who: seller
    must: pay
    to: buyer
    when: some delivery where (delivery.size > 1000000)
  no_resale:
    who: buyer
    must not: resell
    where: resell.delivery.damaged
"""
"""A clause for each member, one that asks whether some member is so, and a prohibition; none of them joins."""


def scenario_of_entities(number: int) -> str:
    """A scenario with so many deliveries, on days of ten years, and one asked act."""
    lines = ["agreement: synthetic", "as_of: 2027-01-01", "complete: yes", "facts:", "  delivery:"]
    for index in range(number):
        day = _FIRST_DAY + timedelta(days=index * 37 % _DAYS)
        by, damaged = ("seller", "buyer")[index % 2], ("yes", "no")[index % 3 > 0]
        lines.append(f"    - {{id: d{index}, by: {by}, on: {day}, size: {index}, damaged: {damaged}}}")
    lines += ["ask:", "  asked: {resell: {by: buyer, delivery: d0}}"]
    return "\n".join(lines) + "\n"


TEN_ENTITIES = """\
title: Ten entities
agreement: microsoft_openai@2025-10-28
as_of: 2029-06-01
complete: yes
facts:
  declaration:
    - {id: first, by: openai, on: 2028-01-10}
    - {id: second, by: openai, on: 2029-01-10}
  verdict:
    - {of: first, on: 2028-05-02, result: rejected}
    - {of: second, on: 2029-05-02, result: verified}
  product:
    - {id: assistants, kind: api, joint: no}
    - {id: chat, kind: non_api, joint: no}
    - {id: search, kind: api, joint: yes}
    - {id: browser, kind: non_api, joint: yes}
  model:
    - {id: earlier, post_agi: no}
    - {id: later, post_agi: yes, guardrails: yes}
ask:
  move_to_aws: {serve: {by: openai, product: assistants, cloud: aws, customer: commercial}}
  use_it: {use_model: {by: microsoft, model: later}}
"""
"""The 2025-10-28 version with ten entities and two asked acts."""


def agreement_of_the_peer() -> str:
    """The sixteen boolean clauses of `benchmarks.zen_peer`, each a norm that applies `when` its condition holds."""
    lines = ["agreement: peer", "version: 2025-01-01", "parties: {first: the first, second: the second}", "entities:"]
    lines += [f"  {fact}: yes/no" for fact in zen_peer.FACTS]
    lines += ["actions: {act: {}}", "clauses:"]
    for name, condition in (zen_peer.CLAUSES | zen_peer.SECOND_STEP).items():
        lines += [f"  {name}:", "    who: first", "    may: act", "    to: second"]
        if condition != "true":
            for clause in zen_peer.CLAUSES:
                condition = condition.replace(f"not $.{clause}", f"{clause} is not in_force")  # noqa: PLW2901 - rewritten
                condition = condition.replace(f"$.{clause}", f"{clause} is in_force")  # noqa: PLW2901 - step by step
            lines.append(f"    when: {condition}")
    return "\n".join(lines) + "\n"


def scenario_of_the_peer(facts: dict[str, bool]) -> str:
    """A scenario that states all facts of the peer."""
    stated = [f"  {name}: {'yes' if value else 'no'}" for name, value in facts.items()]
    return "\n".join(["agreement: peer", "as_of: 2026-01-01", "complete: yes", "facts:", *stated]) + "\n"
