"""What is built, what is in it, and that it works away from the repository."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.repository import ROOT, copy_project, project_files

EXAMPLE = Path("examples/panel_confirms_agi.yaml")
SECRETS = ("clauses/.env", "clauses/draft.private.yaml", "evaluator/token.secret", "rules/draft.private.yaml")


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that has to succeed; returns what it printed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=False, text=True, timeout=600)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, with secrets beside its files that git ignores."""
    project = copy_project(tmp_path_factory.mktemp("project"))
    for secret in SECRETS:
        (project / secret).write_text("password: swordfish\n", encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def built(project: Path) -> Path:
    """The folder that holds the source archive and the wheel built from it."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", "dist", project, cwd=project)
    return project / "dist"


def wheel_names(wheel: Path) -> set[str]:
    """The files of a wheel, less its metadata."""
    return {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}


def only(folder: Path, pattern: str) -> Path:
    """The one file of a folder that fits the pattern."""
    (path,) = folder.glob(pattern)
    return path


def new_environment(folder: Path, *requirement: str | Path) -> Path:
    """A fresh virtual environment with one thing and its dependencies installed; returns its scripts' folder."""
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    run(sys.executable, "-m", "pip", "--python", folder, "install", "--quiet", *requirement, cwd=folder.parent)
    return folder / "bin"


def test_the_wheel_holds_the_package_and_the_library_and_nothing_else(built: Path) -> None:
    """Code lands where it is, agreements and patterns in evaluator/bundled/, tests and documents nowhere."""
    expected = set()
    for path in project_files():
        if path.parts[0] in {"evaluator", "clause_evaluator_pytest.py"}:
            expected.add(path.as_posix())
        elif path.parts[0] in {"clauses", "rules"}:
            expected.add(f"evaluator/bundled/{path.as_posix()}")
    assert wheel_names(only(built, "*.whl")) == expected
    assert "evaluator/py.typed" in expected


def test_a_wheel_is_the_same_from_the_checkout_and_from_the_source_archive(project: Path, built: Path) -> None:
    """Building the wheel directly gives the files that the source archive gives."""
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", "direct", project, cwd=project)
    assert wheel_names(only(project / "direct", "*.whl")) == wheel_names(only(built, "*.whl"))


def test_what_git_ignores_is_never_shipped(built: Path) -> None:
    """Ignored files beside shipped ones are in neither archive, by name or by content."""
    with tarfile.open(only(built, "*.tar.gz")) as archive:
        members = [member for member in archive.getmembers() if member.isfile()]
        contents = {member.name: archive.extractfile(member) for member in members}
        shipped = {name: stream.read() for name, stream in contents.items() if stream}
    with zipfile.ZipFile(only(built, "*.whl")) as wheel:
        shipped |= {name: wheel.read(name) for name in wheel.namelist()}
    secret_names = {Path(secret).name for secret in SECRETS}
    assert not [name for name in shipped if Path(name).name in secret_names]
    assert not [name for name, content in shipped.items() if content == b"password: swordfish\n"]


def test_the_source_archive_can_be_tested(built: Path) -> None:
    """It holds the tests, the examples, the documents and what they read."""
    with tarfile.open(only(built, "*.tar.gz")) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {EXAMPLE.as_posix(), "tests/conftest.py", "docs/dependencies.md", "README.md", "pyproject.toml"} <= names


def test_the_wheel_evaluates_an_example_from_another_folder(built: Path, tmp_path: Path) -> None:
    """In a fresh environment, away from the repository, the bundled agreement is found and the example passes."""
    scripts = new_environment(tmp_path / "environment", only(built, "*.whl"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "scenario.yaml").write_text((ROOT / EXAMPLE).read_text(encoding="utf-8"), encoding="utf-8")
    module = run(scripts / "python", "-c", "import evaluator; print(evaluator.__file__)", cwd=elsewhere).strip()
    assert Path(module).is_relative_to(tmp_path / "environment")
    assert "research_ip" in run(scripts / "evaluate", "scenario.yaml", "--format", "json", cwd=elsewhere)
    assert "microsoft_openai" in run(scripts / "clauses", "list", cwd=elsewhere)


def test_an_editable_install_reads_the_library_at_the_root(project: Path, tmp_path: Path) -> None:
    """Nothing is copied: the agreements of the checkout are the ones found, also from another folder."""
    scripts = new_environment(tmp_path / "environment", "-e", project)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert not (project / "evaluator" / "bundled").exists()
    assert "microsoft_openai" in run(scripts / "clauses", "list", cwd=elsewhere)
    assert "research_ip" in run(scripts / "evaluate", project / EXAMPLE, "--format", "json", cwd=elsewhere)
