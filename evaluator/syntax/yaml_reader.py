"""From a source to a YAML tree: a small, strict YAML in which nothing is guessed.

Every scalar stays text. Duplicate keys, anchors, aliases, tags, merge keys, keys that are not scalars, directives and
second documents are findings. The tree is built from the event stream without recursion, so depth is bounded by us and
not by a stack.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from evaluator.diagnostics import Findings, Label
from evaluator.source import Source, Span
from evaluator.syntax.files import MAX_BYTES, check_characters, invisible_character, report_too_large
from evaluator.syntax.yaml_errors import explain
from evaluator.syntax.yaml_events import Event, Loader, default_loader
from evaluator.syntax.yaml_tree import Mapping, Node, Scalar, Sequence

MAX_DEPTH = 64

_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*(%[^\r\n]*)")
_TOO_LARGE_ESCAPE = re.compile(r"\\U(?!0010|000)[0-9A-Fa-f]{8}")
_COMMENT = re.compile(r"#[^\n]*")
_COMMENT_START = re.compile(r"(?:^|[ \t])#", re.MULTILINE)


def read_yaml(source: Source, findings: Findings, *, loader: Callable[[str], Loader] | None = None) -> Node | None:
    """The tree of a source, or None where it cannot be known; everything wrong with it is added to `findings`.

    A tree comes with the findings of the marks that are merely ignored (anchors, tags) and of duplicate keys, of which
    the first counts; so that what else is wrong in the file can be said in the same run.
    """
    if len(source.text) > MAX_BYTES:
        report_too_large(source.name, findings)
        return None
    if not check_characters(source, findings):
        return None
    directive = _DIRECTIVE.match(source.text)
    if directive is not None:
        cure = "delete the line, and quote the text if it was meant as a value"
        findings.error("E127", "YAML directives are not read", Span(source, *directive.span(1)), help=cure)
        return None
    builder = _Builder(source, findings)
    try:
        return builder.build((loader or default_loader())(source.text))
    except yaml.MarkedYAMLError as error:
        findings.add(explain(source, error))
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # An escape such as "\UFFFFFFFF" makes the pure loader raise what `chr` raises.
        escape = _TOO_LARGE_ESCAPE.search(source.text)
        start, end = escape.span() if escape is not None else (0, 0)
        findings.error(
            "E113", f"this is not YAML: {error}", Span(source, start, end), help="write the character itself"
        )
    return None


class _Level:
    """A list or mapping that is being read."""

    __slots__ = ("entries", "flow", "items", "key", "mapping", "seen", "start")

    def __init__(self, start: int, *, mapping: bool, flow: bool) -> None:
        self.start = start
        self.mapping = mapping
        self.flow = flow
        self.items: list[Node] = []
        self.entries: list[tuple[Scalar, Node]] = []
        self.key: Node | None = None
        self.seen: dict[str, Scalar] = {}


class _Builder:
    """One reading of one source."""

    def __init__(self, source: Source, findings: Findings) -> None:
        self._source = source
        self._text = source.text
        self._findings = findings
        self._complete = True
        self._quoted: list[tuple[int, int]] = []

    def build(self, loader: Loader) -> Node | None:
        """Read all events of a loader; raises what the loader raises."""
        levels: list[_Level] = []
        root: Node | None = None
        documents = 0
        try:
            while loader.check_event():
                event = loader.get_event()
                kind: type[object] = type(event)
                if kind is yaml.ScalarEvent:
                    node: Node = self._scalar(event, levels[-1] if levels else None)
                elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                    start = event.start_mark.index
                    if event.anchor is not None or event.tag is not None:
                        self._refuse_properties(event.anchor, event.tag, start)
                    level = _Level(start, mapping=kind is yaml.MappingStartEvent, flow=bool(event.flow_style))
                    levels.append(level)
                    if len(levels) > MAX_DEPTH:
                        cure = "use fewer levels: no agreement or scenario needs so many"
                        self._refuse("E128", f"more than {MAX_DEPTH} levels of nesting", start, start + 1, cure=cure)
                        return None
                    continue
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    node = self._closed(levels.pop(), event)
                elif kind is yaml.AliasEvent:
                    node = self._alias(event)
                elif kind is yaml.DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        self._refuse_second_document(event.start_mark.index, event.end_mark.index)
                        return None
                    continue
                else:
                    continue
                if levels:
                    self._put(levels[-1], node)
                else:
                    root = node
        finally:
            loader.dispose()
        if root is None or (isinstance(root, Scalar) and root.plain and not root.text):
            self._findings.error(
                "E106",
                f"`{self._source.name}` is empty",
                Span(self._source, 0, 0),
                help="write an agreement or a scenario",
            )
            return None
        self._check_tabs()
        return root if self._complete else None

    def _check_tabs(self) -> None:
        """Tabs stand in quotes, in block text and in comments; elsewhere the loaders differ on them."""
        place = self._text.find("\t")
        quoted = iter([*self._quoted, (len(self._text), len(self._text) + 1)])
        start, end = next(quoted)
        while place >= 0:
            while end <= place:
                start, end = next(quoted)
            line = self._text.rfind("\n", 0, place) + 1
            if place >= start:
                place = end - 1
            elif _COMMENT_START.search(self._text, line, place) is None:
                self._refuse("E111", "a tab stands outside quotes", place, place + 1, cure="write spaces")
                self._complete = False
                return
            place = self._text.find("\t", place + 1)

    def _scalar(self, event: Event, level: _Level | None) -> Scalar:
        start = event.start_mark.index
        end = event.end_mark.index
        if event.anchor is not None or event.tag is not None:
            start = self._refuse_properties(event.anchor, event.tag, start)
        value = event.value
        if event.style:
            self._quoted.append((start, end))
            if event.style in "|>":
                end = start + len(self._text[start:end].rstrip())
            elif event.style == '"' and end - start != len(value) + 2 and invisible_character(value) is not None:
                self._refuse(
                    "E105", "an escape stands for an invisible character", start, end, cure="write the text without it"
                )
                self._complete = False
            return Scalar(value, Span(self._source, start, end), False)
        if end - start != len(value):
            self._check_folded(level, start, end)
        elif not value and level is not None and level.key is not None:
            # The loaders differ by a blank in where they put nothing: right after the colon is where it belongs.
            after_key = level.key.span.end
            start = end = max(after_key, self._text.find(":", after_key, start) + 1) if start > after_key else start
        return Scalar(value, Span(self._source, start, end))

    def _check_folded(self, level: _Level | None, start: int, end: int) -> None:
        """A list item that is indented deeper than the one before it would silently become part of its text."""
        if level is None or level.mapping or level.flow:
            return
        dash = re.compile(r"\n[ \t]*(- )").search(self._text, start, end)
        if dash is not None:
            self._refuse(
                "E114",
                "this item is indented deeper than the one above, so it is read as part of it",
                *dash.span(1),
                cure="align the dashes, or quote the text if the dash belongs to it",
            )

    def _put(self, level: _Level, node: Node) -> None:
        """Add a node to the level it stands in: an item, a key or the value of the waiting key."""
        if not level.mapping:
            level.items.append(node)
        elif level.key is None:
            level.key = node
        else:
            key, level.key = level.key, None
            if not isinstance(key, Scalar):
                cure = "write a word before the colon"
                self._refuse("E125", "a key cannot be a list or mapping", key.span.start, key.span.end, cure=cure)
                self._complete = False
            elif not key.text and key.plain:
                place = key.span.start
                self._refuse("E125", "a key is missing before the colon", place, place + 1, cure="write the key")
                self._complete = False
            else:
                self._put_entry(level, key, node)

    def _put_entry(self, level: _Level, key: Scalar, node: Node) -> None:
        if type(node) is Scalar and not node.text and node.plain:
            between = self._text[key.span.end : node.span.end]
            if ":" not in _COMMENT.sub("", between):
                self._refuse_lone_key(level, key)
                return
        if key.text == "<<" and key.plain:
            self._refuse(
                "E124",
                "merge keys are not read",
                key.span.start,
                key.span.end,
                cure="write the entries out, or use a pattern",
            )
            self._complete = False
            return
        first = level.seen.setdefault(key.text, key)
        if first is key:
            level.entries.append((key, node))
            return
        self._findings.error(
            "E120",
            f"the key `{_shortened(key.text)}` stands here twice",
            key.span,
            label="again here",
            help="give one of them another name, or delete it",
            others=[Label(first.span, "first here")],
        )

    def _closed(self, level: _Level, event: Event) -> Node:
        """The finished list or mapping; a block ends with its last entry, not with the blank lines after it."""
        nodes: list[Node] = level.items
        if level.flow:
            end = event.end_mark.index
        elif level.mapping:
            end = level.entries[-1][1].span.end if level.entries else event.start_mark.index
        else:
            end = nodes[-1].span.end if nodes else event.start_mark.index
        span = Span(self._source, level.start, max(level.start, end))
        if level.mapping:
            return Mapping(tuple(level.entries), span, level.flow)
        return Sequence(tuple(nodes), span, level.flow)

    def _alias(self, event: Event) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        self._refuse(
            "E122",
            f"`{_shortened(self._text[start:end])}` is a YAML alias, which is not read",
            start,
            end,
            cure="write the value out, or quote it if the `*` belongs to it",
        )
        self._complete = False
        return Scalar("", Span(self._source, start, end), False)

    def _refuse_properties(self, anchor: str | None, tag: str | None, start: int) -> int:
        """Report an anchor and a tag before a node; gives the place where the node itself begins."""
        position = start
        while True:
            found = re.compile(r"(?:\s|#[^\n]*\n)*([&!]\S*)").match(self._text, position)
            if found is None or (anchor is None and tag is None):
                break
            word, place = found.group(1), found.start(1)
            if word[0] == "&" and anchor is not None:
                anchor = None
                self._refuse(
                    "E121",
                    f"`{_shortened(word)}` is a YAML anchor, which is not read",
                    place,
                    found.end(),
                    cure="delete it, or quote the text if the `&` belongs to it",
                )
            elif word[0] == "!" and tag is not None:
                tag = None
                self._refuse(
                    "E123",
                    f"`{_shortened(word)}` is a YAML tag, which is not read",
                    place,
                    found.end(),
                    cure="delete it, or quote the text if the `!` belongs to it; to negate, write `not`",
                )
            else:
                break
            position = found.end()
        blank = re.compile(r"[ \t\r\n]*").match(self._text, position)
        return position if blank is None else blank.end()

    def _refuse_lone_key(self, level: _Level, key: Scalar) -> None:
        """A key without a colon and value, as a stray comma makes it in a flow mapping."""
        self._complete = False
        text = _shortened(key.text)
        others: list[Label] = []
        cure = f"write `{text}: …`"
        broken, colon, rest = key.text.partition(":")
        if key.plain and colon and rest:
            cure = f"put a space after the colon: `{_shortened(broken)}: {_shortened(rest)}`"
        elif level.flow and level.entries:
            name, value = level.entries[-1]
            if isinstance(value, Scalar):
                others = [Label(value.span, "the comma after this ended its text")]
                whole = self._text[value.span.start : key.span.end]
                sample = f'{name.text}: "{whole}"' if len(whole) <= 60 and '"' not in whole else f'{name.text}: "…"'
                cure = f"quote the expression, if the comma belongs to it: `{sample}`"
        self._findings.error(
            "E129", f"the key `{text}` has no value", key.span, label="no colon follows", help=cure, others=others
        )

    def _refuse_second_document(self, start: int, end: int) -> None:
        self._refuse("E126", "a second document starts here", start, end, cure="one file holds one document")

    def _refuse(self, code: str, message: str, start: int, end: int, *, cure: str = "") -> None:
        self._findings.error(code, message, Span(self._source, start, min(end, len(self._text))), help=cure)


def _shortened(text: str) -> str:
    """A text short enough to stand in a message."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"
