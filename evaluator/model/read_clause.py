"""One clause of an agreement: who must, may or can do what, to whom, and in which circumstances."""

from __future__ import annotations

import re
from typing import Final

from evaluator.core.norms import Modality
from evaluator.diagnostics import Findings, Label
from evaluator.model.agreement import Clause, Name, Use
from evaluator.model.bounded import binder_of, expression_of, report_empty_list, report_kind
from evaluator.model.fields import Fields, Shape, names_of, one_of
from evaluator.model.read_performance import (
    check_keys,
    read_clock,
    read_effects,
    read_order,
    read_survives,
    read_upon,
)
from evaluator.model.read_use import read_exceptions, read_use
from evaluator.syntax.expressions import Binder, Expression
from evaluator.syntax.yaml_tree import Mapping, Node, Scalar, Sequence
from evaluator.values.truth import CERTAINTIES, Certainty

_MODALITIES: Final = tuple(modality.value for modality in Modality if modality is not Modality.AUTOMATIC)

CLAUSE: Final = Shape(
    "a clause",
    (
        "title",
        "who",
        *_MODALITIES,
        "to",
        "for each",
        "upon",
        "where",
        "when",
        "unless",
        "from",
        "until",
        "through",
        "not before",
        "due",
        "clock",
        "amount",
        "applied",
        "then",
        "cures",
        "survives",
        "except",
        "overrides",
        "subject to",
        "certainty",
        "cite",
        "note",
    ),
)

_ABOUT_ACTS = ("where", "except")
_WITHOUT_ACTION = (None, Modality.MUST_ENSURE, Modality.AUTOMATIC)
_SEVERAL_NAMES = re.compile(r"\w+(?:\s*,\s*(?:and\s+)?\w+|\s+and\s+\w+)+")


def read_clause_or_use(name: Name, node: Node, findings: Findings) -> Clause | Use | None:
    """What stands under `clauses`: a clause, or a pattern used in its place."""
    if isinstance(node, Mapping) and node.get("use") is not None:
        return read_use(name, node, findings)
    return read_clause(name, node, findings)


def read_clause(name: Name, node: Node, findings: Findings) -> Clause | None:
    """A clause; None where it says no modality or is no mapping. Problems are added to `findings`."""
    if not isinstance(node, Mapping):
        report_kind(node, f"`{name}`", "a mapping", "write `who: …` and `must: …` (or `may: …`) under it", findings)
        return None
    fields = Fields(node, CLAUSE, name.span, findings)
    modality = _modality(fields, findings)
    if modality is not None:
        check_keys(modality, fields)
        if modality is not Modality.AUTOMATIC and "who" not in fields:
            fields.missing("who")
    key = "" if modality is None else modality.value
    who, who_list = _holders(fields, "who", findings)
    to, to_list = _holders(fields, "to", findings)
    clause = Clause(
        id=name,
        span=node.span,
        modality=modality or Modality.MUST,
        title=fields.text("title"),
        who=who,
        who_list=who_list,
        action=fields.name(key, "an action") if modality not in _WITHOUT_ACTION else None,
        ensure=fields.expression(key) if modality is Modality.MUST_ENSURE else None,
        to=to,
        to_list=to_list,
        for_each=_for_each(fields),
        upon=read_upon(fields),
        where=fields.expression("where"),
        exceptions=read_exceptions(fields),
        when=fields.expression("when"),
        unless=fields.expression("unless"),
        starts=fields.expression("from"),
        until=fields.expression("until"),
        through=fields.expression("through"),
        not_before=fields.expression("not before"),
        due=fields.expression("due"),
        clock_runs=read_clock(fields),
        amount=fields.expression("amount"),
        applied=read_order(fields),
        effects=read_effects(fields),
        cures=fields.names("cures", "a clause"),
        survives=read_survives(fields),
        overrides=fields.names("overrides", "a clause"),
        subject_to=fields.names("subject to", "a clause"),
        certainty=fields.choice("certainty", CERTAINTIES, Certainty.CONFIRMED),
        cite=fields.names("cite", "a source"),
        note=fields.text("note"),
    )
    return None if modality is None else clause


def _for_each(fields: Fields) -> tuple[Binder, ...]:
    """What the norm is said for each of: one binder, or a list of them for a norm of each pair."""
    node = fields.node("for each")
    if isinstance(node, Scalar) and _SEVERAL_NAMES.fullmatch(node.text.strip()):
        cure = f"write `{_as_list(node.text)}`"
        fields.findings.error("E205", "`for each` takes one name or a list", node.span, help=cure)
        return ()
    if not isinstance(node, Sequence):
        binder = fields.binder("for each")
        return () if binder is None else (binder,)
    found = [binder_of(item, "`for each`", fields.findings) for item in node.items]
    if not node.items:
        report_empty_list(node, "`for each`", "leave the key out, or name a list", fields.findings)
    return tuple(binder for binder in found if binder is not None)


def _modality(fields: Fields, findings: Findings) -> Modality | None:
    """The one modality of the clause; none and several are reported."""
    said = [modality for modality in Modality if modality.value in _MODALITIES and modality.value in fields]
    if not said:
        if "then" in fields and "who" not in fields:
            return Modality.AUTOMATIC
        cure = f"add one of {one_of(_MODALITIES)}, with an action after the colon"
        if "then" in fields:
            cure = "add `can: …` with an action; or leave `who` out, if it happens by itself upon an event"
        elif "upon" in fields and "who" not in fields:
            cure = "add `then: …` with what happens; or say `who` must, may or can do what"
        message = "the clause does not say what its party must, may or can do"
        findings.error("E214", message, fields.place, label="no modality here", help=cure)
        return None
    first, *rest = sorted(said, key=lambda modality: fields.key(modality.value).start)
    for other in rest:
        findings.error(
            "E215",
            f"a clause has one modality, but both `{first.value}` and `{other.value}` stand here",
            fields.key(other.value),
            help="make two clauses of it",
            others=[Label(fields.key(first.value), "the first is here")],
        )
    if first is Modality.MUST_ENSURE:
        for key in _ABOUT_ACTS:
            if key in fields:
                findings.error(
                    "E216",
                    f"`{key}` says which acts a norm covers; `must ensure` is about a state of affairs",
                    fields.key(key),
                    help="put it into the condition itself, or write `when` or `unless`",
                )
    return first


def _holders(fields: Fields, key: str, findings: Findings) -> tuple[Expression | None, tuple[Name, ...]]:
    """Who bears or may claim a norm: an expression, or a list of parties."""
    node = fields.node(key)
    if isinstance(node, Sequence):
        return None, names_of(node, f"`{key}`", "a party", findings, if_empty="name a party, or write `anyone`")
    if isinstance(node, Scalar) and _SEVERAL_NAMES.fullmatch(node.text.strip()):
        cure = f"write `{_as_list(node.text)}`"
        findings.error("E205", f"`{key}` takes one party or a list", node.span, help=cure)
        return None, ()
    return None if node is None else expression_of(node, f"`{key}`", findings, "a party"), ()


def _as_list(text: str) -> str:
    """Names joined by commas or `and` as YAML writes a list of them."""
    names = [word for word in re.findall(r"\w+", text) if word != "and"]
    return f"[{', '.join(names)}]"
