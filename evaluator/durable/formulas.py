"""What durable-rules is to decide: formulas over truths, each with a name, that build on one another.

Nothing here is about facts or dates. A truth is an integer from -4 to 4 (`evaluator.values.truth`); an operand is the
name of a truth, or `not` and its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from evaluator.frozen import frozen


@frozen
class Every:
    """Whether all operands are true."""

    operands: tuple[str, ...]


@frozen
class Some:
    """Whether one of the operands is true."""

    operands: tuple[str, ...]


@frozen
class AtMost:
    """The operand, at most as certain as `limit` (from 1 to 4) says."""

    operand: str
    limit: str


Formula = Every | Some | AtMost


@frozen(eq=False)
class Decision:
    """Formulas by the names of what they conclude; they may use one another's names, but not in a circle."""

    name: str
    formulas: Mapping[str, Formula]

    @cached_property
    def looks_at(self) -> tuple[str, ...]:
        """The names of the truths that have to be known."""
        found = dict.fromkeys(name for formula in self.formulas.values() for name in operands(formula))
        return tuple(name for name in found if name not in self.formulas)


def named(operand: str) -> tuple[str, int]:
    """The name of an operand's truth, and its sign: -1 where it is negated."""
    return (operand.removeprefix("not "), -1) if operand.startswith("not ") else (operand, 1)


def operands(formula: Formula) -> tuple[str, ...]:
    """The names of the truths that a formula looks at."""
    match formula:
        case AtMost(operand, limit):
            found = (operand, limit)
        case Every(found) | Some(found):
            pass
    return tuple(named(each)[0] for each in found)


STANDING: Final = Decision(
    "standing",
    {
        "triggered": Every(("when", "arisen", "belongs")),
        "ran_out": Some(("reached", "past")),
        "ended": Some(("reached", "past", "cut_off")),
        "in_force": Every(
            (
                "started",
                "triggered",
                "not ended",
                "not unless",
                "not overridden",
                "not suspended",
                "not terminated",
                "not waived",
                "not repealed",
            )
        ),
    },
)
"""The standing of a norm whose clause is confirmed, from `evaluator.engine.logic.Parts`."""

STANDING_CAPPED: Final = Decision(
    "standing of less than confirmed",
    {
        "set_off": Every(("when", "arisen", "belongs")),
        "own_end": Some(("reached", "past")),
        "any_end": Some(("reached", "past", "cut_off")),
        "begun": AtMost("started", "certainty"),
        "triggered": AtMost("set_off", "certainty"),
        "ran_out": AtMost("own_end", "certainty"),
        "ended": AtMost("any_end", "certainty"),
        "excepted": AtMost("unless", "certainty"),
        "gone": AtMost("repealed", "certainty"),
        "in_force": Every(
            (
                "begun",
                "triggered",
                "not ended",
                "not excepted",
                "not overridden",
                "not suspended",
                "not terminated",
                "not waived",
                "not gone",
                "certainty",
            )
        ),
    },
)
"""The same where what the clause says of itself is less certain; that another one sets it aside may be surer."""

COVERAGE: Final = Decision(
    "coverage",
    {
        "applies": Every(("names", "not excepts", "in_force")),
        "covers": Every(("names", "not excepts", "in_force", "not spent")),
    },
)
"""Whether a norm covers an act that it names."""

FORCE: Final = Decision(
    "force",
    {
        "effective": Every(("covers", "not yields")),
        "idle": Some(("excepts", "not in_force", "yields", "spent")),
        "fits": Every(("applies", "not yields")),
    },
)
"""What a norm does that covers an act, but may yield."""

VERDICTS: Final = Decision(
    "verdicts",
    {
        "caught": Every(("obliged", "prohibited", "trapped")),
        "allowed": Some(("permitted", "released")),
        "is conflicting": Some(("clashing", "caught")),
        "is obligatory": Every(("obliged", "not prohibited", "not exempt")),
        "is permitted": Every(("not obliged", "not prohibited", "allowed")),
        "is prohibited": Every(("prohibited", "not is conflicting")),
        "is unregulated": Every(
            ("not prohibited", "not permitted", "not obliged", "not forbidding", "not spoken_of", "silence")
        ),
    },
)
"""The verdict on an act, from `evaluator.engine.logic.Said`."""


def every_of(number: int) -> Decision:
    """Whether so many conditions all hold."""
    return Decision(f"every of {number}", {"result": Every(_conditions(number))})


def some_of(number: int) -> Decision:
    """Whether one of so many conditions holds."""
    return Decision(f"some of {number}", {"result": Some(_conditions(number))})


def _conditions(number: int) -> tuple[str, ...]:
    return tuple(condition(index) for index in range(number))


def condition(index: int) -> str:
    """The name of one of several conditions."""
    return f"c{index}"
