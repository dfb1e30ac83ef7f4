"""Mappings with known keys: what a mapping may hold is said once, and whatever else stands there is reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as MappingOf
from datetime import date
from typing import TypeVar

from evaluator.diagnostics import Findings, did_you_mean
from evaluator.frozen import frozen
from evaluator.model.agreement import Bounded, Name
from evaluator.model.bounded import binder_of, bounded_of, expression_of, head, report_empty_list, report_kind, text_of
from evaluator.model.dates import date_of
from evaluator.model.names import name_of, shortened, unique
from evaluator.source import Span
from evaluator.syntax.expressions import Binder, Expression
from evaluator.syntax.yaml_tree import Mapping, Node, Scalar, Sequence

T = TypeVar("T")

SHORT_LIST = 12
"""Up to so many words a cure names all that are possible."""


@frozen
class Shape:
    """The keys of a kind of mapping, and those it cannot do without."""

    subject: str
    keys: tuple[str, ...]
    required: tuple[str, ...] = ()


class Fields:
    """The entries of one mapping, held against its shape.

    Making it reports unknown and missing keys; the methods read single values and report what is
    wrong with them. `place` is where a missing key is pointed out.
    """

    def __init__(self, mapping: Mapping, shape: Shape, place: Span, findings: Findings) -> None:
        self.findings = findings
        self.shape = shape
        self.place = place
        self._entries = {key.text: (key, value) for key, value in mapping.entries}
        for key, _ in mapping.entries:
            if key.text not in shape.keys:
                _report_unknown(key, shape, self._entries, findings)
        for key_text in shape.required:
            if key_text not in self._entries:
                self.missing(key_text)

    def missing(self, key: str) -> None:
        """Add the finding that a key is missing."""
        self.findings.error(
            "E204", f"{self.shape.subject} needs `{key}`", self.place, label=f"no `{key}` here", help=f"add `{key}: …`"
        )

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def node(self, key: str) -> Node | None:
        """The value of a key, None where it is not there."""
        entry = self._entries.get(key)
        return None if entry is None else entry[1]

    def key(self, key: str) -> Span:
        """Where a key stands; the whole mapping's place where it does not."""
        entry = self._entries.get(key)
        return self.place if entry is None else entry[0].span

    def text(self, key: str) -> str:
        """Free text; empty where there is none."""
        node = self.node(key)
        scalar = None if node is None else text_of(node, f"`{key}`", "text", self.findings)
        return "" if scalar is None else scalar.text

    def expression(self, key: str) -> Expression | None:
        """An expression, None where there is none."""
        node = self.node(key)
        return None if node is None else expression_of(node, f"`{key}`", self.findings)

    def binder(self, key: str) -> Binder | None:
        """What `for each` binds, None where there is none."""
        node = self.node(key)
        return None if node is None else binder_of(node, f"`{key}`", self.findings)

    def bounded(self, key: str) -> Bounded | None:
        """A stated value, None where there is none."""
        node = self.node(key)
        return None if node is None else bounded_of(node, f"`{key}`", self.findings)

    def name(self, key: str, what: str) -> Name | None:
        """A name, None where there is none."""
        node = self.node(key)
        scalar = None if node is None else text_of(node, f"`{key}`", f"the name of {what}", self.findings)
        return None if scalar is None else name_of(scalar, what, self.findings)

    def names(self, key: str, what: str) -> tuple[Name, ...]:
        """One name or a list of them; `none` and a missing key are no names."""
        node = self.node(key)
        return () if node is None else names_of(node, f"`{key}`", what, self.findings)

    def day(self, key: str) -> date | None:
        """A date without a time, None where there is none."""
        node = self.node(key)
        scalar = None if node is None else text_of(node, f"`{key}`", "a date", self.findings)
        return None if scalar is None else date_of(scalar, self.findings, timed=False)

    def choice(self, key: str, words: MappingOf[str, T], default: T) -> T:
        """What one of a few words stands for; the default where the key is not there."""
        node = self.node(key)
        scalar = None if node is None else text_of(node, f"`{key}`", one_of(words), self.findings)
        if scalar is None:
            return default
        if not check_word(scalar, f"`{key}`", words, self.findings):
            return default
        return words[scalar.text]

    def declared(
        self,
        key: str,
        what: str,
        read: Callable[[Name, Node, Findings], T | None],
        unreadable: set[str],
    ) -> tuple[T, ...]:
        """What stands under a key as `name: …`, each read by `read`; a declaration with errors is only named."""
        node = self.node(key)
        if node is None:
            return ()
        made: list[T] = []
        for scalar, value in _entries(node, f"`{key}`", self.findings):
            before = len(self.findings)
            name = name_of(scalar, what, self.findings)
            declaration = read(name or Name(scalar.text, scalar.span), value, self.findings)
            if declaration is None or len(self.findings) > before:
                unreadable.add(scalar.text)
            else:
                made.append(declaration)
        return tuple(made)


