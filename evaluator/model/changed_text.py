"""A scenario's text with facts stated in it: edited where they stand, or would stand, and the same everywhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from evaluator.diagnostics import Findings, impossible
from evaluator.frozen import frozen
from evaluator.model import changed_scenario as places
from evaluator.model.read_scenario import SCENARIO, read_scenario
from evaluator.model.scenario import Scenario
from evaluator.source import Source, Span
from evaluator.syntax import yaml_tree as tree
from evaluator.syntax.yaml_reader import read_yaml
from evaluator.values.time import day_text

_STEP: Final = "  "
_UNSAFE: Final = re.compile(r"[,\[\]{}]")
"""What plain text may not hold within brackets, though it may elsewhere."""


@frozen
class Stated:
    """A value stated at a place, as it is written within brackets."""

    place: places.Place
    text: str


@frozen
class Closed:
    """A list closed: up to a day, or (None) up to the day asked about."""

    list: str
    until: date | datetime | None


@frozen
class Added:
    """A member added to a list, with what is stated of it, its id first."""

    list: str
    entries: tuple[tuple[str, str], ...]


Change = Stated | Closed | Added
"""What can be changed of a scenario."""


def changed_text(source: Source, changes: Iterable[Change], lists: Sequence[str]) -> str:
    """The text of a scenario after some changes, one after the other.

    Args:
        source: A text that is a scenario without errors.
        changes: What is changed; the places have to be those of the scenario.
        lists: The names of all lists of the vocabulary, for `complete: DATE`, which closes every one of them.
    """
    for change in changes:
        span, text = _edit(source, change, lists)
        source = Source(source.name, source.text[: span.start] + text + source.text[span.end :], marked=source.marked)
    return source.text


def flow_text(node: tree.Node) -> str:
    """A value on one line, as it can be written within brackets."""
    match node:
        case tree.Sequence(items):
            return f"[{', '.join(flow_text(item) for item in items)}]"
        case tree.Scalar(text, _, plain=True):
            line = " ".join(text.split())
            return json.dumps(line, ensure_ascii=False) if _UNSAFE.search(line) else line
        case tree.Scalar(text, span):
            written = span.text
            return json.dumps(text, ensure_ascii=False) if "\n" in written else written
        case _:
            return impossible("a stated value is no mapping")


def _edit(source: Source, change: Change, lists: Sequence[str]) -> tuple[Span, str]:
    """Which stretch is replaced by what."""
    findings = Findings()
    root = read_yaml(source, findings)
    written = None if root is None else read_scenario(root, findings)
    if not isinstance(root, tree.Mapping) or written is None:
        return impossible("the text of a scenario has no errors")
    match change:
        case Stated(place, text):
            return _stated(root, written, place, text)
        case Closed():
            return _closed(root, change, lists)
        case Added(name, entries):
            member_text = f"{{{', '.join(f'{key}: {value}' for key, value in entries)}}}"
            facts = root.get("facts")
            stated = facts.get(name) if isinstance(facts, tree.Mapping) else None
            if isinstance(stated, tree.Sequence):
                return _appended(stated, member_text)
            return _entered(root, ("facts", name), f"[{member_text}]")


def _stated(root: tree.Mapping, written: Scenario, place: places.Place, text: str) -> tuple[Span, str]:
    match place:
        case places.AsOf():
            return _entered(root, ("as_of",), text)
        case places.Attribute() | places.Role():
            member = _mapping_at(root, places.declared_at(written, place).span)
            return _entered(member, (place.name,), text)
        case places.Single(name):
            facts, assumed = root.get("facts"), root.get("assume")
            stated = isinstance(facts, tree.Mapping) and facts.get(name) is not None
            elsewhere = isinstance(assumed, tree.Mapping) and assumed.get(name) is not None and not stated
            return _entered(root, ("assume" if elsewhere else "facts", name), text)
        case places.Parameter(name) | places.Reading(name):
            return _entered(root, ("with", name), text)


def _closed(root: tree.Mapping, change: Closed, lists: Sequence[str]) -> tuple[Span, str]:
    text = change.list if change.until is None else f"{change.list}: {day_text(change.until)}"
    stated = root.get("complete")
    match stated:
        case None:
            return _entered(root, ("complete",), f"[{text}]")
        case tree.Sequence(items):
            for item in items:
                if isinstance(item, tree.Mapping) and [key.text for key, _ in item.entries] == [change.list]:
                    return item.span, text
            return _appended(stated, text)
        case tree.Scalar("no", span):
            return span, f"[{text}]"
        case tree.Scalar(until, span):
            others = [name if until == "yes" else f"{name}: {until}" for name in lists if name != change.list]
            return span, f"[{', '.join([*others, text])}]"
        case _:
            return impossible("`complete` is a word, a date or a list")


def _entered(mapping: tree.Mapping, path: tuple[str, ...], text: str) -> tuple[Span, str]:
    """The value at a path of keys, replaced or entered for the first time."""
    key, *rest = path
    value = mapping.get(key)
    if value is not None:
        if rest and isinstance(value, tree.Mapping):
            return _entered(value, tuple(rest), text)
        if rest:
            return impossible("what has entries is a mapping")
        return value.span, text
    source, place, indent = mapping.span.source, _last(mapping, key), _indent(mapping)
    if mapping.flow:
        return _inserted(mapping, place, f"{key}: {''.join(f'{{{each}: ' for each in rest)}{text}{'}' * len(rest)}")
    lines = [f"{indent}{_STEP * depth}{each}:" for depth, each in enumerate(path)]
    lines[-1] += f" {text}"
    return _on_new_lines(source, place.span.end if place else mapping.span.end, lines)


def _last(mapping: tree.Mapping, key: str) -> tree.Node | None:
    """The value after which a new key goes: where a scenario has it, else at the end."""
    values = [value for _, value in mapping.entries]
    if key in SCENARIO.keys and mapping.get("agreement") is not None and mapping.get("as_of") is not None:
        before = SCENARIO.keys[: SCENARIO.keys.index(key)]
        values = [value for name, value in mapping.entries if name.text in before]
    return max(values, key=lambda value: value.span.end, default=None)


def _appended(sequence: tree.Sequence, text: str) -> tuple[Span, str]:
    """One more item of a list."""
    last = sequence.items[-1]
    if sequence.flow:
        return _inserted(sequence, last, text)
    return _on_new_lines(sequence.span.source, last.span.end, [f"{_indent(sequence)}- {text}"])


def _inserted(within: tree.Mapping | tree.Sequence, last: tree.Node | None, text: str) -> tuple[Span, str]:
    """One more entry within brackets, after the last one."""
    source = within.span.source
    place = within.span.start + 1 if last is None else last.span.end
    return Span(source, place, place), text if last is None else f", {text}"


def _on_new_lines(source: Source, end: int, lines: Sequence[str]) -> tuple[Span, str]:
    """Lines after the line on which something ends, with the line ends of the text."""
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    place = source.text.find("\n", end) + 1
    if place == 0:
        place = len(source.text)
        return Span(source, place, place), "".join(f"{line_end}{line}" for line in lines) + line_end
    return Span(source, place, place), "".join(f"{line}{line_end}" for line in lines)


def _indent(block: tree.Mapping | tree.Sequence) -> str:
    return " " * (block.span.column - 1)


def _mapping_at(root: tree.Node, span: Span) -> tree.Mapping:
    """The mapping that stands at a place."""
    return next(node for node in _mappings(root) if (node.span.start, node.span.end) == (span.start, span.end))


def _mappings(node: tree.Node) -> Iterator[tree.Mapping]:
    match node:
        case tree.Mapping(entries):
            yield node
            for _, value in entries:
                yield from _mappings(value)
        case tree.Sequence(items):
            for item in items:
                yield from _mappings(item)
        case tree.Scalar():
            return
