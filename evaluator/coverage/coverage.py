"""What tests looked at, agreement by agreement; coverages of several processes are put together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from evaluator.coverage.part import Kind, Part
from evaluator.frozen import field, frozen, replace


@frozen
class Count:
    """How many outcomes parts have, and how many of these were seen."""

    seen: int
    of: int

    def reaches(self, percent: float) -> bool:
        """Whether at least so many per cent were seen; where there is nothing to see, only 0 is reached."""
        return self.seen * 100 >= percent * self.of if self.of else percent == 0


@frozen
class Measured:
    """What was seen of one agreement.

    `file` is that of its first version. The `parts` are those of the `versions` that governed in some test, in the
    order of the files; what stands in several versions is one part. `untested` are the other versions. `scenarios` are
    the names of the scenarios about it that expect something, each with how many of its expectations were worked out;
    `sources` holds the texts of the files by name.
    """

    agreement: str
    file: str
    versions: tuple[str, ...]
    untested: tuple[str, ...]
    scenarios: tuple[tuple[str, int], ...]
    parts: tuple[Part, ...]
    sources: Mapping[str, str] = field(repr=False, default_factory=dict)

    def count(self, kinds: Collection[Kind] = tuple(Kind)) -> Count:
        """How many outcomes of parts of these kinds were seen."""
        return counted_outcomes(part for part in self.parts if part.kind in kinds)


@frozen
class Coverage:
    """What tests looked at, by agreement; empty if no test expects anything of one."""

    agreements: tuple[Measured, ...]

    def count(self) -> Count:
        """How many outcomes of all parts were seen."""
        return counted_outcomes(part for measured in self.agreements for part in measured.parts)


def counted_outcomes(parts: Iterable[Part]) -> Count:
    """How many outcomes of some parts were seen, and how many there are."""
    found = list(parts)
    of = sum(len(part.outcomes) for part in found)
    return Count(of - sum(len(part.lacks) for part in found), of)


def together(coverages: Iterable[Coverage]) -> Coverage:
    """Several coverages as one, the same whatever their order: what was seen in one of them was seen."""
    by_agreement: dict[tuple[str, str], Measured] = {}
    for coverage in coverages:
        for measured in coverage.agreements:
            # Two agreements may bear one name, in folders of their own.
            key = (measured.agreement, measured.file)
            known = by_agreement.get(key)
            by_agreement[key] = measured if known is None else _both(known, measured)
    return Coverage(tuple(by_agreement[key] for key in sorted(by_agreement)))


def merged(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts in the order of the files, each once, with everything that was seen of it."""
    found: dict[Part, Part] = {}
    for part in parts:
        bare = replace(part, seen=frozenset(), states=frozenset())
        known = found.get(bare, part)
        found[bare] = replace(part, seen=known.seen | part.seen, states=known.states | part.states)
    return tuple(sorted(found.values(), key=lambda part: part.place))


def _both(one: Measured, other: Measured) -> Measured:
    untested = tuple(version for version in one.untested if version in other.untested)
    return Measured(
        one.agreement,
        one.file,
        tuple(sorted({*one.versions, *other.versions})),
        untested,
        _summed((*one.scenarios, *other.scenarios)),
        merged((*one.parts, *other.parts)),
        {**one.sources, **other.sources},
    )


def _summed(scenarios: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """The expectations of each scenario: some were worked out in one process, some in another."""
    found: dict[str, int] = {}
    for name, number in scenarios:
        found[name] = found.get(name, 0) + number
    return tuple(sorted(found.items()))
