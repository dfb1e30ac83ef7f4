"""What would change an answer: frozen, typed, plain data."""

from __future__ import annotations

from evaluator.engine.outcome import ActAnswer, Day, NormAnswer
from evaluator.explanations.claims import Answer
from evaluator.frozen import frozen


@frozen
class Edit:
    """One change of a scenario, as it can be carried out; values are written as a scenario writes them.

    `kind` is `value` (that of `address` becomes `value`), `member` (the list `address` has a further member, called
    `value`, with the attributes in `entries`), `absent` (there is no member `address`) or `closed` (the list `address`
    has no further members).
    """

    address: str
    value: str
    kind: str = "value"
    entries: tuple[tuple[str, str], ...] = ()

    @property
    def is_loose(self) -> bool:
        """Whether it leaves something open: a value within bounds, or attributes of a member."""
        return self.kind == "member" or self.value.startswith(("at least ", "at most ", "between "))


@frozen
class Change:
    """One change of what is stated.

    `address` is `as_of`, `reading.name`, `parameter.name`, a fact as `missing` names it (`verdict.v.result`,
    `move_to_aws.cloud`, `name`), a list (`verdict`: a further member, or `complete`), or a member (`product.p`: there
    is none). `was` and `becomes` are values in words; `was` is `unknown` where nothing was stated, `complete` of a
    list that had no further members. `direction` is `or later`, `or earlier`, `or more` or `or less` where every such
    value gives the answer; empty where it does not, or where that is no question.
    """

    address: str
    was: str
    becomes: str
    direction: str = ""


@frozen
class Flip:
    """Changes that together, and not without any one of them, give another answer: `answer`."""

    changes: tuple[Change, ...]
    answer: Answer

    @property
    def words(self) -> tuple[str, str]:
        """The answer in words; see `words_of`."""
        return words_of(self.answer)


@frozen
class Flips:
    """What would change an answer: the smallest changes that were found, the fewest first.

    `size` is how many changes at once were tried. `complete` says that the search came to its end: then no `size`
    changes of facts or readings whose values can be listed change the answer but those named. `untried` are the facts
    it rests on (or lacks) of which not every value was tried. `evaluations` is how often it was asked again.
    """

    answer: Answer
    as_of: Day
    flips: tuple[Flip, ...]
    size: int
    complete: bool
    untried: tuple[str, ...]
    evaluations: int

    @property
    def address(self) -> str:
        """The address of the norm, or the id of the act."""
        return self.answer.address

    def rows(self) -> list[dict[str, str | int]]:
        """A row for each change, as plain text; `flip` numbers the changes that belong together."""
        return [
            {
                "address": self.address,
                "flip": number,
                "change": change.address,
                "was": change.was,
                "becomes": change.becomes,
                "direction": change.direction,
                "answer": flip.words[0],
                "performance": flip.words[1],
            }
            for number, flip in enumerate(self.flips, 1)
            for change in flip.changes
        ]


def words_of(answer: Answer) -> tuple[str, str]:
    """What counts as the answer, empty where it is undetermined.

    Of a norm its state, and what has become of it; of an act its verdict, and the ability where it is a power's.
    """
    match answer:
        case NormAnswer():
            return ("" if answer.in_force is None else answer.state.value), answer.performance or ""
        case ActAnswer():
            verdict = "" if answer.verdict.value == "undetermined" else answer.verdict.value
            able = "" if answer.ability in (None, "undetermined", verdict) else answer.ability
            return verdict, able or ""
