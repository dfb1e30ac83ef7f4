"""What a file is, told by its first keys: an agreement, a vocabulary, a pattern or a scenario."""

from __future__ import annotations

from enum import Enum

from evaluator.diagnostics import Findings
from evaluator.model.bounded import head
from evaluator.model.fields import first_line
from evaluator.syntax.yaml_tree import Mapping, Node


class FileKind(Enum):
    """The kinds of file; the value is how a message names them."""

    AGREEMENT = "an agreement"
    VOCABULARY = "a vocabulary"
    SCENARIO = "a scenario"
    PATTERN = "a pattern"
    UNKNOWN = "none of these"


_VOCABULARY_KEYS = frozenset({"parties", "entities", "actions", "constraints", "calendars"})
_SCENARIO_KEYS = frozenset({"as_of", "complete", "assume", "with", "ask", "expect"})
_AGREEMENT_KEYS = frozenset(
    {"version", "effective", "amends", "repeals", "replaces", "untouched", "text", "sources", "parameters", "readings"}
    | {"terms", "clauses"}
)
_CURES = {
    FileKind.AGREEMENT: "an agreement begins with `agreement: …` and `version: …`",
    FileKind.VOCABULARY: "a vocabulary has `parties`, `entities`, `actions`, `constraints`, `calendars`, nothing else",
    FileKind.SCENARIO: "a scenario begins with `agreement: …` and `as_of: …`",
    FileKind.PATTERN: "a pattern begins with `pattern: …` and `version: …`",
}


def kind_of(node: Node) -> FileKind:
    """The kind of file that a tree is.

    `agreement` with `version` is an agreement, `agreement` with `as_of` a scenario, `pattern` a pattern, vocabulary
    keys alone a vocabulary; where the deciding key was forgotten, the other keys decide.
    """
    if not isinstance(node, Mapping):
        return FileKind.UNKNOWN
    keys = {key.text for key, _ in node.entries}
    if "pattern" in keys and "agreement" not in keys:
        return FileKind.PATTERN
    if "agreement" in keys and "version" in keys:
        return FileKind.AGREEMENT
    if "agreement" in keys and "as_of" in keys:
        return FileKind.SCENARIO
    if keys & _AGREEMENT_KEYS:
        return FileKind.AGREEMENT
    if keys & _SCENARIO_KEYS:
        return FileKind.SCENARIO
    if keys & _VOCABULARY_KEYS:
        return FileKind.AGREEMENT if "agreement" in keys else FileKind.VOCABULARY
    if keys & {"agreement", "facts"}:
        return FileKind.SCENARIO
    return FileKind.UNKNOWN


def check_kind(node: Node, wanted: FileKind, findings: Findings) -> Mapping | None:
    """The mapping that a file of the wanted kind is; None (reported) for a file of another kind."""
    if not isinstance(node, Mapping):
        findings.error("E200", f"{wanted.value} is a mapping of keys to values", head(node), help=_CURES[wanted])
        return None
    found = kind_of(node)
    if found is wanted:
        return node
    message, cure = f"this is {found.value}, not {wanted.value}", _CURES[wanted]
    if found is FileKind.UNKNOWN:
        message = "this is neither an agreement nor a scenario"
        cure = f"{_CURES[FileKind.AGREEMENT]}, {_CURES[FileKind.SCENARIO]}"
    findings.error("E201", message, first_line(node), help=cure)
    return None
