"""A scenario to start from: everything that a version of an agreement can be told and asked, commented out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Final

from evaluator.api.agreements import Agreement
from evaluator.api.evaluate import evaluate
from evaluator.api.examine import examine_scenario
from evaluator.api.scenarios import Scenario
from evaluator.check import CheckedVersion
from evaluator.core.types import Type
from evaluator.diagnostics import Findings, ScenarioError
from evaluator.editing.placeholders import UNKNOWN, placeholder, possible
from evaluator.editing.scenario_about import lists_of, singles_of
from evaluator.frozen import frozen
from evaluator.model import scenario as model
from evaluator.model.read_scenario import read_scenario
from evaluator.source import Source
from evaluator.syntax.yaml_reader import read_yaml
from evaluator.values.time import day_text, without_time

_COLUMN: Final = 46
"""Where comments begin behind values that leave room for them."""

_OPEN: Final = "Lists are open: there may be members that nobody stated. This closes all of them."
_FACTS: Final = "What is known, acts that happened included."
_WITH: Final = "Questions of interpretation that are settled, and parameters that are fixed."
_ASK: Final = "Would it be allowed? A role left out is unknown, `anything` stands for all."
_EXPECT: Final = "What comes out as long as nothing is stated; one of a family is `clause:member`."


@frozen
class Section:
    """A key of the scenario with blocks under it, each of which may be uncommented by itself or with others."""

    words: str
    key: str
    blocks: tuple[tuple[str, ...], ...]

    @property
    def spaced(self) -> bool:
        """Whether the blocks are long enough to stand apart."""
        return any(len(block) > 1 for block in self.blocks)


@frozen
class ScenarioSkeleton:
    """The lines that count as they are, and the sections that are commented out."""

    words: tuple[str, ...]
    head: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def text(self) -> str:
        """The file. A line that begins with `# ` is commented out; one that begins with `## ` is a remark."""
        lines = [*(f"## {line}" for line in self.words), "", *self.head]
        for section in self.sections:
            lines += ["", f"## {section.words}", f"# {section.key}"]
            for block in section.blocks:
                lines += [""] if section.spaced else []
                lines += [f"# {line}" for line in block]
        return "\n".join(lines) + "\n"


def scenario_skeleton(agreement: Agreement, version: str, reference: str, as_of: date | datetime) -> ScenarioSkeleton:
    """The skeleton of a scenario.

    Args:
        agreement: The agreement, without errors.
        version: The version that governs the scenario.
        reference: What the scenario calls the agreement; with `@` the version is pinned.
        as_of: The day or moment asked about.

    Returns:
        The skeleton. It is a scenario without facts; with any blocks uncommented it is still one without errors.
    """
    checked = agreement.checked(version)
    pin = version if "@" in reference else None
    head = (f"title: A scenario about {checked.version.name}", f"agreement: {reference}", f"as_of: {day_text(as_of)}")
    bare = _read(head)

    def fits(key: str, block: tuple[str, ...]) -> bool:
        findings = Findings()
        examine_scenario(_read((*head, key, *block)), agreement, pin, as_of, findings)
        return not findings.has_errors

    day = without_time(as_of)
    writer = _Writer(checked, day, fits)
    sections = (
        Section(_OPEN, "complete: yes", ()),
        Section(_FACTS, "facts:", tuple(writer.facts())),
        Section(_WITH, "with:", tuple(writer.fixed())),
        Section(_ASK, "ask:", tuple(writer.asked())),
        Section(_EXPECT, "expect:", tuple(_expectations(Scenario(bare, agreement, pin)))),
    )
    words = (
        f"A scenario about {checked.version.name}@{version}. What is not stated is unknown.",
        "Take the `# ` from what you know or ask, and from the key above it; then change the values.",
    )
    return ScenarioSkeleton(words, head, tuple(each for each in sections if each.blocks or not each.key.endswith(":")))


class _Writer:
    """Writes the blocks; `fits` says whether a scenario with one of them has no errors."""

    def __init__(self, checked: CheckedVersion, day: date, fits: Callable[[str, tuple[str, ...]], bool]) -> None:
        self.checked, self.day, self.fits = checked, day, fits
        self.symbols = checked.symbols
        self.parties = tuple(checked.symbols.parties)

    def facts(self) -> Iterator[tuple[str, ...]]:
        """A member of each list, and each single fact."""
        for each in lists_of(self.checked):
            yield self._fitting("facts:", partial(self._member, each))
        for each in singles_of(self.checked):
            note = self.symbols.single_notes.get(each, "")
            yield self._fitting("facts:", partial(self._value, each, self.symbols.singles[each], note))

    def fixed(self) -> Iterator[tuple[str, ...]]:
        """Each reading with its question and its options, and each parameter whose value is not known."""
        for each in self.checked.readings:
            yield self._reading(each)
        for each, declaration in self.checked.version.parameters.items():
            if declaration.value is not None and not declaration.value.exact:
                type = self.checked.parameters[each].type
                yield self._fitting("with:", partial(self._value, each, type, declaration.note))

    def asked(self) -> Iterator[tuple[str, ...]]:
        """An act of each action."""
        taken = {*self.checked.version.clauses, *(f"{each}_1" for each in self.symbols.actions)}
        for action in self.symbols.actions:
            name = f"may_{action}"
            while name in taken:
                name += "_"
            taken.add(name)
            roles = {each: type for each, type in self.symbols.sorts[action].attributes.items() if each != "on"}
            values = ", ".join(f"{role}: {placeholder(type, self.parties, self.day)}" for role, type in roles.items())
            yield (f"  {name}: {{{action}: {{{values}}}}}",)

    def _value(self, name: str, type: Type, note: str, unknown: bool) -> tuple[str, ...]:
        return (self._entry(f"  {name}", type, note, unknown=unknown),)

    def _member(self, sort: str, unknown: bool) -> tuple[str, ...]:
        declared = self.symbols.sorts[sort]
        kind = "acts that happened" if declared.action else "events" if declared.event else "a list"
        kind += "" if declared.genus is None else f", a kind of {declared.genus}"
        lines = [_commented(f"  {sort}:", f"{kind}; {declared.note}" if declared.note else kind)]
        lines.append(f"    - id: {self._free_id(sort)}")
        for attribute, type in declared.attributes.items():
            lines.append(self._entry(f"      {attribute}", type, declared.notes.get(attribute, ""), unknown=unknown))
        return tuple(lines)

    def _entry(self, key: str, type: Type, note: str, *, unknown: bool) -> str:
        value = UNKNOWN if unknown else placeholder(type, self.parties, self.day)
        about = possible(type, self.parties)
        return _commented(f"{key}: {value}", f"{about}; {note}" if note else about)

    def _reading(self, name: str) -> tuple[str, ...]:
        reading = self.checked.readings[name]
        chosen = reading.default or next(iter(reading.options))
        options = []
        for option, words in reading.options.items():
            default = " (the default)" if option == reading.default else ""
            options.append(f"  #   {option}{f': {_one_line(words)}' if words else ''}{default}")
        return (f"  # {_one_line(reading.question)}", *options, f"  {name}: {chosen}")

    def _free_id(self, sort: str) -> str:
        """A name for a member; acts and clauses are told apart by their names."""
        name = f"{sort}_1"
        while name in self.checked.version.clauses:
            name += "_"
        return name

    def _fitting(self, key: str, write: Callable[[bool], tuple[str, ...]]) -> tuple[str, ...]:
        """A block with values, or with `unknown` throughout where a constraint does not let the values be."""
        block = write(False)
        return block if self.fits(key, block) else write(True)


def _expectations(scenario: Scenario) -> Iterator[tuple[str, ...]]:
    """What comes out of each norm, and after its title."""
    for norm in evaluate(scenario).norms:
        yield (_commented(f"  {norm.address}: {norm.state.value}", norm.title),)


def _read(lines: tuple[str, ...]) -> model.Scenario:
    """The scenario that lines of ours are."""
    findings = Findings()
    node = read_yaml(Source("<skeleton>", "\n".join(lines) + "\n"), findings)
    written = None if node is None else read_scenario(node, findings)
    if written is None or findings.has_errors:
        raise ScenarioError(findings)
    return written


def _commented(line: str, comment: str) -> str:
    return f"{line:<{_COLUMN}}# {_one_line(comment)}" if len(line) < _COLUMN else f"{line}  # {_one_line(comment)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
