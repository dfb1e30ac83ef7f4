"""The arguments of a use, held against the parameters of its pattern."""

from __future__ import annotations

from collections.abc import Mapping

from evaluator.diagnostics import Findings, Label, did_you_mean
from evaluator.model.agreement import AttributeDeclaration, Bounded, Name, TypeText, Use, Vocabulary
from evaluator.model.pattern import ParameterKind, Pattern, PatternParameter
from evaluator.syntax.expressions import Path, WordLiteral

_KINDS = {ParameterKind.PARTY: "a party", ParameterKind.ENTITY: "an entity", ParameterKind.ACTION: "an action"}
_EVERY_ACT = {"by": "party", "on": "date"}


def arguments_of(use: Use, pattern: Pattern, vocabulary: Vocabulary, findings: Findings) -> Mapping[str, Bounded]:
    """The arguments by the names of their parameters; what does not fit is reported (E337 to E340)."""
    found: dict[str, Bounded] = {}
    for name, value in use.arguments:
        if pattern.parameter(name.text) is None:
            _report_unknown(name, use, pattern, findings)
        else:
            found[name.text] = value
    for parameter in pattern.parameters:
        if parameter.needed and parameter.name.text not in found:
            findings.error(
                "E338",
                f"`{use.pattern}` needs `{parameter.name}`",
                use.pattern.span,
                label=f"no `{parameter.name}` is given",
                help=f"add `{parameter.name}: …` under `with`" + (f": {parameter.note}" if parameter.note else ""),
                others=[Label(parameter.name.span, f"{_words(parameter)}")],
            )
    for parameter in pattern.parameters:
        if parameter.name.text in found:
            _check(pattern, parameter, found[parameter.name.text], found, vocabulary, findings)
    return found


def _words(parameter: PatternParameter) -> str:
    return _KINDS.get(parameter.kind, f"a {parameter.type}" if parameter.type != "yes/no" else "yes or no")


def _report_unknown(name: Name, use: Use, pattern: Pattern, findings: Findings) -> None:
    names = [parameter.name.text for parameter in pattern.parameters]
    cure = did_you_mean(name.text, names) or f"its parameters are {', '.join(f'`{each}`' for each in names)}"
    findings.error(
        "E337",
        f"`{use.pattern}` has no parameter `{name}`",
        name.span,
        help=cure,
        others=[Label(pattern.name.span, "the pattern")],
    )


def _check(
    pattern: Pattern,
    parameter: PatternParameter,
    value: Bounded,
    arguments: Mapping[str, Bounded],
    vocabulary: Vocabulary,
    findings: Findings,
) -> None:
    """Whether an argument is what its parameter stands for; types of values are looked at where they are used."""
    if parameter.kind in (ParameterKind.CONDITION, ParameterKind.VALUE):
        if value.elements is not None:
            _refuse(parameter, value, "one value, not a list", "use the pattern once for each", findings)
        elif parameter.kind is ParameterKind.CONDITION and not (value.exact or _unknown(value)):
            _refuse(parameter, value, "a condition", "write a condition, `yes`, `no` or `unknown`", findings)
        return
    word = named(value)
    if parameter.kind is ParameterKind.PARTY:
        if not value.exact or (word is None and not isinstance(value.low, Path | WordLiteral)):
            _refuse(parameter, value, "a party", "name one party, or write `anyone`", findings)
        return
    entities = {entity.name.text: entity.attributes for entity in vocabulary.entities if entity.type is None}
    actions = {action.name.text: action.roles for action in vocabulary.actions}
    kinds = {kind.text: action for action in vocabulary.actions for kind in action.kinds}
    inherited = {name: genus.roles + actions.get(name, ()) for name, genus in kinds.items()}
    declared = entities if parameter.kind is ParameterKind.ENTITY else {**actions, **inherited}
    what = _KINDS[parameter.kind]
    if word is None or (word not in declared and word not in vocabulary.unreadable):
        cure = did_you_mean(word or "", declared) or f"write the name of {what} of the vocabulary"
        _refuse(parameter, value, what, cure, findings)
        return
    if word not in vocabulary.unreadable:
        _check_attributes(pattern, parameter, value, declared[word], arguments, findings)


def _check_attributes(
    pattern: Pattern,
    parameter: PatternParameter,
    value: Bounded,
    attributes: tuple[AttributeDeclaration, ...],
    arguments: Mapping[str, Bounded],
    findings: Findings,
) -> None:
    """Report attributes or roles that the pattern asks for and the argument lacks, or has with another type."""
    present = {attribute.name.text: attribute.type for attribute in attributes}
    if parameter.kind is ParameterKind.ACTION:
        present |= {name: TypeText(value.span, word) for name, word in _EVERY_ACT.items()}
    what = "role" if parameter.kind is ParameterKind.ACTION else "attribute"
    for wanted in parameter.has:
        type = present.get(wanted.name.text)
        if type is not None and _fits(type, wanted.type, arguments):
            continue
        stands_for = pattern.parameter(wanted.type.words)
        if stands_for is not None and wanted.type.words not in arguments:
            _refuse(
                parameter,
                value,
                f"{_KINDS[parameter.kind]} only together with `{stands_for.name}`",
                f"add `{stands_for.name}: …` under `with`",
                findings,
            )
            continue
        word = type_words(wanted.type, arguments)
        if type is None:
            message = f"`{named(value)}` has no {what} `{wanted.name}`, which the pattern needs"
        else:
            message = f"the {what} `{wanted.name}` of `{named(value)}` is `{type}`, not `{word}`"
        findings.error(
            "E340",
            message,
            value.span,
            help=f"declare `{wanted.name}: {word}` in the vocabulary",
            others=[Label(wanted.name.span, "asked for here")],
        )


def _fits(type: TypeText, wanted: TypeText, arguments: Mapping[str, Bounded]) -> bool:
    """Whether a declared type is the wanted one; an enum may have more options, an amount any unit."""
    if wanted.options:
        return {option.text for option in wanted.options} <= {option.text for option in type.options}
    words = type_words(wanted, arguments)
    return type.words == words or (words in ("money", "number") and type.words.startswith(f"{words} "))


def type_words(type: TypeText, arguments: Mapping[str, Bounded]) -> str:
    """A type in words; one that a parameter stands for in those of the argument."""
    argument = None if type.options else arguments.get(type.words)
    return str(type) if argument is None else named(argument) or str(type)


def named(value: Bounded) -> str | None:
    """The one word that an argument is, None if it is more than a word."""
    return value.low.words[0] if isinstance(value.low, Path) and value.exact and len(value.low.words) == 1 else None


def _unknown(value: Bounded) -> bool:
    return value.low is None and value.high is None and value.elements is None


def _refuse(parameter: PatternParameter, value: Bounded, wanted: str, cure: str, findings: Findings) -> None:
    findings.error(
        "E339",
        f"`{parameter.name}` stands for {wanted}",
        value.span,
        help=cure,
        others=[Label(parameter.name.span, "the parameter")],
    )
