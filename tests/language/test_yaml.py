"""What YAML is read, where its parts stand, and what is said of the YAML that is refused."""

import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given

from evaluator.diagnostics import Findings
from evaluator.source import Source
from evaluator.syntax.files import MAX_BYTES, decode_source, read_source
from evaluator.syntax.yaml_events import Loader, PureLoader
from evaluator.syntax.yaml_reader import MAX_DEPTH, read_yaml
from evaluator.syntax.yaml_tree import Mapping, Node, Scalar
from tests.language.yaml_documents import data, read, said_by, scalars_of, written
from tests.repository import ROOT, project_files

needs_c_loader = pytest.mark.skipif(not hasattr(yaml, "CBaseLoader"), reason="PyYAML was built without its C loader")
SHIPPED = [path for path in project_files() if path.suffix == ".yaml"]
C_LOADER: Callable[[str], Loader] = getattr(yaml, "CBaseLoader", PureLoader)
BLANK = " \t\r\n"
PureLoaderOrNone = type[PureLoader] | None


def tree_of(text: str) -> Node:
    """The tree of a text in which nothing is wrong."""
    node, found = read(text)
    assert node is not None
    assert found == []
    return node


@needs_c_loader
@pytest.mark.parametrize("path", SHIPPED, ids=str)
def test_the_two_loaders_agree_on_every_file_of_the_repository(path: Path) -> None:
    """Whether PyYAML has its C loader changes neither trees, nor places, nor findings."""
    findings = Findings()
    source = decode_source(str(path), (ROOT / path).read_bytes(), findings)
    if source is not None:
        assert read(source.text, C_LOADER) == read(source.text, PureLoader)


@needs_c_loader
@given(data.flatmap(written))
def test_the_two_loaders_agree_on_generated_documents(text: str) -> None:
    """So they do on documents in every style, with wide characters and either line end."""
    assert read(text, C_LOADER) == read(text, PureLoader)


@given(data.filter(lambda one: one != "").flatmap(written))
def test_a_tree_says_what_the_document_says(text: str) -> None:
    """In every style, what we build is what PyYAML loads if it is told to guess nothing."""
    assert said_by(tree_of(text)) == yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes strings only


@given(data.filter(lambda one: one != "").flatmap(written))
def test_every_character_of_a_scalar_has_its_place(text: str) -> None:
    """Folded and quoted text included: places ascend, and where no escape stands they hold the character."""
    source = Source("document.yaml", text)
    node = read_yaml(source, Findings())
    assert node is not None
    for scalar in scalars_of(node):
        offsets = scalar.offsets
        assert len(offsets) == len(scalar.text) + 1
        assert all(before <= after for before, after in pairwise(offsets))
        assert offsets == (scalar.span.start,) or scalar.span.start <= offsets[0] <= offsets[-1] <= scalar.span.end
        for character, place in zip(scalar.text, offsets, strict=False):
            if character not in BLANK and source.text[place] != "\\":
                assert source.text[place] == character
        for index, character in enumerate(scalar.text):
            span = scalar.part(index, index + 1)
            assert span.start == offsets[index]
            assert span.text[:1] in (character, "\\", " ", "\r", "\n", "\t", "'") or not span.text


@given(data.filter(lambda one: one != "").flatmap(written))
def test_the_span_of_a_flow_scalar_is_the_scalar(text: str) -> None:
    """What a span shows, read alone, is the same text; it neither misses a quote nor drags in a comment."""
    for scalar in scalars_of(tree_of(text)):
        if scalar.span.text[:1] not in ("|", ">") and scalar.text:
            assert said_by(tree_of(scalar.span.text)) == scalar.text


@given(data.filter(lambda one: one != "").flatmap(written))
def test_a_node_lies_inside_the_one_that_holds_it(text: str) -> None:
    """Spans nest, and siblings follow one another."""

    def check(node: Node) -> None:
        if isinstance(node, Scalar):
            return
        parts = [part for entry in node.entries for part in entry] if isinstance(node, Mapping) else list(node.items)
        assert all(before.span.end <= after.span.start for before, after in pairwise(parts))
        assert all(node.span.start <= part.span.start <= part.span.end <= node.span.end for part in parts)
        for part in parts:
            check(part)

    check(tree_of(text))


@pytest.mark.parametrize(
    "word", ["NO", "yes", "12:30", "1.10", "0o17", "2026-05-01", "null", "~", "1e3", ".inf", "0x1F"]
)
def test_nothing_is_guessed_from_a_scalar(word: str) -> None:
    """What YAML would make a boolean, a number of minutes, a float or a date stays the text it is."""
    assert said_by(tree_of(f"a: {word}\nb: [{word}]\n")) == {"a": word, "b": [word]}


