"""What is open: every reading, its options, and the clauses whose answers it can turn."""

from collections.abc import Iterator

from evaluator.report.words import counted
from tests.analyst_page.markdown import bullet, code, heading
from tests.analyst_page.texts import Entry, Texts, Version, mentions, spans, word

REACH = ("where", "except", "must ensure")


def questions(texts: Texts) -> Iterator[str]:
    """The readings that bear on the version in force today, then those that bear on earlier ones only."""
    readings = {name: entry for version in texts.versions for name, entry in version.entries("readings").items()}
    undecided = sum(word(entry, "default") == "undecided" for entry in readings.values())
    yield f"There are {counted(len(readings), 'reading')}. For {undecided} of them no answer is taken."
    today = [name for name in readings if any(_turned(texts, texts.today, name))]
    earlier = [name for name in readings if name not in today]
    for when, names in (("the version in force today", today), ("earlier versions only", earlier)):
        yield from heading(f"Questions about {when}: {len(names)}", level=3)
        for name in names:
            yield from _question(texts, name, readings[name])


def _question(texts: Texts, name: str, reading: Entry) -> Iterator[str]:
    yield from bullet(f"**`{name}`: {word(reading, 'question')}**")
    options, default = reading["options"], word(reading, "default")
    assert isinstance(options, dict)
    for option, meaning in options.items():
        taken = " (taken unless another is chosen)" if option == default else ""
        yield from bullet(f"`{option}`: {meaning}{taken}", level=1)
    if default == "undecided":
        yield from bullet("None is taken: what turns on it stays open.", level=1)
    names = [version.name for version in texts.versions]
    existing = [version for version in texts.versions if name in version.entries("readings")]
    yield from bullet(f"Exists in {spans([version.name for version in existing], names)}.", level=1)
    turned = {version.name: _turned(texts, version, name) for version in existing}
    for part, about in enumerate(("Whether it applies", "What it covers", "How much it is about")):
        by_clauses: dict[tuple[str, ...], list[str]] = {}
        for version in existing:
            if ids := turned[version.name][part]:
                by_clauses.setdefault(ids, []).append(version.name)
        said = [f"{code(ids)} (in {spans(stated, names)})" for ids, stated in by_clauses.items()]
        if said:
            yield from bullet(f"{about}: {'; '.join(said)}.", level=1)


def _turned(texts: Texts, version: Version, reading: str) -> tuple[tuple[str, ...], ...]:
    """The clauses whose application depends on a reading, those whose reach does, and those whose amount does."""
    cones = texts.agreement.program(version.name).readings_of
    applies = tuple(id for id in version.clauses if reading in cones[id])
    covers = tuple(id for id in version.clauses if mentions(version.wording(id, REACH), f"reading.{reading}"))
    amounts = tuple(id for id in version.clauses if mentions(version.wording(id, ("amount",)), f"reading.{reading}"))
    return applies, covers, amounts
