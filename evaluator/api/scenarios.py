"""Scenarios, from files or from Python values."""

from __future__ import annotations

import decimal
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from evaluator.api.agreements import Agreement
from evaluator.api.examine import examine_scenario
from evaluator.check import CheckedScenario
from evaluator.diagnostics import Diagnostic, Findings, ScenarioError
from evaluator.engine.native import NativeEngine
from evaluator.frozen import field, frozen, replace
from evaluator.library.load import load_located
from evaluator.library.locate import BaseKind, Root, locate, search_roots, split_reference
from evaluator.library.patterns import has_patterns
from evaluator.model import scenario as model
from evaluator.model.read_scenario import read_scenario
from evaluator.source import Source, Span
from evaluator.syntax.files import read_source
from evaluator.syntax.yaml_reader import read_yaml
from evaluator.values.time import day_text

if TYPE_CHECKING:
    from evaluator.model.changed_text import Change


@frozen(eq=False)
class Scenario:
    """A scenario and the agreement it is about.

    `pin` is the version it names, None if the one in force on its day governs. `library` holds the folders in which
    agreements are looked for by name; `prepared` its facts as checked for the days asked so far. `is_data` says that it
    was built from Python values. `changes` are the facts that were changed or stated since it was read.
    """

    written: model.Scenario
    agreement: Agreement
    pin: str | None
    library: tuple[str | Path, ...] = ()
    beside: Path | None = None
    warnings: tuple[Diagnostic, ...] = ()
    prepared: dict[date | datetime, tuple[CheckedScenario, NativeEngine]] = field(default_factory=dict, repr=False)
    is_data: bool = False
    changes: tuple[Change, ...] = ()

    @property
    def title(self) -> str:
        """Its title, empty if it has none."""
        return self.written.title

    @property
    def as_of(self) -> date | datetime:
        """The day (its end) or the moment asked about."""
        return self.written.as_of


Loaded = dict[tuple[Path | BaseKind, ...], Agreement]
"""Agreements loaded before, by where they and their patterns were found; see `load_scenario`."""


def load_scenario(
    path: str | Path | Source,
    *,
    library: Iterable[str | Path] = (),
    loaded: Loaded | None = None,
    beside: Path | None = None,
) -> Scenario:
    """Load a scenario file and the agreement it names.

    Args:
        path: The file, or a text that was read already.
        library: Folders to look for agreements in, after the scenario's own folder and before those that ship.
        loaded: Agreements to use again: one dictionary, empty at first, for scenarios that are loaded one after the
            other. What an agreement's files say is then read once.
        beside: The folder in which a text that was read already is to stand; nothing else needs it.

    Raises:
        ScenarioError: the scenario, or the agreement it names, has errors; all of them are in `diagnostics`.
    """
    findings = Findings()
    beside = beside if isinstance(path, Source) else Path(path).parent
    source = path if isinstance(path, Source) else read_source(path, findings)
    node = None if source is None else read_yaml(source, findings)
    written = None if node is None else read_scenario(node, findings)
    if written is None:
        raise ScenarioError(findings)
    return _with_agreement(written, tuple(library), beside, {} if loaded is None else loaded, findings)


def build_scenario(
    values: Mapping[str, Any], *, library: Iterable[str | Path] = (), loaded: Loaded | None = None
) -> Scenario:
    """Build a scenario from Python values shaped like a scenario file.

    Args:
        values: The keys of a scenario file. Dates may be `date` or `datetime`, yes/no `bool`, numbers `int`,
            `Decimal` or `float`; everything else is text as in a file (`5 GW`, `unknown`). `None` as a value is
            `unknown`, an empty list `none`.
        library: Folders to look for agreements in, before those that ship.
        loaded: Agreements to use again, as in `load_scenario`.

    Raises:
        ScenarioError: the scenario, or the agreement it names, has errors; all of them are in `diagnostics`.
    """
    source = Source("<scenario>", yaml_text(values))
    return replace(load_scenario(source, library=library, loaded=loaded), is_data=True)


def yaml_text(values: Mapping[str, Any]) -> str:
    """Python values as the text of a scenario file, read as `build_scenario` says."""
    return str(yaml.serialize(_node(values), Dumper=yaml.BaseDumper, allow_unicode=True, width=10**6))


def _node(value: object) -> yaml.Node:
    match value:
        case Mapping():
            pairs = [(_node(str(key)), _node(each)) for key, each in value.items()]
            return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)
        case str():
            return _scalar(value)
        case []:
            return _scalar("none")
        case Sequence() | set() | frozenset():
            elements = sorted(value) if isinstance(value, set | frozenset) else value
            return yaml.SequenceNode("tag:yaml.org,2002:seq", [_node(each) for each in elements], flow_style=False)
        case bool():
            return _scalar("yes" if value else "no")
        case None:
            return _scalar("unknown")
        case date():
            return _scalar(day_text(value))
        case float():
            return _scalar(f"{decimal.Decimal(repr(value)):f}")
        case decimal.Decimal():
            return _scalar(f"{value:f}")
        case _:
            return _scalar(str(value))


def _scalar(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text)


def with_agreement(scenario: Scenario, reference: str) -> Scenario:
    """The same scenario about another agreement or another version of it (`NAME`, `NAME@VERSION`, a path).

    Raises:
        ScenarioError: there is no such agreement, or it has errors.
    """
    name, pin = split_reference(reference)
    if name == scenario.agreement.name:
        return replace(scenario, pin=pin, prepared={})
    findings = Findings()
    roots = search_roots(scenario.library, beside=scenario.beside, beside_shown=_shown(scenario.beside))
    agreement = _load(name, roots, {}, findings)
    if agreement is None or findings.has_errors:
        raise ScenarioError(findings)
    return replace(scenario, agreement=agreement, pin=pin, warnings=tuple(findings), prepared={})


def _with_agreement(
    written: model.Scenario, library: tuple[str | Path, ...], beside: Path | None, loaded: Loaded, findings: Findings
) -> Scenario:
    incomplete = findings.has_errors
    name, pin = split_reference(written.agreement.text)
    shown = _shown(beside)
    roots = search_roots(library, beside=beside, beside_shown=shown)
    agreement = _load(name, roots, loaded, findings, span=written.agreement.span, beside=beside, shown=shown)
    if agreement is None:
        raise ScenarioError(findings)
    if findings.has_errors:
        examine_scenario(written, agreement, pin, written.as_of, findings, incomplete=incomplete)
        raise ScenarioError(findings)
    return Scenario(written, agreement, pin, library, beside, tuple(findings))


def _load(
    name: str,
    roots: Sequence[Root],
    loaded: Loaded,
    findings: Findings,
    *,
    span: Span | None = None,
    beside: Path | None = None,
    shown: str = "",
) -> Agreement | None:
    """An agreement that is found by name or path, with its problems; one without any is kept in `loaded`."""
    located = locate(name, roots, findings, span=span, beside=beside, beside_shown=shown)
    if located is None:
        return None
    bases = [located.base, *(root.base for root in roots if has_patterns(root))]
    found = (part for base in bases for part in (base.kind, base.folder.absolute()))
    key = (located.path.absolute(), *found)
    agreement = loaded.get(key)
    if agreement is None:
        own = Findings()
        chain = load_located(located, own, roots)
        findings.extend(own)
        agreement = None if chain is None else Agreement(chain)
        if agreement is not None and not len(own):
            loaded[key] = agreement
    return agreement


def _shown(beside: Path | None) -> str:
    return "" if beside is None or str(beside) == "." else str(beside)
