"""One version of an agreement as written in one file, and the vocabulary it speaks."""

from __future__ import annotations

from datetime import date

from evaluator.core.norms import Modality
from evaluator.frozen import field, frozen
from evaluator.source import Span
from evaluator.syntax.expressions import Binder, Expression
from evaluator.values.truth import Certainty


@frozen
class Name:
    """A word of the author's, with its place."""

    text: str
    span: Span = field(compare=False)

    def __str__(self) -> str:
        return self.text


@frozen
class TypeText:
    """A type as written: its words (`money USD`, `yes/no`, `declaration`), or the options of an enum."""

    span: Span
    words: str = ""
    options: tuple[Name, ...] = ()

    def __str__(self) -> str:
        options = f"[{', '.join(option.text for option in self.options)}]" if self.options else ""
        return " ".join(part for part in (self.words, options) if part)


@frozen
class AttributeDeclaration:
    """An attribute of an entity or a role of an action."""

    name: Name
    type: TypeText
    note: str = ""


@frozen
class EntityDeclaration:
    """An entity with attributes, or (when `type` is given) a single fact."""

    name: Name
    attributes: tuple[AttributeDeclaration, ...] = ()
    type: TypeText | None = None
    note: str = ""


@frozen
class ActionDeclaration:
    """An action with its roles; `by` and `on` are there without being declared. A genus names its kinds."""

    name: Name
    roles: tuple[AttributeDeclaration, ...] = ()
    kinds: tuple[Name, ...] = ()
    note: str = ""


@frozen
class PartyDeclaration:
    """A party: the word used in clauses and its full name."""

    name: Name
    title: str


@frozen
class ConstraintDeclaration:
    """What facts may never contradict."""

    name: Name
    condition: Expression


@frozen
class CalendarDeclaration:
    """A calendar of business days: whose holidays count, and which days are closed or open besides.

    `country` may come with a `subdivision` and excludes a `market`; whether there are such is not looked at. `weekend`
    holds the weekly days of rest, as words, where they are stated. `also` are other closed days, `exceptions` days that
    are open all the same.
    """

    name: Name
    country: Name | None = None
    subdivision: Name | None = None
    market: Name | None = None
    weekend: tuple[str, ...] | None = None
    also: tuple[date, ...] = ()
    exceptions: tuple[date, ...] = ()
    note: str = ""


@frozen
class Vocabulary:
    """The words of an agreement.

    `unreadable` names what was declared with errors and is left out: nobody needs to be told that it is missing. Unlike
    the rest, `calendars` may be defined again by a later version.
    """

    parties: tuple[PartyDeclaration, ...] = ()
    entities: tuple[EntityDeclaration, ...] = ()
    actions: tuple[ActionDeclaration, ...] = ()
    constraints: tuple[ConstraintDeclaration, ...] = ()
    unreadable: frozenset[str] = frozenset()
    calendars: tuple[CalendarDeclaration, ...] = ()


@frozen
class SourceDeclaration:
    """A source that clauses cite."""

    name: Name
    title: str
    url: str = ""


@frozen
class Bounded:
    """A stated value that may be unknown: `5 GW`, `unknown`, `at least 5 GW`, `at most …`, `between … and …`.

    An exact value has `low is high`; a missing bound is None; `unknown` has neither. `elements` are those of a list
    (a set value); `none` is the empty set, as `elements=()`. `quoted` is the text of a value in YAML's quotes: the
    value itself where text is wanted, while `low` holds the expression that it also is (or the same text).
    """

    span: Span
    low: Expression | None = None
    high: Expression | None = None
    elements: tuple[Bounded, ...] | None = None
    quoted: str | None = None

    @property
    def exact(self) -> bool:
        """Whether one value is stated."""
        return self.elements is not None or (self.low is not None and self.low is self.high)


@frozen
class ParameterDeclaration:
    """A named value; `values` instead of `value` when it changes on dates (in the order written)."""

    name: Name
    value: Bounded | None = None
    values: tuple[tuple[date, Span, Bounded], ...] = ()
    type: TypeText | None = None
    certainty: Certainty = Certainty.CONFIRMED
    cite: tuple[Name, ...] = ()
    note: str = ""


@frozen
class ReadingDeclaration:
    """A question of interpretation and its answers; `default` is an option or None for `undecided`."""

    name: Name
    question: str
    options: tuple[tuple[Name, str], ...]
    default: Name | None = None
    note: str = ""


@frozen
class Case:
    """One row of a `cases:` table; `when` is None for the last row, `otherwise`."""

    span: Span
    when: Expression | None
    then: Expression


@frozen
class TermDeclaration:
    """A defined term: `means` is an expression, or `cases` a table."""

    name: Name
    means: Expression | None = None
    cases: tuple[Case, ...] = ()
    for_each: Binder | None = None
    note: str = ""


@frozen
class FactDeclaration:
    """One member stated in a list of facts, or the value of a single fact.

    `attributes` holds what was stated, in order; `id` is None when it was left out.
    """

    span: Span
    id: Name | None
    attributes: tuple[tuple[Name, Bounded], ...]


@frozen
class FactsDeclaration:
    """What is stated of one entity or action: its members (`none` is no member and a closed list), or one value."""

    name: Name
    span: Span
    members: tuple[FactDeclaration, ...] = ()
    none: bool = False
    value: Bounded | None = None