def entries_of(
    node: Node,
    subject: str,
    what: str,
    findings: Findings,
    *,
    any_word: bool = False,
) -> Iterator[tuple[Name, Node]]:
    """The entries of a mapping whose keys are names of the author's; `what` is what they name (`a term`)."""
    for key, value in _entries(node, subject, findings):
        name = name_of(key, what, findings, any_word=any_word)
        if name is not None:
            yield name, value


def fields_of(node: Node, shape: Shape, subject: str, place: Span, findings: Findings) -> Fields | None:
    """A node as a mapping of a shape; None (reported) where it is no mapping."""
    if isinstance(node, Mapping):
        return Fields(node, shape, place, findings)
    report_kind(node, subject, "a mapping", f"write {keys_in_words(shape)} under it", findings)
    return None


def names_of(
    node: Node, subject: str, what: str, findings: Findings, *, if_empty: str = "leave the key out, or write `none`"
) -> tuple[Name, ...]:
    """One name or a list of names; `none` is no name. `if_empty` is the cure for a list of none."""
    if isinstance(node, Sequence):
        if not node.items:
            report_empty_list(node, subject, if_empty, findings)
        scalars = [text_of(item, subject, "names", findings) for item in node.items]
        names = (name_of(scalar, what, findings) for scalar in scalars if scalar is not None)
        return unique((name for name in names if name is not None), findings)
    scalar = text_of(node, subject, f"the name of {what}, or a list of names", findings)
    if scalar is None or (scalar.plain and scalar.text == "none"):
        return ()
    if "," in scalar.text:
        cure = f"write `[{', '.join(part.strip() for part in scalar.text.split(','))}]`"
        findings.error("E205", f"{subject} takes one name or a list", scalar.span, help=cure)
        return ()
    name = name_of(scalar, what, findings)
    return () if name is None else (name,)


def check_word(scalar: Scalar, subject: str, words: MappingOf[str, object], findings: Findings) -> bool:
    """Whether a scalar is one of a few words; anything else is reported."""
    if scalar.text in words:
        return True
    cure = did_you_mean(scalar.text, words) or f"write {one_of(words)}"
    findings.error("E217", f"{subject} cannot be `{shortened(scalar.text)}`", scalar.span, help=cure)
    return False


def one_of(words: Iterable[str], joint: str = "or") -> str:
    """Words as a choice: `a`, `b` or `c`."""
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {joint} {quoted[-1]}"


def keys_in_words(shape: Shape) -> str:
    """The keys to write first: the required ones, else a few."""
    keys = [f"`{key}: …`" for key in shape.required or shape.keys[:3]]
    return keys[0] if len(keys) == 1 else f"{', '.join(keys[:-1])} and {keys[-1]}"


def first_line(node: Node) -> Span:
    """Where to point for a whole node: its first key, or its first line."""
    if isinstance(node, Mapping) and node.entries:
        return node.entries[0][0].span
    return head(node)


def _entries(node: Node, subject: str, findings: Findings) -> Iterable[tuple[Scalar, Node]]:
    """The entries of a mapping that is not empty; anything else is reported."""
    if isinstance(node, Mapping):
        if not node.entries:
            report_empty_list(node, subject, "leave the key out", findings)
        return node.entries
    first = node.items[0] if isinstance(node, Sequence) and node.items else None
    name = shortened(first.text) if isinstance(first, Scalar) and first.text else "name"
    report_kind(node, subject, "a mapping", f"write `{name}: …` for each", findings)
    return ()


def _report_unknown(key: Scalar, shape: Shape, present: MappingOf[str, object], findings: Findings) -> None:
    cure = did_you_mean(key.text.lower(), (word for word in shape.keys if word not in present))
    if not cure and len(shape.keys) <= SHORT_LIST:
        cure = f"{shape.subject} has {'the keys' if len(shape.keys) > 1 else 'the key'} {one_of(shape.keys, 'and')}"
    findings.error("E202", f"{shape.subject} has no key `{shortened(key.text)}`", key.span, help=cure)
