"""The parts of a JSON Schema."""

from __future__ import annotations


def objects(schema: object) -> list[dict[str, object]]:
    """Every part of a schema that describes an object with named properties."""
    if isinstance(schema, list):
        return [found for part in schema for found in objects(part)]
    if not isinstance(schema, dict):
        return []
    here = [schema] if "properties" in schema and "additionalProperties" in schema else []
    return here + [found for part in schema.values() for found in objects(part)]
