"""From the text of an expression to tokens.

Spelling is refused here where it would otherwise be read as something else: `1,000`, `2026-5-1` (a subtraction), `&&`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from evaluator.diagnostics import Diagnostic

if TYPE_CHECKING:
    from evaluator.syntax.yaml_tree import Scalar

LITERAL_WORDS = frozenset({"yes", "no", "never", "none", "unknown", "today", "anyone", "anything"})
SCALES = frozenset({"thousand", "million", "billion", "trillion"})
AGGREGATES = frozenset({"sum", "count", "latest", "earliest", "largest", "smallest", "days"})
_CONNECTING_WORDS = "and or not if then else some every ever where satisfies is was one of in as for rounded"
RESERVED = frozenset(_CONNECTING_WORDS.split()) | LITERAL_WORDS | SCALES | AGGREGATES
"""Words that cannot name a term, a parameter, a type or a party; after a dot any word is a name."""

NAME = "name"
NUMBER = "number"
DATE = "date"
TIME = "time"
TEXT = "text"
END = "end"


class Token(NamedTuple):
    """A word or sign at `[start, end)` of the scalar's text.

    `kind` is one of `name`, `number`, `date`, `time`, `text`, `end`, or the reserved word or sign itself.
    """

    kind: str
    text: str
    start: int
    end: int


class SyntaxFailure(Exception):  # noqa: N818, it never leaves this folder and is no error of ours
    """An expression cannot be read; carries the one diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


