"""``python -m tests.analyst_page`` writes the generated parts of docs/microsoft_openai.md anew."""

from tests.analyst_page.page import PAGE, rewritten
from tests.analyst_page.texts import load

if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8"), load()), encoding="utf-8")
