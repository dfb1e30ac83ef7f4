"""`clauses new`: an agreement or a scenario to start from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluator.cli.arguments import complete_agreement, complete_file, library_option, read_day
from evaluator.cli.command import Exit, libraries, write_data, write_note
from evaluator.cli.files import write_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.engine.outcome import Day

LAST_YEAR = 9990
force_option = click.option("--force", is_flag=True, help="Overwrite files that are there.")


@click.group("new")
def new() -> None:
    """Start an agreement or a scenario."""


@new.command("agreement")
@click.argument("name")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    shell_complete=complete_file,
    metavar="FOLDER",
    help="The folder of its files; without it, one of its NAME.",
)
@click.option("--parties", default="buyer,seller", show_default=True, metavar="A,B", help="The names of its parties.")
@click.option(
    "--effective",
    default="2026-01-01",
    show_default=True,
    callback=read_day,
    metavar="DATE",
    help="The first day of its first version.",
)
@force_option
def new_agreement(name: str, output: Path | None, parties: str, effective: Day, *, force: bool) -> int:
    """Start the agreement NAME: a vocabulary and a first version, with every key explained."""
    from datetime import datetime

    from evaluator.editing.agreement_skeleton import agreement_files

    named = _names([name], "an agreement")
    between = _names([party.strip() for party in parties.split(",")], "a party")
    if len(between) < 2:
        raise click.UsageError(f"an agreement has two parties or more, not only `{parties}`; write --parties a,b")
    if isinstance(effective, datetime):
        raise click.UsageError("a version takes effect on a day; leave the time out")
    if effective.year > LAST_YEAR:
        raise click.UsageError(f"`{effective}` is too late: the agreement needs some years after it")
    folder = output or Path(named[0])
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"`{folder}` is a file, not a folder")
    files = {folder / file: text for file, text in agreement_files(named[0], between, effective).items()}
    write_files(files, force=force)
    write_note("\n".join(f"wrote {file}" for file in files))
    return Exit.DONE


@new.command("scenario")
@click.argument("agreement", shell_complete=complete_agreement, metavar="AGREEMENT[@VERSION]")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    shell_complete=complete_file,
    metavar="FILE",
    help="Write it to this file; without it, it is printed.",
)
@click.option("--as-of", callback=read_day, metavar="DATE", help="The day asked about; else the version's first.")
@library_option
@force_option
def new_scenario(
    agreement: str, output: Path | None, as_of: Day | None, library: tuple[str, ...], *, force: bool
) -> int:
    """Start a scenario about an agreement: all that it can be told and asked, commented out.

    AGREEMENT is a name or a path. Without a version it is the one in force on the day, or the last.
    """
    from evaluator.cli.calls import checked_version_of
    from evaluator.editing.scenario_skeleton import scenario_skeleton

    loaded, version = checked_version_of(agreement, libraries(library), as_of)
    found = loaded.checked(version).version
    skeleton = scenario_skeleton(loaded, version, _reference(agreement, output), as_of or found.effective)
    if output is None:
        write_data(skeleton.text)
    else:
        write_files({output: skeleton.text}, force=force)
        write_note(f"wrote {output}")
    return Exit.DONE


def _names(texts: Sequence[str], what: str) -> tuple[str, ...]:
    """Texts that stood on the command line as names; one that cannot be a name is wrong usage."""
    from evaluator.diagnostics import Findings
    from evaluator.editing.agreement_skeleton import names_from

    findings = Findings()
    names = names_from(texts, what, findings)
    for found in findings:
        raise click.UsageError(f"{found.message}; {found.help}")
    return names


def _reference(reference: str, output: Path | None) -> str:
    """What a scenario in a file calls an agreement; a path starts from the folder of that file."""
    from evaluator.library.locate import is_path, split_reference

    name, version = split_reference(reference)
    if output is None or not is_path(name):
        return reference
    relative = Path(os.path.relpath(name, output.parent)).as_posix()
    relative = relative if is_path(relative) else f"./{relative}"
    return relative if version is None else f"{relative}@{version}"
