"""A small agreement with a bit of everything that can be changed, and scenarios about it."""

from __future__ import annotations

from pathlib import Path

AGREEMENT = """\
agreement: club
version: 2026-01-01
parties: [club, member]
entities:
  guest: {age: number, on: date}
actions:
  pay: {to: party, amount: money EUR}
  swim: {late: yes/no, lesson: yes/no}
parameters:
  fee: 20 EUR
terms:
  crowded: count(guest where (guest.on <= today)) > 2
clauses:
  dues:
    who: member
    must: pay
    to: club
    due: 2026-03-31
    amount: fee
  access: {who: member, may: swim, to: club, through: 2026-12-31, unless: crowded}
  no_late_swim:
    who: member
    must not: swim
    to: club
    where: swim.late
    except: {lesson: swim.lesson}
    overrides: access
"""
HEAD = "agreement: club\nas_of: {day}\ncomplete: yes\n"
SWIMS = (
    "ask:\n  early: {swim: {by: member, late: no, lesson: no}}\n  late: {swim: {by: member, late: yes, lesson: no}}\n"
)
SCENARIOS = {
    "last_day": HEAD.format(day="2026-12-31")
    + SWIMS
    + "expect: {access: in_force, early: permitted, late: prohibited}\n",
    "day_after": HEAD.format(day="2027-01-01") + "expect: {access: ended}\n",
    "paid": (
        HEAD.format(day="2026-03-31")
        + "facts:\n  pay: [{by: member, to: club, amount: 20 EUR, on: 2026-03-31}]\nexpect: {dues: fulfilled}\n"
    ),
    "a_euro_short": (
        HEAD.format(day="2026-04-01")
        + "facts:\n  pay: [{by: member, to: club, amount: 19 EUR, on: 2026-03-31}]\nexpect: {dues: breached}\n"
    ),
    "paid_too_late": (
        HEAD.format(day="2026-04-01")
        + "facts:\n  pay: [{by: member, to: club, amount: 20 EUR, on: 2026-04-01}]\nexpect: {dues: fulfilled_late}\n"
    ),
}
TWO_GUESTS = (
    HEAD.format(day="2026-05-01")
    + "facts:\n  guest: [{age: 30, on: 2026-05-01}, {age: 40, on: 2026-04-01}]\nexpect: {access: in_force}\n"
)
"""Two are no crowd: what notices `>=` in the place of `>`."""


def written(folder: Path, scenarios: dict[str, str]) -> list[Path]:
    """The agreement and scenarios as files in a folder; the paths of the scenarios."""
    (folder / "club.yaml").write_text(AGREEMENT, encoding="utf-8")
    found = []
    for name, text in scenarios.items():
        path = folder / f"{name}.yaml"
        path.write_text(text.replace("agreement: club\n", "agreement: ./club.yaml\n"), encoding="utf-8")
        found.append(path)
    return found
