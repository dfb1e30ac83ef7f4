"""Small agreements by chance: clauses, terms and parameters of few names, so that two of them have much in common."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from evaluator.comparisons.compare_versions import Pinned
from evaluator.diagnostics import Findings
from evaluator.library.consolidate import consolidate
from evaluator.model.read_agreement import read_agreement
from evaluator.source import Source
from evaluator.syntax.yaml_reader import read_yaml

CLAUSES = ("rent", "access", "keys", "quiet")
TERMS = ("late", "early")
PARAMETERS = ("days_free", "most")
CONDITIONS = (
    "late",
    "not late and early",
    "today > 2026-05-01",
    "day.number > most",
    "rent was breached",
    "pay.on <= rent.due",
    "reading.noise is loud",
    "day.kind is late",  # an option, and no term
)

_TITLES = st.sampled_from(["The tenant pays", "The tenant pays in time"])
_CLAUSE = st.fixed_dictionaries(
    {"who": st.sampled_from(["tenant", "owner", "[tenant, owner]"]), "to": st.sampled_from(["owner", "tenant"])},
    optional={
        "title": _TITLES,
        "where": st.sampled_from(CONDITIONS),
        "unless": st.sampled_from(CONDITIONS),
        "except": st.dictionaries(st.sampled_from(["holiday", "storm"]), st.sampled_from(CONDITIONS), min_size=1),
        "upon": st.sampled_from(["2026-05-01", {"event": "2026-05-01", "when": "late"}]),
        "certainty": st.sampled_from(["confirmed", "reported"]),
        "cite": st.lists(st.sampled_from(["L1", "L2"]), min_size=1, max_size=2, unique=True),
        "note": st.sampled_from(["Not public.", "Said twice: it's *so*."]),
    },
)
_NORM = st.tuples(st.sampled_from(["must", "must not", "may"]), st.sampled_from(["pay", "enter"]), _CLAUSE)
_TERM = st.sampled_from(["today > 2026-01-01", "today > 2026-01-01 + days_free", "early", "not early", "most > 1"])


def _block(mapping: object) -> str:
    """A mapping in YAML, each text in quotes."""
    if isinstance(mapping, dict):
        return "{" + ", ".join(f"{key}: {_block(value)}" for key, value in mapping.items()) + "}"
    if isinstance(mapping, list):
        return f"[{', '.join(mapping)}]"
    text = str(mapping)
    return text if text.startswith("[") else "'" + text.replace("'", "''") + "'"


@st.composite
def texts(draw: st.DrawFn) -> str:
    """An agreement, in YAML; that its names make sense is not looked at."""
    clauses = draw(st.dictionaries(st.sampled_from(CLAUSES), _NORM, min_size=1))
    terms = draw(st.fixed_dictionaries({"early": st.just("most > 1"), "late": _TERM}))
    values = draw(st.fixed_dictionaries(dict.fromkeys(PARAMETERS, st.sampled_from(["1", "2", "unknown"]))))
    notes = draw(st.sampled_from(["as agreed", "as agreed later"]))
    lines = ["agreement: lease", "version: 2026-01-01", "parties: [tenant, owner]"]
    lines += ["actions: {pay: {}, enter: {}}", "entities: {day: {number: number, kind: [late, other]}}"]
    lines += ["sources: {L1: The lease, L2: A letter}"]
    lines += ["readings: {noise: {question: Is it loud?, options: {loud: it is, soft: it is not}}}"]
    lines += [f"parameters: {_block({name: {'value': value, 'note': notes} for name, value in values.items()})}"]
    lines += [f"terms: {_block(terms)}", "clauses:"]
    lines += [
        f"  {name}: {_block({'who': keys['who'], modality: action, **keys})}"
        for name, (modality, action, keys) in clauses.items()
    ]
    return "\n".join(lines) + "\n"


def pinned_text(text: str) -> Pinned:
    """The only version of an agreement."""
    findings = Findings()
    node = read_yaml(Source("lease.yaml", text), findings)
    written = None if node is None else read_agreement(node, findings)
    chain = None if written is None else consolidate([written], None, findings)
    assert chain is not None, text
    assert not findings.has_errors, (text, [one.message for one in findings])
    return Pinned(chain, chain.versions[-1])


def words_in(text: str) -> set[str]:
    """The names in a text: first words of paths, less what stands right of `is`."""
    return set(re.findall(r"(?<![\w.])(?<!is )[a-z]\w*", text))
