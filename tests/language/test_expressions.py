"""What is an expression, what it means as a tree, and what is said of a text that is none."""

import logging
import re
from collections.abc import Iterator

import lark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.diagnostics import Findings
from evaluator.syntax.expressions import Arithmetic, Binder, Call, Expression, NumberLiteral, Path, children, height
from evaluator.syntax.lexer import RESERVED
from evaluator.syntax.parser import MAX_DEPTH, parse_binder, parse_expression
from evaluator.syntax.printer import print_expression
from tests.language.expression_trees import (
    SOFT_WORDS,
    parsed,
    parsed_binder,
    refused,
    scalar,
    trees,
    without_places,
)
from tests.repository import ROOT

GRAMMAR = (ROOT / "docs" / "grammar.lark").read_text(encoding="utf-8")
SIGNS = ["=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "^", "..", "(", ")", ",", ".", "%"]
TOKENS = [*sorted(RESERVED), *SOFT_WORDS, *SIGNS, "a", "b", "x1", "2", "0.5", "2026-05-01", "10:30", "'t'"]
NEAR = [
    "a",
    "(",
    ")",
    ".",
    ",",
    "is",
    "not",
    "and",
    "or",
    "some",
    "where",
    "for",
    "if",
    "else",
    "-",
    "<",
    "2",
    "one",
    "of",
]


def documented(start: str) -> lark.Lark:
    """The grammar of the documentation; raises on conflicts between reductions."""
    return lark.Lark(GRAMMAR, parser="lalr", lexer="basic", start=start, debug=True, maybe_placeholders=False)


VALUE = documented("value")
BINDER = documented("binder_value")


def allowed_by(grammar: lark.Lark, text: str) -> bool:
    """Whether the documented grammar allows a text."""
    try:
        grammar.parse(text)
    except lark.exceptions.UnexpectedInput:
        return False
    return True


def tokens_of(text: str) -> list[str]:
    """The tokens of a text, by the documented grammar."""
    return [str(token) for token in VALUE.lex(text)]


@given(trees)
def test_reading_a_printed_expression_gives_it_back(tree: Expression) -> None:
    """Printing loses nothing but places, and puts every bracket that is needed."""
    assert without_places(parsed(print_expression(tree))) == without_places(tree)


@given(trees)
def test_printing_is_canonical(tree: Expression) -> None:
    """A printed expression, read and printed again, is the same text."""
    printed = print_expression(tree)
    assert print_expression(parsed(printed)) == printed


@given(trees)
def test_blanks_and_line_ends_do_not_matter(tree: Expression) -> None:
    """Any blanks may stand between two tokens."""
    tokens = tokens_of(print_expression(tree))
    assert without_places(parsed("\n  ".join(["", *tokens, ""]))) == without_places(tree)


@given(trees)
def test_what_is_printed_is_in_the_documented_grammar(tree: Expression) -> None:
    """The grammar in the documentation allows whatever can be printed."""
    assert allowed_by(VALUE, print_expression(tree))


@given(st.lists(st.sampled_from(TOKENS) | st.sampled_from(NEAR), max_size=9))
def test_random_tokens_are_read_exactly_if_the_documented_grammar_allows_them(tokens: list[str]) -> None:
    """The parser written by hand and the documented grammar are one language."""
    text = " ".join(tokens)
    assert (parse_expression(scalar(text), Findings()) is not None) == allowed_by(VALUE, text)
    assert (parse_binder(scalar(text), Findings()) is not None) == allowed_by(BINDER, text)


@given(trees, st.data())
def test_changed_expressions_are_read_exactly_if_the_documented_grammar_allows_them(
    tree: Expression, data: st.DataObject
) -> None:
    """So they are near the expressions that people write: a token left out, put in, doubled or replaced."""
    tokens = tokens_of(print_expression(tree))
    for _ in range(data.draw(st.integers(1, 2))):
        place = data.draw(st.integers(0, len(tokens)))
        cut = data.draw(st.integers(0, 2))
        tokens[place : place + cut] = data.draw(st.lists(st.sampled_from(TOKENS) | st.sampled_from(NEAR), max_size=2))
    text = " ".join(tokens)
    assert (parse_expression(scalar(text), Findings()) is not None) == allowed_by(VALUE, text)


def test_the_documented_grammar_has_no_conflicts(caplog: pytest.LogCaptureFixture) -> None:
    """One token of looking ahead always decides; no conflict is settled in silence."""
    lark.logger.setLevel(logging.DEBUG)
    lark.logger.addHandler(caplog.handler)
    try:
        documented("value")
        documented("binder_value")
    finally:
        lark.logger.removeHandler(caplog.handler)
        lark.logger.setLevel(logging.CRITICAL)
    assert [record.getMessage() for record in caplog.records if "onflict" in record.getMessage()] == []


def test_the_documented_grammar_reserves_the_reserved_words() -> None:
    """The words of the grammar that are not names are the reserved words, and all of them may follow a dot."""
    words = {
        str(terminal.pattern.value) for terminal in VALUE.terminals if re.fullmatch(r"[a-z]+", terminal.pattern.value)
    }
    assert words - set(SOFT_WORDS) == RESERVED
    after_dot = re.search(r"^word:.*?\n\n", GRAMMAR, re.DOTALL | re.MULTILINE)
    assert after_dot is not None
    assert set(re.findall(r'"([a-z]+)"', after_dot.group())) == RESERVED


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_a_reserved_word_names_nothing_but_may_follow_a_dot(word: str) -> None:
    """`some where`, `x as count` are refused; `payment.due.of` is a path."""
    findings = Findings()
    assert parse_binder(scalar(word), findings) is None
    assert parse_binder(scalar(f"x as {word}"), findings) is None
    assert {found.code for found in findings} == {"E138"}
    path = parsed(f"a.{word}.b")
    assert isinstance(path, Path)
    assert path.words == ("a", word, "b")


@pytest.mark.parametrize("word", SOFT_WORDS)
def test_a_word_with_a_meaning_in_one_place_is_a_name_elsewhere(word: str) -> None:
    """Only reserved words are taken away from authors."""
    assert without_places(parsed(f"{word} is {word}.{word}")) == without_places(parsed(f"({word}) is ({word}.{word})"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a + b * c", "a + (b * c)"),
        ("a - b - c", "(a - b) - c"),
        ("a-b", "a - b"),
        ("20% of x + y", "(20% of x) + y"),
        ("a / b of c", "(a / b) of c"),
        ("-a ^ b", "-(a ^ b)"),
        ("a ^ b ^ c", "a ^ (b ^ c)"),
        ("a ^ -b", "a ^ (-b)"),
        ("a - -b", "a - (-b)"),
        ("a .. b + c", "(a .. b) + c"),
        ("1..2", "1 .. 2"),
        ("a of b .. c", "(a of b) .. c"),
        ("a + b < c", "(a + b) < c"),
        ("not a is b", "not (a is b)"),
        ("not a and b", "(not a) and b"),
        ("not not a", "not (not a)"),
        ("not some x is open and y", "(not (some x is open)) and y"),
        ("every x in a + b where (c) satisfies (d) and e", "(every x in (a + b) where (c) satisfies (d)) and e"),
        ("if a or b then c else d rounded to 1 + 2", "(if (a or b) then c else d) rounded to (1 + 2)"),
        ("a of b rounded to 0.01 USD", "(a of b) rounded half up to 0.01 USD"),
        ("20 %", "20%"),
        ("((a))", "a"),
    ],
)
def test_what_binds_tighter_is_fixed(written: str, meant: str) -> None:
    """Brackets that say what is meant anyway change nothing."""
    assert without_places(parsed(written)) == without_places(parsed(meant))


@pytest.mark.parametrize(
    ("text", "scale", "unit"),
    [
        ("5", None, None),
        ("20%", None, "%"),
        ("12.0 billion USD", "billion", "USD"),
        ("3 thousand", "thousand", None),
        ("5 GW", None, "GW"),
        ("30 days", None, "days"),
        ("2 business days", None, "business days"),
        ("1 business", None, "business"),
        ("10 target business days", None, "target business days"),
        ("1 to business day", None, "to business day"),
    ],
)
def test_a_number_keeps_its_unit_as_written(text: str, scale: str | None, unit: str | None) -> None:
    """Which units exist is not a question of syntax."""
    number = parsed(text)
    assert isinstance(number, NumberLiteral)
    assert (number.scale, number.unit) == (scale, unit)


def test_digits_of_a_number_are_kept() -> None:
    """`1.10` stays `1.10`."""
    number = parsed("1.10")
    assert isinstance(number, NumberLiteral)
    assert str(number.number) == "1.10"


def test_days_is_a_function_without_for_and_an_aggregate_with_it() -> None:
    """`days(p)` asks for the length of a period, `days(p for x)` counts each day of many once."""
    assert isinstance(parsed("days(p)"), Call)
    assert without_places(parsed("days(overlap(p, q) for x in s)")) != without_places(parsed("days(overlap(p, q))"))


def test_what_for_each_binds_may_be_filtered_and_named() -> None:
    """`x in set as y where (…)` in this order."""
    binder = parsed_binder("x in s as y where (y is open)")
    assert isinstance(binder, Binder)
    assert (binder.name, binder.alias, binder.variable, binder.ever) == ("x", "y", "y", False)
    assert binder.domain is not None
    assert binder.where is not None


def deep_texts(levels: int) -> Iterator[str]:
    """Every way to nest without an end."""
    yield "(" * levels + "a" + ")" * levels
    yield "-" * levels + "a"
    yield "not " * levels + "a"
    yield "^".join(["a"] * levels)
    yield "+".join(["a"] * levels)
    yield " of ".join(["a"] * levels)
    yield "f(" * levels + "a" + ")" * levels
    yield "some x where (" * levels + "a" + ")" * levels
    yield "count(x where (" * levels + "a" + "))" * levels
    yield "sum(" * levels + "a" + " for x)" * levels
    yield "if (" * levels + "a" + ") then b else c" * levels
    yield "x is one of (" * levels + "a" + ")" * levels
    yield "(a + " * levels + "a" + ")" * levels


@pytest.mark.parametrize("text", [*deep_texts(3000)], ids=lambda text: text[:8])
def test_too_deep_is_a_finding_and_no_crash(text: str) -> None:
    """However an expression is nested, the parser ends with a finding."""
    assert refused(text).code == "E140"


@pytest.mark.parametrize("text", [*deep_texts(12)], ids=lambda text: text[:8])
def test_what_people_nest_is_read(text: str) -> None:
    """A dozen levels of anything are fine."""
    parsed(text)


@given(trees)
def test_the_height_of_a_tree_is_bounded(tree: Expression) -> None:
    """Later stages may recurse over what was read."""

    def levels(node: Expression | Binder) -> int:
        return 1 + max((levels(child) for child in children(node)), default=0)

    assert height(tree) == levels(tree)
    assert levels(parsed(print_expression(tree))) <= MAX_DEPTH


REFUSED = [
    ("", "E139", "write it"),
    ("a b", "E130", "`a_b`"),
    ("x is in force", "E130", "`in_force`"),
    ("USD 5", "E130", "`5 USD`"),
    ("10:30", "E130", "2026-05-01 10:30"),
    ("x not in y", "E130", "`is not`"),
    ("x = if a then b else c", "E130", "in brackets"),
    ("if a then b", "E130", "`else`"),
    ("x in (a, b)", "E130", "`x is one of (a, b)`"),
    ("x is some y", "E130", "in brackets"),
    ("f()", "E130", "between the brackets"),
    ("x is", "E130", "complete"),
    ("a, b", "E130", "is one of"),
    ("loan(x).verdict", "E130", "followed by a dot"),
    ("x is one of [a, b]", "E131", "round brackets"),
    ("$5", "E131", "USD"),
    ("a; b", "E131", "`and`"),
    ("a: b", "E131", "cases"),
    ("it's", "E132", "double quotes"),
    ("'open", "E132", "close it"),
    ("“a”", "E132", "write `'`"),
    ("1,000 USD", "E133", "`1000`"),
    ("1_000", "E133", "`1000`"),
    ("1,234,567.89", "E133", "`1234567.89`"),
    ("1,5", "E133", "`1.5`"),
    (".5", "E133", "`0.5`"),
    ("1e5", "E133", "digits"),
    ("5GW", "E133", "`5 GW`"),
    ("9" * 41, "E133", "scale"),
    ("a == b", "E134", "`=`"),
    ("a && b", "E134", "`and`"),
    ("a || b", "E134", "`or`"),
    ("!a", "E134", "`not`"),
    ("a <> b", "E134", "`!=`"),
    ("a => b", "E134", "`>=`"),
    ("a ** b", "E134", "`^`"),
    ("a ≤ b", "E134", "`<=`"),
    ("a – b", "E134", "`-`"),
    ("a and b or c", "E135", "`(a and b) or c` or `a and (b or c)`"),
    ("2026-5-1", "E136", "`2026-05-01`"),
    ("2026/05/01", "E136", "`2026-05-01`"),
    ("01.05.2026", "E136", "`2026-05-01`"),
    ("01/05/2026", "E136", "year-month-day"),
    ("31/05/2026", "E136", "`2026-05-31`"),
    ("2026-05-01T10:30", "E136", "space"),
    ("2026-05-01 9:30", "E136", "`09:30`"),
    ("2026-05-01 10:30:15", "E136", "`10:30`"),
    ("a < b < c", "E137", "`a < b and b < c`"),
    ("a .. b .. c", "E137", "`a .. b`"),
    ("some count", "E138", "another name"),
    ("5 target business", "E130", "`5 target business days`"),
    ("5 business business days", "E130", "operator"),
    ("million", "E130", "a value is"),
    ("a rounded to 1 < b", "E130", "rounded amount in brackets"),
    ("count(x.y)", "E130", "`count(x where (…))`"),
    ("sum(a)", "E130", "`sum(x.amount for x)`"),
    ("x as y", "E130", "some x as y"),
    ("latest + 1", "E138", "`latest(…)`"),
    ("(a", "E141", "`)`"),
    ("a)", "E141", "delete"),
    ("some x where a is b", "E142", "`where (a is b)`"),
    ("a where (b)", "E142", "some x where"),
]


@pytest.mark.parametrize(("text", "code", "cure"), REFUSED, ids=[text[:20] for text, _, _ in REFUSED])
def test_a_wrong_expression_is_told_its_cure(text: str, code: str, cure: str) -> None:
    """Each usual mistake has its own code, and the cure shows what to write."""
    found = refused(text)
    assert found.code == code
    assert cure in found.help or cure in found.message


@given(
    st.lists(st.sampled_from(["a", "not b", "c.d < 2", "some x is y", "(e or f)"]), min_size=3, max_size=5), st.data()
)
def test_both_cures_for_mixed_words_are_expressions(operands: list[str], data: st.DataObject) -> None:
    """What is offered for `a and b or c` can be read, and the two readings differ."""
    first = data.draw(st.sampled_from(["and", "or"]))
    other = "or" if first == "and" else "and"
    text = f" {first} ".join(operands[:-1]) + f" {other} {operands[-1]}"
    found = refused(text)
    assert found.code == "E135"
    cures = re.findall(r"`([^`]+)`", found.help)
    assert len({str(without_places(parsed(cure))) for cure in cures}) == 2


@given(st.sampled_from(["<", "<=", "=", "is", "is not", "in"]), st.sampled_from([">", "!=", "was", "is"]))
def test_the_cure_for_a_chain_is_an_expression(first: str, second: str) -> None:
    """`a < b < c` is offered as two comparisons joined with `and`."""
    (cure,) = re.findall(r"`([^`]+)`", refused(f"a + 1 {first} (b) {second} f(c)").help)
    assert without_places(parsed(cure)) == without_places(parsed(f"a + 1 {first} b and b {second} f(c)"))


def test_a_subtraction_needs_no_blanks_but_a_date_is_never_one() -> None:
    """`a-1` subtracts; digits joined with hyphens are a date or an error."""
    assert isinstance(parsed("a-1"), Arithmetic)
    assert isinstance(parsed("2026 - 5 - 1"), Arithmetic)
    assert refused("2026-5-1").code == "E136"
    assert refused("2026-05-011").code == "E136"
