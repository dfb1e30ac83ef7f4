"""What a clause says of events, performance and effects: `upon`, `due`, `amount`, `then`, `cures` and their kin."""

from __future__ import annotations

import re
from typing import Final

from evaluator.core.norms import VERBS, Modality
from evaluator.diagnostics import Findings
from evaluator.model.agreement import EffectDeclaration, Name, Upon
from evaluator.model.bounded import binder_of, expression_of, report_empty_list, report_kind
from evaluator.model.fields import Fields, Shape, fields_of, names_of, one_of
from evaluator.syntax.expressions import Binder, Expression
from evaluator.syntax.yaml_tree import Mapping, Node, Scalar, Sequence

UPON: Final = Shape("an event", ("event", "from", "when", "unless", "until", "through"), ("event",))
EFFECT: Final = Shape("an effect", (*VERBS, "to"))
EARLIEST_DUE_FIRST: Final = "earliest due first"
CLOCKS: Final = {"stops": False, "runs": True}

_BINDING = re.compile(r"\s*[^\W\d]\w*\s+(as\s+\w+|where\b)")
_OF_A_MEMBER = re.compile(r"(\w+)\s*:\s*\S.*")
TO_A_PARTY: Final = ("assign", "delegate")
"""The verbs by which something goes to a party."""
_THEN_CURE: Final = "write `then: {terminate: agreement}`, `then: {suspend: rent}`, or a list of such mappings"
_ALONE: Final = "make a clause of its own: without `who`, with `upon` and `then`"
_DUTIES = (Modality.MUST,)
NORMS: Final = tuple(modality for modality in Modality if modality is not Modality.AUTOMATIC)
"""The modalities of clauses that bind or entitle a party."""
OF_MODALITIES: Final = {
    "not before": (_DUTIES, "of a duty to act", "say when the norm begins with `from`"),
    "due": (_DUTIES, "of a duty to act", "say the last day with `through`"),
    "clock": (_DUTIES, "of a duty to act", "leave it out"),
    "amount": (_DUTIES, "of a duty to act", "say which acts the norm covers with `where`"),
    "applied": (_DUTIES, "of a duty to act", "leave it out"),
    "then": ((Modality.CAN, Modality.AUTOMATIC), "of a power, or of a clause without `who`", "write `can`"),
    "cures": ((Modality.MUST, Modality.MAY, Modality.CAN), "of what a party can do", "leave it out"),
    "to": (NORMS, "of a party's norm", "leave it out"),
    "where": (NORMS, "of acts", "say which events count with a filter: `upon: … where (…)`"),
    "except": (NORMS, "of acts", "write `unless`"),
    "overrides": (NORMS, "of a party's norm", "leave it out: a clause that acts by itself covers no acts"),
    "subject to": (NORMS, "of a party's norm", "leave it out: a clause that acts by itself covers no acts"),
}
"""Keys that only some modalities have: which, in words, and what to write instead."""
OF_A_DEADLINE: Final = {
    "clock": "says how the last day moves, and there is none",
    "applied": "goes by the last day of duties, and there is none",
}
"""Keys that only a duty with `due` has, and why."""


def read_upon(fields: Fields) -> Upon | None:
    """The event under `upon`: an event or an act, a date, or a condition; alone or with what bounds it."""
    node = fields.node("upon")
    if node is None:
        return None
    if not isinstance(node, Mapping):
        event, binder = _event(node, "`upon`", fields.findings)
        return None if event is None and binder is None else Upon(node.span, event, binder)
    inner = fields_of(node, UPON, "`upon`", fields.key("upon"), fields.findings)
    said = None if inner is None else inner.node("event")
    if inner is None or said is None:
        return None
    event, binder = _event(said, "`event`", fields.findings)
    return Upon(
        node.span,
        event,
        binder,
        starts=inner.expression("from"),
        when=inner.expression("when"),
        unless=inner.expression("unless"),
        until=inner.expression("until"),
        through=inner.expression("through"),
    )


def _event(node: Node, subject: str, findings: Findings) -> tuple[Expression | None, Binder | None]:
    """A name with a filter or with `as` binds; anything else is an expression; checks see whether it names an event."""
    if isinstance(node, Scalar) and _BINDING.match(node.text):
        return None, binder_of(node, subject, findings)
    return expression_of(node, subject, findings, "an event, a date or a condition"), None


