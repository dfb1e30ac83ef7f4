"""What a scenario expects of one norm, of one act or of the agreement as a whole."""

from __future__ import annotations

import re
from typing import Final

from evaluator.core.expressions import OF_A_DUTY, OF_A_RIGHT
from evaluator.core.norms import AGREEMENT
from evaluator.diagnostics import Findings, did_you_mean
from evaluator.model.agreement import Bounded, Name
from evaluator.model.bounded import bounded_of, piece, report_empty_list, text_of
from evaluator.model.dates import date_of
from evaluator.model.fields import Fields, Shape, check_word, one_of
from evaluator.model.names import shortened, unique
from evaluator.model.scenario import DateExpectation, Expectation
from evaluator.syntax.expressions import NumberLiteral
from evaluator.syntax.yaml_tree import Mapping, Node, Scalar, Sequence
from evaluator.values.truth import CERTAINTIES

STATES: Final = ("in_force", "not_in_force", "undetermined")
REASONS: Final = (
    "not_yet",
    "not_triggered",
    "ended",
    "excepted",
    "overridden",
    "suspended",
    "terminated",
    "waived",
    "repealed",
)
VERDICTS: Final = (
    "obligatory",
    "permitted",
    "prohibited",
    "unregulated",
    "conflicting",
    "undetermined",
    "able",
    "not_able",
)
ABILITIES: Final = ("able", "not_able", "undetermined")
PERFORMANCES: Final = (*OF_A_DUTY, *OF_A_RIGHT)
"""What has become of a norm."""
NO_PERFORMANCE: Final = ("undetermined", "none")
"""What the long form says where no such word has come out: one may have, or whatever may have."""
WORDS: Final = tuple(dict.fromkeys((*STATES, *REASONS, *VERDICTS, *PERFORMANCES)))
REASONS_OF_AN_AGREEMENT: Final = ("not_yet", "ended", "terminated", "suspended")
WORDS_OF_AN_AGREEMENT: Final = (*STATES, *REASONS_OF_AN_AGREEMENT)

EXPECTATION: Final = Shape(
    "an expectation",
    (
        "state",
        "reasons",
        "verdict",
        "ability",
        "performance",
        "since",
        "until",
        "due",
        "amount",
        "outstanding",
        "certainty",
        "turns_on",
        "missing",
    ),
)
OF_THE_AGREEMENT: Final = Shape("an expectation of the agreement", ("state", "reasons", "since"))
_NAME = r"[^\W\d_]\w*"
_MEMBER = r"\w[\w-]*(?: \d{2}:\d{2})?"
_TARGET = re.compile(rf"{_NAME}(?::{_MEMBER}(?:/{_MEMBER})*)?")
_BOUND = re.compile(r"(at\s+least|at\s+most|between)\s+")
_AMOUNT_CURE = "write `900 EUR`, `at least 900 EUR`, `at most …`, `between … and …`, `unknown`, or `none`"
_DATE_CURE = "write `2031-01-01`, `at least 2030-01-01`, `at most …`, `between … and …`, or `none`"


def read_expectation(key: Scalar, node: Node, findings: Findings) -> Expectation | None:
    """One entry of `expect`: a word, or a mapping for more."""
    target = Name(key.text, key.span)
    if _TARGET.fullmatch(key.text) is None:
        findings.error(
            "E254",
            f"`{shortened(key.text)}` is not the id of a clause or an act",
            key.span,
            help="write `clause`, `clause:member`, the id of an act, or `agreement`",
        )
        return None
    if isinstance(node, Mapping):
        if not node.entries:
            report_empty_list(node, f"`{key.text}`", "write a word such as `in_force`", findings)
            return None
        if key.text == AGREEMENT:
            return _of_the_agreement(target, node, findings)
        fields = Fields(node, EXPECTATION, key.span, findings)
        return Expectation(
            target,
            node.span,
            state=_word(fields, "state", STATES, findings),
            reasons=_words(fields, "reasons", REASONS, findings),
            verdict=_word(fields, "verdict", VERDICTS, findings),
            ability=_word(fields, "ability", ABILITIES, findings),
            performance=_word(fields, "performance", (*PERFORMANCES, *NO_PERFORMANCE), findings),
            certainty=_word(fields, "certainty", tuple(CERTAINTIES), findings),
            since=_date(fields, "since", findings),
            until=_date(fields, "until", findings),
            due=_date(fields, "due", findings),
            amount=_amount(fields, "amount", findings),
            outstanding=_amount(fields, "outstanding", findings),
            turns_on=_words(fields, "turns_on", None, findings),
            missing=_words(fields, "missing", None, findings),
        )
    word = _short(key, node, findings)
    return None if word is None else Expectation(target, word.span, word=word)


