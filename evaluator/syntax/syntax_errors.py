"""What to say when an expression cannot be read: what was expected, what stands there, and one cure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluator.diagnostics import Diagnostic, Label
from evaluator.syntax.lexer import AGGREGATES, DATE, END, NAME, NUMBER, RESERVED, TEXT, TIME, SyntaxFailure, Token

if TYPE_CHECKING:
    from evaluator.syntax.yaml_tree import Scalar

_OPERAND_ENDS = frozenset({NAME, NUMBER, DATE, TIME, TEXT, ")", "%"})


def unexpected(
    scalar: Scalar, tokens: list[Token], at: int, what: str, others: tuple[Label, ...] = ()
) -> SyntaxFailure:
    """A token stands where `what` should."""
    token = tokens[at]
    before = tokens[at - 1] if at else None
    code, cure = _cure(scalar, tokens, at, before)
    if token.kind == END:
        shown = "the end"
        # The caret goes right behind the last word, not behind blanks that a block scalar keeps.
        place = scalar.part(before.end if before else 0, before.end if before else 0)
    else:
        shown = f"`{_short(token.text)}`"
        place = scalar.part(token.start, token.end)
    if what == "`)`" and token.kind == END:
        code = "E141"
        message = "a bracket is not closed"
        cure = cure or "close it with `)`"
    elif token.kind == ")" and what == "the end":
        code, message, cure = "E141", "this `)` was not opened", "delete it, or open it with `(`"
    elif code == "E142":
        message = "`where` stands where nothing is counted or quantified"
    elif what == "the end":
        message = f"{shown} cannot follow here" if before is None else f"{shown} cannot follow `{_short(before.text)}`"
    else:
        message = f"expected {what}, found {shown}"
    cure = cure or _general_cure(tokens, at, what)
    return SyntaxFailure(Diagnostic(code, message, place, help=cure, others=others))


def _general_cure(tokens: list[Token], at: int, what: str) -> str:
    """A cure where nothing is known but what was expected."""
    if what == "the end":
        if any(token.kind == "rounded" for token in tokens[:at]):
            return "put the rounded amount in brackets"
        return "join conditions with `and` or `or`, amounts with an operator"
    if what == "a value":
        return "a value is a name, a number, a date, a text in quotes or something in brackets"
    if what == "`)`":
        return "close the bracket before this, or put a comma or an operator between the two"
    example = what.rpartition("as in ")[2]
    return f"write {example}"


def _cure(scalar: Scalar, tokens: list[Token], at: int, before: Token | None) -> tuple[str, str]:
    """The code and the cure for a token that cannot stand after the one before it."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else token
    earlier = before.kind if before else ""
    operand_before = earlier in _OPERAND_ENDS
    match token.kind:
        case "end":
            rest = scalar.span.source.text[scalar.span.end : scalar.span.end + 40].lstrip(" \t")
            if scalar.plain and rest[:1] == ",":
                return "E130", "quote the expression: inside `[ ]` and `{ }` a comma ends it"
            if scalar.plain and rest[:1] == "#":
                return "E130", "quote the expression if the `#` belongs to it"
            return "E130", "" if operand_before else "complete the expression"
        case "where":
            return "E142", "write `some x where (…)`, `every x where (…)` or `count(x where (…))`"
        case "name" if earlier == NAME and before is not None:
            return "E130", f"join the words of a name with `_`: `{before.text}_{token.text}`; or compare with `is`"
        case "name" if earlier == "in" and token.text == "force":
            return "E130", "write `in_force`"
        case "in" if earlier in ("is", "was", "not") and following.text == "force":
            return "E130", "write `in_force`"
        case "in" if earlier in ("is", "was"):
            return "E130", "write `is one of (a, b)`, or `x in y` for a set"
        case "number" if earlier == NAME and before is not None:
            return "E130", f"write the amount first: `{token.text} {before.text}`"
        case "number" if earlier == "." and before is not None:
            return "E133", f"write `0.{token.text}`" if at < 2 or tokens[
                at - 2
            ].kind != NAME else "ids begin with a letter"
        case "." if following.kind == NUMBER:
            return "E133", f"write `0.{following.text}`"
        case "." if earlier == ")":
            return "E130", "only a name can be followed by a dot"
        case "time":
            return "E130", "a time stands after its day: `2026-05-01 10:30`"
        case "%":
            return "E130", "`%` follows a number: `20%`"
        case "not" if operand_before:
            return "E130", "write `is not`, or put `not` before the whole comparison"
        case "if":
            return "E130", "put `if … then … else …` in brackets; a table of `cases:` chains several"
        case "rounded":
            return "E130", "put what is rounded in brackets: `(… rounded to 1 USD)`"
        case "for":
            return "E130", "`for` stands in an aggregate: `sum(x.amount for x)`"
        case "satisfies":
            return "E130", "write `every x where (…) satisfies (…)`"
        case "some" | "every" if earlier in (
            "=",
            "!=",
            "<",
            "<=",
            ">",
            ">=",
            "is",
            "was",
            "in",
            "+",
            "-",
            "*",
            "/",
            "of",
        ):
            return "E130", "`some` and `every` make a condition of their own; put it in brackets, or say it before `is`"
        case "," if earlier != "(":
            return "E130", "a comma separates arguments and the members of a list: `is one of (a, b)`"
        case ")" if earlier == "(":
            return "E130", "write something between the brackets, or leave them out"
        case "=" if earlier in ("<", ">"):
            return "E134", f"write `{earlier}=`"
        case "is" | "was" if earlier in ("is", "was"):
            return "E130", f"delete one `{token.text}`"
        case "(" if operand_before:
            return "E130", "an operator is missing before the bracket"
        case "as":
            return "E130", "`as` names a member: `some x as y where (…)`"
        case "." if at > 1 and tokens[at - 2].kind == "(" and tokens[at - 3].kind == "count":
            return "E130", "`count` takes a type: `count(x where (…))`"
        case "then" | "else":
            return "E130", "an expression with `then` begins with `if`"
        case _ if operand_before and (token.kind in _OPERAND_ENDS or token.kind in RESERVED):
            return "E130", "an operator is missing between the two, or they belong in quotes"
        case _:
            return "E130", ""


