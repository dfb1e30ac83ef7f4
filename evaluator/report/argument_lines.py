"""The lines of an argument: what is worth a line, and how a few lines say enough.

Parts of conditions, clauses that are about other acts and parts of a clause that rest on nothing that was stated get no
line of their own, and nothing is told twice. What an argument rests on is never left out: facts of a line that is left
out move up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from evaluator.explanations.explanation import Argument, ArgumentStep
from evaluator.report.argument_words import (
    branch_in_words,
    leaves_in_words,
    names_in_words,
    note_in_words,
    step_in_words,
)
from evaluator.report.words import listed

MOST_LINES: Final = 9
"""The most lines of an explanation that is not told in full, its headings included."""
_LEAVES: Final = ("fact", "member", "closed", "missing")


@dataclass
class Line:
    """One line of an argument; `leaves` are told under it, one line for each member, or (`packed`) all on one."""

    text: str = ""
    place: str = ""
    sources: tuple[str, ...] = ()
    kind: str = ""
    under: list[Line] = field(default_factory=list)
    leaves: list[ArgumentStep] = field(default_factory=list)
    packed: bool = False

    def rows(self) -> Iterator[tuple[int, Line]]:
        """This line and all under it, with how deep each stands; leaves have become lines."""
        yield 0, self
        for line in [*self.under, *self._told()]:
            for depth, each in line.rows():
                yield depth + 1, each

    def _told(self) -> list[Line]:
        groups: dict[tuple[str, str], list[ArgumentStep]] = {}
        for leaf in self.leaves:
            sort, _, rest = leaf.name.partition(".")
            kind = leaf.kind if leaf.kind in ("closed", "missing") else ""
            groups.setdefault((kind, "" if kind else f"{sort}.{rest.partition('.')[0]}"), []).append(leaf)
        if not self.packed:
            return [Line(leaves_in_words([leaves]), leaves[0].place, kind="fact") for leaves in groups.values()]
        alike: dict[object, list[list[ArgumentStep]]] = {}
        for (kind, member), leaves in groups.items():
            said = tuple((leaf.name.removeprefix(member), leaf.value, leaf.assumed) for leaf in leaves)
            alike.setdefault((kind, member.partition(".")[0], said), []).append(leaves)
        told = [leaves_in_words(each) for each in alike.values()]
        return [Line("; ".join(told), self.leaves[0].place, kind="fact")] if told else []


def lines_of(argument: Argument, *, full: bool, room: int) -> list[tuple[int, Line]]:
    """The lines of an argument with their depth, at most `room` of them unless it is told in `full`."""
    top = Line()
    told: set[str] = set()
    for branch in argument.branches:
        line = top
        if branch.options:
            line = Line(branch_in_words(branch.options, branch.steps), kind="branch")
            top.under.append(line)
            told = set()
        _gather(branch.steps, line, told, full=full, level=0)
    _add_loose(top, argument)
    if not full:
        _shorten(top, room)
    return [(depth - 1, line) for depth, line in top.rows() if depth]


def _gather(steps: Iterable[ArgumentStep], into: Line, told: set[str], *, full: bool, level: int = 2) -> None:
    """Put what steps say under a line; at `level` 0 stands what is argued for, at 1 its reasons."""
    for step in steps:
        if step.kind in _LEAVES:
            if full or step.name not in told:
                into.leaves.append(step)
                told.add(step.name)
        elif not _is_shown(step, full=full, level=level):
            _gather(step.because, into, told, full=full, level=1 if level == 0 else level)
        elif full or step.kind not in ("reading", "parameter") or step.name not in told:
            told.update([step.name] if step.kind in ("reading", "parameter") else [])
            kind = "other" if step.word == "other_act" else step.kind
            line = Line(_words(step, full=full), step.place, tuple(one.id for one in step.sources), kind)
            into.under.append(line)
            if kind == "other" and not full:
                _gather((leaf for leaf in step.walk() if leaf.kind in _LEAVES), line, told, full=full)
                continue
            _gather(_below(step), line, told, full=full)
            if step.kind == "reason" and step.holds and not line.under and not line.leaves:
                # It holds as the clause is written: then what is written says it all.
                line.under = [
                    Line(_words(key, full=full), key.place, kind="key") for key in step.because if key.kind == "key"
                ]


def _words(step: ArgumentStep, *, full: bool) -> str:
    words = step_in_words(step, full=full)
    return f"it {words}" if step.kind == "reason" else words


def _below(step: ArgumentStep) -> Sequence[ArgumentStep]:
    """What is told under a step; a norm that is not in force is told with the reason, on one line."""
    if step.kind == "norm" or (step.kind == "ground" and step.word == "not_in_force"):
        return [inner for each in step.because for inner in _without_reason(each)]
    return step.because


def _without_reason(step: ArgumentStep) -> Sequence[ArgumentStep]:
    if step.kind == "norm" and step.holds is False and not step.again:
        return [inner for each in step.because for inner in _without_reason(each)]
    return step.because if step.kind == "reason" else [step]


def _is_shown(step: ArgumentStep, *, full: bool, level: int) -> bool:
    """Whether a step gets a line."""
    match step.kind:
        case "norm" | "act" if level == 0:
            return False
        case "reason":
            return (step.holds is not False and (level == 1 or step.holds is None)) or (full and _rests(step))
        case "condition":
            return full and len(step.because) > 0 and not (len(step.because) == 1 and step.because[0].kind == "term")
        case "key" | "term" | "norm" | "effect":
            return _rests(step) or full or step.again
        case "parameter":
            return full
        case "ground" if step.word == "other_act":
            return full or _rests(step)
        case "act":
            return full or step.holds is not False
        case _:
            return True


def _rests(step: ArgumentStep) -> bool:
    """Whether a step rests on anything that was, or could be, stated or read."""
    return any(each.kind in _LEAVES or each.kind == "reading" or each.again for each in step.walk())


def _add_loose(top: Line, argument: Argument) -> None:
    """Facts that no step mentions are needed all the same: they are told at the end."""
    mentioned = {step.name for branch in argument.branches for each in branch.steps for step in each.walk()}
    loose = [
        note
        for note in argument.facts
        if note.address not in mentioned and not any(name.startswith(f"{note.address}.") for name in mentioned)
    ]
    if loose:
        top.under.append(Line(f"and {'; '.join(map(note_in_words, loose))}", loose[0].place, kind="loose"))


def _shorten(top: Line, room: int) -> None:
    """Make do with fewer lines: definitions within definitions go first, then facts move together, then up."""
    passes: tuple[Callable[[Line], None], ...] = (
        lambda line: _leave_out(line, lambda _, inner: inner.kind == "other"),
        lambda line: _leave_out(line, lambda outer, inner: outer.kind == inner.kind == "term"),
        lambda line: _leave_out(line, lambda _, inner: inner.kind == "key" and not inner.under and not inner.leaves),
        _pack,
        lambda line: _leave_out(line, lambda _, inner: inner.kind == "term"),
        lambda line: _leave_out(line, lambda outer, inner: inner.kind == "key" and outer.kind not in ("", "reason")),
        lambda line: _leave_out(line, lambda _, inner: inner.kind in ("key", "reading")),
        lambda line: _leave_out(line, lambda outer, _: outer.kind not in ("", "branch", "reason")),
        lambda line: _leave_out(line, lambda outer, _: outer.kind not in ("", "branch")),
        lambda line: _leave_out(line, lambda outer, _: outer.kind != ""),
    )
    for shorten in passes:
        if sum(1 for _ in top.rows()) - 1 <= room:
            return
        shorten(top)
    rows = sum(1 for _ in top.rows()) - 1
    if rows > room:
        _cut(top, room)


def _leave_out(line: Line, unwanted: Callable[[Line, Line], bool]) -> None:
    """Leave out lines; what they rest on moves up."""
    under: list[Line] = []
    for inner in line.under:
        _leave_out(inner, unwanted)
        if unwanted(line, inner):
            under += inner.under
            line.leaves += [leaf for leaf in inner.leaves if leaf.name not in {each.name for each in line.leaves}]
        else:
            under.append(inner)
    line.under = under


def _pack(line: Line) -> None:
    line.packed = True
    for inner in line.under:
        _pack(inner)


def _cut(top: Line, room: int) -> None:
    """Keep the first lines, and tell on one what all others rest on."""
    kept = top.under[: max(room - 1, 0)]
    cut = top.under[len(kept) :]
    leaves = {leaf.name: leaf for line in (top, *top.under) for leaf in line.leaves}
    for line in kept:
        line.leaves = []
    named = names_in_words(list(leaves.values()))
    rest = f"and {len(cut)} more" if cut else "all of it"
    loose = [line.text.removeprefix("and ") for line in cut if line.kind == "loose"]
    rests = listed([*([named] if named else []), *loose])
    top.under = [*kept, Line(f"{rest} (--full tells them){', resting on ' + rests if rests else ''}", kind="rest")]
    top.leaves = []
