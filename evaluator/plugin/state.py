"""What one run of pytest shares: agreements that were loaded, where to look for them, what is asked besides."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from evaluator.api.scenarios import Loaded

if TYPE_CHECKING:
    from evaluator.api.coverage import Recorder

_STATE: Final = pytest.StashKey["State"]()


class State:
    """Of one run, in one process.

    `laws` are the names of the laws to test (none: no laws), each with at most `law_examples` scenarios (None: as many
    as the profile says). `recorder` takes what expected answers look at, None where nobody wants to know.
    """

    def __init__(self, library: Iterable[str | Path]) -> None:
        self.library = tuple(library)
        self.loaded: Loaded = {}
        self.laws: tuple[str, ...] = ()
        self.law_examples: int | None = None
        self.recorder: Recorder | None = None
        self._about: set[tuple[str, str, str]] = set()

    def is_new(self, file: str, agreement: str, version: str) -> bool:
        """Whether a version of an agreement (whose first file is `file`) is met for the first time."""
        key = (file, agreement, version)
        new = key not in self._about
        self._about.add(key)
        return new


def state_of(config: pytest.Config) -> State:
    """The state of a run."""
    found = config.stash.get(_STATE, None)
    if found is None:
        given = [config.invocation_params.dir / folder for folder in config.getoption("clause_library")]
        found = config.stash[_STATE] = State(map(shown, [*given, *config.getini("clause_library")]))
    return found


def shown(path: Path) -> Path:
    """A path as it is shown, and read: from the folder in which pytest runs, if it lies there."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