def reserved(scalar: Scalar, token: Token, what: str) -> SyntaxFailure:
    """A reserved word stands where a name should."""
    if token.kind in AGGREGATES:
        cure = f"choose another name; `{token.kind}` is written `{token.kind}(…)`"
    else:
        cure = "choose another name"
    message = f"expected {what}, found the reserved word `{token.text}`"
    return SyntaxFailure(Diagnostic("E138", message, scalar.part(token.start, token.end), help=cure))


def too_deep(scalar: Scalar, token: Token, limit: int) -> SyntaxFailure:
    """An expression nests further than the limit."""
    return SyntaxFailure(
        Diagnostic(
            "E140",
            f"more than {limit} levels inside one expression",
            scalar.part(token.start, token.end),
            help="give its parts names under `terms:`",
        )
    )


def mixed(scalar: Scalar, tokens: list[Token], starts: list[int], at: int, operator: str) -> SyntaxFailure:
    """`a and b or c`, read in two ways; `starts` are the operands' first tokens, `at` the other word."""
    operands = [
        _words(scalar, tokens, start, end)
        for start, end in zip(starts, [*(s - 1 for s in starts[1:]), at], strict=True)
    ]
    other = tokens[at].kind
    last = _words(scalar, tokens, at + 1, _operand_end(tokens, at + 1))
    first_way = f"({f' {operator} '.join(operands)}) {other} {last}"
    second_way = f" {operator} ".join([*operands[:-1], f"({operands[-1]} {other} {last})"])
    place = scalar.part(tokens[at].start, tokens[at].end)
    before = tokens[starts[1] - 1]
    return SyntaxFailure(
        Diagnostic(
            "E135",
            "`and` and `or` are mixed without brackets",
            place,
            help=f"write `{first_way}` or `{second_way}`",
            others=(Label(scalar.part(before.start, before.end), f"joined with `{operator}` here"),),
        )
    )


