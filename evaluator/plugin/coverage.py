"""The coverage of a run of pytest: gathered from all of its processes, then reported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from evaluator.api.coverage import Recorder
from evaluator.coverage.coverage import Coverage, together
from evaluator.coverage.sent import received, sent
from evaluator.plugin.state import state_of
from evaluator.report.coverage_words import percentage
from evaluator.report.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEY: Final = "clause_coverage"


class CoverageReport:
    """Hooks of a run with `--clause-coverage`; under pytest-xdist the workers send what they saw."""

    def __init__(self, config: pytest.Config, reports: Sequence[str], at_least: float | None) -> None:
        """Read the reports that are wanted.

        Raises:
            pytest.UsageError: one is not a report.
        """
        self.config, self.at_least = config, at_least
        self.table, self.files = "table" in reports, [_wanted(each) for each in reports if each != "table"]
        self.recorder = state_of(config).recorder = Recorder()
        self.from_workers: list[Coverage] = []
        self.lost = 0
        self.coverage: Coverage | None = None
        self.notes: list[str] = []

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:  # noqa: ANN401 - a type of pytest-xdist
        """A worker has ended."""
        output = getattr(node, "workeroutput", {})
        if _KEY in output:
            self.from_workers.append(received(output[_KEY]))
        else:
            self.lost += 1

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Iterator[None]:
        """Everything has run: send it, or write it down and see whether it is enough."""
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput[_KEY] = sent(self.recorder.coverage())
        elif not self.config.getoption("collectonly"):
            self.coverage = together([self.recorder.coverage(), *self.from_workers])
            written = [self._write(*file) for file in self.files]
            if not all(written):
                session.exitstatus = pytest.ExitCode.USAGE_ERROR
            elif self._is_too_little() and session.exitstatus == pytest.ExitCode.OK:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED
        yield

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """The table, which files were written, and whether it is enough."""
        if self.coverage is None:
            return
        terminalreporter.section("clause coverage")
        if self.table:
            from evaluator.report.coverage_text import render

            writer = self.config.get_terminal_writer()
            terminalreporter.write(render(self.coverage, width=writer.fullwidth, color=writer.hasmarkup))
        for note in self.notes:
            terminalreporter.write_line(note)
        if self.lost:
            terminalreporter.write_line("a worker broke off: what it looked at is missing", red=True)
        if self.at_least is not None:
            enough = f"{percentage(self.coverage.count())} of outcomes seen, {self.at_least:g}% wanted"
            low = self._is_too_little()
            terminalreporter.write_line(f"{'FAILED: ' if low else ''}{enough}", red=low, green=not low)

    def _is_too_little(self) -> bool:
        wanted = self.at_least
        return wanted is not None and self.coverage is not None and not self.coverage.count().reaches(wanted)

    def _write(self, form: str, target: Path) -> bool:
        """Write a report; says whether that went well."""
        if self.coverage is None:
            return True
        if form == "json":
            from evaluator.report.as_json import written
            from evaluator.report.coverage_data import coverage_data

            files = {target: written(coverage_data(self.coverage))}
        else:
            from evaluator.report.coverage_lines import lines_of

            files = {target / name: text for name, text in lines_of(self.coverage).items()}
        try:
            for path, text in files.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            self.notes.append(f"`{error.filename}` cannot be written: {(error.strerror or str(error)).lower()}")
            return False
        self.notes.append(f"wrote {target}" if form == "json" else f"wrote {counted(len(files), 'file')} to {target}")
        return True


def _wanted(report: str) -> tuple[str, Path]:
    """A report that is written to a file or a folder."""
    form, _, target = report.partition(":")
    if form not in ("json", "lines") or not target:
        hint = (
            f"; for the table and that path, write --clause-coverage=table {report}"
            if Path(report.partition("::")[0]).exists()
            else ""
        )
        raise pytest.UsageError(f"--clause-coverage is table, json:FILE or lines:FOLDER, not `{report}`{hint}")
    return form, Path(target)