def _of_the_agreement(target: Name, node: Mapping, findings: Findings) -> Expectation:
    fields = Fields(node, OF_THE_AGREEMENT, target.span, findings)
    return Expectation(
        target,
        node.span,
        state=_word(fields, "state", STATES, findings),
        reasons=_words(fields, "reasons", REASONS_OF_AN_AGREEMENT, findings),
        since=_date(fields, "since", findings),
    )


def _short(key: Scalar, node: Node, findings: Findings) -> Name | None:
    """The one word of the short form."""
    scalar = text_of(node, f"`{key.text}`", "a word such as `in_force`", findings)
    if scalar is None:
        return None
    whole = key.text == AGREEMENT
    words = WORDS_OF_AN_AGREEMENT if whole else WORDS
    if scalar.text in words:
        return Name(scalar.text, scalar.span)
    cure = did_you_mean(scalar.text, words)
    if whole:
        cure = cure or f"write {one_of(words)}"
    else:
        cure = cure or (
            f"write a state ({one_of(STATES)}), a reason such as `ended`, a verdict such as `permitted`, "
            "or what has become of a norm, such as `fulfilled`"
        )
    subject = "no agreement" if whole else "nothing"
    findings.error("E255", f"{subject} can come out as `{shortened(scalar.text)}`", scalar.span, help=cure)
    return None


def _word(fields: Fields, key: str, words: tuple[str, ...], findings: Findings) -> Name | None:
    node = fields.node(key)
    scalar = None if node is None else text_of(node, f"`{key}`", one_of(words), findings)
    if scalar is None or not check_word(scalar, f"`{key}`", dict.fromkeys(words), findings):
        return None
    return Name(scalar.text, scalar.span)


def _words(fields: Fields, key: str, words: tuple[str, ...] | None, findings: Findings) -> tuple[Name, ...] | None:
    """A word, a list of words or `none`; any words where `words` is None."""
    node = fields.node(key)
    if node is None:
        return None
    if isinstance(node, Scalar) and node.plain and node.text == "none":
        return ()
    items = node.items if isinstance(node, Sequence) else (node,)
    if isinstance(node, Sequence) and not items:
        report_empty_list(node, f"`{key}`", "write `none`", findings)
    names = []
    for item in items:
        scalar = text_of(item, f"`{key}`", "words", findings)
        if scalar is not None and (words is None or check_word(scalar, f"`{key}`", dict.fromkeys(words), findings)):
            names.append(Name(scalar.text, scalar.span))
    return unique(names, findings)


def _date(fields: Fields, key: str, findings: Findings) -> DateExpectation | None:
    """An expected date: exact, within bounds, or none at all."""
    node = fields.node(key)
    scalar = None if node is None else text_of(node, f"`{key}`", "a date", findings)
    if scalar is None:
        return None
    if scalar.text == "none":
        return DateExpectation(scalar.span, None, None)
    bound = _BOUND.match(scalar.text)
    if bound is None:
        if not scalar.text[:1].isdigit():
            findings.error("E256", f"`{key}` cannot be `{shortened(scalar.text)}`", scalar.span, help=_DATE_CURE)
            return None
        day = date_of(scalar, findings)
        return None if day is None else DateExpectation(scalar.span, day, day)
    start, end = bound.end(), len(scalar.text)
    if not bound[1].startswith("between"):
        day = date_of(piece(scalar, start, end), findings)
        if day is None:
            return None
        least = bound[1].endswith("least")
        return DateExpectation(scalar.span, day if least else None, None if least else day)
    middle = scalar.text.find(" and ", start)
    if middle < 0:
        findings.error("E256", "`between` needs two dates", scalar.span, help=_DATE_CURE)
        return None
    low = date_of(piece(scalar, start, middle), findings)
    high = date_of(piece(scalar, middle + len(" and "), end), findings)
    return None if low is None or high is None else DateExpectation(scalar.span, low, high)


def _amount(fields: Fields, key: str, findings: Findings) -> Bounded | None:
    """An expected amount: exact, within bounds, unknown or none at all; always written out."""
    node = fields.node(key)
    scalar = None if node is None else text_of(node, f"`{key}`", "an amount", findings)
    amount = None if scalar is None else bounded_of(scalar, f"`{key}`", findings)
    if scalar is None or amount is None:
        return None
    if any(bound is not None and not isinstance(bound, NumberLiteral) for bound in (amount.low, amount.high)):
        findings.error("E256", f"`{key}` cannot be `{shortened(scalar.text)}`", scalar.span, help=_AMOUNT_CURE)
        return None
    return amount
