"""A scenario as written: facts, a date, questions and expectations. Nothing in it is resolved yet."""

from __future__ import annotations

from datetime import date, datetime

from evaluator.frozen import frozen
from evaluator.model.agreement import Bounded, FactDeclaration, FactsDeclaration, Name
from evaluator.source import Span
from evaluator.syntax.expressions import Expression


@frozen
class ClosedList:
    """One entry of `complete`: a list is closed, up to a date (default: `as_of`), for members passing a filter."""

    name: Name
    until: date | datetime | None = None
    where: Expression | None = None


@frozen
class Completeness:
    """`complete: yes` or a date closes every list; otherwise the lists named are closed. `span` is where it says so."""

    everything: bool = False
    until: date | datetime | None = None
    lists: tuple[ClosedList, ...] = ()
    span: Span | None = None


@frozen
class AskedAct:
    """A question about an act: its id, its action and its roles."""

    id: Name
    action: Name
    roles: FactDeclaration


@frozen
class DateExpectation:
    """An expected `since`, `until` or `due`: a date, a bound (`at least`, `at most`), both, or none at all."""

    span: Span
    low: date | datetime | None
    high: date | datetime | None


@frozen
class Expectation:
    """What is expected of one norm (`clause`, `clause:member`), of one act, or of the `agreement` as a whole.

    `word` is the short form: a state, a reason, a verdict or what has become of a norm. The other fields are those of
    the long form; None means that nothing is expected. `performance` may be `undetermined` or `none`; `amount` and
    `outstanding` are written out, and no elements mean `none`.
    """

    target: Name
    span: Span
    word: Name | None = None
    state: Name | None = None
    reasons: tuple[Name, ...] | None = None
    verdict: Name | None = None
    ability: Name | None = None
    performance: Name | None = None
    certainty: Name | None = None
    since: DateExpectation | None = None
    until: DateExpectation | None = None
    due: DateExpectation | None = None
    amount: Bounded | None = None
    outstanding: Bounded | None = None
    turns_on: tuple[Name, ...] | None = None
    missing: tuple[Name, ...] | None = None


@frozen
class Scenario:
    """One scenario as written."""

    span: Span
    title: str
    agreement: Name
    as_of: date | datetime
    as_of_span: Span
    complete: Completeness = Completeness()
    fixed: tuple[tuple[Name, Bounded], ...] = ()
    facts: tuple[FactsDeclaration, ...] = ()
    assume: tuple[FactsDeclaration, ...] = ()
    ask: tuple[AskedAct, ...] = ()
    expect: tuple[Expectation, ...] = ()
