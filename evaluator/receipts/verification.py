"""What a replay found: whether the texts are those of the receipt, and the answers the same."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from evaluator.diagnostics import Diagnostic
from evaluator.frozen import frozen
from evaluator.receipts.record import ScenarioForm

if TYPE_CHECKING:
    from evaluator.receipts.canonical import Plain


class Result(Enum):
    """How a replay ended; the last one that any evaluation has is that of them all."""

    VERIFIED = "verified"
    DIFFERS = "differs"
    INCOMPLETE = "incomplete"


class Change(Enum):
    """What became of a text: its bytes changed, it is not found, it came in addition, or it is not read any more."""

    CHANGED = "changed"
    MISSING = "missing"
    NEW = "new"
    UNUSED = "unused"


@frozen
class TextChange:
    """A text that is not as the receipt says.

    `kind` is `scenario`, `agreement`, `vocabulary` or `pattern`. `root` says from where `path` starts (`scenario`,
    `library`, `bundled`, `current`); it is None for a scenario, whose path is as it was named. `was` and `now` are the
    SHA-256 of its bytes, None where there is no such text.
    """

    change: Change
    kind: str
    root: str | None
    path: str
    was: str | None
    now: str | None


@frozen
class AnswerChange:
    """One thing that is answered otherwise.

    `part` is `outcome`, `agreement`, `norm`, `act`, `effect` or `conflict`, `address` says which one, `field` is the
    key in the outcome as data, with the value that it had and has. A norm, an act, an effect or a conflict that came
    or went has the field `present`.
    """

    part: str
    address: str
    field: str
    was: Plain
    now: Plain


@frozen
class LibraryChange:
    """A library that decides dates, and its versions: when the receipt was written, and now (None: not needed)."""

    name: str
    was: str | None
    now: str | None


@frozen
class Replay:
    """One evaluation of a receipt, replayed: what differs, and the errors for which it could not be evaluated again.

    `scenario` is the name of the scenario in the receipt, `form` what it was given as.
    """

    scenario: str
    form: ScenarioForm
    texts: tuple[TextChange, ...] = ()
    answers: tuple[AnswerChange, ...] = ()
    libraries: tuple[LibraryChange, ...] = ()
    errors: tuple[Diagnostic, ...] = ()

    @property
    def result(self) -> Result:
        """Incomplete if a text is missing or has errors; other libraries alone are no difference."""
        if self.errors or any(text.change is Change.MISSING for text in self.texts):
            return Result.INCOMPLETE
        return Result.DIFFERS if self.texts or self.answers else Result.VERIFIED


@frozen
class Verification:
    """A receipt, replayed: the version of the evaluator that wrote it, the present one, and each evaluation."""

    evaluator_was: str
    evaluator_now: str
    replays: tuple[Replay, ...]

    @property
    def result(self) -> Result:
        """The worst result of any evaluation."""
        results = [replay.result for replay in self.replays]
        return max(results, key=list(Result).index)

    @property
    def verified(self) -> bool:
        """Whether all answers are the same, from the same texts."""
        return self.result is Result.VERIFIED
