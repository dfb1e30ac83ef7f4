"""The changes of the agreements that ship which no scenario notices, each with the reason, from `survivors.yaml`."""

from __future__ import annotations

from typing import NamedTuple

import yaml

from evaluator.mutations.mutants import Mutant
from tests.repository import ROOT

FILE = ROOT / "tests" / "mutations" / "survivors.yaml"


class Survivor(NamedTuple):
    """A change by what it does: lines move, so that none is named."""

    version: str
    subject: str
    key: str
    was: str
    becomes: str


def survivor(mutant: Mutant) -> Survivor:
    """What a mutant would be listed as; texts of several lines on one."""
    words = (" ".join(text.split()) for text in (mutant.subject, mutant.key, mutant.was, mutant.becomes))
    return Survivor(mutant.version.version.text, *words)


def listed(agreement: str) -> list[tuple[Survivor, str]]:
    """The survivors of an agreement and why each of them survives; one twice where the same is said in two places."""
    text = FILE.read_text(encoding="utf-8")
    groups = yaml.load(text, yaml.BaseLoader)[agreement]  # noqa: S506 - it makes nothing but texts, of dates, too
    return [(Survivor(**each), group["because"]) for group in groups for each in group["mutants"]]