# A date in another order or with one digit: without this, `2026-5-1` would be a subtraction.
_BAD_DATE_TEXT = (
    r"(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[\w:-]*"
    r"|[0-9]{4}(?:/[0-9]{1,2}/|\.[0-9]{1,2}\.)[0-9]{1,2}\b|[0-9]{1,2}(?:/[0-9]{1,2}/|\.[0-9]{1,2}\.)[0-9]{4}\b)"
)
_BAD_DATE = re.compile(_BAD_DATE_TEXT)
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<name>[^\W\d]\w*)
    | (?P<date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![\w-]))
    | (?P<time>[0-9]{{2}}:[0-9]{{2}}(?![\w:]))
    | (?P<number>(?!{_BAD_DATE_TEXT})(?>[0-9]+(?:\.[0-9]+)?)(?![\w]|\.\w|[,:][0-9]))
    | (?P<sign>\.\.|<=|>=|!=(?!=)|<(?!>)|>|=(?![=<>~])|\*(?!\*)|[-+/^().,%])
    | (?P<text>'(?>(?:[^']|'')*)'|"(?>(?:[^"]|"")*)")
    | (?P<end>\Z)
    )""",
    re.VERBOSE,
)
_BAD_NUMBER = re.compile(r"[\w][\w.,:]*")
_FOREIGN = {
    "==": ("`=`, or `is` between names", "="),
    "===": ("`=`, or `is` between names", "="),
    "!==": ("`!=`, or `is not` between names", "!="),
    "<>": ("`!=`, or `is not` between names", "!="),
    "~=": ("`!=`, or `is not` between names", "!="),
    "=<": ("`<=`", "<="),
    "=>": ("`>=`, or `if … then … else …`", ">="),
    "&&": ("`and`", "and"),
    "&": ("`and`", "and"),
    "||": ("`or`", "or"),
    "|": ("`or`", "or"),
    "!": ("`not`", "not"),
    "**": ("`^`", "^"),
    "?": ("`if … then … else …`", "if"),
    "≤": ("`<=`", "<="),
    "≥": ("`>=`", ">="),
    "≠": ("`!=`, or `is not` between names", "!="),
    "×": ("`*`", "*"),
    "·": ("`*`", "*"),
    "÷": ("`/`", "/"),
    "−": ("`-`", "-"),
    "–": ("`-`, or `..` for a period", "-"),
    "—": ("`-`", "-"),
    "…": ("`..` for a period", ".."),
}
_FOREIGN_SIGN = re.compile("|".join(re.escape(sign) for sign in sorted(_FOREIGN, key=len, reverse=True)))
_CURRENCY_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_QUOTES = "‘’“”„«»"
_MAX_DIGITS = 40


def tokenize(scalar: Scalar) -> list[Token]:
    """The tokens of an expression, with an `end` token last; raises `SyntaxFailure`."""
    text = scalar.text
    tokens: list[Token] = []
    position = 0
    match = _TOKEN.match
    while True:
        found = match(text, position)
        if found is None:
            raise SyntaxFailure(_unreadable(scalar, position))
        kind = found.lastgroup or ""
        start, end = found.span(kind)
        word = text[start:end]
        if kind == "name":
            if word in RESERVED and (not tokens or tokens[-1].kind != "."):
                kind = word
        elif kind == "sign":
            kind = word
        elif kind == "number" and len(word) > _MAX_DIGITS:
            raise SyntaxFailure(
                _failure(
                    scalar,
                    "E133",
                    f"a number of more than {_MAX_DIGITS} digits",
                    start,
                    end,
                    cure="use a scale word: `12.0 billion`",
                )
            )
        tokens.append(Token(kind, word, start, end))
        if kind == END:
            return tokens
        position = end


def text_value(token: Token) -> str:
    """What a text literal says: without its quotes, doubled quotes read once."""
    quote = token.text[0]
    return token.text[1:-1].replace(quote * 2, quote)


def _failure(scalar: Scalar, code: str, message: str, start: int, end: int, *, cure: str) -> Diagnostic:
    return Diagnostic(code, message, scalar.part(start, end), help=cure)


def _unreadable(scalar: Scalar, position: int) -> Diagnostic:
    """Why no token begins here (blanks aside)."""
    text = scalar.text
    start = position + len(text[position:]) - len(text[position:].lstrip())
    character = text[start]
    if character in "0123456789":
        return _bad_number(scalar, start)
    foreign = _FOREIGN_SIGN.match(text, start)
    if foreign is not None:
        sign = foreign.group()
        return _failure(
            scalar,
            "E134",
            f"`{sign}` is not a sign of this language",
            start,
            foreign.end(),
            cure=f"write {_FOREIGN[sign][0]}",
        )
    if character in "'\"":
        if character == "'" and start and text[start - 1].isalnum():
            cure = "join the words with `_`, or put the text in double quotes"
        else:
            cure = f"close it with `{character}`"
        return _failure(scalar, "E132", "this quote is not closed", start, start + 1, cure=cure)
    if character in _QUOTES:
        return _failure(
            scalar, "E132", f"`{character}` is a typographic quote", start, start + 1, cure="write `'` or `\"`"
        )
    if character in "[]{}":
        cure = "lists use round brackets: `is one of (a, b)`"
        return _failure(scalar, "E131", f"`{character}` has no meaning in an expression", start, start + 1, cure=cure)
    if character in _CURRENCY_SIGNS:
        cure = f"write the currency after the amount: `900 {_CURRENCY_SIGNS[character]}`"
        return _failure(scalar, "E131", f"`{character}` has no meaning in an expression", start, start + 1, cure=cure)
    if character == "_" or character.isalnum():
        return _failure(
            scalar, "E131", f"`{character}` cannot begin a name", start, start + 1, cure="begin names with a letter"
        )
    cure = "delete it, or quote it if it is text"
    if character == ";":
        cure = "join conditions with `and` or `or`"
    elif character == ":":
        cure = "an expression holds no colon; a list of cases is written with `cases:`"
    elif character == "#":
        cure = "put a space before `#` to begin a comment"
    return _failure(scalar, "E131", f"`{character}` has no meaning in an expression", start, start + 1, cure=cure)


def _bad_number(scalar: Scalar, start: int) -> Diagnostic:
    text = scalar.text
    date = _BAD_DATE.match(text, start)
    if date is not None:
        return _failure(
            scalar,
            "E136",
            f"`{date.group()}` is not how a date is written",
            start,
            date.end(),
            cure=_date_cure(date.group()),
        )
    whole = _BAD_NUMBER.match(text, start)
    end = start + 1 if whole is None else whole.end()
    written = text[start:end].rstrip(".,:")
    end = start + len(written)
    thousands = re.compile(r"[0-9]{1,3}(?:[,_' ][0-9]{3})+(?:\.[0-9]+)?(?!\w)|[0-9]+(?:_[0-9]+)+(?!\w)").match(
        text, start
    )
    if thousands is not None:
        plain = re.sub(r"[^0-9.]", "", thousands.group())
        end = thousands.end()
        return _failure(scalar, "E133", "a number has no separators", start, end, cure=f"write `{plain}`")
    time = re.compile(r"([0-9]{1,2}):([0-9]{2})(:[0-9]{2})?(?!\w)").match(text, start)
    if time is not None:
        if time.group(3):
            cure = f"the finest time is a minute: `{time.group(1):0>2}:{time.group(2)}`"
        else:
            cure = f"write two digits for the hour: `{time.group(1):0>2}:{time.group(2)}`"
        return _failure(scalar, "E136", f"`{time.group()}` is not how a time is written", start, time.end(), cure=cure)
    exponent = re.compile(r"[0-9.]+[eE][0-9]+(?!\w)").match(text, start)
    if exponent is not None:
        cure = "write the digits out, or use thousand, million, billion, trillion"
        return _failure(scalar, "E133", "a number has no exponent", start, exponent.end(), cure=cure)
    comma = re.compile(r"([0-9]+),([0-9]+)(?!\w)").match(text, start)
    if comma is not None:
        cure = f"write `{comma.group(1)}.{comma.group(2)}` for a fraction, or a space after the comma of a list"
        return _failure(scalar, "E133", "a number has no comma", start, comma.end(), cure=cure)
    unit = re.compile(r"([0-9]+(?:\.[0-9]+)?)([^\W\d]\w*)").match(text, start)
    if unit is not None:
        cure = f"write `{unit.group(1)} {unit.group(2)}`; names begin with a letter"
        return _failure(scalar, "E133", "a number and its unit need a space between them", start, unit.end(), cure=cure)
    return _failure(
        scalar, "E133", f"`{written}` is not a number", start, end, cure="numbers look like `1000` or `0.5`"
    )


def _date_cure(written: str) -> str:
    parts = [int(part) for part in re.findall(r"[0-9]+", written)]
    if "T" in written:
        return "put a space between the day and the time: `2026-05-01 10:30`"
    if len(parts) == 3 and parts[0] > 31:
        return f"write `{parts[0]:04}-{parts[1]:02}-{parts[2]:02}`"
    if len(parts) == 3 and parts[2] > 31 and (parts[0] > 12 or "." in written):
        return f"write `{parts[2]:04}-{parts[1]:02}-{parts[0]:02}`"
    return "write year-month-day: `2026-05-01`"
