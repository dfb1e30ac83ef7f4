"""A pattern's example with every use replaced by the clauses it stands for, as a text of its own."""

from typing import Any

import yaml

from evaluator.api.agreements import Agreement
from evaluator.model.pattern import Pattern
from evaluator.report.consolidated_data import agreement_data
from evaluator.source import Source


def written_out(pattern: Pattern, example: Agreement) -> Source:
    """The example of a pattern without patterns: what `clauses show --expanded` says, as an agreement."""
    assert pattern.example is not None
    version = example.chain.versions[0]
    data: Any = agreement_data(example.chain, version, expanded=True)
    written = yaml.load(_text(pattern), Loader=yaml.BaseLoader)  # noqa: S506 - it makes text of everything
    written["clauses"] = {name: _clause(clause) for name, clause in data["clauses"].items()}
    for key, form in (("terms", _term), ("readings", dict), ("parameters", dict)):
        if data[key]:
            written[key] = {**written.get(key, {}), **{name: form(value) for name, value in data[key].items()}}
    return Source("written_out.yaml", as_yaml(written))


def as_yaml(value: object) -> str:
    """Plain data as YAML, with every text in the form in which an author would write it."""
    return str(yaml.serialize(_node(value), Dumper=yaml.BaseDumper, allow_unicode=True, width=10_000))


def _node(value: object) -> yaml.Node:
    if isinstance(value, dict):
        pairs = [(_node(key), _node(each)) for key, each in value.items()]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)
    if isinstance(value, list):
        return yaml.SequenceNode("tag:yaml.org,2002:seq", [_node(each) for each in value], flow_style=False)
    return yaml.ScalarNode("tag:yaml.org,2002:str", str(value))


def _text(pattern: Pattern) -> str:
    """The lines of the example, moved to the left."""
    assert pattern.example is not None
    span = pattern.example.span
    indent = span.column - 1
    lines = (" " * indent + span.text).splitlines()
    return "\n".join(line[indent:] for line in lines) + "\n"


def _clause(clause: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in clause.items() if key not in ("since_version", "text_of_version", "pattern")}


def _term(term: dict[str, Any]) -> dict[str, Any]:
    means = term["means"]
    if isinstance(means, str):
        return term
    rows = [
        {"otherwise": then} if when == "otherwise" else {"when": when, "then": then} for when, then in means.items()
    ]
    return {**{key: value for key, value in term.items() if key != "means"}, "cases": rows}
