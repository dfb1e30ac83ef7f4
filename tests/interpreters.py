"""Runs the suite on every other interpreter of the supported range that this machine has, and names those it lacks.

The newest runs all tests that are not marked `once`; those between it and the one that runs this script run the tests
that have to do with the interpreter and the libraries. ``python tests/interpreters.py`` exits 1 if the suite fails on
one of them. A name on the path proves nothing: a version manager leaves launchers for interpreters that do not start,
so each candidate is asked for its version.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENTS = ROOT / ".environments"
VERSIONS = ((3, 11), (3, 12), (3, 13), (3, 14))
BETWEEN = tuple(f"tests/{name}" for name in ("commands", "durable", "embedding", "language", "meaning", "testing"))
"""What is run where neither the oldest nor the newest interpreter is asked."""
MANAGED = (".pyenv/versions/*/bin", ".local/share/uv/python/*/bin", ".asdf/installs/python/*/bin")


def candidates(name: str) -> Iterator[Path]:
    """Every file of that name on the path, then in the folders of the common version managers."""
    for entry in os.get_exec_path():
        yield Path(entry) / name
    for pattern in MANAGED:
        for folder in sorted(Path.home().glob(pattern)):
            yield folder / name


def runs(interpreter: Path, version: tuple[int, int]) -> bool:
    """Whether it starts and is a released Python of that version."""
    question = "import sys; print(*sys.version_info[:2], sys.version_info.releaselevel)"
    try:
        answer = subprocess.run(
            [interpreter, "-c", question], capture_output=True, check=False, cwd=ROOT, text=True, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.stdout.split() == [str(version[0]), str(version[1]), "final"]


def find(version: tuple[int, int]) -> Path | None:
    """The first interpreter of that version that works, or none."""
    paths = candidates(f"python{version[0]}.{version[1]}")
    return next((path for path in paths if path.exists() and runs(path, version)), None)


def passes(interpreter: Path, name: str, parts: tuple[str, ...]) -> bool:
    """Install the project into an environment of that interpreter and run parts of the suite there (none: all)."""
    environment = ENVIRONMENTS / name
    commands: tuple[list[str | Path], ...] = (
        [interpreter, "-m", "venv", "--clear", "--without-pip", environment],
        [sys.executable, "-m", "pip", "--python", environment, "install", "--quiet", "-e", ".[test]"],
        [environment / "bin" / "pytest", "-n", "auto", "-q", "-m", "not once", *parts],
    )
    # The laws were searched, and all that ships was gone through, on the interpreter that runs this script; here a few
    # cases of each law show that they run.
    variables = {**os.environ, "HYPOTHESIS_PROFILE": "quick"}
    return all(subprocess.run(command, cwd=ROOT, check=False, env=variables).returncode == 0 for command in commands)


def main() -> int:
    """Run, and say for each version what became of it."""
    verdicts = []
    others = {version: find(version) for version in VERSIONS if version != sys.version_info[:2]}
    newest = max((version for version, interpreter in others.items() if interpreter), default=None)
    for version in VERSIONS:
        name = f"{version[0]}.{version[1]}"
        if version == sys.version_info[:2]:
            verdicts.append((name, "runs this script, so the suite's own run covers it"))
        elif interpreter := others[version]:
            parts = () if version == newest else BETWEEN
            print(f"-- Python {name}: {interpreter.name} {' '.join(parts)}".rstrip(), flush=True)
            verdicts.append((name, "passed" if passes(interpreter, name, parts) else "FAILED"))
        else:
            verdicts.append((name, "not found on this machine"))
    for name, verdict in verdicts:
        print(f"Python {name}: {verdict}", flush=True)
    return int(any(verdict == "FAILED" for _, verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main())