def read_effects(fields: Fields) -> tuple[EffectDeclaration, ...]:
    """What happens under `then`: one effect, or a list of them."""
    node = fields.node("then")
    if node is None:
        return ()
    if isinstance(node, Scalar):
        report_kind(node, "`then`", "a mapping", _THEN_CURE, fields.findings)
        return ()
    if isinstance(node, Sequence) and not node.items:
        report_empty_list(node, "`then`", _THEN_CURE, fields.findings)
    items = node.items if isinstance(node, Sequence) else [node]
    found = [_effect(item, fields) for item in items]
    return tuple(effect for effect in found if effect is not None)


def _effect(node: Node, fields: Fields) -> EffectDeclaration | None:
    findings = fields.findings
    if not isinstance(node, Mapping):
        report_kind(node, "`then`", "a mapping", _THEN_CURE, findings)
        return None
    inner = Fields(node, EFFECT, fields.key("then"), findings)
    said = [key for key, _ in node.entries if key.text in VERBS]
    if not said:
        if all(key.text in EFFECT.keys for key, _ in node.entries):
            cure = f"add one of {one_of(VERBS)}, with a clause after the colon"
            findings.error("E232", "the effect has no verb", node.span, label="no verb here", help=cure)
        return None
    if len(said) > 1:
        cure = f"make a list of effects: `[{', '.join(f'{{{key.text}: …}}' for key in said)}]`"
        findings.error("E232", "several verbs stand in one effect", said[1].span, help=cure)
        return None
    verb = said[0]
    targets = _targets(inner, verb.text)
    receiver = inner.node("to")
    if (receiver is None) == (verb.text in TO_A_PARTY):
        words = f"`{verb.text}` needs the party to whom" if receiver is None else f"`{verb.text}` goes to nobody"
        cure = f"write `{{{verb.text}: …, to: …}}`" if receiver is None else "leave `to` out"
        findings.error("E232", words, verb.span if receiver is None else inner.key("to"), help=cure)
        return None
    to = None if receiver is None else expression_of(receiver, "`to`", findings, "one party")
    return EffectDeclaration(node.span, Name(verb.text, verb.span), targets, to)


def _targets(fields: Fields, verb: str) -> tuple[Name, ...]:
    """The clauses that an effect is on; a member among them is reported."""
    node = fields.node(verb)
    if node is None:
        return ()
    items = node.items if isinstance(node, Sequence) else (node,)
    members = [item for item in items if isinstance(item, Scalar) and _OF_A_MEMBER.fullmatch(item.text)]
    for item in members:
        clause = item.text.partition(":")[0].strip()
        cure = f"name the clause, `{clause}`; under the same `for each` the effect is on the same member only"
        fields.findings.error("E232", "an effect names clauses, not their members", item.span, help=cure)
    if members:
        return ()
    return names_of(node, f"`{verb}`", "a clause", fields.findings, if_empty="name a clause, or `agreement`")


def read_order(fields: Fields) -> bool:
    """Whether one act may serve several duties, the earliest due first."""
    return fields.choice("applied", {EARLIEST_DUE_FIRST: True}, default=False)


def read_clock(fields: Fields) -> bool:
    """Whether time runs on while the clause is suspended."""
    return fields.choice("clock", CLOCKS, default=False)


def read_survives(fields: Fields) -> bool:
    """Whether the clause outlives the end and the termination of the agreement."""
    return fields.choice("survives", {"yes": True, "no": False}, default=False)


def check_keys(modality: Modality, fields: Fields) -> None:
    """Report keys that a clause of this modality does not have, and those that it misses."""
    for key, (fitting, words, cure) in OF_MODALITIES.items():
        if key in fields and modality not in fitting:
            alone = key == "then" and modality is not Modality.MAY
            fields.findings.error("E230", f"`{key}` is said {words}", fields.key(key), help=_ALONE if alone else cure)
    if modality is Modality.AUTOMATIC and "upon" not in fields:
        fields.findings.error(
            "E231",
            "a clause that acts by itself does not say upon what",
            fields.place,
            help="add `upon: …` with an event, a date or a condition that becomes true; or say `who` can do it",
        )
    for key, words in OF_A_DEADLINE.items():
        if key in fields and "due" not in fields and modality is Modality.MUST:
            fields.findings.error("E230", f"`{key}` {words}", fields.key(key), help="add `due: …`, or leave it out")
