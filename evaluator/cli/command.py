"""What both commands share: exit codes, where output goes, and what happens when something goes wrong."""

from __future__ import annotations

import os
import sys
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TextIO

    from evaluator.diagnostics import Diagnostic

TRACEBACK: Final = "EVALUATOR_TRACEBACK"
"""The environment variable that asks for the whole trace of an error of ours."""

LIBRARY: Final = "EVALUATOR_LIBRARY"
"""The environment variable that names folders of agreements, after those of `--library`."""


class Exit(IntEnum):
    """Exit codes; none of them means two things."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    BUG = 70
    INTERRUPTED = 130
    OUTPUT_CLOSED = 141


class OutputClosedError(Exception):
    """Whoever read our output has gone (`| head`)."""


class _Guarded(click.Command):
    """A command whose every end has its own exit code; nothing ends in a traceback."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,  # noqa: ANN401 - likewise
    ) -> Any:  # noqa: ANN401 - likewise
        """Run the command and leave with its exit code."""
        run = partial(super().main, args, prog_name, complete_var, standalone_mode=False, **extra)
        return sys.exit(_guarded(run, self.name)) if standalone_mode else run()


class Command(_Guarded):
    """A guarded command."""


class Group(_Guarded, click.Group):
    """A guarded group of commands."""


def _guarded(run: Callable[[], object], name: str | None) -> int:
    from evaluator.diagnostics import InputError

    try:
        code = run()
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        write_note("interrupted")
        return Exit.INTERRUPTED
    except (OutputClosedError, BrokenPipeError):
        # The interpreter flushes once more when it ends; that must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
        return Exit.OUTPUT_CLOSED
    except InputError as error:
        write_diagnostics(error.diagnostics)
        return Exit.INPUT
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        what = " ".join(str(error).split())[:200]
        write_note(
            f"{name}: this is a bug of ours: {type(error).__name__}{f': {what}' if what else ''} "
            f"(please report it with the input; {TRACEBACK}=1 shows where)"
        )
        return Exit.BUG
    return int(code) if isinstance(code, int) else Exit.DONE


def write_data(text: str) -> None:
    """Write a result that programs read: the same bytes on every system."""
    rest = memoryview(text.encode("utf-8", "replace"))
    try:
        sys.stdout.flush()
        # Under PYTHONUNBUFFERED this is the raw stream, which may take less than it is given.
        while rest:
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise OutputClosedError from None


def write_text(text: str, *, color: bool = False) -> None:
    """Write a result that people read, in the characters that the terminal has."""
    try:
        _echo(text, color=color)
        sys.stdout.flush()
    except BrokenPipeError:
        raise OutputClosedError from None


def write_note(text: str) -> None:
    """Write a remark to standard error."""
    sys.stdout.flush()
    _echo(text if text.endswith("\n") else f"{text}\n", error=True)


def write_diagnostics(diagnostics: Iterable[Diagnostic], color: str = "auto") -> None:
    """Write diagnostics to standard error; nothing for none."""
    from evaluator.report.diagnostics import render

    colored = wants_color(color, sys.stderr)
    text = render(diagnostics, color=colored)
    if text:
        sys.stdout.flush()
        _echo(text if text.endswith("\n") else f"{text}\n", error=True, color=colored)


def _echo(text: str, *, error: bool = False, color: bool = False) -> None:
    stream = sys.stderr if error else sys.stdout
    encoding = stream.encoding or "utf-8"
    shown = text.encode(encoding, "replace").decode(encoding)
    click.echo(shown, nl=False, err=error, color=color)


def wants_color(choice: str, stream: TextIO) -> bool:
    """Whether to write colour: as chosen, or (`auto`) on a terminal that has it unless NO_COLOR says no."""
    if choice == "auto":
        return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return choice == "always"


def terminal_width() -> int:
    """The columns of the terminal; 100 where there is none."""
    from shutil import get_terminal_size

    return get_terminal_size((100, 24)).columns


def libraries(options: Sequence[str]) -> tuple[str, ...]:
    """The folders of `--library`, then those that the environment names."""
    named = os.environ.get(LIBRARY, "").split(os.pathsep)
    return (*options, *(folder for folder in named if folder))


def print_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    """Print the name and version of the package, and leave."""
    if not wanted or context.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("clause-evaluator")
    except PackageNotFoundError:
        number = "(not installed)"
    click.echo(f"clause-evaluator {number}")
    context.exit()
