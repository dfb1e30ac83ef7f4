"""What a scenario expects of one norm or one act."""

from __future__ import annotations

import re
from typing import Final

from evaluator.diagnostics import Findings, did_you_mean
from evaluator.model.agreement import Name
from evaluator.model.bounded import piece, report_empty_list, text_of
from evaluator.model.dates import date_of
from evaluator.model.fields import Fields, Shape, check_word, one_of
from evaluator.model.names import shortened, unique
from evaluator.model.scenario import DateExpectation, Expectation
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
WORDS: Final = tuple(dict.fromkeys((*STATES, *REASONS, *VERDICTS)))

EXPECTATION: Final = Shape(
    "an expectation",
    ("state", "reasons", "verdict", "ability", "since", "until", "certainty", "turns_on", "missing"),
)
_TARGET = re.compile(r"[^\W\d_]\w*(?::[^\W\d_]\w*)?")
_BOUND = re.compile(r"(at\s+least|at\s+most|between)\s+")
_DATE_CURE = "write `2031-01-01`, `at least 2030-01-01`, `at most …`, `between … and …`, or `none`"


def read_expectation(key: Scalar, node: Node, findings: Findings) -> Expectation | None:
    """One entry of `expect`: a word, or a mapping for more."""
    target = Name(key.text, key.span)
    if _TARGET.fullmatch(key.text) is None:
        findings.error(
            "E254",
            f"`{shortened(key.text)}` is not the id of a clause or an act",
            key.span,
            help="write `clause`, `clause:member` or the id of an asked act",
        )
        return None
    if isinstance(node, Mapping):
        if not node.entries:
            report_empty_list(node, f"`{key.text}`", "write a word such as `in_force`", findings)
            return None
        fields = Fields(node, EXPECTATION, key.span, findings)
        return Expectation(
            target,
            node.span,
            state=_word(fields, "state", STATES, findings),
            reasons=_words(fields, "reasons", REASONS, findings),
            verdict=_word(fields, "verdict", VERDICTS, findings),
            ability=_word(fields, "ability", ABILITIES, findings),
            certainty=_word(fields, "certainty", tuple(CERTAINTIES), findings),
            since=_date(fields, "since", findings),
            until=_date(fields, "until", findings),
            turns_on=_words(fields, "turns_on", None, findings),
            missing=_words(fields, "missing", None, findings),
        )
    scalar = text_of(node, f"`{key.text}`", "a state, a reason or a verdict", findings)
    if scalar is None:
        return None
    if scalar.text not in WORDS:
        near = did_you_mean(scalar.text, WORDS)
        cure = near or f"write a state ({one_of(STATES)}), a reason such as `ended` or a verdict such as `permitted`"
        findings.error("E255", f"nothing can come out as `{shortened(scalar.text)}`", scalar.span, help=cure)
        return None
    return Expectation(target, scalar.span, word=Name(scalar.text, scalar.span))


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
