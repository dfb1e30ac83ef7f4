"""Conditions and dates drawn for an agreement: well typed, and about what is declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from evaluator.frozen import frozen, replace
from evaluator.generation.choices import Choices, choose, one_in
from evaluator.generation.written import Clause, Sort, Value, Written

DAYS: Final = ("2026-01-10", "2026-01-11", "2026-01-19", "2026-02-28")
"""The few days that texts name, so that boundaries meet."""
AMOUNTS: Final = ("2 EUR", "5 EUR", "5.01 EUR")
NUMBERS: Final = ("1", "2", "3")
SIGNS: Final = (">=", "<", "=", ">", "<=", "!=")
_SAID: Final = {
    "must": ("was breached", "was fulfilled", "is in_force", "is open"),
    "must not": ("was breached", "is in_force"),
    "must ensure": ("was breached", "is in_force"),
    "may": ("was exercised", "was lapsed", "is in_force", "is available"),
    "can": ("was exercised", "was lapsed", "is in_force"),
    "need not": ("is in_force", "is ended"),
}
Made = Callable[[], str]


@frozen
class Scope:
    """What a condition may speak of: variables with the list each is of, and terms and earlier clauses or not."""

    variables: tuple[tuple[str, str], ...] = ()
    terms: bool = True
    clauses: bool = True

    def and_(self, name: str) -> Scope:
        """The scope in which the list of that name is at hand, too."""
        return replace(self, variables=(*self.variables, (name, name)))


class Conditions:
    """Draws conditions about an agreement, as far as it has been drawn. Of all options the simplest comes first."""

    def __init__(self, choices: Choices, written: Written) -> None:
        self.choices, self.written = choices, written

    def condition(self, scope: Scope, depth: int = 2) -> str:
        """A condition."""
        kind = self.choices.pick(8) if depth else 0
        if kind == 7:
            return f"not ({self.condition(scope, depth - 1)})"
        if kind in (5, 6):
            word = " and " if kind == 5 else " or "
            return word.join(f"({self.condition(scope, depth - 1)})" for _ in range(2))
        return choose(self.choices, tuple(self._plain(scope, depth)))()

    def about(self, variable: str, scope: Scope) -> str:
        """A condition that speaks of one variable."""
        sort = self._sort(dict(scope.variables)[variable])
        return choose(self.choices, tuple(self._of_member(variable, sort, scope)))()

    def event(self) -> str:
        """A condition that can become true: a day comes, something happens, something becomes of an earlier clause."""
        options: list[Made] = [lambda: f"today >= {choose(self.choices, DAYS)}"]
        options += [lambda each=each: f"some {each.name}" for each in self.written.lists if each.event]  # type: ignore[misc]
        options += [lambda each=each: self._said(each, "some " if each.of else "") for each in self.written.clauses]  # type: ignore[misc]
        return choose(self.choices, tuple(options))()

    def day(self, scope: Scope) -> str:
        """A date: a day, or one that is counted from the event at hand, from a parameter or from a fact."""
        events = [f"{name}.on" for name, sort in scope.variables if self._sort(sort).event]
        named = (*events, *self._named("date"))
        if named and one_in(self.choices, 2):
            return f"{choose(self.choices, named)}{choose(self.choices, ('', ' + 9 days', ' + 1 month'))}"
        return choose(self.choices, DAYS)

    def amount(self, scope: Scope) -> str:
        """An amount: what is named, or a share of it."""
        named = (*self._attributes(scope, "money"), *self._named("money"))
        if named and one_in(self.choices, 2):
            return choose(self.choices, ("", "50% of ")) + choose(self.choices, named)
        return choose(self.choices, AMOUNTS)

    def _plain(self, scope: Scope, depth: int) -> Iterator[Made]:
        """All conditions without `and`, `or` and `not`."""
        for name in self._named("yes/no"):
            yield lambda name=name: name  # type: ignore[misc]
        yield lambda: f"today {choose(self.choices, ('>=', '<'))} {self.day(scope)}"
        for variable, sort in scope.variables:
            yield from self._of_member(variable, self._sort(sort), scope)
        bound = {name for name, _ in scope.variables}
        for each in self.written.lists:
            if each.name not in bound and depth:
                yield lambda each=each: self._quantified(each, scope, depth)  # type: ignore[misc]
        for name in self._named("money"):
            yield lambda name=name: self._compared(name, AMOUNTS)  # type: ignore[misc]
        for name in self._named("number"):
            yield lambda name=name: self._compared(name, NUMBERS)  # type: ignore[misc]
        for name, options in self.written.readings.items():
            yield lambda name=name, options=options: f"reading.{name} is {choose(self.choices, options)}"  # type: ignore[misc]
        for term in self.written.terms if scope.terms else ():
            if not term.of:
                yield lambda term=term: term.name  # type: ignore[misc]
        for clause in self.written.clauses if scope.clauses else ():
            some = "some " if clause.of and clause.of not in bound else ""
            yield lambda clause=clause, some=some: self._said(clause, some)  # type: ignore[misc]

    def _of_member(self, variable: str, sort: Sort, scope: Scope) -> Iterator[Made]:
        """Conditions about one member."""
        for name, value in sort.values.items():
            path = f"{variable}.{name}"
            yield lambda path=path, value=value: self._of_value(path, value, scope)  # type: ignore[misc]
        if sort.action:
            yield lambda: f"{variable}.by is {choose(self.choices, self.written.parties)}"
        if sort.event or sort.action:
            yield lambda: f"{variable}.on {choose(self.choices, SIGNS[:2])} {choose(self.choices, DAYS)}"
        for term in self.written.terms if scope.terms else ():
            if term.of == sort.name:
                yield lambda term=term: f"{term.name}({variable})"  # type: ignore[misc]

    def _of_value(self, path: str, value: Value, scope: Scope) -> str:
        match value.kind:
            case "yes/no":
                return path
            case "option":
                return f"{path} is {choose(self.choices, value.options)}"
            case "party":
                return f"{path} is {choose(self.choices, self.written.parties)}"
            case "number":
                return self._compared(path, (*NUMBERS, *self._named("number")))
            case "money":
                return self._compared(path, (*AMOUNTS, *self._named("money")))
            case "date":
                return self._compared(path, (*DAYS, *self._named("date")))
            case "member":
                there = tuple(name for name, sort in scope.variables if sort == value.of)
                if there and one_in(self.choices, 2):
                    return f"{path} is {choose(self.choices, there)}"
                of = self._sort(value.of)
                return choose(self.choices, tuple(self._of_member(path, of, scope)))()

    def _compared(self, left: str, right: tuple[str, ...]) -> str:
        return f"{left} {choose(self.choices, SIGNS)} {choose(self.choices, tuple(r for r in right if r != left))}"

    def _said(self, clause: Clause, some: str) -> str:
        """What is, or has become, of a clause."""
        return f"{some}{clause.id} {choose(self.choices, _SAID[clause.modality])}"

    def _quantified(self, sort: Sort, scope: Scope, depth: int) -> str:
        """`some`, `every`, `count` or `sum`, over a list."""
        inside = scope.and_(sort.name)
        where = f" where ({self.condition(inside, depth - 1)})" if one_in(self.choices, 2) else ""
        money = [name for name, value in sort.values.items() if value.kind == "money"]
        match self.choices.pick(6):
            case 3:
                return f"every {sort.name}{where} satisfies ({self.about(sort.name, inside)})"
            case 4:
                return f"count({sort.name}{where}) {choose(self.choices, SIGNS)} {choose(self.choices, NUMBERS)}"
            case 5 if money:
                left = f"sum({sort.name}.{choose(self.choices, money)} for {sort.name}{where})"
                return self._compared(left, AMOUNTS)
            case _:
                return f"some {sort.name}{where}"

    def _sort(self, name: str) -> Sort:
        return next(each for each in (*self.written.lists, *self.written.actions) if each.name == name)

    def _named(self, kind: str) -> tuple[str, ...]:
        """The parameters and single facts of a kind."""
        singles = (name for name, value in self.written.singles.items() if value.kind == kind)
        return (*singles, *(name for name, (value, _) in self.written.parameters.items() if value.kind == kind))

    def _attributes(self, scope: Scope, kind: str) -> tuple[str, ...]:
        """The attributes of a kind of the members at hand that are no acts."""
        sorts = ((variable, self._sort(sort)) for variable, sort in scope.variables)
        return tuple(
            f"{variable}.{name}"
            for variable, sort in sorts
            if not sort.action
            for name, value in sort.values.items()
            if value.kind == kind
        )
