"""What a receipt says, and the text it is written as."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from evaluator.frozen import field, frozen
from evaluator.library.locate import BaseKind
from evaluator.model.file_kind import FileKind

if TYPE_CHECKING:
    from evaluator.receipts.canonical import Plain

FORM: Final = 1
"""The number of the form; it changes when a key is added, renamed or removed, or gets another meaning."""

SEAL: Final = "sha256"
"""The key of the hash over everything else that a receipt says."""


class ScenarioForm(Enum):
    """What a scenario was given as: a file, a text (standard input), or Python values."""

    FILE = "file"
    TEXT = "text"
    DATA = "data"


@frozen
class RecordedScenario:
    """The scenario: its file as it was named, and the SHA-256 of its bytes.

    Of Python values it is that of their canonical form, where every value is text as in a file.
    """

    form: ScenarioForm
    name: str
    sha256: str


@frozen
class RecordedFile:
    """A file that the agreement was made from: its path from the folder that `root` stands for, and its SHA-256."""

    kind: FileKind
    root: BaseKind
    path: str
    sha256: str


@frozen
class Asked:
    """What was asked besides: another day, another agreement or version, options of readings (sorted by reading)."""

    as_of: date | datetime | None = None
    agreement: str | None = None
    readings: tuple[tuple[str, str], ...] = ()


@frozen
class Recorded:
    """One evaluation: the scenario, what was asked, the texts, the libraries that decide dates, and the answer.

    `outcome` is the JSON text of the whole outcome.
    """

    scenario: RecordedScenario
    asked: Asked
    files: tuple[RecordedFile, ...]
    libraries: tuple[tuple[str, str], ...]
    outcome: str = field(repr=False)

    @property
    def engine(self) -> str:
        """The engine that answered."""
        return str(self.answer["engine"])

    @property
    def answer(self) -> dict[str, Plain]:
        """The outcome as dictionaries and lists."""
        import json  # imported where it is needed, since every evaluation imports this module

        read: dict[str, Plain] = json.loads(self.outcome)
        return read


@frozen
class Receipt:
    """What was evaluated, by which version of the evaluator; `folder` is that of the file it was read from."""

    evaluator: str
    evaluations: tuple[Recorded, ...]
    folder: Path | None = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The receipt as it is written to a file, in UTF-8: the same for the same evaluations."""
        from evaluator.receipts.canonical import sha256, written

        data: dict[str, Plain] = {
            "receipt": FORM,
            "evaluator": self.evaluator,
            "evaluations": [_recorded(one) for one in self.evaluations],
        }
        return written({**data, SEAL: sha256(data)})


def answer_sha256(outcome: dict[str, Plain]) -> str:
    """The hash of an answer: that of the outcome's canonical form without the places of clauses.

    Where a file lies, and on which line, is no part of an answer.
    """
    from evaluator.receipts.canonical import sha256

    norms = outcome.get("norms")
    if not isinstance(norms, list):
        return sha256(outcome)
    placeless: list[Plain] = [
        {key: value for key, value in norm.items() if key != "place"} if isinstance(norm, dict) else norm
        for norm in norms
    ]
    return sha256({**outcome, "norms": placeless})


def _recorded(one: Recorded) -> dict[str, Plain]:
    outcome = one.answer
    as_of = one.asked.as_of
    return {
        "scenario": {"form": one.scenario.form.value, "name": one.scenario.name, "sha256": one.scenario.sha256},
        "asked": {
            "as_of": None if as_of is None else as_of.isoformat(),
            "agreement": one.asked.agreement,
            "readings": dict(one.asked.readings),
        },
        "files": [
            {"kind": kind_word(file.kind), "root": file.root.value, "path": file.path, "sha256": file.sha256}
            for file in one.files
        ],
        "libraries": dict(one.libraries),
        "answer_sha256": answer_sha256(outcome),
        "outcome": outcome,
    }


def kind_word(kind: FileKind) -> str:
    """The word for what a file is: `agreement`, `vocabulary`, `pattern`, `scenario`."""
    return kind.name.lower()
