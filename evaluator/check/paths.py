"""Names and paths: what `declaration.by`, `share_rate` or `reading.until_agi` refers to."""

from __future__ import annotations

from typing import Final

from evaluator.check import details
from evaluator.check.context import Context, Typed, yes_no_value
from evaluator.check.words import article, nearest, one_of
from evaluator.core import expressions as core
from evaluator.core.norms import AGREEMENT, DUTIES, RIGHTS
from evaluator.core.types import ANY, DATE, YES_NO, AnyType, Date, Entity, Enum, PeriodType, YesNo
from evaluator.diagnostics import did_you_mean
from evaluator.source import Span
from evaluator.syntax.expressions import Call, Path

VERDICTS: Final = ("obligatory", "permitted", "prohibited", "unregulated", "able", "not_able")
VERDICT: Final = Enum(VERDICTS)


def path(written: Path, context: Context) -> Typed | None:
    """The value a path names, None (with a finding) if it names nothing."""
    if written.words[0] == "reading":
        return _reading(written, context)
    if details.is_detail(written, context):
        return details.detail(written, context)
    found = _root(written, context)
    for word, span in zip(written.words[1:], written.spans[1:], strict=True):
        found = None if found is None else _attribute(found, word, span, context)
    return None if found is None else _as_condition(found)


def call(written: Call, context: Context) -> Typed | None:
    """A call of a term about each member, or of a parameter read on a date."""
    name, span = written.function.words[0], written.function.span
    if name in context.symbols.version.terms:
        return _term_of(name, written, context)
    context.symbols.used.add(("parameter", name))
    if not context.symbols.version.parameters[name].values:
        context.error("E431", f"`{name}` is the same on every date", span, help=f"write just `{name}`")
        return None
    if len(written.arguments) != 1:
        context.error("E431", f"`{name}` is read on one date", written.span, help=f"write `{name}(today)`")
        return None
    on = context.value(written.arguments[0], DATE)
    if on is None:
        return None
    return _as_condition(_parameter(name, on.expr, context))


def _as_condition(found: Typed) -> Typed:
    """A yes/no value becomes a condition."""
    if isinstance(found.type, YesNo) and isinstance(found.expr, core.Attribute | core.Fact | core.Parameter):
        return Typed(yes_no_value(found.expr), YES_NO, found.declared)
    return found


def _root(written: Path, context: Context) -> Typed | None:
    word, span = written.words[0], written.spans[0]
    symbols = context.symbols
    if word in context.scope:
        return Typed(core.Variable(word), context.scope[word])
    if word in symbols.singles:
        symbols.used.add(("entity", word))
        return Typed(core.Fact(word), symbols.singles[word], symbols.typed_at[word,])
    if word in symbols.version.terms:
        return _term(word, span, context)
    if word in symbols.version.parameters:
        symbols.used.add(("parameter", word))
        if symbols.version.parameters[word].values:
            context.error(
                "E422",
                f"`{word}` changes over time and is read on a date",
                span,
                help=f"write `{word}(today)`, or name the date that counts",
            )
            return None
        return _parameter(word, None, context)
    _report_unknown(word, span, context)
    return None


def _parameter(name: str, on: core.Expr | None, context: Context) -> Typed:
    symbols = context.symbols
    return Typed(core.Parameter(name, on), symbols.parameter_types.get(name, ANY), symbols.declared.get(name))


def _term(name: str, span: Span, context: Context) -> Typed | None:
    """A term by its bare name; under the same `for each`, a term about each member means the member at hand."""
    context.symbols.used.add(("term", name))
    definition = context.definitions.definition(name)
    if definition is None:
        return None
    argument = None
    if definition.sort is not None and definition.variable is not None:
        if context.scope.get(definition.variable) != Entity(definition.sort):
            at_hand = [bound for bound, type in context.scope.items() if type == Entity(definition.sort)]
            member = (
                f"`{name}({at_hand[0]})`" if at_hand else f"`some {definition.sort} where ({name}({definition.sort}))`"
            )
            message = f"`{name}` is said of each `{definition.sort}`; which one is meant?"
            context.error("E421", message, span, help=f"name the member: {member}")
            return None
        argument = core.Variable(definition.variable)
    expression = core.Term(name, argument, isinstance(definition.type, YesNo))
    return Typed(expression, definition.type, context.symbols.declared.get(name))


