"""Talking in lines with a process that may fail, crash or hang."""

from __future__ import annotations

import json
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from benchmarks.measuring import ROOT, environment

PATIENCE = 300.0
"""So many seconds a line may take; the slowest engine takes a tenth of it."""


class StoppedError(Exception):
    """The process failed, crashed or hung; the text says which."""


class Conversation:
    """A process that prints lines of JSON, the first by itself and then one for each line that it is given.

    Args:
        command: The command that is run, at the root of the repository.
        patience: After so many seconds without an answer it is ended.
    """

    def __init__(self, command: Sequence[str], patience: float = PATIENCE) -> None:
        self._patience = patience
        self._late = False
        # A file and no pipe: what nobody reads would fill it, and the process would wait.
        self._errors = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115 - until the end
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )

    def said(self, command: str = "") -> dict[str, Any]:
        """The next line, after a command or (without one) as the first.

        Raises:
            StoppedError: there is none.
        """
        assert self._process.stdin
        assert self._process.stdout
        timer = threading.Timer(self._patience, self._give_up)
        timer.start()
        try:
            if command:
                self._process.stdin.write(command + "\n")
                self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        finally:
            timer.cancel()
        if not line:
            raise StoppedError(self._failure())
        found: dict[str, Any] = json.loads(line)
        return found

    def _give_up(self) -> None:
        self._late = True
        self._process.kill()

    def _failure(self) -> str:
        self._process.wait()
        if self._late:
            return f"hangs (ended after {self._patience:.0f} s)"
        if self._process.returncode < 0:
            return f"the process dies of signal {-self._process.returncode}"
        self._errors.seek(0)
        last = self._errors.read().strip().rpartition("\n")[2]
        return f"fails: {last.partition(': ')[2] or last}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """It ends by itself, since nothing more can be asked; else it is ended."""
        try:
            self._process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
        self._errors.close()
