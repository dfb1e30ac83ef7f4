"""From the text of a scalar to an expression: recursive descent over the grammar of `docs/grammar.lark`.

One method is one rule, named after it. One error per expression is reported: what follows an error is a guess.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from evaluator.syntax import syntax_errors as errors
from evaluator.syntax.cursor import MAX_DEPTH, Cursor
from evaluator.syntax.expressions import (
    Aggregate,
    Arithmetic,
    Binder,
    Call,
    Choice,
    Compare,
    DateLiteral,
    Expression,
    Logic,
    Negative,
    Not,
    NumberLiteral,
    Path,
    Quantified,
    Rounded,
    Said,
    TextLiteral,
    WordLiteral,
    height,
)
from evaluator.syntax.lexer import (
    AGGREGATES,
    DATE,
    END,
    LITERAL_WORDS,
    NAME,
    NUMBER,
    RESERVED,
    SCALES,
    TEXT,
    TIME,
    SyntaxFailure,
    text_value,
    tokenize,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.diagnostics import Findings
    from evaluator.syntax.yaml_tree import Scalar

__all__ = ["MAX_DEPTH", "RESERVED", "parse_binder", "parse_expression"]

_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">=", "in"})
_VERBS = frozenset({"is", "was"})
_BINDING = {"+": 1, "-": 1, "..": 2, "*": 3, "/": 3, "of": 3}
_Tree = TypeVar("_Tree", Expression, Binder)


def parse_expression(scalar: Scalar, findings: Findings) -> Expression | None:
    """The expression a scalar says, or None with one finding."""
    return _parse(scalar, findings, _Parser.value, "an expression")


def parse_binder(scalar: Scalar, findings: Findings) -> Binder | None:
    """What `for each` binds: `revenue`, `revenue where (…)`, `x in set as y where (…)`; or None with one finding."""
    return _parse(scalar, findings, _Parser.filtered_binder, "the name of a type")


def _parse(scalar: Scalar, findings: Findings, rule: Callable[[_Parser], _Tree], what: str) -> _Tree | None:
    try:
        tokens = tokenize(scalar)
        if len(tokens) > 1:
            return _Parser(scalar, tokens).whole(rule)
    except SyntaxFailure as failure:
        findings.add(failure.diagnostic)
    else:
        findings.error("E139", f"{what} is missing", scalar.part(0, len(scalar.text)), help="write it after the colon")
    return None


class _Parser(Cursor):
    """One pass over the tokens of one scalar; each rule leaves `found` on the first token it does not own."""

    def whole(self, rule: Callable[[_Parser], _Tree]) -> _Tree:
        """A rule that must use up all tokens."""
        result = rule(self)
        if self.found.kind != END:
            self.unexpected("the end")
        # A tree is no higher than it has tokens.
        if len(self.tokens) > MAX_DEPTH and height(result) > MAX_DEPTH:
            raise errors.too_deep(self.scalar, self.tokens[0], MAX_DEPTH)
        return result

    # value, choice, expr, test

    def value(self) -> Expression:
        first = self.at
        result: Expression
        if self.take("if"):
            condition = self.condition()
            self.expect("then", "`then`, as in `if … then … else …`")
            consequent = self.condition()
            self.expect("else", "`else`, as in `if … then … else …`")
            alternative = self.condition()
            result = Choice(self.span(first), condition, consequent, alternative)
        else:
            result = self.condition()
        if self.take("rounded"):
            mode = self.rounding_mode()
            self.expect_word("to", "`to` and the step, as in `rounded to 0.01 USD`")
            step = self.arithmetic(1)
            result = Rounded(self.span(first), result, mode, step)
        return result

    def rounding_mode(self) -> str:
        for word in ("up", "down"):
            if self.found.text == word and self.found.kind == NAME:
                self.next()
                return word
        if self.found.text != "half" or self.found.kind != NAME:
            return "half up"
        self.next()
        if self.found.text not in ("up", "even"):
            self.unexpected("`up` or `even`")
        return f"half {self.next().text}"

    def condition(self) -> Expression:
        first = self.at
        left = self.test()
        operator = self.found.kind
        if operator not in ("and", "or"):
            return left
        operands = [left]
        starts = [first]
        while self.take(operator):
            starts.append(self.at)
            operands.append(self.test())
        if self.found.kind in ("and", "or"):
            raise errors.mixed(self.scalar, self.tokens, starts, self.at, operator)
        return Logic(self.span(first), operator, tuple(operands))

    def test(self) -> Expression:
        first = self.at
        kind = self.found.kind
        if kind == "not":
            self.next()
            self.deeper()
            operand = self.test()
            self.depth -= 1
            return Not(self.span(first), operand)
        if kind in ("some", "every"):
            return self.quantified()
        left = self.arithmetic(1)
        kind = self.found.kind
        if kind in _VERBS:
            left = self.said(first, left)
        elif kind in _COMPARISONS:
            operator = self.next()
            if operator.kind == "in" and self.found.kind == "(" and errors.looks_like_list(self.tokens, self.at):
                raise errors.list_after_in(self.scalar, self.tokens, first, self.at)
            right = self.arithmetic(1)
            left = Compare(self.span(first), operator.kind, self.place(operator), left, right)
        else:
            return left
        if self.found.kind in _VERBS or self.found.kind in _COMPARISONS:
            raise errors.chained(self.scalar, self.tokens, first, self.at)
        return left

    def said(self, first: int, subject: Expression) -> Said:
        verb = self.next()
        negated = self.take("not") is not None
        if self.take("one"):
            self.expect("of", "`of`, as in `is one of (a, b)`")
            options = self.bracketed(_Parser.values, "`(` and the list, as in `is one of (a, b)`")
            return Said(self.span(first), subject, verb.kind, self.place(verb), negated, options, one_of=True)
        option = self.arithmetic(1)
        return Said(self.span(first), subject, verb.kind, self.place(verb), negated, (option,))

    def values(self) -> tuple[Expression, ...]:
        found = [self.value()]
        while self.take(","):
            found.append(self.value())
        return tuple(found)

    # some, every, count, sum

    def quantified(self) -> Quantified:
        first = self.at
        quantifier = self.next()
        binder = self.filtered_binder(ever=True)
        if self.found.kind in _VERBS:
            subject = Path(binder.name_span, (binder.variable,), (binder.alias_span or binder.name_span,))
            said = self.said(self.at, subject)
            return Quantified(self.span(first), quantifier.kind, binder, said=said)
        if self.take("satisfies"):
            body = self.bracketed(_Parser.value, "`(` (the condition after `satisfies` stands in round brackets)")
            return Quantified(self.span(first), quantifier.kind, binder, body)
        return Quantified(self.span(first), quantifier.kind, binder)

    def filtered_binder(self, ever: bool = False) -> Binder:
        first = self.at
        name = self.name("the name of a type")
        domain = self.arithmetic(1) if self.take("in") else None
        alias = self.name("a name after `as`") if self.take("as") else None
        looks_ahead = ever and self.take("ever") is not None
        where = None
        if self.take("where"):
            if self.found.kind != "(":
                raise errors.unbracketed_where(self.scalar, self.tokens, self.at)
            where = self.bracketed(_Parser.value, "`(`")
        return Binder(
            self.span(first),
            name.text,
            self.place(name),
            domain,
            None if alias is None else alias.text,
            None if alias is None else self.place(alias),
            looks_ahead,
            where,
        )

    def aggregate_or_call(self) -> Expression:
        """`count(…)`, `sum(… for …)`; `days` without `for` is a function."""
        first = self.at
        word = self.next()
        if self.found.kind != "(":
            raise errors.reserved(self.scalar, word, f"`{word.kind}(…)`, or a name")
        opening = self.open("`(`")
        value = None if word.kind == "count" else self.value()
        if value is not None and word.kind == "days" and self.found.kind != "for":
            arguments = [value]
            while self.take(","):
                arguments.append(self.value())
            self.close(opening)
            place = self.place(word)
            return Call(self.span(first), Path(place, (word.text,), (place,)), tuple(arguments))
        if value is not None:
            self.expect("for", f"`for` and a type, as in `{word.kind}(x.amount for x)`")
        binder = self.filtered_binder(ever=True)
        self.close(opening)
        return Aggregate(self.span(first), word.kind, self.place(word), value, binder)

    # sum, span, product, unary, power

    def arithmetic(self, weakest: int) -> Expression:
        """Operators that bind at least as strongly as `weakest`; all group to the left, and `..` does not chain."""
        first = self.at
        left = self.unary()
        period = False
        length = 0
        while True:
            binding = _BINDING.get(self.found.kind)
            if binding is None or binding < weakest:
                return left
            operator = self.next()
            length += 1
            if length > MAX_DEPTH:
                raise errors.too_deep(self.scalar, operator, MAX_DEPTH)
            if period and operator.kind == "..":
                raise errors.chained_period(self.scalar, operator)
            right = self.arithmetic(binding + 1)
            left = Arithmetic(self.span(first), operator.kind, self.place(operator), left, right)
            period = operator.kind == ".."

    def unary(self) -> Expression:
        first = self.at
        if self.take("-"):
            self.deeper()
            operand = self.unary()
            self.depth -= 1
            return Negative(self.span(first), operand)
        base = self.atom()
        if self.found.kind != "^":
            return base
        operator = self.next()
        self.deeper()
        exponent = self.unary()
        self.depth -= 1
        return Arithmetic(self.span(first), "^", self.place(operator), base, exponent)

    # atom, literal, path, call

    def atom(self) -> Expression:
        kind = self.found.kind
        if kind == NAME:
            return self.path_or_call()
        if kind == NUMBER:
            return self.number()
        if kind in LITERAL_WORDS:
            token = self.next()
            return WordLiteral(self.place(token), token.kind)
        if kind == DATE:
            return self.date()
        if kind == TEXT:
            token = self.next()
            return TextLiteral(self.place(token), text_value(token))
        if kind == "(":
            return self.bracketed(_Parser.value, "`(`")
        if kind not in AGGREGATES:
            self.unexpected("a value")
        return self.aggregate_or_call()

    def path_or_call(self) -> Path | Call:
        first = self.at
        token = self.next()
        place = self.place(token)
        path = Path(place, (token.text,), (place,))
        if self.found.kind == ".":
            words, spans = [token.text], [place]
            while self.take("."):
                token = self.expect(NAME, "a name after the dot")
                words.append(token.text)
                spans.append(self.place(token))
            path = Path(self.span(first), tuple(words), tuple(spans))
        if self.found.kind != "(":
            return path
        arguments = self.bracketed(_Parser.values, "`(`")
        return Call(self.span(first), path, arguments)

    def number(self) -> NumberLiteral:
        first = self.at
        number = Decimal(self.next().text)
        if self.take("%"):
            return NumberLiteral(self.span(first), number, None, "%")
        scale = self.next().kind if self.found.kind in SCALES else None
        unit = None
        if self.found.kind in (NAME, "days"):
            token = self.next()
            unit = token.text
            if unit == "business" and self.found.kind in (NAME, "days"):
                unit = f"business {self.next().text}"
            elif token.kind == NAME and self.found.kind == NAME and self.found.text == "business":
                self.next()
                if self.found.kind not in (NAME, "days"):
                    self.unexpected(f"`days`, as in `{number:f} {unit} business days`")
                unit = f"{unit} business {self.next().text}"
        return NumberLiteral(self.span(first), number, scale, unit)

    def date(self) -> DateLiteral:
        first = self.at
        year, month, day = (int(part) for part in self.next().text.split("-"))
        if self.found.kind != TIME:
            return DateLiteral(self.span(first), year, month, day)
        hour, minute = (int(part) for part in self.next().text.split(":"))
        return DateLiteral(self.span(first), year, month, day, hour, minute)
