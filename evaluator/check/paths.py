"""Names and paths: what `declaration.by`, `share_rate` or `reading.until_agi` refers to."""

from __future__ import annotations

from evaluator.check.context import Context, Typed, yes_no_value
from evaluator.core import expressions as core
from evaluator.core.types import (
    ANY,
    DATE,
    YES_NO,
    Entity,
    Enum,
    PeriodType,
    YesNo,
)
from evaluator.diagnostics import did_you_mean
from evaluator.syntax.expressions import Call, Path

VERDICTS = ("obligatory", "permitted", "prohibited", "unregulated", "able", "not_able")
VERDICT = Enum(VERDICTS)


def path(written: Path, context: Context) -> Typed | None:
    """The value a path names, None (with a finding) if it names nothing."""
    root = written.words[0]
    if root == "reading":
        return _reading(written, context)
    found = _root(written, context)
    if found is None:
        return None
    for word, span in zip(written.words[1:], written.spans[1:], strict=True):
        found = _attribute(found, word, Path(span, (word,), (span,)), context)
        if found is None:
            return None
    return _finished(found)


def _finished(found: Typed) -> Typed:
    """A yes/no value becomes a condition."""
    if isinstance(found.type, YesNo) and isinstance(found.expr, core.Attribute | core.Fact | core.Parameter):
        return Typed(yes_no_value(found.expr), YES_NO)
    return found


def _root(written: Path, context: Context) -> Typed | None:
    word, span = written.words[0], written.spans[0]
    symbols = context.symbols
    if word in context.scope:
        return Typed(core.Variable(word), context.scope[word])
    if word in symbols.singles:
        symbols.used.add(("entity", word))
        return Typed(core.Fact(word), symbols.singles[word])
    version = symbols.version
    if word in version.terms:
        symbols.used.add(("term", word))
        definition = context.definitions.definition(word, span)
        if definition is None:
            return None
        argument = None
        if definition.sort is not None:
            # Under the same `for each` a term about each member means the member at hand.
            at_hand = [name for name, type in context.scope.items() if type == Entity(definition.sort)]
            if definition.variable not in at_hand:
                context.error(
                    "E421",
                    f"`{word}` is said of each `{definition.sort}`",
                    span,
                    help=f"name the member: `{word}({definition.sort})`",
                )
                return None
            argument = core.Variable(definition.variable or "")
        return Typed(core.Term(word, argument, isinstance(definition.type, YesNo)), definition.type)
    if word in version.parameters:
        symbols.used.add(("parameter", word))
        declaration = version.parameters[word]
        if declaration.values:
            context.error(
                "E422",
                f"`{word}` changes over time and is read on a date",
                span,
                help=f"write `{word}(today)`, or name the date that counts",
            )
            return None
        return Typed(core.Parameter(word), context.symbols.parameter_types.get(word, ANY))
    _unknown(written, context)
    return None


def _unknown(written: Path, context: Context) -> None:
    """Say what is wrong with a name that means nothing here."""
    word, span = written.words[0], written.spans[0]
    symbols = context.symbols
    if word in context.forbidden:
        context.error("E423", f"`{word}` cannot be used here", span, help=context.forbidden[word])
    elif word in symbols.sorts:
        kind = "act" if symbols.sorts[word].action else "member"
        context.error(
            "E424",
            f"`{word}` is a list; which {kind} is meant?",
            span,
            help=f"write `some {word} where (…)` or `every {word} where (…) satisfies (…)`, or put the clause under `for each: {word}`",
        )
    elif word in symbols.parties:
        context.error("E425", f"the party `{word}` is not a value of its own", span, help="compare it: `… is " + word + "`")
    elif word in context.families:
        context.error("E426", f"`{word}` is a clause", span, help=f"ask for its standing: `{word} is in_force`")
    elif word in symbols.version.readings:
        context.error("E427", f"`{word}` is a reading", span, help=f"write `reading.{word}`")
    else:
        known = [
            *context.scope,
            *symbols.version.terms,
            *symbols.version.parameters,
            *symbols.singles,
            *symbols.sorts,
            *context.families,
        ]
        context.error("E428", f"unknown name `{word}`", span, help=did_you_mean(word, known) or _what_there_is(context))


def _what_there_is(context: Context) -> str:
    here = sorted(context.scope)
    if here:
        return f"here one can speak of {', '.join(f'`{name}`' for name in here)}, of terms, parameters and single facts"
    return "define it under `terms`, `parameters` or in the vocabulary"


def _reading(written: Path, context: Context) -> Typed | None:
    version = context.symbols.version
    if len(written.words) != 2:
        context.error("E427", "a reading is written `reading.NAME`", written.span, help="name the reading")
        return None
    name = written.words[1]
    declaration = version.readings.get(name)
    if declaration is None:
        context.error(
            "E428",
            f"unknown reading `{name}`",
            written.spans[1],
            help=did_you_mean(name, version.readings) or "declare it under `readings`",
        )
        return None
    context.symbols.used.add(("reading", name))
    return Typed(core.Reading(name), Enum(tuple(option.text for option, _ in declaration.options)))


def _attribute(subject: Typed, word: str, at: Path, context: Context) -> Typed | None:
    match subject.type:
        case Entity(sort):
            symbols = context.symbols
            if word == "verdict" and symbols.sorts[sort].action and "verdict" not in symbols.sorts[sort].attributes:
                return Typed(core.VerdictOf(subject.expr), VERDICT)
            found = symbols.attribute_type(sort, word)
            if found is None:
                known = symbols.sorts[sort].attributes
                context.error(
                    "E429",
                    f"`{sort}` has no `{word}`",
                    at.span,
                    help=did_you_mean(word, known) or f"it has {', '.join(f'`{name}`' for name in known) or 'nothing'}",
                )
                return None
            return Typed(core.Attribute(subject.expr, word), found)
        case PeriodType():
            if word in ("starts", "ends"):
                return Typed(core.Attribute(subject.expr, word), DATE)
            context.error("E429", f"a period has no `{word}`", at.span, help="it has `starts` and `ends`")
            return None
    context.error("E430", f"{subject.type} has no parts, so `.{word}` means nothing", at.span, help=f"leave out `.{word}`")
    return None


def call(written: Call, context: Context) -> Typed | None:
    """A call of a term about each member, or of a parameter read on a date; other functions are not named here."""
    name = written.function.words[0]
    version = context.symbols.version
    if len(written.arguments) != 1:
        context.error("E431", f"`{name}` takes one argument", written.span, help=f"write `{name}(…)` with one value")
        return None
    if name in version.terms:
        context.symbols.used.add(("term", name))
        definition = context.definitions.definition(name, written.function.span)
        if definition is None:
            return None
        if definition.sort is None:
            context.error("E432", f"`{name}` is about nothing in particular", written.span, help=f"write just `{name}`")
            return None
        argument = context.value(written.arguments[0], Entity(definition.sort))
        if argument is None:
            return None
        return Typed(core.Term(name, argument.expr, isinstance(definition.type, YesNo)), definition.type)
    context.symbols.used.add(("parameter", name))
    if not version.parameters[name].values:
        context.error("E433", f"`{name}` is the same on every date", written.span, help=f"write just `{name}`")
        return None
    on = context.value(written.arguments[0], DATE)
    if on is None:
        return None
    return _finished(Typed(core.Parameter(name, on.expr), context.symbols.parameter_types.get(name, ANY)))
