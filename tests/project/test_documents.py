"""Every example in the documentation does what the page says."""

import re
from pathlib import Path

import pytest

from tests.documents import PageError, blocks, rewrite_page, run_page
from tests.repository import ROOT, project_files

pytestmark = pytest.mark.once

PAGES = tuple(
    path
    for path in project_files()
    if path.suffix == ".md" and (path.parts[0] == "docs" or path.name in {"README.md", "CONTRIBUTING.md"})
)
NEEDED = {"docs/durable.md": ["durable_rules_engine"]}
"""What a page cannot do without, beside what the tests install everywhere."""


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_the_examples_of_a_page_do_what_it_says(page: Path) -> None:
    """Files are written, commands and code are run, and what they print is what is shown."""
    for module in NEEDED.get(page.as_posix(), ()):
        pytest.importorskip(module, reason="the page shows what an extra brings that is not for every Python")
    run_page(ROOT / page)


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """A relative link names a file or folder of the repository."""
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text)
    assert [link for link in links if not (ROOT / page.parent / link).exists()] == []


def page_with(folder: Path, text: str) -> Path:
    """A page that holds the text."""
    page = folder / "page.md"
    page.write_text(text, encoding="utf-8")
    return page


RIGHT = """\
```yaml file=folder/note.yaml
note: yes
```
```console
$ cat folder/note.yaml
note: yes
$ printf 'a\\nb\\nc\\n'
a
...
c
```
```console exit=3
$ exit 3
```
```python
import re
from pathlib import Path
note = Path("folder/note.yaml").read_text()
assert note.startswith("note")
```
```python
>>> note.strip()
'note: yes'
```
````markdown
```python
raise RuntimeError
```
````
```text
no language that runs
```
"""

WRONG = {
    "other output": "```console\n$ echo yes\nno\n```\n",
    "less output": "```console\n$ echo yes\n```\n",
    "more output": "```console\n$ echo yes\nyes\nno\n```\n",
    "other exit code": "```console\n$ exit 1\n```\n",
    "no failure where one is shown": "```console exit=1\n$ true\n```\n",
    "a false assertion": "```python\nassert 1 == 2\n```\n",
    "another value": "```python\n>>> 1 + 1\n3\n```\n",
    "an open block": "```text\nfor ever\n",
    "a command without its prompt": "```console\necho yes\n```\n",
    "a file that differs from the repository's": "```toml file=pyproject.toml\n[project]\n```\n",
}


def test_a_page_that_is_right_passes(tmp_path: Path) -> None:
    """Files, commands, exit codes, elided lines, scripts and sessions are understood, a longer fence is text."""
    run_page(page_with(tmp_path, RIGHT))


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG.keys())
def test_a_page_that_is_wrong_fails(tmp_path: Path, text: str) -> None:
    """Each way in which an example can be wrong is noticed."""
    with pytest.raises(AssertionError):
        run_page(page_with(tmp_path, text))


def test_a_page_can_be_rewritten_with_what_is_really_printed(tmp_path: Path) -> None:
    """Output is replaced, commands and elided blocks stay, and the page passes afterwards."""
    page = page_with(tmp_path, "before\n```console\n$ echo yes\nno\n$ echo more\n```\n```console\n$ echo a\n...\n```\n")
    rewrite_page(page)
    rewritten = page.read_text(encoding="utf-8")
    assert rewritten == (
        "before\n```console\n$ echo yes\nyes\n$ echo more\nmore\n```\n```console\n$ echo a\n...\n```\n"
    )
    run_page(page)


def test_a_block_knows_where_it_stands() -> None:
    """The number of its first line is the page's, so that a failure can be found."""
    (block,) = blocks("one\n\n```yaml file=a.yaml\nkey: 1\n```\n")
    assert (block.language, block.attributes, block.lines, block.first_line) == (
        "yaml",
        {"file": "a.yaml"},
        ("key: 1",),
        4,
    )


def test_wrong_pages_are_failures_not_errors() -> None:
    """A wrong page is reported as a failed assertion."""
    assert issubclass(PageError, AssertionError)