def _term_of(name: str, written: Call, context: Context) -> Typed | None:
    """A term with the member it is about."""
    context.symbols.used.add(("term", name))
    definition = context.definitions.definition(name)
    if definition is None:
        return None
    if definition.sort is None:
        context.error(
            "E431", f"`{name}` has no `for each`, so it is about no member", written.span, help=f"write just `{name}`"
        )
        return None
    if len(written.arguments) != 1:
        cure = f"write `{name}({definition.sort})`"
        context.error("E431", f"`{name}` is about one `{definition.sort}`", written.span, help=cure)
        return None
    argument = context.value(written.arguments[0], Entity(definition.sort))
    if argument is None:
        return None
    expression = core.Term(name, argument.expr, isinstance(definition.type, YesNo))
    return Typed(expression, definition.type, context.symbols.declared.get(name))


def _report_unknown(word: str, span: Span, context: Context) -> None:
    """Say what is wrong with a name that is no value here."""
    symbols = context.symbols
    if word in context.forbidden:
        context.error("E423", f"`{word}` is the act and cannot be asked about here", span, help=context.forbidden[word])
    elif word in symbols.sorts:
        context.error(
            "E424",
            f"`{word}` is a list; which {'act' if symbols.sorts[word].action else 'member'} is meant?",
            span,
            help=f"write `some {word} where (…)` or `every {word} where (…) satisfies (…)`, or add `for each: {word}`",
        )
    elif word in symbols.parties:
        context.error(
            "E425", f"the party `{word}` is no value of its own", span, help=f"compare with it: `… is {word}`"
        )
    elif word in context.families:
        modality = symbols.version.clauses[word].clause.modality
        history = "breached" if modality in DUTIES else "exercised" if modality in RIGHTS else ""
        cure = f"ask what it is: `{word} is in_force`" + (f", or was: `{word} was {history}`" if history else "")
        context.error("E425", f"`{word}` is a clause, not a value", span, help=cure)
    elif word == AGREEMENT:
        cure = "ask for its state: `agreement is in_force`"
        context.error("E425", "the agreement as a whole is no value", span, help=cure)
    elif word in symbols.version.calendars:
        cure = f"name it with the days: `10 {word} business days`, or last in `rolled(…)` and `business_day(…)`"
        context.error("E425", f"`{word}` is a calendar, not a value", span, help=cure)
    elif word in symbols.version.readings:
        context.error("E425", f"`{word}` is a reading, not a value", span, help=f"write `reading.{word} is …`")
    else:
        known = [*context.scope, *symbols.version.terms, *symbols.version.parameters, *symbols.singles, *symbols.sorts]
        cure = did_you_mean(word, [*known, *context.families]) or _what_there_is(context)
        context.unknown("E428", word, f"unknown name `{word}`", span, help=cure)


def _what_there_is(context: Context) -> str:
    here = sorted(context.scope)
    if here:
        return f"a name here is {one_of(here)}, a term, a parameter or a single fact"
    return "define it under `terms` or `parameters`, or as a single fact in the vocabulary"


def _reading(written: Path, context: Context) -> Typed | None:
    readings = context.symbols.version.readings
    if len(written.words) != 2:
        cure = f"name it: `reading.{next(iter(readings))}`" if readings else "declare it under `readings`"
        context.error("E427", "a reading is named `reading.NAME`", written.span, help=cure)
        return None
    name = written.words[1]
    declaration = readings.get(name)
    if declaration is None:
        cure = nearest(name, readings, "readings", "declare it under `readings`")
        context.unknown("E427", name, f"there is no reading `{name}`", written.spans[1], help=cure)
        return None
    context.symbols.used.add(("reading", name))
    return Typed(
        core.Reading(name), Enum(tuple(option.text for option, _ in declaration.options)), declaration.name.span
    )


def _attribute(subject: Typed, word: str, span: Span, context: Context) -> Typed | None:
    match subject.type:
        case Entity(sort):
            symbols = context.symbols
            attributes = symbols.sorts[sort].attributes
            if word == "verdict" and symbols.sorts[sort].action and word not in attributes:
                return Typed(core.VerdictOf(subject.expr, sort), VERDICT)
            found = symbols.attribute_type(sort, word)
            if found is not None:
                return Typed(core.Attribute(subject.expr, word), found, symbols.attribute_place(sort, word))
            cure = nearest(word, attributes, "attributes", "it has no attributes")
            context.error("E429", f"`{sort}` has no `{word}`", span, help=cure)
        case PeriodType():
            if word in ("starts", "ends"):
                return Typed(core.Attribute(subject.expr, word), DATE)
            context.error("E429", f"a period has no `{word}`", span, help="it has `starts` and `ends`")
        case AnyType() if context.findings.has_errors:
            pass  # its type has errors of its own
        case Date():
            context.error("E429", f"a date has no `{word}`", span, help="compare it with a date, `2026-01-01 <= …`")
        case _:
            context.error("E429", f"{article(subject.type)} has no `{word}`", span, help=f"leave `.{word}` out")
    return None
