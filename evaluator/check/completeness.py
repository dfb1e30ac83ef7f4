"""Which lists are closed, up to when, and for which members."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from evaluator.check.stated import StatedValues
from evaluator.check.symbols import Symbols
from evaluator.check.words import nearest
from evaluator.core.facts import Closure
from evaluator.diagnostics import Findings
from evaluator.model.agreement import Bounded
from evaluator.model.scenario import ClosedList, Completeness
from evaluator.syntax import expressions as written
from evaluator.values.estimate import Estimate
from evaluator.values.time import FOREVER, end_of
from evaluator.values.value import Value


def closures(
    complete: Completeness,
    none: Mapping[str, bool],
    own: set[str],
    symbols: Symbols,
    as_of: date | datetime,
    stated: StatedValues,
    findings: Findings,
) -> dict[str, tuple[Closure, ...]]:
    """The closures of every list.

    `none` holds the lists stated (False) or assumed (True) to have no member, `own` those of the agreement itself.
    """
    found: dict[str, list[Closure]] = {name: [] for name in symbols.sorts}
    horizon = end_of(as_of)
    if complete.everything:
        for closed in found.values():
            closed.append(Closure(end_of(complete.until) if complete.until is not None else horizon))
    for entry in complete.lists:
        if entry.name.text not in found:
            if entry.name.text not in symbols.left_out:
                cure = nearest(entry.name.text, found, "lists", "the vocabulary declares none")
                findings.error("E566", f"there is no list `{entry.name}`", entry.name.span, help=cure)
            continue
        where = _filter(entry, symbols, stated, findings)
        found[entry.name.text].append(Closure(end_of(entry.until) if entry.until is not None else horizon, where))
    for name, assumed in none.items():
        found[name].append(Closure(horizon, assumed=assumed))
    for name in own & set(found):
        found[name].append(Closure(FOREVER))
    return {
        name: tuple(
            closure
            for owner in (symbols.genera_of(name) if symbols.sorts[name].action else (name,))
            for closure in found[owner]
        )
        for name in found
    }


def _filter(
    entry: ClosedList, symbols: Symbols, stated: StatedValues, findings: Findings
) -> tuple[tuple[str, str, Value], ...]:
    where = entry.where
    if where is None:
        return ()
    parts = where.operands if isinstance(where, written.Logic) and where.operator == "and" else (where,)
    conditions = [_condition(part, entry.name.text, symbols, stated, findings) for part in parts]
    return tuple(condition for condition in conditions if condition is not None)


def _condition(
    part: written.Expression, sort: str, symbols: Symbols, stated: StatedValues, findings: Findings
) -> tuple[str, str, Value] | None:
    match part:
        case written.Said(_, written.Path(_, (root, _), (_, span)) as path, "is", _, False, (option,), False):
            operator, bound = "=", option
        case written.Compare(
            _, ("=" | "<" | "<=" | ">" | ">=") as operator, _, written.Path(_, (root, _), (_, span)) as path, bound
        ):
            pass
        case written.Path(_, (root, _), (_, span)) as path:
            operator, bound = "=", written.WordLiteral(part.span, "yes")
        case _:
            _refuse(part, sort, findings)
            return None
    attribute = path.words[1]
    type = symbols.sorts[sort].attributes.get(attribute)
    if root != sort:
        _refuse(part, sort, findings)
        return None
    if type is None:
        cure = nearest(attribute, symbols.sorts[sort].attributes, "attributes", "it has no attributes")
        findings.error("E555", f"`{sort}` has no `{attribute}`", span, help=cure)
        return None
    place = symbols.attribute_place(sort, attribute)
    value = stated.value(Bounded(bound.span, bound, bound), type, f"{sort}.{attribute}", place)
    return None if isinstance(value, Estimate) else (attribute, operator, value)


def _refuse(part: written.Expression, sort: str, findings: Findings) -> None:
    findings.error(
        "E567",
        "a list is closed for members whose attributes compare with written values",
        part.span,
        help=f"write `{sort} where ({sort}.… is …)`, with more comparisons joined by `and`",
    )
