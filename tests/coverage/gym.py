"""A small agreement of whose parts every kind occurs, in two versions, and scenarios about it."""

from __future__ import annotations

from pathlib import Path

FIRST = """\
agreement: gym
version: 2026-01-01
parties: [club, member]
entities:
  injury: {of: party, serious: yes/no, on: date}
actions:
  pay: {to: party, amount: money EUR}
  train: {late: yes/no, guided: yes/no}
readings:
  late:
    question: Is training late after nine or after ten?
    options: {nine: after nine, ten: after ten}
    default: undecided
terms:
  hurt: some injury where (injury.of is member and injury.serious)
clauses:
  access: {who: member, may: train, to: club, through: 2026-12-31, unless: hurt}
  quiet:
    who: member
    must not: train
    to: club
    where: train.late and not train.guided
    except: {guest: train.guided}
    when: reading.late is nine
    overrides: access
  dues: {who: member, must: pay, to: club, due: 2026-03-31, amount: 20 EUR}
"""
SECOND = """\
agreement: gym
version: 2027-01-01
amends: 2026-01-01
clauses:
  towels: {who: club, must not: train, to: member}
"""


def scenario(expect: str, *, day: str = "2026-06-01", facts: str = "", ask: str = "", more: str = "") -> str:
    """The text of a scenario, of flow mappings."""
    lines = ["agreement: gym", f"as_of: {day}", "complete: yes"]
    lines += [f"{key}: {value}" for key, value in (("facts", facts), ("ask", ask)) if value]
    return "\n".join([*lines, *([more] if more else []), f"expect: {expect}"]) + "\n"


def written(folder: Path, scenarios: dict[str, str], *, second: bool = False) -> Path:
    """The folder, with the agreement in `gym` and the scenarios beside it."""
    home = folder / "gym"
    home.mkdir(parents=True, exist_ok=True)
    (home / "2026-01-01.yaml").write_text(FIRST, encoding="utf-8")
    if second:
        (home / "2027-01-01.yaml").write_text(SECOND, encoding="utf-8")
    for name, text in scenarios.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder
