"""Whatever is read, the answer is a tree or a finding that can be shown; never a traceback."""

from pathlib import Path

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from evaluator.diagnostics import Findings
from evaluator.report.diagnostics import render
from evaluator.source import Source
from evaluator.syntax.expressions import Binder, Expression
from evaluator.syntax.files import decode_source
from evaluator.syntax.parser import parse_binder, parse_expression
from evaluator.syntax.printer import print_expression
from evaluator.syntax.yaml_events import PureLoader
from evaluator.syntax.yaml_reader import read_yaml
from evaluator.syntax.yaml_tree import Node, Scalar
from tests.language.expression_trees import scalar, trees, without_places
from tests.language.yaml_documents import data, scalars_of, written
from tests.repository import ROOT, project_files

LOADERS = [getattr(yaml, "CBaseLoader", PureLoader), PureLoader]
SHIPPED = [
    path for path in project_files() if path.suffix == ".yaml" and path.parts[0] in ("clauses", "examples", "rules")
]
PIECES = (
    *(
        "\n",
        "\r\n",
        "\r",
        " ",
        "  ",
        "\t",
        ":",
        ": ",
        "- ",
        "? ",
        ", ",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "#",
        " #",
        "|",
        ">",
    ),
    *("&a", "*a", "!", "!!str", "%", "%YAML 1.2", "---", "...", "@", "`", "<<: ", "a", "key: value", "🙂", "漢"),
    *("\\", '"\\', "\\x", "\\UFFFFFFFF", "\\uD800", "\0", "\x1b", "\ufeff", "\u2028", "\x85", "\ud800", "\u202e"),
    *("1,000", "==", "is one of (", "where", "(", ")", "and", "or", "2026-5-1"),
)


def check_findings(findings: Findings) -> None:
    """Codes are ours, places lie inside their sources, and all of it can be printed."""
    for found in findings:
        assert found.code.startswith("E1")
        assert found.message
        assert found.help
        if found.span is not None:
            assert 0 <= found.span.start <= found.span.end <= len(found.span.source.text)
        for label in found.others:
            assert 0 <= label.span.start <= label.span.end <= len(label.span.source.text)
    assert bool(render(findings)) == bool(len(findings))
    render(findings, color=True)


def check_source(source: Source) -> None:
    """Read with both loaders, then read every text as an expression."""
    for loader in LOADERS:
        findings = Findings()
        node = read_yaml(source, findings, loader=loader)
        assert node is not None or findings.has_errors
        check_findings(findings)
        if node is not None:
            check_expressions(node)


def check_expressions(node: Node) -> None:
    """Every text of a tree is an expression or has a finding; so is what `for each` binds."""
    for text in scalars_of(node):
        check_text(text)


def check_text(text: Scalar) -> None:
    """A text as an expression and as a binder."""
    for read in (parse_expression, parse_binder):
        findings = Findings()
        tree: Expression | Binder | None = read(text, findings)
        assert (tree is None) == (len(findings) == 1)
        check_findings(findings)
        if tree is not None:
            again = read(scalar(print_expression(tree)), Findings())
            assert without_places(again) == without_places(tree)


@given(st.binary(max_size=200))
@example(b"?")
@example(b"\xff\xfea\0:\0")
@example(b"a: \xed\xa0\x80")
def test_any_bytes_are_a_tree_or_a_finding(content: bytes) -> None:
    """Files come from anywhere."""
    findings = Findings()
    source = decode_source("bytes", content, findings)
    assert (source is None) == findings.has_errors
    check_findings(findings)
    if source is not None:
        check_source(source)


@given(st.text(max_size=100) | st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_is_a_tree_or_a_finding(content: str) -> None:
    """A text handed over by a program may hold what no file can, such as half of a surrogate pair."""
    check_source(Source("text", content))


@given(data.flatmap(written), st.data())
def test_a_changed_document_is_a_tree_or_a_finding(content: str, drawn: st.DataObject) -> None:
    """So is a good document in which something was cut or put in."""
    check_source(Source("changed", changed(content, drawn)))


@given(st.sampled_from(SHIPPED), st.data())
def test_a_changed_agreement_is_a_tree_or_a_finding(path: Path, drawn: st.DataObject) -> None:
    """So is an agreement of ours in which something was cut or put in."""
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines(keepends=True)
    first = drawn.draw(st.integers(0, max(0, len(lines) - 12)))
    check_source(Source("changed", changed("".join(lines[first : first + 12]), drawn)))


def changed(content: str, drawn: st.DataObject) -> str:
    """A text in which up to three stretches are replaced."""
    for _ in range(drawn.draw(st.integers(1, 3))):
        place = drawn.draw(st.integers(0, len(content)))
        cut = drawn.draw(st.integers(0, 3))
        piece = drawn.draw(st.sampled_from(PIECES) | st.just(""))
        content = content[:place] + piece + content[place + cut :]
    return content


@given(st.text(max_size=60))
def test_any_text_is_an_expression_or_a_finding(text: str) -> None:
    """Expressions are read from scalars of every kind, controls and half surrogates included."""
    check_text(scalar(text))


@given(trees, st.data())
def test_a_changed_expression_is_an_expression_or_a_finding(tree: Expression, drawn: st.DataObject) -> None:
    """So is a good expression in which something was cut or put in."""
    check_text(scalar(changed(print_expression(tree), drawn)))
