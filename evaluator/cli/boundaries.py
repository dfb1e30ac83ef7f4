"""`clauses boundaries`: scenario files around every point at which an answer switches."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluator.cli.arguments import complete_agreement, library_option
from evaluator.cli.command import Exit, libraries, write_note
from evaluator.cli.files import write_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluator.generation.boundaries import Boundary
    from evaluator.program import Program


@click.command("boundaries")
@click.argument("agreement", shell_complete=complete_agreement, metavar="AGREEMENT[@VERSION]")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FOLDER",
    help="Write the scenarios to this folder.",
)
@click.option("--clause", multiple=True, metavar="ID", help="Only boundaries of this clause. May be repeated.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many boundaries.")
@click.option("--force", is_flag=True, help="Overwrite files that are there.")
@library_option
def boundaries(
    agreement: str,
    output: Path,
    clause: tuple[str, ...],
    limit: int | None,
    library: tuple[str, ...],
    *,
    force: bool,
) -> int:
    """Write scenarios around every point at which an answer of an AGREEMENT switches.

    Two files for each boundary: the last date or amount before it and the first after it, each with the answer that
    comes out now as `expect:`. Read them: they say what the text means, not whether that was meant.

    AGREEMENT is a name or a path. Without a version it is the last one.
    """
    from evaluator.cli.calls import checked_version_of
    from evaluator.generation import boundaries as search
    from evaluator.generation.subject import subject_of

    if output.exists() and not output.is_dir():
        raise click.UsageError(f"`{output}` is a file, not a folder")
    loaded, version = checked_version_of(agreement, libraries(library))
    subject = subject_of(loaded, version, pinned=True)
    _refuse_unknown(clause, subject.engine.program)
    found = list(search.boundaries(subject, clause, limit))
    files = {
        output / name: text for number, each in enumerate(found, 1) for name, text in _files(number, each, len(found))
    }
    if not files:
        write_note(f"no boundaries were found in {loaded.name}@{version}")
        return Exit.DONE
    write_files(files, force=force)
    write_note("\n".join(f"wrote {file}" for file in files))
    return Exit.DONE


def _refuse_unknown(clauses: Sequence[str], program: Program) -> None:
    """Refuse clauses that the version does not have."""
    from evaluator.check.words import nearest

    for name in clauses:
        if name not in program.norms:
            cure = nearest(name, program.norms, "clauses", "it has none")
            raise click.UsageError(f"there is no clause `{name}` in {program.agreement}@{program.version}; {cure}")


def _files(number: int, boundary: Boundary, count: int) -> list[tuple[str, str]]:
    """The two files of a boundary: their names say which it is, and bring them into order."""
    place = str(number).zfill(max(2, len(str(count))))
    about = re.sub(r"[^\w.-]+", "_", f"{boundary.clause}_by_{boundary.dial.kind}")
    sides = (("before", boundary.before), ("from", boundary.after))
    return [(f"{place}_{about}_{word}_{_word(side.value)}.yaml", side.text) for word, side in sides]


def _word(value: str) -> str:
    return re.sub(r"[^\w.-]+", "_", value).strip("_")
