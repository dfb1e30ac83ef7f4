"""An agreement while it is being drawn, and its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["yes/no", "option", "party", "number", "money", "date", "member"]


@dataclass(frozen=True)
class Value:
    """What an attribute, a single fact or a parameter is: for `option` its options, for `member` the list it is of."""

    kind: Kind
    options: tuple[str, ...] = ()
    of: str = ""

    @property
    def text(self) -> str:
        """The type as a vocabulary writes it."""
        match self.kind:
            case "option":
                return f"[{', '.join(self.options)}]"
            case "money":
                return "money EUR"
            case "member":
                return self.of
            case _:
                return self.kind


@dataclass
class Sort:
    """A list or an action: its attributes or roles. What is an event has a day; every act has a day and somebody."""

    name: str
    values: dict[str, Value] = field(default_factory=dict)
    event: bool = False
    action: bool = False

    @property
    def text(self) -> str:
        """Its declaration."""
        said = [f"{name}: {value.text}" for name, value in self.values.items()]
        return f"  {self.name}: {{{', '.join([*said, *(['on: date'] if self.event else [])])}}}"


@dataclass
class Term:
    """A defined condition, of each member of a list if `of` names one."""

    name: str
    of: str
    means: str

    @property
    def lines(self) -> list[str]:
        """Its definition."""
        if not self.of:
            return [f"  {self.name}: {quoted(self.means)}"]
        return [f"  {self.name}:", f"    for each: {self.of}", f"    means: {quoted(self.means)}"]


@dataclass
class Clause:
    """A clause: its modality and what is to be done, the rest as written. `of` is the list that it is said for each of.

    `keys` are texts, `exceptions` named conditions, `overrides` and `yields` the ids of other clauses.
    """

    id: str
    modality: str
    action: str = ""
    of: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    exceptions: dict[str, str] = field(default_factory=dict)
    overrides: list[str] = field(default_factory=list)
    yields: list[str] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The clause as YAML."""
        lines = [f"  {self.id}:", *(f"    {key}: {text}" for key, text in self.keys.items())]
        if self.exceptions:
            lines += ["    except:", *(f"      {name}: {quoted(text)}" for name, text in self.exceptions.items())]
        for key, others in (("overrides", self.overrides), ("subject to", self.yields)):
            if others:
                lines.append(f"    {key}: [{', '.join(others)}]")
        return lines


@dataclass
class Written:
    """An agreement as it is written."""

    name: str
    version: str
    parties: tuple[str, ...] = ()
    lists: list[Sort] = field(default_factory=list)
    singles: dict[str, Value] = field(default_factory=dict)
    actions: list[Sort] = field(default_factory=list)
    parameters: dict[str, tuple[Value, str]] = field(default_factory=dict)
    readings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    partial: bool = False

    @property
    def text(self) -> str:
        """The agreement file."""
        lines = [f"agreement: {self.name}", f"version: {self.version}"]
        lines += ["text: partial"] if self.partial else []
        lines.append(f"parties: [{', '.join(self.parties)}]")
        entities = [each.text for each in self.lists]
        entities += [f"  {name}: {value.text}" for name, value in self.singles.items()]
        lines += _block("entities", entities)
        lines += _block("actions", [each.text for each in self.actions])
        lines += _block("parameters", [f"  {name}: {text}" for name, (_, text) in self.parameters.items()])
        lines += _block("readings", [_reading(name, options) for name, options in self.readings.items()])
        lines += _block("terms", [line for term in self.terms for line in term.lines])
        lines += _block("clauses", [line for clause in self.clauses for line in clause.lines])
        return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A YAML scalar that means exactly this text."""
    return '"' + text.replace('"', '\\"') + '"'


def _reading(name: str, options: tuple[str, ...]) -> str:
    listed = ", ".join(f"{option}: {option}" for option in options)
    return f"  {name}: {{question: which, options: {{{listed}}}, default: undecided}}"


def _block(key: str, lines: list[str]) -> list[str]:
    return [f"{key}:", *lines] if lines else []
