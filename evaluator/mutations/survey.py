"""What became of mutants: frozen, typed, plain data."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from evaluator.frozen import frozen

if TYPE_CHECKING:
    from evaluator.mutations.mutants import Mutant


class Fate(Enum):
    """What became of a mutant.

    KILLED: an expectation of a scenario failed. SURVIVED: none did. INVALID: the text is no agreement then, so whoever
    wrote it would be told.
    """

    KILLED = "killed"
    SURVIVED = "survived"
    INVALID = "invalid"


@frozen
class Examined:
    """A mutant and what became of it: `by` is the scenario that killed it, `because` the expectation that failed.

    `killer` is the text of a scenario that would kill a survivor, where one was looked for and found.
    """

    mutant: Mutant
    fate: Fate
    by: str = ""
    because: str = ""
    killer: str = ""


@frozen
class Survey:
    """What became of the mutants of an agreement, in the order of its text.

    `versions` are those whose text was changed, `scenarios` how many were asked; `every` says that only each so-many-th
    mutant was examined, `searched` that scenarios were looked for which would kill the survivors.
    """

    agreement: str
    versions: tuple[str, ...]
    scenarios: int
    every: int
    examined: tuple[Examined, ...]
    searched: bool = False

    @property
    def total(self) -> int:
        """How many mutants are agreements."""
        return sum(each.fate is not Fate.INVALID for each in self.examined)

    @property
    def killed(self) -> int:
        """How many of them a scenario noticed."""
        return sum(each.fate is Fate.KILLED for each in self.examined)

    @property
    def invalid(self) -> int:
        """How many changes were refused by the checks."""
        return sum(each.fate is Fate.INVALID for each in self.examined)

    @property
    def survivors(self) -> tuple[Examined, ...]:
        """Those that no scenario noticed."""
        return tuple(each for each in self.examined if each.fate is Fate.SURVIVED)

    @property
    def share(self) -> float | None:
        """The share that was killed, None if there were none."""
        return self.killed / self.total if self.total else None

    def rows(self) -> list[dict[str, str | int]]:
        """A row for each mutant, as plain text, for a data frame."""
        return [
            {
                "version": each.mutant.version.version.text,
                "place": each.mutant.place,
                "subject": each.mutant.subject,
                "key": each.mutant.key,
                "kind": each.mutant.kind,
                "was": each.mutant.was,
                "becomes": each.mutant.becomes,
                "fate": each.fate.value,
                "by": each.by,
                "because": each.because,
                "killer": each.killer,
            }
            for each in self.examined
        ]
