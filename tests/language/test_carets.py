"""Errors point at the right characters, in the file and on the screen."""

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evaluator.diagnostics import Diagnostic, Findings, Label, Severity
from evaluator.report.diagnostics import WIDEST_LINE, count, render
from evaluator.source import Source, Span
from evaluator.syntax.expressions import Binder, Call, Expression, Path, Quantified, children
from evaluator.syntax.parser import parse_expression
from evaluator.syntax.printer import print_expression
from evaluator.syntax.yaml_tree import Scalar
from tests.language.expression_trees import parsed, parsed_binder, scalar, trees, without_places
from tests.language.yaml_documents import read, scalars_of, written

TEXT = "a漢字é\u0301🙂 \tb.1"
"""Characters of no, one and two columns, and a tab."""


def nodes_of(node: Expression | Binder) -> list[Expression | Binder]:
    """A node and all below it, but for what is no expression alone: a function's name, a quantifier's tail."""
    match node:
        case Call(arguments=arguments):
            below = list[Expression | Binder](arguments)
        case Quantified(binder=binder, body=body):
            below = [binder] if body is None else [binder, body]
        case _:
            below = list(children(node))
    return [node, *(found for child in below for found in nodes_of(child))]


@given(trees)
def test_the_span_of_every_node_is_its_text(tree: Expression) -> None:
    """What stands at the place of a node, read alone, is the node."""
    for node in nodes_of(parsed(print_expression(tree))):
        text = node.span.text
        if isinstance(node, Binder):
            assert without_places(parsed_binder(text.replace(" ever", ""))) == without_places(
                parsed_binder(print_expression(node).replace(" ever", ""))
            )
        else:
            assert without_places(parsed(text)) == without_places(node)


@given(trees, st.data())
def test_places_are_right_inside_every_style_of_yaml(tree: Expression, data: st.DataObject) -> None:
    """Folded over lines, quoted or escaped: each word of a path is where its span says."""
    text = print_expression(tree)
    what = {"key": text, "list": [text]}
    node, found = read(data.draw(written(what)))
    assert found == []
    assert node is not None
    for value in scalars_of(node):
        if value.text in ("key", "list"):
            continue
        assume(value.text == text)  # PyYAML's emitter folds some texts between double quotes into other ones
        expression = parse_expression(value, Findings())
        assert without_places(expression) == without_places(tree)
        assert expression is not None
        for part in nodes_of(expression):
            if isinstance(part, Path):
                for word, span in zip(part.words, part.spans, strict=True):
                    assert unescaped(span.text) == word


def unescaped(text: str) -> str:
    """A word as written between double quotes, and what YAML reads."""
    if "\\" not in text:
        return text
    node, _ = read(f'"{text}"')
    assert isinstance(node, Scalar)
    return node.text


@given(trees, st.data())
def test_an_error_points_into_its_expression(tree: Expression, data: st.DataObject) -> None:
    """A mistake made somewhere is never blamed on something before the expression or after its end."""
    text = print_expression(tree)
    place = data.draw(st.integers(0, len(text)))
    broken = (
        text[:place]
        + data.draw(st.sampled_from([" ) ", " and or ", "&&", " 1,000 ", "'", " [ ", " is = "]))
        + text[place:]
    )
    source = Source("f", f"before: x\nkey: {broken}\nafter: y\n")
    start = len("before: x\nkey: ")
    findings = Findings()
    parse_expression(Scalar(broken, Span(source, start, start + len(broken))), findings)
    for found in findings:
        assert found.span is not None
        assert start <= found.span.start <= found.span.end <= start + len(broken)


@pytest.mark.parametrize(
    ("text", "pointed_at"),
    [
        ("a and b or c", "or"),
        ("x is in force", "in"),
        ("revenue where (a)", "where"),
        ("2 < 3 < 4", "<"),
        ("sum(a.b, c)", ","),
        ("some x where y", "where"),
        ("1,000 USD", "1,000"),
        ("2026-5-1 .. b", "2026-5-1"),
        ("a == b", "=="),
        ("(a", ""),
    ],
)
def test_the_caret_is_under_what_is_wrong(text: str, pointed_at: str) -> None:
    """The one word or sign that has to change."""
    findings = Findings()
    parse_expression(scalar(text), findings)
    (found,) = findings
    assert found.span is not None
    assert found.span.text == pointed_at


