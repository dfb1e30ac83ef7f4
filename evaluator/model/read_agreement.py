"""One version of an agreement, from the tree of its file."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from evaluator.diagnostics import Findings
from evaluator.model.agreement import AgreementVersion, Clause, Name, Use
from evaluator.model.bounded import text_of
from evaluator.model.dates import date_of, looks_like_date
from evaluator.model.fields import Fields, Shape, first_line
from evaluator.model.file_kind import FileKind, check_kind
from evaluator.model.names import version_name_of
from evaluator.model.read_clause import read_clause_or_use
from evaluator.model.read_definitions import read_parameter, read_proposal, read_reading, read_source, read_term
from evaluator.model.read_facts import read_facts
from evaluator.model.read_vocabulary import VOCABULARY_KEYS, vocabulary_of
from evaluator.syntax.yaml_tree import Node

AGREEMENT: Final = Shape(
    "an agreement",
    (
        "agreement",
        "version",
        "effective",
        "title",
        "amends",
        "repeals",
        "replaces",
        "untouched",
        "text",
        *VOCABULARY_KEYS,
        "sources",
        "parameters",
        "readings",
        "terms",
        "facts",
        "clauses",
        "proposals",
    ),
    ("agreement", "version"),
)

_MEANT_AS_DATE = re.compile(r"\d{4}[-.]\d{1,2}[-.]\d")
PARTIAL: Final = {"partial": True, "complete": False}


def read_agreement(node: Node, findings: Findings) -> AgreementVersion | None:
    """A version of an agreement; None where the file is something else or its name, version or first day is not known.

    Every problem of the file is added to `findings`. What is declared with errors is left out of the version and named
    in `unreadable`, so that later stages need not complain that it is missing.
    """
    mapping = check_kind(node, FileKind.AGREEMENT, findings)
    if mapping is None:
        return None
    fields = Fields(mapping, AGREEMENT, first_line(mapping), findings)
    name = fields.name("agreement", "an agreement")
    version, effective = _version(fields, findings)
    amends = _version_name(fields, "amends", findings)
    if "clauses" not in fields and "amends" not in fields:
        fields.missing("clauses")
    unreadable: set[str] = set()
    vocabulary = vocabulary_of(fields)
    clauses = fields.declared("clauses", "a clause", read_clause_or_use, unreadable)
    made = AgreementVersion(
        name=name or Name("", fields.place),
        version=version or Name("", fields.place),
        effective=effective or date.min,
        span=mapping.span,
        title=fields.text("title"),
        amends=amends,
        repeals=fields.names("repeals", "a clause"),
        replaces=fields.names("replaces", "a term, a parameter or a reading"),
        untouched=fields.expression("untouched"),
        partial=fields.choice("text", PARTIAL, default=False),
        vocabulary=vocabulary,
        sources=fields.declared("sources", "a source", read_source, unreadable),
        parameters=fields.declared("parameters", "a parameter", read_parameter, unreadable),
        readings=fields.declared("readings", "a reading", read_reading, unreadable),
        terms=fields.declared("terms", "a term", read_term, unreadable),
        facts=read_facts(fields, "facts", unreadable),
        clauses=tuple(each for each in clauses if isinstance(each, Clause)),
        uses=tuple(each for each in clauses if isinstance(each, Use)),
        proposals=fields.declared("proposals", "a proposal", read_proposal, unreadable),
        unreadable=frozenset(unreadable) | vocabulary.unreadable,
    )
    return None if name is None or version is None or effective is None else made


def _version(fields: Fields, findings: Findings) -> tuple[Name | None, date | None]:
    """The version's name and its first day: `effective`, or the name itself where that is a date."""
    version = _version_name(fields, "version", findings)
    effective = fields.day("effective")
    if version is None:
        return None, effective
    own = None
    if looks_like_date(version.text) or ("effective" not in fields and _MEANT_AS_DATE.match(version.text)):
        node = fields.node("version")
        scalar = None if node is None else text_of(node, "`version`", "a date or a word", findings)
        own = None if scalar is None else date_of(scalar, findings, timed=False)
    elif "effective" not in fields:
        findings.error(
            "E227",
            f"it is not said when the version `{version}` takes effect",
            version.span,
            label="not a date",
            help="add `effective: …` with its first day, or name the version by that day",
        )
    return version, effective or own


def _version_name(fields: Fields, key: str, findings: Findings) -> Name | None:
    node = fields.node(key)
    scalar = None if node is None else text_of(node, f"`{key}`", "a version, which is a date or a word", findings)
    return None if scalar is None else version_name_of(scalar, findings)
