"""One evaluation of a receipt made again: are the texts the same, and the answers?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluator.api.recording import deciding_libraries, evaluated, scenario_sha256, scenario_source
from evaluator.api.scenarios import Loaded, Scenario, load_scenario
from evaluator.diagnostics import Findings, InputError
from evaluator.frozen import frozen, replace
from evaluator.library.bundled import bundled_folder
from evaluator.library.files import LibraryFile
from evaluator.library.locate import BaseKind, is_path, split_reference
from evaluator.receipts.answers import answer_changes
from evaluator.receipts.record import Asked, Recorded, ScenarioForm
from evaluator.receipts.texts import bytes_sha256, text_changes
from evaluator.receipts.verification import Change, LibraryChange, Replay, TextChange
from evaluator.report.data import outcome_data
from evaluator.source import Source
from evaluator.syntax.files import read_source

Given = Scenario | Source | str | Path
"""A scenario that stands for that of a receipt: loaded, a text that was read, or a path."""


@frozen
class Replays:
    """Where to look for what receipts name: the folder of the receipt, and libraries.

    `grown` says that another version of the evaluator wrote the receipt.
    """

    folder: Path | None
    library: tuple[str | Path, ...]
    loaded: Loaded
    grown: bool

    def replay(self, was: Recorded, given: Given | None) -> Replay:
        """One evaluation of a receipt, with the scenario that stands for its own, if any."""
        name, form = was.scenario.name, was.scenario.form
        found = self._scenario_file(was) if given is None else given
        if found is None:
            return Replay(name, form, (_scenario_change(was, Change.MISSING, None),))
        try:
            loaded = found if isinstance(found, Scenario) else self._load(found)
            scenario, outcome = evaluated(loaded, self._asked(was.asked), was.engine)
        except InputError as error:
            return Replay(name, form, self._text_changes(was, found, None), errors=error.diagnostics)
        chain = scenario.agreement.chain
        answers = answer_changes(was.answer, outcome_data(outcome), grown=self.grown)
        libraries = _library_changes(dict(was.libraries), dict(deciding_libraries(chain)))
        return Replay(name, form, self._text_changes(was, loaded, chain.files), answers, libraries)

    def _load(self, found: Source | str | Path) -> Scenario:
        return load_scenario(found, library=self.library, loaded=self.loaded)

    def _scenario_file(self, was: Recorded) -> Path | None:
        """The file of a scenario, from the current folder or else from that of the receipt; None if there is none."""
        return self._first(was.scenario.name) if was.scenario.form is ScenarioForm.FILE else None

    def _first(self, name: str) -> Path | None:
        return next((path for path in (folder / name for folder in self._current()) if _is_there(path)), None)

    def _current(self) -> tuple[Path, ...]:
        """What a path may start from that was named on the command line."""
        return (Path(),) if self.folder is None else (Path(), self.folder)

    def _asked(self, asked: Asked) -> Asked:
        """What was asked, where the path of an agreement starts from the first folder in which there is one."""
        if asked.agreement is None:
            return asked
        name, _ = split_reference(asked.agreement)
        place = self._first(name) if is_path(name) else None
        if place is None or place == Path(name):
            return asked
        return replace(asked, agreement=f"{place}{asked.agreement.removeprefix(name)}")

    def _text_changes(self, was: Recorded, found: Given, files: Sequence[LibraryFile] | None) -> tuple[TextChange, ...]:
        """The texts that are not those of the receipt, the scenario first; `files` is None if some cannot be read."""
        now = _sha256_of(found, was.scenario.form)
        change = Change.MISSING if now is None else Change.CHANGED
        changes = () if now == was.scenario.sha256 else (_scenario_change(was, change, now),)
        return (*changes, *text_changes(was.files, files, self._folders(found)))

    def _folders(self, found: Given) -> dict[BaseKind, Sequence[Path]]:
        """The folders from which the paths of a receipt start, for a scenario that was found."""
        beside = _folder_of(found)
        library = found.library if isinstance(found, Scenario) else self.library
        bundled = [bundled_folder("clauses"), bundled_folder("rules")]
        return {
            BaseKind.SCENARIO: [] if beside is None else [beside],
            BaseKind.LIBRARY: [Path(folder) for folder in library],
            BaseKind.BUNDLED: [folder.parent for folder in bundled if folder is not None],
            BaseKind.CURRENT: self._current(),
        }


def _is_there(path: Path) -> bool:
    """Whether a path leads somewhere; one whose name is too long or whose folder is closed does not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _folder_of(found: Given) -> Path | None:
    """The folder of a scenario; one that was no file has none."""
    match found:
        case Scenario():
            return found.beside
        case Source():
            return None
        case _:
            return Path(found).parent


def _scenario_change(was: Recorded, change: Change, now: str | None) -> TextChange:
    return TextChange(change, "scenario", None, was.scenario.name, was.scenario.sha256, now)


def _sha256_of(found: Given, form: ScenarioForm) -> str | None:
    """The hash of a scenario as a receipt has it that was given one of that form; None if it cannot be read."""
    match found:
        case Scenario():
            return scenario_sha256(scenario_source(found), form)
        case Source():
            return scenario_sha256(found, form)
        case _ if form is ScenarioForm.DATA:
            source = read_source(found, Findings())
            return None if source is None else scenario_sha256(source, form)
        case _:
            return bytes_sha256(Path(found))


def _library_changes(was: Mapping[str, str], now: Mapping[str, str]) -> tuple[LibraryChange, ...]:
    names = sorted(was.keys() | now.keys())
    changes = (LibraryChange(name, was.get(name), now.get(name)) for name in names)
    return tuple(change for change in changes if change.was != change.now)
