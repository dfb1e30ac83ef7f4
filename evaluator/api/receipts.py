"""Receipts: what was evaluated, from which texts, with which answer; written, read and replayed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.api.scenarios import Scenario
from evaluator.diagnostics import Findings, ReceiptError
from evaluator.engine.logic import NATIVE
from evaluator.receipts.record import Receipt, Recorded
from evaluator.receipts.verification import Verification
from evaluator.source import Source
from evaluator.syntax.files import read_source

if TYPE_CHECKING:
    from evaluator.api.replay import Given

# What only receipts need is imported where it is needed: `import evaluator` stays light.

_MAX_BYTES = 256 * 1024**2


def receipt(
    scenario: Scenario | Iterable[Scenario],
    *,
    as_of: date | datetime | None = None,
    agreement: str | None = None,
    readings: Mapping[str, str] | None = None,
    engine: str = NATIVE,
) -> Receipt:
    """Evaluate a scenario, or several, and say what was evaluated.

    Args:
        scenario: What is known, and about which agreement.
        as_of: As for `evaluate`, and so are `agreement` and `readings`.
        agreement: Another agreement or version.
        readings: Options for readings.
        engine: As for `evaluate`; the receipt names it.

    Returns:
        The receipt, with one evaluation for each scenario; its `text`, in UTF-8, is what a file of it holds.

    Raises:
        ScenarioError: as `evaluate`.
        AgreementError: as `evaluate`.
        ValueError: there is no scenario, or no such engine.
    """
    scenarios = [scenario] if isinstance(scenario, Scenario) else list(scenario)
    if not scenarios:
        raise ValueError("a receipt is of one scenario at least")
    from evaluator.api.recording import answered

    return receipt_of(answered(one, as_of, agreement, readings, engine)[1] for one in scenarios)


def receipt_of(evaluations: Iterable[Recorded]) -> Receipt:
    """The receipt of evaluations that this version of the evaluator has made."""
    return Receipt(_present_version(), tuple(evaluations))


def load_receipt(path: str | Path) -> Receipt:
    """Read a receipt from its file.

    Raises:
        ReceiptError: the file cannot be read, is no receipt, or is not as it was written.
    """
    from evaluator.receipts.reading import read_receipt

    findings = Findings()
    source = read_source(path, findings, limit=_MAX_BYTES)
    found = None if source is None else read_receipt(source, findings, folder=Path(path).parent)
    if found is None:
        raise ReceiptError(findings)
    return found


def verify(
    receipt: Receipt | str | Path, scenario: Given | Sequence[Given] = (), *, library: Iterable[str | Path] = ()
) -> Verification:
    """Replay a receipt: find the texts it names, evaluate them again with the engine it names, and say what differs.

    Args:
        receipt: A receipt, or the path of its file.
        scenario: Scenarios (paths, or loaded) that stand for those of the receipt, one for each of its evaluations and
            in its order; without any, the files that it names, looked for from the current folder and then from that of
            the receipt's file. A scenario that was no file has to be given.
        library: Folders to look for agreements in, as for `load_scenario`.

    Returns:
        What differs of texts and of answers, for each evaluation. A text that is not there, or has errors, is no
        exception but part of the result.

    Raises:
        ReceiptError: the file cannot be read, is no receipt, or is not as it was written.
        ValueError: there are scenarios, but not one for each evaluation.
    """
    from evaluator.api.replay import Replays

    receipt = receipt if isinstance(receipt, Receipt) else load_receipt(receipt)
    given: list[Given | None] = [scenario] if isinstance(scenario, Scenario | Source | str | Path) else [*scenario]
    number = len(receipt.evaluations)
    if given and len(given) != number:
        raise ValueError(f"the receipt is of {number} evaluations, and {len(given)} scenarios are given")
    version = _present_version()
    again = Replays(receipt.folder, tuple(library), {}, grown=version != receipt.evaluator)
    pairs = zip(receipt.evaluations, given or [None] * number, strict=True)
    return Verification(receipt.evaluator, version, tuple(again.replay(was, now) for was, now in pairs))


def _present_version() -> str:
    import evaluator

    return evaluator.__version__
