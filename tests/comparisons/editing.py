"""A scenario file with one value changed in its text: nothing of what is tested has a part in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

import evaluator


def tree(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """The file as dictionaries, lists and text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it makes only text


def edited(file: Any, address: str, value: str) -> None:  # noqa: ANN401 - as it was read
    """Put a value under an address into what `tree` has read; what the scenario expects is taken out."""
    file.pop("expect", None)
    match address.split("."):
        case ["as_of"]:
            file["as_of"] = value
        case ["reading" | "parameter", name]:
            file.setdefault("with", {})[name] = value
        case [act, role]:
            (roles,) = file["ask"][act].values()
            roles[role] = value
        case [sort, id, name]:
            _member(file, sort, id, name)[name] = value
        case [name]:
            where = "assume" if name in file.get("assume", {}) and name not in file.get("facts", {}) else "facts"
            file.setdefault(where, {})[name] = value
        case _:
            raise AssertionError(address)


def _member(file: Any, sort: str, id: str, name: str) -> Any:  # noqa: ANN401 - as it was read
    """The member, where it states the attribute if it does so anywhere, else where it stands first."""
    found = []
    for key in ("facts", "assume"):
        members = file.get(key, {}).get(sort, [])
        earlier = len(file.get("facts", {}).get(sort, [])) if key == "assume" else 0
        for number, member in enumerate(members if isinstance(members, list) else [], earlier + 1):
            if member.get("id", f"{sort}_{number}") == id:
                found.append(member)
    return next((member for member in found if name in member), found[0])


def scenario_of(file: Any, folder: Path, name: str = "edited.yaml") -> evaluator.Scenario:  # noqa: ANN401 - as it was read
    """Write it to a file of its own and load that."""
    path = folder / name
    path.write_text(_text(file), encoding="utf-8")
    return evaluator.load_scenario(path)


def _text(file: Any, indent: str = "") -> str:  # noqa: ANN401 - as it was read
    """Block style, every value as it was written."""
    if isinstance(file, dict):
        return "".join(f"{indent}{key}:{_below(value, indent)}" for key, value in file.items()) or f"{indent}{{}}\n"
    return "".join(f"{indent}-{_below(value, indent)}" for value in file)


def _below(value: Any, indent: str) -> str:  # noqa: ANN401 - as it was read
    if isinstance(value, str):
        return f" {value}\n"
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return f" [{', '.join(value)}]\n"
    return f"\n{_text(value, indent + '  ')}" if value else " {}\n"
