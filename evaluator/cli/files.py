"""How commands write files: nothing that is there is overwritten unasked, and what cannot be written is wrong usage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


_BY_ENDING: Final = {".svg": "svg", ".html": "html", ".htm": "html", ".json": "json", ".csv": "csv", ".md": "markdown"}


def form_of(form: str | None, output: Path | None) -> str:
    """The form that was chosen, else the one that the ending of the file says, else a table."""
    return form or _BY_ENDING.get("" if output is None else output.suffix.lower(), "table")


def write_files(files: Mapping[Path, str | bytes], *, force: bool) -> None:
    """Write files, with the folders they need; without `force` all of them have to be new.

    Raises:
        click.UsageError: one is there already (then none is written), or cannot be written.
    """
    if not force:
        refuse_existing(files)
    for path, content in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        except (OSError, ValueError) as error:
            raise click.UsageError(f"`{path}` cannot be written: {_reason(error)}") from None


def refuse_existing(files: Iterable[Path]) -> None:
    """Refuse to write over a file that is there already.

    Raises:
        click.UsageError: one is there.
    """
    for path in files:
        if _is_there(path):
            raise click.UsageError(f"`{path}` is there already; --force overwrites it")


def _is_there(path: Path) -> bool:
    """Whether a file, or anything else, bears the name; a broken link does, too."""
    try:
        return path.is_symlink() or path.exists()
    except (OSError, ValueError):
        return False


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileExistsError):
        return "a file stands where its folder would"
    return ((error.strerror if isinstance(error, OSError) else None) or str(error)).lower()
