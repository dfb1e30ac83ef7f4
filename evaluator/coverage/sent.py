"""A coverage as plain values, to be sent from one process to another."""

from __future__ import annotations

from typing import Any

from evaluator.coverage.coverage import Coverage, Measured
from evaluator.coverage.part import Kind, Part
from evaluator.frozen import fields

_PART = tuple(fields(Part))
_SETS = ("seen", "states")


def sent(coverage: Coverage) -> list[dict[str, Any]]:
    """Lists, mappings, texts and numbers; `received` makes the same coverage of it."""
    return [
        {
            **{name: getattr(measured, name) for name in fields(Measured) if name not in ("parts", "sources")},
            "parts": [[_plain(name, getattr(part, name)) for name in _PART] for part in measured.parts],
            "sources": dict(measured.sources),
        }
        for measured in coverage.agreements
    ]


def received(values: list[dict[str, Any]]) -> Coverage:
    """The coverage that was sent."""
    return Coverage(
        tuple(
            Measured(
                one["agreement"],
                one["file"],
                tuple(one["versions"]),
                tuple(one["untested"]),
                tuple((name, number) for name, number in one["scenarios"]),
                tuple(Part(**_whole(dict(zip(_PART, part, strict=True)))) for part in one["parts"]),
                one["sources"],
            )
            for one in values
        )
    )


def _plain(name: str, value: Any) -> Any:  # noqa: ANN401 - of whatever the field is
    return value.value if isinstance(value, Kind) else sorted(value) if name in _SETS else value


def _whole(values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "kind": Kind(values["kind"]), **{name: frozenset(values[name]) for name in _SETS}}
