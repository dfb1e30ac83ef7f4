"""A scenario while it is being drawn, and its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from evaluator.values.time import day_text


@dataclass
class Member:
    """A member of a list, or an act that happened: its attributes as a scenario writes them."""

    sort: str
    id: str
    values: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """It as a YAML flow mapping."""
        return _flow({"id": self.id, **self.values})


@dataclass
class Scene:
    """What a scenario states, as it writes it.

    `complete` is empty, `yes`, or a day; `closed` are single lists, each up to a day (None: the day asked about);
    `empty` are lists stated to be `none`.
    """

    reference: str
    as_of: date | datetime
    title: str = ""
    complete: str = ""
    closed: dict[str, date | None] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    singles: dict[str, str] = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    asked: list[Member] = field(default_factory=list)
    expected: dict[str, str] = field(default_factory=dict)

    def of(self, sort: str) -> list[Member]:
        """The members of a list."""
        return [each for each in self.members if each.sort == sort]

    @property
    def text(self) -> str:
        """The scenario file."""
        lines = [f"title: {self.title}"] if self.title else []
        lines += [f"agreement: {self.reference}", f"as_of: {day_text(self.as_of)}"]
        if self.complete:
            lines.append(f"complete: {self.complete}")
        elif self.closed:
            entries = (name if day is None else f"{name}: {day_text(day)}" for name, day in self.closed.items())
            lines.append(f"complete: [{', '.join(entries)}]")
        lines += _block("with", [f"{name}: {value}" for name, value in self.fixed.items()])
        facts = [f"{name}: {value}" for name, value in self.singles.items()]
        facts += [f"{name}: none" for name in self.empty]
        for sort in dict.fromkeys(each.sort for each in self.members):
            facts += [f"{sort}:", *(f"  - {each.text}" for each in self.of(sort))]
        lines += _block("facts", facts)
        lines += _block("ask", [f"{each.id}: {{{each.sort}: {_flow(each.values)}}}" for each in self.asked])
        lines += _block("expect", [f"{name}: {value}" for name, value in self.expected.items()])
        return "\n".join(lines) + "\n"


def _block(key: str, entries: list[str]) -> list[str]:
    return [f"{key}:", *(f"  {entry}" for entry in entries)] if entries else []


def _flow(values: dict[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in values.items()) + "}"
