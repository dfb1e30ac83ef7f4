"""The parts that the schemas of our files are made of.

An editor reads plain `900` as a number and `true` as a truth value, while to us every scalar is text. So a slot for
text takes all three; only slots for names, dates and closed lists of words take text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from evaluator.diagnostics import impossible
from evaluator.model.fields import Shape
from evaluator.model.names import RESERVED
from evaluator.report.data import Plain

Schema: TypeAlias = "dict[str, Plain]"
"""One schema of JSON Schema, draft 2020-12."""

NAME_PATTERN: Final = r"[^\x00-@\[-^`{-\x7f_][^\x00-/:-@\[-^`{-\x7f]*"
"""Letters, digits and `_`, a letter first, as Python and JavaScript both read it: `\\w` is ASCII to the latter."""

DATE_PATTERN: Final = r"\d{4}-\d{2}-\d{2}"
MOMENT_PATTERN: Final = DATE_PATTERN + r"( \d{2}:\d{2})?"
REFERENCE_PATTERN: Final = r"[^@\s][^@]*(@[A-Za-z0-9][A-Za-z0-9_.-]*)?"


def text(words: str = "") -> Schema:
    """Any scalar; `words` describe it."""
    return described({"type": ["string", "number", "boolean"]}, words)


def matching(pattern: str, words: str = "") -> Schema:
    """Text that fits a pattern as a whole."""
    return described({"type": "string", "pattern": f"^(?:{pattern})$"}, words)


def mentioning(pattern: str, words: str = "") -> Schema:
    """Text in which a pattern is found somewhere."""
    return described({"type": "string", "pattern": pattern}, words)


def name(words: str = "") -> Schema:
    """A name that the author chose."""
    return matching(NAME_PATTERN, words)


def word(options: Iterable[str], words: str = "") -> Schema:
    """One of a closed list of words; a word that YAML takes for something else is accepted as that, too."""
    offered: list[Plain] = []
    for option in options:
        offered.append(option)
        if option.lower() in _NOT_TEXT:
            offered.append(_NOT_TEXT[option.lower()])
    return described({"enum": offered}, words)


def explained(options: Mapping[str, str], words: str = "") -> Schema:
    """One of a closed list of words, each with a description of its own (or none)."""
    return described({"oneOf": [described({"const": option}, about) for option, about in options.items()]}, words)


def either(*schemas: Schema, words: str = "") -> Schema:
    """What fits any of the schemas."""
    return described({"anyOf": list(schemas)}, words)


def several(item: Schema, words: str = "") -> Schema:
    """One of something, or a list that is not empty."""
    return either(item, listing(item), words=words)


def listing(item: Schema, words: str = "") -> Schema:
    """A list that is not empty."""
    return described({"type": "array", "items": item, "minItems": 1}, words)


def declared(value: Schema, words: str = "", *, reserved: bool = False, empty: bool = False) -> Schema:
    """A mapping of names that the author chose; `reserved` lets words of the language be such names."""
    key: Schema = {"pattern": f"^(?:{NAME_PATTERN})$"} if reserved else reference(_OWN_NAME)
    schema: Schema = {"type": "object", "propertyNames": key, "additionalProperties": value}
    return described(schema if empty else {**schema, "minProperties": 1}, words)


def keyed(shape: Shape, slots: Mapping[str, Schema], *, without: Iterable[str] = ()) -> Schema:
    """A mapping with the keys of a shape and no others; `slots` say what stands under each.

    A key of the shape without a slot may hold anything: the schema is never stricter than the language. A slot without
    a key is a bug of ours. `without` names keys that may not stand in this place.
    """
    left_over = slots.keys() - set(shape.keys)
    if left_over:
        impossible(f"{shape.subject} has no key {', '.join(sorted(left_over))}")
    refused = frozenset(without)
    schema: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: slots.get(key, {}) for key in shape.keys if key not in refused},
    }
    required: list[Plain] = [key for key in shape.required if key not in refused]
    return {**schema, "required": required} if required else schema


def one_key_of(*keys: str) -> Schema:
    """The rule that exactly one of some keys stands in a mapping."""
    return {"oneOf": [{"required": [key]} for key in keys]}


def reference(definition: str, words: str = "") -> Schema:
    """A schema that stands among the definitions of the file."""
    return described({"$ref": f"#/$defs/{definition}"}, words)


def document(title: str, words: str, schema: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """A whole schema file: of its definitions only those that are referred to, directly or by others."""
    own_name: Schema = {"pattern": f"^(?:{NAME_PATTERN})$", "not": {"enum": [*sorted(RESERVED)]}}
    known = {**definitions, _OWN_NAME: own_name}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": words,
        **schema,
        "$defs": {each: known[each] for each in sorted(_needed(schema, known))},
    }


def described(schema: Schema, words: str) -> Schema:
    """A schema with its description in front, where there are words."""
    return {"description": words, **schema} if words else schema


def _needed(schema: Plain, definitions: Mapping[str, Schema]) -> set[str]:
    found: set[str] = set()
    waiting: list[Plain] = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting.extend(part)
        elif isinstance(part, dict):
            waiting.extend(part.values())
            target = part.get("$ref")
            referred = re.fullmatch(r"#/\$defs/(\w+)", target) if isinstance(target, str) else None
            if referred is not None and referred[1] not in found:
                found.add(referred[1])
                waiting.append(definitions[referred[1]])
    return found


_NOT_TEXT: Final[Mapping[str, Plain]] = {"true": True, "false": False, "null": None}
"""Names of the author's that YAML takes for something else than text."""

_OWN_NAME: Final = "own_name"
"""The definition of what an author may call something: a name that is no word of the language."""