def _operand_end(tokens: list[Token], at: int) -> int:
    """The index after an operand that was not parsed: up to the next `and` or `or`, bracket or word outside of it."""
    depth = 0
    while tokens[at].kind != END:
        kind = tokens[at].kind
        if depth == 0 and kind in ("and", "or", ")", ",", "then", "else", "for", "rounded"):
            break
        depth += {"(": 1, ")": -1}.get(kind, 0)
        at += 1
    return at


def chained(scalar: Scalar, tokens: list[Token], first: int, at: int) -> SyntaxFailure:
    """`a < b < c`: `first` is the first token of the comparison, `at` the second comparing word."""
    compare = at - 1
    depth = 0
    while compare > first:
        depth += {")": 1, "(": -1}.get(tokens[compare].kind, 0)
        if depth == 0 and tokens[compare].kind in ("=", "!=", "<", "<=", ">", ">=", "in", "is", "was"):
            break
        compare -= 1
    middle_start = compare + 1
    if tokens[middle_start].kind == "not":
        middle_start += 1
    left = _words(scalar, tokens, first, at)
    middle = _words(scalar, tokens, middle_start, at)
    right = _words(scalar, tokens, at, _operand_end(tokens, at))
    return SyntaxFailure(
        Diagnostic(
            "E137",
            "one comparison follows another",
            scalar.part(tokens[at].start, tokens[at].end),
            help=f"write `{left} and {middle} {right}`",
            others=(Label(scalar.part(tokens[compare].start, tokens[compare].end), "the first comparison"),),
        )
    )


def chained_period(scalar: Scalar, token: Token) -> SyntaxFailure:
    """`a .. b .. c`."""
    place = scalar.part(token.start, token.end)
    return SyntaxFailure(Diagnostic("E137", "a period has one beginning and one end", place, help="write `a .. b`"))


def looks_like_list(tokens: list[Token], at: int) -> bool:
    """Whether the bracket at this index holds a comma of its own."""
    depth = 0
    while tokens[at].kind != END:
        kind = tokens[at].kind
        depth += {"(": 1, ")": -1}.get(kind, 0)
        if depth == 0:
            return False
        if depth == 1 and kind == ",":
            return True
        at += 1
    return False


def list_after_in(scalar: Scalar, tokens: list[Token], first: int, at: int) -> SyntaxFailure:
    """`x in (a, b)`."""
    operator = tokens[at - 1]
    end = at
    depth = 0
    while tokens[end].kind != END:
        depth += {"(": 1, ")": -1}.get(tokens[end].kind, 0)
        end += 1
        if depth == 0:
            break
    left, right = _words(scalar, tokens, first, at - 1), _words(scalar, tokens, at, end)
    return SyntaxFailure(
        Diagnostic(
            "E130",
            "`in` needs a set, not a list",
            scalar.part(operator.start, operator.end),
            help=f"write `{left} is one of {right}`",
        )
    )


def unbracketed_where(scalar: Scalar, tokens: list[Token], at: int) -> SyntaxFailure:
    """`some x where y`: `at` is the token that should have been the bracket."""
    condition = _words(scalar, tokens, at, len(tokens) - 1)
    place = scalar.part(tokens[at - 1].start, tokens[at - 1].end)
    balanced = _operand_end(tokens, at) == len(tokens) - 1
    cure = f"write `where ({condition})`" if condition and balanced else "write `where (…)`"
    return SyntaxFailure(Diagnostic("E142", "the condition after `where` needs brackets", place, help=cure))


def _words(scalar: Scalar, tokens: list[Token], start: int, end: int) -> str:
    """The text of the tokens `[start, end)`, shortened."""
    if end <= start:
        return "…"
    return _short(scalar.text[tokens[start].start : tokens[end - 1].end])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 48 else line[:47] + "…"