@pytest.mark.parametrize("text", ["a:\nb: c", "{a: , b: c}", "a:   # nothing\nb: c", '{"a": , b: c}', "? a\n:\nb: c"])
def test_nothing_after_a_colon_is_an_empty_text_right_behind_it(text: str) -> None:
    """An empty value has a place, so that it can be asked for."""
    node = tree_of(text)
    assert isinstance(node, Mapping)
    value = node.get("a")
    assert isinstance(value, Scalar)
    assert (value.text, value.plain) == ("", True)
    assert value.span.start == value.span.end == text.index(":") + 1


def test_a_tab_may_stand_in_quotes_in_block_text_and_in_comments() -> None:
    """Only where it would be taken for indentation it is refused."""
    tree = tree_of("a: 'b\tc'  #\td\ne: |\n  f\tg\n#\th\ni: 'j\tk'\n")
    assert said_by(tree) == {"a": "b\tc", "e": "f\tg\n", "i": "j\tk"}


@pytest.mark.parametrize("loader", [None, PureLoader], ids=["default", "pure"])
@pytest.mark.parametrize("text", ["{a: is it?, b: c}", "{a: b? c}", "[a?]", "{a?: b}", "{a: b ? c}", "{a: b?\n  c}"])
def test_a_question_may_stand_in_a_flow_mapping(text: str, loader: PureLoaderOrNone) -> None:
    """PyYAML's pure loader would end the text at the question mark; ours does not."""
    node, found = read(text, loader)
    assert found == []
    assert node is not None
    assert "?" in str(said_by(node))


def test_keys_are_found_by_their_text() -> None:
    """`get` gives the value, `key` the place of the key."""
    node = tree_of("a: 1\n'b c': 2\n")
    assert isinstance(node, Mapping)
    value, key = node.get("b c"), node.key("b c")
    assert isinstance(value, Scalar)
    assert key is not None
    assert (value.text, key.span.text, node.get("d"), node.key("d")) == ("2", "'b c'", None, None)


def test_a_byte_order_mark_moves_no_place() -> None:
    """A file with a mark reads as the file without it."""
    findings = Findings()
    marked = decode_source("f", "\ufeffa: b\n".encode(), findings)
    assert marked is not None
    assert marked == decode_source("f", b"a: b\n", findings)
    assert said_by(tree_of(marked.text)) == {"a": "b"}


REFUSED = [
    # code, document with the place in «», part of the cure
    ("E105", "a: b«\x07»c", "delete"),
    ("E105", "a: «\u202e»b", "delete"),
    ("E105", "a: b«\u2028»c: d", "delete"),
    ("E105", "a: b«\r»c: d\n", "LF"),
    ("E105", "«\0»\1\2", "text file"),
    ("E105", 'a: «"\\0"»', "without"),
    ("E106", "«»", "agreement"),
    ("E106", "«»# only a comment\n", "agreement"),
    ("E106", "«»---\n", "agreement"),
    ("E110", "a: «-» b\n", "own line"),
    ("E110", "a: | «t»ext\n  more\n", "next line"),
    ("E111", "a:\n«\t»b: c\n", "spaces"),
    ("E111", "a: b\n«\t\t»c: d\n", "spaces"),
    ("E112", "a: «'open»\nb: c\n", "apostrophe"),
    ("E112", 'a: «"open»\nb: c\n', 'close it with `"`'),
    ("E112", "a: 'it'«s' late»\n", "apostrophe twice"),
    ("E113", 'a: "«\\q»"\n', "single quotes"),
    ("E114", "a:\n  b: 1\n «c»: 2\n", "align"),
    ("E114", "a: b\n  «c»: d\n", "align `c`"),
    ("E114", "- a\n«b»: c\n", "`- `"),
    ("E114", "a:\n - b\n  «- »c\n", "align the dashes"),
    ("E115", "a: «{»b: c\nd: e\n", "`}`"),
    ("E115", "a: «[»b, c\nd: e\n", "`]`"),
    ("E115", "a: {b: c«]»\n", "`}`"),
    ("E115", "{a: b}«}»\n", "delete"),
    ("E115", "a: {b: c d«:» e}\n", "comma"),
    ("E115", 'a: {b: "c" «d»}\n', "comma"),
    ("E115", "a: [b] «c»\n", "quote"),
    ("E116", "a: 1\nb«:»2\nc: 3\n", "`b: 2`"),
    ("E116", "who: openai\n«must not serve»\nto: x\n", "`must not: …`"),
    ("E116", "«title»\nwho: x\n", "`title: …`"),
    ("E116", "{a«:», b: c}\n", "space"),
    ("E117", "title: Foo«:» bar\n", '`title: "Foo: bar"`'),
    ("E117", "a: «@»b\n", '`"@b"`'),
    ("E117", "a: «*»\n", "quote"),
    ("E120", "a: 1\nb: 2\n«a»: 3\n", "another name"),
    ("E121", "a: «&x» b\n", "delete"),
    ("E122", "a: «*x»\n", "quote"),
    ("E123", "a: «!!str» b\n", "quote"),
    ("E123", "a: «!late» b\n", "`not`"),
    ("E124", "«<<»: {a: b}\n", "pattern"),
    ("E125", "? «[a, b]»\n: c\n", "word"),
    ("E125", "«:» c\n", "key"),
    ("E126", "a: b\n«---»\nc: d\n", "one document"),
    ("E126", "a: b\n...\n«c»: d\n", "one document"),
    ("E127", "«%YAML 1.1»\n---\na: b\n", "delete"),
    ("E127", "# c\n«%TAG ! tag:x»\n---\na: b\n", "delete"),
    ("E128", "- " * MAX_DEPTH + "«-» a\n", "fewer"),
    ("E129", "a: {where: count(x, «y) > 1»}\n", '`where: "count(x, y) > 1"`'),
    ("E129", "a: {«b:c», d: e}\n", "`b: c`"),
    ("E129", "? «a»\n", "`a: …`"),
]


