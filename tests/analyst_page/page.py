"""The page: which of its parts are generated, and by what."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from tests.analyst_page import events, questions, tables
from tests.analyst_page.texts import Texts
from tests.repository import ROOT

PAGE = ROOT / "docs" / "microsoft_openai.md"
DEFINITIVE = "2025-10-28"

PART = re.compile(r"(?P<start><!-- generated: (?P<name>[\w -]+) -->\n)(?P<text>.*?)(?P<end><!-- end -->)", re.DOTALL)

PARTS: Mapping[str, Callable[[Texts], Iterator[str]]] = {
    "versions": tables.versions,
    "matrix": tables.matrix,
    "events": partial(events.every_clause, name=DEFINITIVE),
    "events today": events.what_changes,
    "questions": questions.questions,
    "numbers": tables.numbers,
    "certainty": lambda texts: tables.certainty(texts, (texts.today.name, DEFINITIVE)),
    "proposals": tables.proposals,
    "sources": tables.sources,
}


def rewritten(page: str, texts: Texts, names: Iterable[str] = tuple(PARTS)) -> str:
    """The page with its generated parts, or some of them, as they have to be.

    Raises:
        ValueError: a part is not on the page, is there twice, or is none that can be generated.
    """
    marked = sorted(found["name"] for found in PART.finditer(page))
    if marked != sorted(PARTS):
        raise ValueError(f"the page has the parts {marked}, and has to have {sorted(PARTS)}")
    fresh = {name: "\n".join(PARTS[name](texts)).strip("\n") for name in names}

    def part(found: re.Match[str]) -> str:
        text = fresh.get(found["name"])
        return found[0] if text is None else f"{found['start']}\n{text}\n\n{found['end']}"

    return PART.sub(part, page)
