"""The tables of docs/testing.md: which tool catches which mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tests.planted.engine import DEFECTS
from tests.planted.mistakes import MISTAKES
from tests.planted.tools import TOOLS
from tests.repository import ROOT

PAGE = ROOT / "docs" / "testing.md"
PART = re.compile(r"(?P<start><!-- generated: (?P<name>\w+) -->\n)(?P<text>.*?)(?P<end><!-- end -->)", re.DOTALL)
_YES = "yes"


def rewritten(page: str) -> str:
    """The page with its tables as they have to be.

    Raises:
        ValueError: a table is not on the page, or is there twice.
    """
    tables = {
        "mistakes": _table("Mistake", TOOLS, ((each.name, each.caught) for each in MISTAKES)),
        "defects": _table("Defect", ("laws", "engines", "expect"), ((each.name, each.caught) for each in DEFECTS)),
    }
    marked = sorted(found["name"] for found in PART.finditer(page))
    if marked != sorted(tables):
        raise ValueError(f"the page has the tables {marked}, and has to have {sorted(tables)}")
    return PART.sub(lambda found: f"{found['start']}\n{tables[found['name']]}\n\n{found['end']}", page)


def _table(head: str, tools: Iterable[str], rows: Iterable[tuple[str, str]]) -> str:
    names = list(tools)
    lines = [_row([head, *(f"`{name}`" if name != head else name for name in names)]), _row(["---"] * (len(names) + 1))]
    lines += [_row([name, *(_YES if tool in caught.split() else "" for tool in names)]) for name, caught in rows]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
