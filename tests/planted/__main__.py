"""``python -m tests.planted`` writes the tables of docs/testing.md anew."""

from tests.planted.page import PAGE, rewritten

if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
