"""A core expression in words: a condition as a clause, a value as a noun phrase."""

from __future__ import annotations

from collections.abc import Mapping

from evaluator.core.expressions import Expr
from evaluator.program import Program
from evaluator.sentences import conditions, values
from evaluator.sentences.english import ENGLISH
from evaluator.sentences.language import Language
from evaluator.sentences.scope import Bound, Scope
from evaluator.sentences.vocabulary import vocabulary_of


def condition_phrase(
    expression: Expr, program: Program, names: Mapping[str, str] | None = None, language: Language = ENGLISH
) -> str:
    """A condition as a clause, to stand after `if` or `while`: `there is no loss`.

    Args:
        expression: A condition of the program.
        program: The version it belongs to, whose words are used.
        names: What to call variables that are bound outside of the expression (`{"declaration": "declaration d"}`);
            the others are called by their noun (`the declaration`).
        language: The language.
    """
    return conditions.condition(expression, scope_of(program, names, language)).text


def value_phrase(
    expression: Expr, program: Program, names: Mapping[str, str] | None = None, language: Language = ENGLISH
) -> str:
    """A value as a noun phrase: `20% of the amount of the revenue`; the arguments are those of `condition_phrase`."""
    return values.value(expression, scope_of(program, names, language)).text


def scope_of(program: Program, names: Mapping[str, str] | None = None, language: Language = ENGLISH) -> Scope:
    """The place outside of all expressions, in which only `names` are bound."""
    scope = Scope(program, vocabulary_of(program), language, {})
    for variable, words in (names or {}).items():
        scope = scope.binding(variable, Bound(words, scope.variable(variable).type))
    return scope
