"""How things are measured: in turns, so that a busy machine disturbs all alike; medians and minima; processor time.

A ratio is the median of the ratios of each turn, which is what survives on a machine that others use, too.
"""

from __future__ import annotations

import functools
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Sample:
    """One measurement, in seconds: on the clock and of the processor."""

    wall: float
    processor: float


@dataclass(frozen=True)
class Timing:
    """The measurements of one thing, one for each turn."""

    samples: tuple[Sample, ...]

    @property
    def wall(self) -> float:
        """The median on the clock."""
        return statistics.median(sample.wall for sample in self.samples)

    @property
    def processor(self) -> float:
        """The median of the processor."""
        return statistics.median(sample.processor for sample in self.samples)

    @property
    def least(self) -> float:
        """The least of the processor."""
        return min(sample.processor for sample in self.samples)

    def over(self, other: Timing) -> float:
        """How many times as much processor time as the other takes."""
        return _ratio([(mine.processor, its.processor) for mine, its in zip(self.samples, other.samples, strict=True)])

    def wall_over(self, other: Timing) -> float:
        """How many times as long as the other it takes on the clock."""
        return _ratio([(mine.wall, its.wall) for mine, its in zip(self.samples, other.samples, strict=True)])


def _ratio(pairs: Sequence[tuple[float, float]]) -> float:
    return statistics.median(mine / its for mine, its in pairs)


def in_turns(things: Mapping[str, Callable[[], Sample]], turns: int) -> dict[str, Timing]:
    """Measure each thing once a turn, after one turn that does not count."""
    found: dict[str, list[Sample]] = {name: [] for name in things}
    for turn in range(turns + 1):
        for name, measure in things.items():
            sample = measure()
            if turn:
                found[name].append(sample)
    return {name: Timing(tuple(samples)) for name, samples in found.items()}


def calls(function: Callable[[], object], number: int) -> Callable[[], Sample]:
    """A measurement of one call in this process: the mean of a number of them in a row."""

    def measure() -> Sample:
        wall, processor = time.perf_counter(), time.process_time()
        for _ in range(number):
            function()
        return Sample((time.perf_counter() - wall) / number, (time.process_time() - processor) / number)

    return measure


def command(*arguments: str) -> Callable[[], Sample]:
    """A measurement of one run of the interpreter with these arguments, from its start to its end."""

    def measure() -> Sample:
        with tempfile.TemporaryFile() as output:
            before, start = _children(), time.perf_counter()
            subprocess.run(
                [sys.executable, *arguments], cwd=ROOT, env=environment(), stdout=output, stderr=output, check=True
            )
            return Sample(time.perf_counter() - start, _children() - before)

    return measure


def _children() -> float:
    """The processor seconds of all processes started here that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def answer_of(*arguments: str) -> str:
    """What one run of the interpreter prints, in the same environment; errors and notes come along."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(),
        check=True,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.stdout


@functools.cache
def _bytecode() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="bytecode-")


def environment() -> dict[str, str]:
    """An environment in which modules are compiled once, as an installer does, whatever the caller's says."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "PYTHONPYCACHEPREFIX": _bytecode().name}
