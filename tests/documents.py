"""Runs the examples of a Markdown page; CONTRIBUTING.md says how they are marked.

``python -m tests.documents README.md docs/language.md`` rewrites the pages with what their commands really print.
"""

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.repository import ROOT

FENCE = re.compile(r"^(?P<fence>`{3,})(?P<language>[\w+-]*)[ \t]*(?P<attributes>[^`\n]*)$")
ENVIRONMENT = {"COLUMNS": "100", "LINES": "40", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its attributes (``file=lease.yaml``), its lines and the number of the first."""

    language: str
    attributes: dict[str, str]
    lines: tuple[str, ...]
    first_line: int


class PageError(AssertionError):
    """An example does not do what the page says."""


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order; a fence inside a longer fence is text."""
    lines = iter(enumerate(text.splitlines(), 1))
    for number, line in lines:
        if opening := FENCE.match(line):
            inner = []
            for _, content in lines:
                if content.rstrip() == opening["fence"]:
                    break
                inner.append(content)
            else:
                raise PageError(f"line {number}: the block is never closed")
            pairs = (word.partition("=") for word in opening["attributes"].split())
            yield Block(opening["language"], {key: value for key, _, value in pairs}, tuple(inner), number + 1)


def run_page(page: Path) -> None:
    """Run every marked block of a page in a folder of its own; raises ``PageError`` at the first that is wrong."""
    names: dict[str, Any] = {"__name__": "__page__"}
    with TemporaryDirectory() as folder, chdir(folder):
        for block in _prepared(page):
            if block.language == "console":
                for expected, actual, command in _sessions(block):
                    if not _matches(expected, actual):
                        raise PageError(_report(f"{page.name}:{block.first_line}: `{command}`", expected, actual))
            elif block.language == "python":
                _run_python(page, block, names)


def rewrite_page(page: Path) -> None:
    """Put what the commands print into the page, keeping every block that has a line ``...`` as it is."""
    lines = page.read_text(encoding="utf-8").splitlines()
    with TemporaryDirectory() as folder, chdir(folder):
        replaced = []
        for block in _prepared(page, rewriting=True):
            if block.language == "console" and "..." not in block.lines:
                output = [line for _, actual, command in _sessions(block) for line in (f"$ {command}", *actual)]
                replaced.append((block, output))
            elif (source := ROOT / block.attributes.get("file", "")).is_file():
                replaced.append((block, source.read_text(encoding="utf-8").splitlines()))
        for block, output in reversed(replaced):
            start = block.first_line - 1
            lines[start : start + len(block.lines)] = output
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _prepared(page: Path, *, rewriting: bool = False) -> Iterator[Block]:
    """The blocks of a page, each after its ``file=`` was written; ``examples/`` is there from the start."""
    shutil.copytree(ROOT / "examples", "examples")
    for block in blocks(page.read_text(encoding="utf-8")):
        if name := block.attributes.get("file"):
            if (source := ROOT / name).is_file():
                if not rewriting and source.read_text(encoding="utf-8").splitlines() != list(block.lines):
                    raise PageError(f"{page.name}:{block.first_line}: the block differs from {name}")
            else:
                Path(name).parent.mkdir(parents=True, exist_ok=True)
                Path(name).write_text("\n".join(block.lines) + "\n", encoding="utf-8")
        yield block


def _sessions(block: Block) -> Iterator[tuple[list[str], list[str], str]]:
    """The commands of a console block, run one after the other: the lines expected, the lines printed, the command."""
    starts = [index for index, line in enumerate(block.lines) if line.startswith("$ ")]
    if not starts or starts[0] != 0:
        raise PageError(f"line {block.first_line}: a console block starts with `$ ` and a command")
    scripts = Path(sys.executable).parent
    environment = os.environ | ENVIRONMENT | {"PATH": f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}"}
    for start, end in zip(starts, [*starts[1:], len(block.lines)], strict=True):
        command = block.lines[start].removeprefix("$ ")
        done = subprocess.run(  # noqa: S602 - pages show shell commands, and are ours
            command,
            shell=True,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        actual = [line.rstrip() for line in done.stdout.splitlines()]
        if str(done.returncode) != block.attributes.get("exit", "0"):
            raise PageError(_report(f"line {block.first_line}: `{command}`: exit code {done.returncode}", [], actual))
        yield list(block.lines[start + 1 : end]), actual, command


def _matches(expected: list[str], actual: list[str]) -> bool:
    """Whether the lines are equal but for the last blank ones, where ``...`` stands for any number of lines."""
    pattern = "".join(".*" if line.strip() == "..." else re.escape(line.rstrip() + "\n") for line in _trimmed(expected))
    return re.fullmatch(pattern, "".join(line + "\n" for line in _trimmed(actual)), re.DOTALL) is not None


def _trimmed(lines: list[str]) -> list[str]:
    return "\n".join(lines).rstrip().splitlines()


def _run_python(page: Path, block: Block, names: dict[str, Any]) -> None:
    """Run a block as a script, or as a doctest if it has prompts; the blocks of a page share their names."""
    source = "\n".join(block.lines) + "\n"
    if ">>> " not in source:
        code = compile("\n" * (block.first_line - 1) + source, str(page), "exec")
        exec(code, names)  # noqa: S102 - the page is ours
        return
    test = doctest.DocTestParser().get_doctest(source, names, page.name, str(page), block.first_line - 1)
    said: list[str] = []
    if doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=said.append, clear_globs=False).failed:
        raise PageError("".join(said))
    names.update(test.globs)


def _report(title: str, expected: list[str], actual: list[str]) -> str:
    return "\n".join([title, "--- the page says", *expected, "--- it printed", *actual])


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        rewrite_page(Path(argument).resolve())
