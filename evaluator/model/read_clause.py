"""One clause of an agreement: who must, may or can do what, to whom, and in which circumstances."""

from __future__ import annotations

import re
from typing import Final

from evaluator.core.norms import Modality
from evaluator.diagnostics import Findings, Label
from evaluator.model.agreement import Clause, Name, Use
from evaluator.model.bounded import expression_of
from evaluator.model.fields import Fields, Shape, fields_of, names_of, one_of
from evaluator.model.read_use import read_exceptions, read_use
from evaluator.syntax.expressions import Expression
from evaluator.syntax.yaml_tree import Mapping, Node, Scalar, Sequence
from evaluator.values.truth import CERTAINTIES, Certainty

_MODALITIES: Final = tuple(modality.value for modality in Modality)

_LATER: Final = {
    "upon": "say in which circumstances the norm exists, with `when`",
    "due": "leave it out: whether the duty is in force is known, its performance is not judged yet",
    "not before": "leave it out: whether the duty is in force is known, its performance is not judged yet",
    "amount": "leave it out, or say it in a `note`; a term can compute the amount",
    "applied": "leave it out: how one act serves several duties is not judged yet",
    "then": "leave it out: effects of acts and events are not computed yet",
    "cures": "leave it out: performance is not judged yet",
    "survives": "leave it out: termination is not computed yet",
}

CLAUSE: Final = Shape(
    "a clause",
    (
        "title",
        "who",
        *_MODALITIES,
        "to",
        "for each",
        "where",
        "when",
        "unless",
        "from",
        "until",
        "through",
        "except",
        "overrides",
        "subject to",
        "certainty",
        "cite",
        "note",
    ),
    ("who",),
    _LATER,
)

_ABOUT_ACTS = ("where", "except")
_PARTIES_IN_TEXT = re.compile(r"\w+(?:\s*,\s*(?:and\s+)?\w+|\s+and\s+\w+)+")


def read_clause_or_use(name: Name, node: Node, findings: Findings) -> Clause | Use | None:
    """What stands under `clauses`: a clause, or a pattern used in its place."""
    if isinstance(node, Mapping) and node.get("use") is not None:
        return read_use(name, node, findings)
    return read_clause(name, node, findings)


def read_clause(name: Name, node: Node, findings: Findings) -> Clause | None:
    """A clause; None where it says no modality or is no mapping. Problems are added to `findings`."""
    fields = fields_of(node, CLAUSE, f"`{name}`", name.span, findings)
    if fields is None:
        return None
    modality = _modality(fields, findings)
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
        action=fields.name(key, "an action") if modality is not Modality.MUST_ENSURE else None,
        ensure=fields.expression(key) if modality is Modality.MUST_ENSURE else None,
        to=to,
        to_list=to_list,
        for_each=fields.binder("for each"),
        where=fields.expression("where"),
        exceptions=read_exceptions(fields),
        when=fields.expression("when"),
        unless=fields.expression("unless"),
        starts=fields.expression("from"),
        until=fields.expression("until"),
        through=fields.expression("through"),
        overrides=fields.names("overrides", "a clause"),
        subject_to=fields.names("subject to", "a clause"),
        certainty=fields.choice("certainty", CERTAINTIES, Certainty.CONFIRMED),
        cite=fields.names("cite", "a source"),
        note=fields.text("note"),
    )
    return None if modality is None else clause


def _modality(fields: Fields, findings: Findings) -> Modality | None:
    """The one modality of the clause; none and several are reported."""
    said = [modality for modality in Modality if modality.value in fields]
    if not said:
        if not fields.has_later:
            findings.error(
                "E214",
                "the clause does not say what its party must, may or can do",
                fields.place,
                label="no modality here",
                help=f"add one of {one_of(_MODALITIES)}, with an action after the colon",
            )
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
    if isinstance(node, Scalar) and _PARTIES_IN_TEXT.fullmatch(node.text.strip()):
        names = [word for word in re.split(r"\W+", node.text) if word not in ("", "and")]
        cure = f"write `[{', '.join(names)}]`"
        findings.error("E205", f"`{key}` takes one party or a list", node.span, help=cure)
        return None, ()
    return None if node is None else expression_of(node, f"`{key}`", findings, "a party"), ()
