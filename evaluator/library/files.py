"""What a library is read from: each file with the kind of text it is and the folder from which it was found."""

from __future__ import annotations

from pathlib import Path

from evaluator.frozen import frozen
from evaluator.library.locate import Base
from evaluator.model.file_kind import FileKind
from evaluator.source import Source


@frozen
class LibraryFile:
    """A file that was read: an agreement's version, its vocabulary or a pattern. `source` is all of its text."""

    kind: FileKind
    base: Base
    file: Path
    source: Source

    @property
    def path(self) -> str:
        """Its path from the folder of `base`, with slashes."""
        return self.base.path_of(self.file)
