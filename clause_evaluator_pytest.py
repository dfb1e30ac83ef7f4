"""The pytest plugin of clause-evaluator: scenarios with `expect:` and worked cases of patterns as tests.

pytest imports this module whenever the package is installed, wanted or not. So it imports nothing of the package, which
would take time, and be loaded before coverage.py looks; `evaluator.plugin` does the work once there is any.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SUFFIXES = (".yaml", ".yml")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options, and what a project can state for good."""
    group = parser.getgroup("clauses", "clause-evaluator")
    group.addoption(
        "--clauses",
        action="store_true",
        help="collect every scenario that has `expect:` and every pattern with cases, wherever pytest looks for tests",
    )
    group.addoption(
        "--clause-library",
        action="append",
        default=[],
        metavar="FOLDER",
        help="look for agreements here, too; may be repeated",
    )
    group.addoption(
        "--clause-laws",
        action="append",
        nargs="?",
        const="all",
        default=[],
        metavar="NAMES",
        help="test the laws of the agreements that the collected scenarios are about: all, or these (with commas)",
    )
    group.addoption(
        "--clause-laws-examples",
        type=int,
        metavar="N",
        help="draw so many scenarios for each law; by default as many as the profile of Hypothesis says",
    )
    group.addoption(
        "--clause-coverage",
        action="append",
        nargs="?",
        const="table",
        default=[],
        metavar="REPORT",
        help="say what of the agreements the expected answers looked at: table (the default), json:FILE, or "
        "lines:FOLDER for the files of the agreements with a mark beside each line; may be repeated",
    )
    group.addoption(
        "--clause-coverage-at-least",
        type=float,
        metavar="PERCENT",
        help="fail if fewer outcomes were seen",
    )
    parser.addini("clauses", "glob patterns of scenarios and patterns to collect, from the root", type="linelist")
    parser.addini("clause_library", "folders in which agreements are looked for, from the root", type="paths")


def pytest_configure(config: pytest.Config) -> None:
    """Load what the options ask for; without any, only two words for `-m`."""
    config.addinivalue_line("markers", "clauses: an expected answer of a scenario, or a worked case of a pattern")
    config.addinivalue_line("markers", "clause_law: a law of an agreement")
    names = ("clause_laws", "clause_laws_examples", "clause_coverage", "clause_coverage_at_least", "clause_library")
    if any(config.getoption(name) not in (None, []) for name in names):
        from evaluator.plugin.session import configure

        configure(config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A YAML file that was named, or that the project says is a test."""
    if file_path.suffix not in SUFFIXES:
        return None
    session = parent.session
    named = session.isinitpath(file_path)
    if not named and not _is_wanted(session.config, file_path):
        return None
    from evaluator.plugin.files import collector_of

    return collector_of(file_path, parent, named=named)


def _is_wanted(config: pytest.Config, path: Path) -> bool:
    """Whether the project, or the command line, says that files like this are tests."""
    if config.getoption("clauses"):
        return True
    try:
        inside = path.relative_to(config.rootpath).as_posix()
    except ValueError:
        return False
    return any(_regex(glob).fullmatch(inside) for glob in config.getini("clauses"))


def _regex(glob: str) -> re.Pattern[str]:
    """A glob pattern: `*` stays within a folder, `**` does not; a folder stands for all that is in it."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", glob.rstrip("/"))
    meant = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(meant.get(part) or re.escape(part) for part in parts) + "(?:/.*)?")