def columns(text: str) -> int:
    """Columns that a text takes on a terminal; tabs were expanded."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in ("W", "F") else 1 for one in text
    )


def diagnostic(text: str, start: int, end: int, label: str = "", cure: str = "") -> Diagnostic:
    """A finding on a stretch of a one-line file."""
    return Diagnostic("E1", "wrong", Span(Source("f", text), start, end), label, cure)


@given(st.text(TEXT, max_size=300), st.text("ab漢", min_size=1, max_size=5), st.text(TEXT, max_size=300))
def test_the_caret_aligns_whatever_stands_before_it(before: str, word: str, after: str) -> None:
    """Wide characters, combining marks, tabs and long lines do not move the caret away from its word."""
    line = f"{before} «{word}» {after}"
    start = len(before) + 2
    _, _, _, shown, carets, *_ = render([diagnostic(line, start, start + len(word))]).splitlines()
    assert columns(carets) == columns(shown[: shown.index("«") + 1]) + columns(word)
    assert carets.count("^") == columns(word)
    assert columns(shown) <= len("1 | ") + WIDEST_LINE + 2


def test_a_finding_looks_like_the_one_in_the_design() -> None:
    """Message, place, both lines with their numbers and labels, and the cure."""
    lines = [f"line {number}" for number in range(1, 26)]
    lines[5] = "  net_sales: {amount: money EUR}"
    lines[24] = "    when: net_sales.amount < 100000"
    source = Source("clauses/licence/2024-01-01.yaml", "\n".join(lines))
    first, second = source.text.index("money EUR"), source.text.index("100000")
    found = Diagnostic(
        "E305",
        "`<` needs an amount in EUR, not the bare number `100000`",
        Span(source, second, second + 6),
        "no currency",
        "write `100000 EUR`",
        (Label(Span(source, first, first + 9), "compared with an amount in EUR"),),
    )
    assert render([found]).splitlines() == [
        "error[E305]: `<` needs an amount in EUR, not the bare number `100000`",
        "  --> clauses/licence/2024-01-01.yaml:25:30",
        "   |",
        " 6 |   net_sales: {amount: money EUR}",
        "   |                       --------- compared with an amount in EUR",
        "...",
        "25 |     when: net_sales.amount < 100000",
        "   |                              ^^^^^^ no currency",
        "   |",
        "   = help: write `100000 EUR`",
        "",
        "1 error",
    ]


def test_labels_in_other_files_have_a_block_of_their_own() -> None:
    """Each file is named once, and the frame is as wide as the largest line number."""
    here, there = Source("here.yaml", "a: b\n"), Source("there.yaml", "\n" * 98 + "c: d\n")
    found = Diagnostic("E1", "wrong", Span(here, 0, 1), others=(Label(Span(there, 98, 99), "defined here"),))
    assert render([found]).splitlines()[1:-2] == [
        "  --> here.yaml:1:1",
        "   |",
        " 1 | a: b",
        "   | ^",
        "  --> there.yaml:99:1",
        "   |",
        "99 | c: d",
        "   | - defined here",
    ]


def test_near_lines_are_shown_whole() -> None:
    """One line between two labels is shown, more are left out; two labels of one line have a row each."""
    source = Source("f", "a: b\nc: d\ne: f\n")
    others = (Label(Span(source, 3, 4), "first"), Label(Span(source, 10, 11), ""))
    assert render([Diagnostic("E1", "wrong", Span(source, 13, 14), others=others)]).splitlines()[3:-2] == [
        "1 | a: b",
        "  |    - first",
        "2 | c: d",
        "3 | e: f",
        "  | -",
        "  |    ^",
    ]


def test_a_span_of_many_lines_is_marked_on_its_first() -> None:
    """The rest would bury the message."""
    assert render([diagnostic("a: b\nc: d\n", 3, 9)]).splitlines()[3:5] == ["1 | a: b", "  |    ^"]


def test_a_finding_without_a_file_has_message_and_cure() -> None:
    """A file that is not there has no lines to show."""
    found = Diagnostic("E100", "there is no file `x`", None, help="check the path")
    assert render([found]).splitlines() == [
        "error[E100]: there is no file `x`",
        "  = help: check the path",
        "",
        "1 error",
    ]


def test_nothing_to_say_is_nothing() -> None:
    """No findings print no line, not even a count."""
    assert render([]) == ""


@given(st.integers(0, 3), st.integers(0, 3))
def test_the_last_line_counts_by_kind(errors: int, warnings: int) -> None:
    """Kinds that do not occur are not counted as nought."""
    found = [Diagnostic("E1", "wrong", None)] * errors
    found += [Diagnostic("E2", "odd", None, severity=Severity.WARNING)] * warnings
    words = count(found)
    assert words.count("error") == (errors > 0)
    assert re.findall(r"\d+", words) == [str(number) for number in (errors, warnings) if number]
    assert ("1 errors" in words, "1 warnings" in words) == (False, False)


@given(st.text(TEXT, min_size=1), st.data())
def test_colour_adds_only_colour(line: str, data: st.DataObject) -> None:
    """Without its escape sequences the coloured text is the plain one."""
    start = data.draw(st.integers(0, len(line) - 1))
    found = [diagnostic(line, start, start + 1, label="here", cure="mend it")]
    assert re.sub(r"\x1b\[[0-9;]*m", "", render(found, color=True)) == render(found)


@given(st.text(min_size=1, max_size=20), st.data())
def test_nothing_in_a_file_acts_on_the_terminal(text: str, data: st.DataObject) -> None:
    """Escape sequences, bells and marks that reverse text are shown as signs, wherever they come from."""
    start = data.draw(st.integers(0, len(text)))
    source = Source(text, text)
    found = Diagnostic("E1", text, Span(source, start, len(text)), text, text, (Label(Span(source, 0, 1), text),))
    assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", render([found])) is None
