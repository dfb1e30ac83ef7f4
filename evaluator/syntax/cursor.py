"""Walking along the tokens of one scalar: what stands here, what must stand here, and how deep we are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, Self, TypeVar

from evaluator.diagnostics import Label
from evaluator.syntax import syntax_errors as errors
from evaluator.syntax.lexer import NAME, RESERVED, Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluator.source import Span
    from evaluator.syntax.yaml_tree import Scalar

MAX_DEPTH = 64
_T = TypeVar("_T")


class Cursor:
    """The tokens and the first of them that is not read yet, `found`."""

    def __init__(self, scalar: Scalar, tokens: list[Token]) -> None:
        self.scalar = scalar
        self.tokens = tokens
        self.at = 0
        self.found = tokens[0]
        self.depth = 0

    def next(self) -> Token:
        """Read the token that is found; never the end."""
        token = self.found
        self.at += 1
        self.found = self.tokens[self.at]
        return token

    def take(self, kind: str) -> Token | None:
        """Read a token if it is of this kind."""
        return self.next() if self.found.kind == kind else None

    def expect(self, kind: str, what: str) -> Token:
        """Read a token that must be of this kind, which is called `what`."""
        if self.found.kind != kind:
            self.unexpected(what)
        return self.next()

    def expect_word(self, word: str, what: str) -> None:
        """Read a word that is not reserved but must stand here."""
        if self.found.kind != NAME or self.found.text != word:
            self.unexpected(what)
        self.next()

    def name(self, what: str) -> Token:
        """Read a name that is not reserved."""
        if self.found.kind in RESERVED:
            raise errors.reserved(self.scalar, self.found, what)
        return self.expect(NAME, what)

    def unexpected(self, what: str, others: tuple[Label, ...] = ()) -> NoReturn:
        """Stop: `what` should stand where another token does."""
        raise errors.unexpected(self.scalar, self.tokens, self.at, what, others)

    def deeper(self) -> None:
        """Go down one level; the caller takes it back."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise errors.too_deep(self.scalar, self.found, MAX_DEPTH)

    def open(self, what: str) -> Token:
        """Read an opening bracket, called `what`."""
        opening = self.expect("(", what)
        self.deeper()
        return opening

    def close(self, opening: Token) -> None:
        """Read the bracket that closes this one."""
        if self.found.kind != ")":
            self.unexpected("`)`", (Label(self.place(opening), "opened here"),))
        self.next()
        self.depth -= 1

    def bracketed(self, rule: Callable[[Self], _T], what: str) -> _T:
        """What a rule reads between round brackets."""
        opening = self.open(what)
        result = rule(self)
        self.close(opening)
        return result

    def span(self, first: int) -> Span:
        """From the token with this index to the last one read."""
        return self.scalar.part(self.tokens[first].start, self.tokens[self.at - 1].end)

    def place(self, token: Token) -> Span:
        """Where a token stands."""
        return self.scalar.part(token.start, token.end)
