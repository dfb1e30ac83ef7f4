"""Which texts are not those that a receipt names. A text is what its bytes are; where it lies only names it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from evaluator.library.files import LibraryFile
from evaluator.library.locate import BaseKind
from evaluator.receipts.record import RecordedFile, kind_word
from evaluator.receipts.verification import Change, TextChange

Folders = Mapping[BaseKind, Sequence[Path]]
"""The folders that each kind of root stands for now, in the order in which they are looked in."""


def text_changes(
    was: Sequence[RecordedFile], now: Sequence[LibraryFile] | None, folders: Folders
) -> tuple[TextChange, ...]:
    """What differs between the files of a receipt and those that were read now, in the order of the receipt.

    A file that lies elsewhere with the same bytes is the same. `now` is None where the agreement could not be made;
    then the files are looked for where the receipt says.
    """
    left = list(now or ())
    different = []
    for file in was:
        same = next((one for one in left if (one.kind, one.source.sha256) == (file.kind, file.sha256)), None)
        if same is None:
            different.append(file)
        else:
            left.remove(same)
    changes: list[TextChange] = []
    for file in different:
        place = _place(file, folders)
        successor = next((one for one in left if one.file == place or _names(one, file)), None)
        if successor is not None:
            left.remove(successor)
            changes.append(_changed(file, successor.source.sha256))
        else:
            changes += _not_read(file, place, complete=now is not None)
    return (*changes, *(_new(one) for one in left))


def bytes_sha256(file: Path) -> str | None:
    """The hash of a file's bytes; None if it cannot be read, or is something else that can be read but once."""
    from hashlib import file_digest  # slow to import

    if not _is_file(file):
        return None
    try:
        with file.open("rb") as opened:
            return file_digest(opened, "sha256").hexdigest()
    except OSError:
        return None


def _place(file: RecordedFile, folders: Folders) -> Path | None:
    """Where a file of a receipt lies now, None if it is nowhere."""
    return next((folder / file.path for folder in folders[file.root] if _is_file(folder / file.path)), None)


def _names(one: LibraryFile, file: RecordedFile) -> bool:
    return (one.base.kind, one.path) == (file.root, file.path)


def _changed(file: RecordedFile, now: str | None) -> TextChange:
    return TextChange(Change.CHANGED, kind_word(file.kind), file.root.value, file.path, file.sha256, now)


def _not_read(file: RecordedFile, place: Path | None, *, complete: bool) -> Iterator[TextChange]:
    """What became of a file that was not read; `complete` says that all were read that are needed."""
    now = None if place is None else bytes_sha256(place)
    if now is None:
        yield TextChange(Change.MISSING, kind_word(file.kind), file.root.value, file.path, file.sha256, None)
    elif now != file.sha256:
        yield _changed(file, now)
    elif complete:
        yield TextChange(Change.UNUSED, kind_word(file.kind), file.root.value, file.path, file.sha256, now)


def _new(one: LibraryFile) -> TextChange:
    kind, root = kind_word(one.kind), one.base.kind.value
    return TextChange(Change.NEW, kind, root, one.path, None, one.source.sha256)


def _is_file(path: Path) -> bool:
    """Whether there is a file of that path; there is none whose name is too long or whose folder is closed."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
