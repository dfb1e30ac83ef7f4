"""The sentences of all clauses that ship, and of several outcomes, are those that were read."""

import pytest

from tests.sentences.goldens import FILES, FOLDER, golden


@pytest.mark.parametrize("name", FILES)
def test_they_read_as_they_were_left(name: str) -> None:
    """Each text is that of its golden file; `python -m tests.sentences.goldens` writes them anew."""
    assert golden(name) == (FOLDER / name).read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    """Every file in the folder is compared with something."""
    assert {path.name for path in FOLDER.iterdir()} == set(FILES)