@frozen
class Upon:
    """The event on which a norm arises.

    It is the day of each member that `binder` binds (an event or an act), or `event`: a date, or a condition that
    becomes true. The other fields bound the event, not the norm that arises from it.
    """

    span: Span
    event: Expression | None = None
    binder: Binder | None = None
    starts: Expression | None = None
    when: Expression | None = None
    unless: Expression | None = None
    until: Expression | None = None
    through: Expression | None = None


@frozen
class EffectDeclaration:
    """What happens under `then`: a verb (`suspend`, `assign`, …), the clauses (or `agreement`) and the party `to`."""

    span: Span
    verb: Name
    targets: tuple[Name, ...]
    to: Expression | None = None


@frozen
class Clause:
    """One clause as written.

    `for_each` holds one binder, or several for a norm of each pair. `applied` says that one act may serve several
    duties, the earliest due first. `clock_runs` says that a suspension does not move the deadline.

    `pattern` is the reference (`name@version`) of the pattern it was expanded from, and `part_of` the id of the main
    clause of that use, empty for the main clause itself.
    """

    id: Name
    span: Span
    modality: Modality
    title: str = ""
    who: Expression | None = None
    who_list: tuple[Name, ...] = ()
    action: Name | None = None
    ensure: Expression | None = None
    to: Expression | None = None
    to_list: tuple[Name, ...] = ()
    for_each: tuple[Binder, ...] = ()
    upon: Upon | None = None
    where: Expression | None = None
    exceptions: tuple[tuple[Name, Expression], ...] = ()
    when: Expression | None = None
    unless: Expression | None = None
    starts: Expression | None = None
    until: Expression | None = None
    through: Expression | None = None
    not_before: Expression | None = None
    due: Expression | None = None
    clock_runs: bool = False
    amount: Expression | None = None
    applied: bool = False
    effects: tuple[EffectDeclaration, ...] = ()
    cures: tuple[Name, ...] = ()
    survives: bool = False
    overrides: tuple[Name, ...] = ()
    subject_to: tuple[Name, ...] = ()
    certainty: Certainty = Certainty.CONFIRMED
    cite: tuple[Name, ...] = ()
    note: str = ""
    pattern: str = ""
    part_of: str = ""

    @property
    def binders(self) -> tuple[Binder, ...]:
        """What the norm is said for each of: the binders of `for each`, and the event that `upon` names."""
        return self.for_each if self.upon is None or self.upon.binder is None else (*self.for_each, self.upon.binder)


@frozen
class Part:
    """What a use says of one part of a pattern: a clause, a term or a reading.

    `id` is the name it gets in the agreement, None for the one it gets by itself; `question` and `options` are those of
    a reading, in other words. The others are about clauses. None or empty leaves the pattern's own text as it is.
    """

    name: Name
    id: Name | None = None
    question: str = ""
    options: tuple[tuple[Name, str], ...] = ()
    title: str = ""
    certainty: Certainty | None = None
    cite: tuple[Name, ...] = ()
    note: str = ""
    exceptions: tuple[tuple[Name, Expression], ...] = ()
    overrides: tuple[Name, ...] = ()
    subject_to: tuple[Name, ...] = ()


@frozen
class Use:
    """A pattern used in the place of a clause: `use: right_of_first_refusal@1` with arguments.

    `pattern` is the reference as written; `main` is what is said of the clause that bears the pattern's name and takes
    the id of the use.
    """

    id: Name
    span: Span
    pattern: Name
    arguments: tuple[tuple[Name, Bounded], ...]
    main: Part
    parts: tuple[Part, ...] = ()


@frozen
class ProposalDeclaration:
    """What was proposed and never agreed: a record that binds nobody and is evaluated nowhere.

    `dated` is free text, since proposals are often known by month only.
    """

    name: Name
    title: str
    dated: str = ""
    cite: tuple[Name, ...] = ()
    note: str = ""


@frozen
class AgreementVersion:
    """One version of an agreement, as written in one file.

    `effective` is the first day it governs. `partial` says that its text is only partly known. `uses` are the patterns
    used among its clauses; expanding them adds to `clauses`, and to the parameters, readings and terms, where
    `generated` names what was added. `unreadable` names what was declared with errors and is left out.
    """

    name: Name
    version: Name
    effective: date
    span: Span
    title: str = ""
    amends: Name | None = None
    repeals: tuple[Name, ...] = ()
    replaces: tuple[Name, ...] = ()
    untouched: Expression | None = None
    partial: bool = False
    vocabulary: Vocabulary = Vocabulary()
    sources: tuple[SourceDeclaration, ...] = ()
    parameters: tuple[ParameterDeclaration, ...] = ()
    readings: tuple[ReadingDeclaration, ...] = ()
    terms: tuple[TermDeclaration, ...] = ()
    facts: tuple[FactsDeclaration, ...] = ()
    clauses: tuple[Clause, ...] = ()
    uses: tuple[Use, ...] = ()
    proposals: tuple[ProposalDeclaration, ...] = ()
    generated: frozenset[str] = frozenset()
    unreadable: frozenset[str] = frozenset()
