"""The repository under test: where it is, and which of its files belong to it."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def project_files() -> tuple[Path, ...]:
    """The files a commit of the present state would hold, relative to the root: tracked or new, never ignored.

    An unpacked source archive has no git data; what it holds is all there is, less environments and caches.
    """
    if (ROOT / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
        return tuple(sorted(path for path in map(Path, filter(None, listing.split("\0"))) if (ROOT / path).is_file()))
    paths = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    ignored = ("__pycache__",)
    return tuple(
        sorted(path for path in paths if not any(_hidden(part) or part in ignored for part in path.parts[:-1]))
    )


def _hidden(name: str) -> bool:
    return name.startswith(".") and name != ".ci"


def copy_project(target: Path) -> Path:
    """Copy those files to a folder, as a fresh clone would lay them out; returns the folder."""
    for path in project_files():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, target / path)
    return target
