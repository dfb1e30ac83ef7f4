"""CSV and Markdown: a row for every answer, whatever characters the texts hold."""

import csv
import re
from io import StringIO

from hypothesis import given

from evaluator.engine.outcome import Outcome
from evaluator.frozen import replace
from evaluator.report import as_csv, as_markdown
from tests.report.samples import DECLARED, EMPTY, NORMS, WIDE
from tests.report.strategies import OUTCOMES


def read(text: str) -> list[dict[str, str]]:
    """The rows of a CSV text."""
    return list(csv.DictReader(StringIO(text, newline="")))


def cells(line: str) -> list[str]:
    """The cells of a Markdown table's row, split as GitHub does: at bars without a backslash before them."""
    return re.split(r"(?<!\\)(?:\\\\)*\|", line)[1:-1]


@given(OUTCOMES)
def test_csv_has_a_row_for_every_norm_and_act(outcome: Outcome) -> None:
    """Each norm and each act is one row, in order, and a title survives with all its characters."""
    rows = read(as_csv.render_all([outcome]))
    assert [row["clause"] for row in rows if row["row"] == "norm"] == [norm.clause for norm in outcome.norms]
    assert [row["address"] for row in rows if row["row"] == "act"] == [act.id for act in outcome.acts]
    assert len(rows) == len(outcome.norms) + len(outcome.acts)
    titles = [re.sub("\r\n?", "\n", norm.title) for norm in outcome.norms]
    assert [row["title"] for row in rows if row["row"] == "norm"] == titles
    assert all(None not in row and None not in row.values() for row in rows)


def test_csv_of_several_scenarios_has_one_header() -> None:
    """Several scenarios make one table; each row names its scenario."""
    rows = read(as_csv.render_all([DECLARED, EMPTY, WIDE]))
    assert {row["scenario"] for row in rows} == {DECLARED.title, WIDE.title}
    assert len(rows) == len(DECLARED.norms) + len(DECLARED.acts) + len(WIDE.norms)
    assert as_csv.render_all([]) == ",".join(as_csv.COLUMNS) + "\n"


def test_csv_bounds_are_equal_where_the_day_is_known() -> None:
    """A known day fills both columns, a bounded one those that are known."""
    found = {row["clause"]: row for row in read(as_csv.render_all([DECLARED]))}
    assert (found["model_ip"]["until_at_least"], found["model_ip"]["until_at_most"]) == ("2033-01-01", "2033-01-01")
    assert (found["research_ip"]["until_at_least"], found["research_ip"]["until_at_most"]) == ("", "2031-01-01")


def test_markdown_escapes_what_would_break_a_table() -> None:
    """Bars, line ends and marks in a title stay inside their cell."""
    hostile = replace(NORMS[0], title="a | b\nc `d` *e* _f_ <b>g</b> [h](i) \\| &amp;")
    text = as_markdown.render(replace(DECLARED, norms=(hostile,), acts=(), conflicts=()))
    row = next(line for line in text.splitlines() if line.startswith("| **undetermined**"))
    assert len(cells(row)) == 6
    assert r"a \| b c \`d\` \*e\* \_f\_ \<b\>g\</b\> \[h\](i) \\\| \&amp;" in row


@given(OUTCOMES)
def test_markdown_tables_keep_their_columns(outcome: Outcome) -> None:
    """Every row of every table has as many cells as its header, whatever the texts hold."""
    expected = 0
    for line in as_markdown.render(outcome).split("\n"):
        if not line.startswith("| "):
            continue
        if line.startswith(("| State |", "| Verdict |")):
            expected = len(cells(line))
        assert len(cells(line)) == expected, line


def test_markdown_names_the_sources() -> None:
    """The sources that answers cite are listed once, with their addresses."""
    text = as_markdown.render(DECLARED)
    assert text.count("Partnerschaft tritt nächste Phase ein") == 1
    assert "<https://openai.com/index/next-chapter-of-microsoft-openai-partnership/>" in text
