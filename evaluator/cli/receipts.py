"""`evaluate --receipt` and `--verify`: what was evaluated is written down, and replayed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from evaluator.cli.arguments import refuse_others
from evaluator.cli.calls import STANDARD_INPUT, read_input
from evaluator.cli.command import (
    Exit,
    terminal_width,
    wants_color,
    write_data,
    write_diagnostics,
    write_note,
    write_text,
)
from evaluator.cli.files import refuse_existing, write_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from evaluator.cli.calls import Evaluation
    from evaluator.diagnostics import InputError
    from evaluator.receipts.verification import Verification

_OF_VERIFY: Final = {"verify", "scenario", "form", "library", "color"}
"""The parameters that a replay obeys; what was asked stands in the receipt."""

_FORMS: Final = ("table", "json")


def refuse_receipt(receipt: Path | None, scenarios: Sequence[str], *, alone: bool, force: bool) -> None:
    """Refuse a receipt that cannot be, before anything is evaluated."""
    if receipt is None:
        return
    if not alone:
        raise click.UsageError("--receipt is of evaluations alone; leave it out, or leave the other question out")
    if str(receipt) == STANDARD_INPUT:
        raise click.UsageError("--receipt writes a file, since the answers go to standard output; name one")
    if any(path != STANDARD_INPUT and _is_same(receipt, path) for path in scenarios):
        raise click.UsageError(f"`{receipt}` is a scenario; name another file for the receipt")
    if not force:
        refuse_existing([receipt])


def write_receipt(file: Path, evaluations: Sequence[Evaluation | InputError], *, force: bool) -> None:
    """Write the receipt of all evaluations; where any has errors there is none, since it would not say so."""
    recorded = [one.recorded for one in evaluations if not isinstance(one, Exception) and one.recorded is not None]
    if len(recorded) < len(evaluations):
        from evaluator.report.words import counted

        broken = len(evaluations) - len(recorded)
        write_note(f"no receipt: {broken} of {counted(len(evaluations), 'scenario')} with errors")
        return
    from evaluator.api.receipts import receipt_of

    write_files({file: receipt_of(recorded).text}, force=force)
    write_note(f"wrote {file}")


def verify_receipt(file: Path, paths: Sequence[str], form: str | None, folders: Sequence[str], color: str) -> int:
    """Replay a receipt and say what differs."""
    _refuse_others(form)
    from evaluator.api.receipts import load_receipt, verify
    from evaluator.diagnostics import ReceiptError

    try:
        receipt = load_receipt(file)
    except ReceiptError as error:
        write_diagnostics(error.diagnostics, color)
        return Exit.INPUT
    if paths and len(paths) != len(receipt.evaluations):
        from evaluator.report.words import counted

        raise click.UsageError(
            f"`{file}` is of {counted(len(receipt.evaluations), 'evaluation')}, "
            f"and {counted(len(paths), 'scenario')} {'is' if len(paths) == 1 else 'are'} named; "
            "name one for each, in the order of the receipt, or none"
        )
    found = verify(receipt, [read_input(path) for path in paths], library=folders)
    if form == "json":
        from evaluator.report.receipt_data import render_json

        write_data(render_json(found))
    else:
        from evaluator.report.receipts import render

        colored = wants_color(color, sys.stdout)
        write_text(render(found, width=terminal_width(), color=colored), color=colored)
    for replay in found.replays:
        write_diagnostics(replay.errors, color)
    return _code(found)


def _refuse_others(form: str | None) -> None:
    """Refuse every option that a replay does not obey, whichever there are; none is passed over in silence."""
    refuse_others("--verify asks again what the receipt says was asked", _OF_VERIFY)
    if form is not None and form not in _FORMS:
        raise click.UsageError(f"--verify has the forms {' and '.join(_FORMS)}, not {form}")


def _code(found: Verification) -> Exit:
    from evaluator.receipts.verification import Result

    match found.result:
        case Result.VERIFIED:
            return Exit.DONE
        case Result.DIFFERS:
            return Exit.FINDINGS
        case Result.INCOMPLETE:
            return Exit.INPUT


def _is_same(receipt: Path, scenario: str) -> bool:
    """Whether a receipt would overwrite a scenario."""
    try:
        return receipt.samefile(scenario)
    except (OSError, ValueError):
        return False
