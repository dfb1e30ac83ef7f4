"""`clauses schema`: JSON Schemas, by which editors complete and check files while they are written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evaluator.cli.arguments import complete_agreement, complete_target, library_option
from evaluator.cli.command import Exit, libraries, write_data, write_note
from evaluator.cli.files import write_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from click.shell_completion import CompletionItem

KINDS = ("agreement", "vocabulary", "pattern", "scenario")


def complete_schema(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The kinds of file; after `scenario` the agreements; with `--modeline` files."""
    from click.shell_completion import CompletionItem

    if context.params.get("modeline"):
        return complete_target(context, parameter, incomplete)
    before = [*(context.params.get("what") or ()), *context.args]
    if before:
        return complete_agreement(context, parameter, incomplete) if before[0] == "scenario" else []
    return [CompletionItem(kind) for kind in KINDS if kind.startswith(incomplete)]


@click.command("schema")
@click.argument("what", nargs=-1, shell_complete=complete_schema, metavar="[KIND [AGREEMENT[@VERSION]] | PATH...]")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write files to this folder, all four kinds if none is named; what is there is replaced.",
)
@click.option(
    "--modeline",
    is_flag=True,
    help="Write the schemas to FOLDER, and into each PATH the comment by which editors find its schema.",
)
@library_option
def schema(what: tuple[str, ...], output: Path | None, library: tuple[str, ...], *, modeline: bool) -> int:
    """Print the JSON Schema of a KIND of file: agreement, vocabulary, pattern or scenario.

    With an agreement, the schema is that of a scenario about it: it knows its facts, acts, readings and clauses.
    """
    if modeline:
        return _write_modelines(what, output)
    if not what and output is None:
        raise click.UsageError(f"name a kind of file ({', '.join(KINDS)}), or a folder for all with -o")
    _check(what)
    texts = _texts(what, libraries(library))
    if output is None:
        write_data("".join(texts.values()))
    else:
        write_files({output / name: text for name, text in texts.items()}, force=True)
    return Exit.DONE


def _check(what: tuple[str, ...]) -> None:
    """Refuse what is no kind of file, and agreements where no scenario is meant."""
    from evaluator.diagnostics import did_you_mean

    if what and what[0] not in KINDS:
        cure = did_you_mean(what[0], KINDS) or f"write one of {', '.join(KINDS)}"
        raise click.UsageError(f"there is no schema of `{what[0]}`; {cure}")
    if len(what) > 1 and what[0] != "scenario":
        raise click.UsageError(f"only the schema of a scenario is about an agreement; leave `{what[1]}` out")
    if len(what) > 2:
        raise click.UsageError(f"a scenario is about one agreement; leave `{what[2]}` out")


def _texts(what: tuple[str, ...], folders: tuple[str, ...]) -> Mapping[str, str]:
    """The schemas that are wanted, as text, by the names of their files."""
    from evaluator.editing.schemas import SCHEMAS, file_name
    from evaluator.report.as_json import written

    if len(what) < 2:
        return {file_name(kind): written(SCHEMAS[kind]()) for kind in (what or SCHEMAS)}
    from evaluator.cli.calls import checked_version_of
    from evaluator.editing.scenario_about import scenario_about

    agreement, version = checked_version_of(what[1], folders)
    text = written(scenario_about(agreement.checked(version)))
    return {file_name(what[0], agreement.name): text}


def _write_modelines(paths: tuple[str, ...], folder: Path | None) -> int:
    """Write the schemas, and for each file the line that leads to its own; say how many files changed."""
    from evaluator.editing.modeline import files_of, schema_reference, with_modeline
    from evaluator.editing.schemas import KIND_OF_FILE, file_name
    from evaluator.report.words import counted

    if folder is None or not paths:
        raise click.UsageError("--modeline needs the folder of the schemas, -o FOLDER, and a PATH or several")
    missing = [path for path in paths if not Path(path).exists()]
    if missing:
        raise click.UsageError(f"there is no file or folder `{missing[0]}`")
    write_files({folder / name: text for name, text in _texts((), ()).items()}, force=True)
    changed, unchanged = {}, 0
    for file, found in (each for path in paths for each in files_of(Path(path))):
        kind = KIND_OF_FILE.get(found)
        if kind is None:
            write_note(f"`{file}` is left as it is: it is {found.value}")
            continue
        before = _bytes(file)
        after = with_modeline(before, schema_reference(file, folder / file_name(kind)))
        if after == before:
            unchanged += 1
        else:
            changed[file] = after
    write_files(changed, force=True)
    write_note(f"{counted(len(changed), 'file')} changed, {unchanged} unchanged")
    return Exit.DONE


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise click.UsageError(f"`{file}` cannot be opened: {(error.strerror or str(error)).lower()}") from None