@pytest.mark.parametrize(
    ("code", "marked", "cure"), REFUSED, ids=[f"{code} {text[:16]!r}" for code, text, _ in REFUSED]
)
@pytest.mark.parametrize("loader", [None, PureLoader], ids=["default", "pure"])
def test_refused_yaml_is_told_its_place_and_cure(
    code: str, marked: str, cure: str, loader: type[PureLoader] | None
) -> None:
    """Each usual mistake has its code, its place and what to write instead, whichever loader runs."""
    start = marked.index("«")
    end = marked.index("»") - 1
    _, found = read(marked.replace("«", "").replace("»", ""), loader)
    (finding,) = [one for one in found if one.code == code]
    assert finding.span is not None
    assert (finding.span.start, finding.span.end) == (start, end)
    assert cure in finding.help


def test_what_yaml_alone_would_accept_is_found_all_at_once() -> None:
    """Duplicates, anchors, aliases, tags, merge keys and keys that are lists do not hide one another."""
    _, found = read("a: &x !t b\nc: *x\n<<: {d: e}\na: 1\n? [x]\n: y\nf: {g, h: i}\n")
    assert [one.code for one in found] == ["E121", "E123", "E122", "E124", "E120", "E125", "E129"]


def test_both_places_of_a_duplicate_key_are_shown() -> None:
    """The second is the error, the first is labelled; the tree keeps the first."""
    node, (found,) = read("a:\n  b: 1\n  c: 2\n  b: 3\n")
    assert found.span is not None
    assert (found.span.line, [label.span.line for label in found.others]) == (4, [2])
    assert node is not None
    assert said_by(node) == {"a": {"b": "1", "c": "2"}}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[a, {b: "])
def test_bottomless_nesting_is_a_finding_and_no_crash(opening: str) -> None:
    """Neither the C stack nor Python's can be exhausted by a document."""
    node, found = read(opening * 100_000)
    assert node is None
    assert [one.code for one in found] == ["E128"]


def test_nesting_up_to_the_bound_is_read() -> None:
    """The bound is exact."""
    tree_of("[" * MAX_DEPTH + "]" * MAX_DEPTH)


def test_files_that_cannot_be_read_are_findings(tmp_path: Path) -> None:
    """A missing file, a folder, an impossible name, too much, not UTF-8: each has its code and no traceback."""
    (tmp_path / "large.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    (tmp_path / "full.yaml").write_bytes(b"#" * MAX_BYTES)
    (tmp_path / "latin.yaml").write_bytes("a: b\nname: caf\xe9".encode("latin-1"))
    (tmp_path / "utf16.yaml").write_bytes("a: b".encode("utf-16"))
    codes = {}
    for name in ("missing.yaml", ".", "nul\0.yaml", "large.yaml", "full.yaml", "latin.yaml", "utf16.yaml"):
        findings = Findings()
        source = read_source(tmp_path / name, findings)
        assert (source is None) == (len(findings) == 1)
        codes[name] = "".join(found.code for found in findings)
    assert list(codes.values()) == ["E100", "E101", "E102", "E104", "", "E103", "E103"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read_is_a_finding(tmp_path: Path) -> None:
    """Missing permission is said as such."""
    path = tmp_path / "secret.yaml"
    path.touch(mode=0)
    findings = Findings()
    assert read_source(path, findings) is None
    assert [found.code for found in findings] == ["E102"]


def test_a_wrong_byte_is_pointed_at() -> None:
    """The line and column of the first byte that is not UTF-8, in characters."""
    findings = Findings()
    assert decode_source("f", "a: b\nnäme: caf".encode() + b"\xe9\n", findings) is None
    (found,) = findings
    assert found.span is not None
    assert (found.span.line, found.span.column) == (2, 10)
