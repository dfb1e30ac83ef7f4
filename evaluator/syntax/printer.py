"""From an expression to its canonical text: one space around operators, brackets only where they are needed.

Reading the text gives the same expression again, places aside.
"""

from __future__ import annotations

from typing import Final, assert_never

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
)

# How tightly each rule of the grammar binds; a part that binds less tightly than its place asks for takes brackets.
_VALUE: Final = 0
_CHOICE: Final = 1
_CONDITION: Final = 2
_TEST: Final = 3
_SUM: Final = 4
_PERIOD: Final = 5
_PRODUCT: Final = 6
_UNARY: Final = 7
_POWER: Final = 8
_ATOM: Final = 9
_ARITHMETIC: Final = {
    "+": (_SUM, _SUM, _PERIOD),
    "-": (_SUM, _SUM, _PERIOD),
    "..": (_PERIOD, _PRODUCT, _PRODUCT),
    "*": (_PRODUCT, _PRODUCT, _UNARY),
    "/": (_PRODUCT, _PRODUCT, _UNARY),
    "of": (_PRODUCT, _PRODUCT, _UNARY),
    "^": (_POWER, _ATOM, _UNARY),
}
"""Of each operator: how it binds, and how its left and right side must."""


def print_expression(expression: Expression | Binder) -> str:
    """The canonical text of an expression, or of what `for each` binds."""
    return _binder(expression) if isinstance(expression, Binder) else _text(expression)[0]


def as_written(tree: Expression | Binder) -> str:
    """The author's words on one line; of a tree in which a pattern's words were replaced, its own canonical text."""
    return print_expression(tree) if tree.span.source.origin is not None else " ".join(tree.span.text.split())


def _in(place: int, expression: Expression) -> str:
    """The text for a place that asks for a binding at least this tight."""
    text, binding = _text(expression)
    return text if binding >= place else f"({text})"


def _text(expression: Expression) -> tuple[str, int]:
    """The text without brackets around it, and how tightly it binds."""
    match expression:
        case NumberLiteral() | DateLiteral() | TextLiteral() | WordLiteral() | Path():
            return _leaf(expression), _ATOM
        case Call(function=function, arguments=arguments):
            return f"{_leaf(function)}({_list(arguments)})", _ATOM
        case Aggregate(operator=operator, value=value, binder=binder):
            counted = "" if value is None else f"{_in(_VALUE, value)} for "
            return f"{operator}({counted}{_binder(binder)})", _ATOM
        case Arithmetic(operator=operator, left=left, right=right):
            binding, left_place, right_place = _ARITHMETIC[operator]
            return f"{_in(left_place, left)} {operator} {_in(right_place, right)}", binding
        case Negative(operand=operand):
            return f"-{_in(_UNARY, operand)}", _UNARY
        case Compare(operator=operator, left=left, right=right):
            return f"{_in(_SUM, left)} {operator} {_in(_SUM, right)}", _TEST
        case Said(subject=subject):
            return f"{_in(_SUM, subject)} {_said(expression)}", _TEST
        case Quantified():
            return _quantified(expression), _TEST
        case Not(operand=operand):
            return f"not {_in(_TEST, operand)}", _TEST
        case Logic(operator=operator, operands=operands):
            return f" {operator} ".join(_in(_TEST, operand) for operand in operands), _CONDITION
        case Choice(condition=condition, consequent=consequent, alternative=alternative):
            parts = [_in(_CONDITION, part) for part in (condition, consequent, alternative)]
            return f"if {parts[0]} then {parts[1]} else {parts[2]}", _CHOICE
        case Rounded(value=value, mode=mode, step=step):
            how = "" if mode == "half up" else f"{mode} "
            return f"{_in(_CHOICE, value)} rounded {how}to {_in(_SUM, step)}", _VALUE
        case _:
            assert_never(expression)


def _leaf(expression: NumberLiteral | DateLiteral | TextLiteral | WordLiteral | Path) -> str:
    match expression:
        case NumberLiteral(number=number, scale=scale, unit=unit):
            text = f"{number:f}"
            if unit == "%":
                return f"{text}%"
            return " ".join(part for part in (text, scale, unit) if part)
        case DateLiteral(year=year, month=month, day=day, hour=hour, minute=minute):
            text = f"{year:04}-{month:02}-{day:02}"
            return text if hour is None or minute is None else f"{text} {hour:02}:{minute:02}"
        case TextLiteral(text=text):
            quote = '"' if "'" in text and '"' not in text else "'"
            return quote + text.replace(quote, quote * 2) + quote
        case WordLiteral(word=word):
            return word
        case Path(words=words):
            return ".".join(words)
        case _:
            assert_never(expression)


def _list(expressions: tuple[Expression, ...]) -> str:
    return ", ".join(_in(_VALUE, expression) for expression in expressions)


def _said(said: Said) -> str:
    negation = " not" if said.negated else ""
    options = f"one of ({_list(said.options)})" if said.one_of else _in(_SUM, said.options[0])
    return f"{said.verb}{negation} {options}"


def _quantified(quantified: Quantified) -> str:
    text = f"{quantified.quantifier} {_binder(quantified.binder)}"
    if quantified.said is not None:
        return f"{text} {_said(quantified.said)}"
    if quantified.body is not None:
        return f"{text} satisfies ({_in(_VALUE, quantified.body)})"
    return text


def _binder(binder: Binder) -> str:
    text = binder.name
    if binder.domain is not None:
        text += f" in {_in(_SUM, binder.domain)}"
    if binder.alias is not None:
        text += f" as {binder.alias}"
    if binder.ever:
        text += " ever"
    if binder.where is not None:
        text += f" where ({_in(_VALUE, binder.where)})"
    return text
