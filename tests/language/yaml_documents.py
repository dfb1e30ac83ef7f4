"""YAML documents drawn by Hypothesis: what they say, and one of the many ways to write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from hypothesis import strategies as st

from evaluator.diagnostics import Findings
from evaluator.source import Source
from evaluator.syntax.yaml_reader import read_yaml
from evaluator.syntax.yaml_tree import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from evaluator.diagnostics import Diagnostic
    from evaluator.syntax.yaml_events import Loader

CHARACTERS = "ab c1_.é漢𝔸🙂'\"\\:#-,[]{}&*!|>%@`?\n\t\xa0 "
"""Everything that means something to YAML, and characters that are wide, composed or beyond the first plane."""

keys = st.from_regex(r"\A[a-z漢𝔸é][a-z0-9_漢𝔸é]{0,6}( [a-z0-9漢𝔸é]{1,4}){0,2}\Z")
texts = st.one_of(keys, st.lists(keys, min_size=3, max_size=9).map(" ".join), st.text(CHARACTERS, max_size=14))
data: st.SearchStrategy[object] = st.recursive(
    texts,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4), st.dictionaries(keys, inner, min_size=1, max_size=4)
    ),
    max_leaves=15,
)


@st.composite
def written(draw: st.DrawFn, what: object) -> str:
    """One way to write something as YAML: block or flow, any quotes, narrow or wide, LF or CRLF."""
    events = [
        yaml.StreamStartEvent(),
        yaml.DocumentStartEvent(explicit=draw(st.booleans())),
        *_events(draw, what),
        yaml.DocumentEndEvent(explicit=False),
        yaml.StreamEndEvent(),
    ]
    text: str = yaml.emit(
        events,
        width=draw(st.sampled_from([12, 40, 1000])),
        indent=draw(st.integers(2, 5)),
        allow_unicode=draw(st.integers(0, 5)) > 0,
    )
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


def _events(draw: st.DrawFn, what: object) -> Iterator[yaml.Event]:
    flow = draw(st.integers(0, 3)) == 0
    match what:
        case dict():
            yield yaml.MappingStartEvent(None, None, implicit=True, flow_style=flow)
            for key, value in what.items():
                yield from _events(draw, key)
                yield from _events(draw, value)
            yield yaml.MappingEndEvent()
        case list():
            yield yaml.SequenceStartEvent(None, None, implicit=True, flow_style=flow)
            for item in what:
                yield from _events(draw, item)
            yield yaml.SequenceEndEvent()
        case _:
            style = draw(st.sampled_from([None, None, None, "'", '"', "|", ">"]))
            yield yaml.ScalarEvent(None, None, (True, True), str(what), style=style)


def read(text: str, loader: Callable[[str], Loader] | None = None) -> tuple[Node | None, list[Diagnostic]]:
    """The tree of a text and what was found."""
    findings = Findings()
    return read_yaml(Source("document.yaml", text), findings, loader=loader), list(findings)


def said_by(node: Node) -> object:
    """What a tree says, as strings, lists and dictionaries."""
    match node:
        case Scalar(text=text):
            return text
        case Sequence(items=items):
            return [said_by(item) for item in items]
        case Mapping(entries=entries):
            return {key.text: said_by(value) for key, value in entries}


def scalars_of(node: Node) -> Iterator[Scalar]:
    """All scalars of a tree, keys too."""
    match node:
        case Scalar():
            yield node
        case Sequence(items=items):
            for item in items:
                yield from scalars_of(item)
        case Mapping(entries=entries):
            for key, value in entries:
                yield key
                yield from scalars_of(value)
