"""What the replay of a receipt found, in words: verified, or what differs."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from evaluator.receipts.record import ScenarioForm
from evaluator.receipts.verification import Change, Result
from evaluator.report.words import counted, display_width, listed, padded, plain, spaced, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evaluator.receipts.canonical import Plain
    from evaluator.receipts.verification import AnswerChange, Replay, TextChange, Verification

NARROWEST: Final = 40
WIDEST: Final = 120
SHOWN: Final = 20
"""So many answers are told of one evaluation; the data has them all."""

_RESET: Final = "\x1b[0m"
_COLORS: Final = {
    Result.VERIFIED: "\x1b[1;32m",
    Result.DIFFERS: "\x1b[1;31m",
    Result.INCOMPLETE: "\x1b[1;33m",
}
_NAMELESS: Final = {
    ScenarioForm.FILE: "name it after the receipt: evaluate --verify RECEIPT SCENARIO",
    ScenarioForm.TEXT: "it was read from standard input; name its file: evaluate --verify RECEIPT SCENARIO",
    ScenarioForm.DATA: "it was built from Python values; give it to `evaluator.verify`",
}
_ROOTS: Final = {
    "bundled": "bundled",
    "library": "in a library",
    "scenario": "from the scenario's folder",
    "current": "from the current folder",
}
_ABOUT: Final = ("fact", "reading", "id", "clause", "effect")
"""The keys that say in a word or two what a record of an answer is about."""


def render(verification: Verification, *, width: int = 80, color: bool = False) -> str:
    """What was found, as text of lines of at most `width` columns (40 to 120) where words allow."""
    width = max(NARROWEST, min(width, WIDEST))
    different = [replay for replay in verification.replays if replay.result is not Result.VERIFIED]
    lines = [line for replay in different for line in ("", *_replay(replay, width, color))][1:]
    if len(verification.replays) > 1 and different:
        lines += [""]
    if len(verification.replays) > 1 or not different:
        lines += _titled(verification.result, _summary(verification), width, color)
    for note in _notes(verification):
        lines += wrapped(f"note: {note}", width, "", "  ")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _summary(verification: Verification) -> str:
    """`the same answer from the same texts`, or how many evaluations came out how."""
    number = len(verification.replays)
    if verification.verified:
        answers = "answer" if number == 1 else f"{number:,} answers"
        return f"the same {answers} from the same texts"
    results = [replay.result for replay in verification.replays]
    told = [f"{results.count(result):,} {result.value}" for result in Result if result in results]
    return f"{counted(number, 'evaluation')}, {', '.join(told)}"


def _titled(result: Result, words: str, width: int, color: bool) -> list[str]:
    """Words after their result, which has a colour if there is any."""
    first, *more = wrapped(f"{result.value}: {words}", width, "", "  ")
    shown = f"{_COLORS[result]}{result.value}{_RESET}" if color else result.value
    return [f"{shown}{first.removeprefix(result.value)}", *more]


def _replay(replay: Replay, width: int, color: bool) -> Iterator[str]:
    yield from _titled(replay.result, plain(replay.scenario), width, color)
    for text in replay.texts:
        yield from wrapped(_text(text), width, f"  {text.change.value:<9}", " " * 11)
    for cure in dict.fromkeys(_cure(text, replay) for text in replay.texts if text.change is Change.MISSING):
        if cure:
            yield from wrapped(f"= help: {cure}", width, "  ", " " * 10)
    if replay.errors:
        yield from wrapped("it cannot be evaluated again: what is read now has errors", width, "  ", "  ")
    elif replay.answers:
        yield from _answers(replay.answers, width)
    elif not _is_lost(replay):
        yield "  the answer is the same nevertheless"


def _is_lost(replay: Replay) -> bool:
    """Whether there was no scenario to evaluate."""
    return any(text.kind == "scenario" and text.change is Change.MISSING for text in replay.texts)


def _text(text: TextChange) -> str:
    where = "the scenario" if text.root is None else f"{text.kind}, {_ROOTS[text.root]}"
    return f"{plain(text.path)} ({where})"


def _cure(text: TextChange, replay: Replay) -> str:
    if text.root is None:
        return "" if replay.errors else _NAMELESS[replay.form]
    return "name the folder of its library: --library FOLDER" if text.root == "library" else ""


def _answers(changes: Sequence[AnswerChange], width: int) -> Iterator[str]:
    """What is answered otherwise, under the norm or act that it is of."""
    groups = [(key, list(group)) for key, group in groupby(changes, key=lambda change: (change.part, change.address))]
    for (part, address), group in groups[:SHOWN]:
        yield from wrapped(_heading(part, plain(address)), width, "  ", "    ")
        names = [plain(change.field) for change in group]
        column = max(map(display_width, names))
        for name, change in zip(names, group, strict=True):
            yield from wrapped(_change(change), width, f"    {padded(name, column)}  ", " " * (column + 6))
    if len(groups) > SHOWN:
        yield f"  and {len(groups) - SHOWN:,} more; --format json has them all"


def _heading(part: str, address: str) -> str:
    match part:
        case "outcome":
            return "the outcome"
        case "agreement":
            return "the agreement"
        case "norm":
            return address
        case _:
            return f"{part} {address}"


def _change(change: AnswerChange) -> str:
    if change.field == "present":
        return "is new" if change.now else "is not there any more"
    was, now = _value(change.was), _value(change.now)
    return "otherwise; --format json says how" if was == now else f"{was} → {now}"


def _value(value: Plain) -> str:
    """A value of an answer in a few words."""
    match value:
        case None | [] | "":
            return "none"
        case bool():
            return "yes" if value else "no"
        case str():
            return plain(value)
        case list():
            return listed([_value(one) for one in value])
        case dict():
            about = [_value(value[key]) for key in _ABOUT if key in value]
            known = [f"{spaced(plain(key))} {_value(each)}" for key, each in value.items() if each is not None]
            return " ".join(about) or ", ".join(known) or "none"
        case _:
            return str(value)


def _notes(verification: Verification) -> Iterable[str]:
    """What decides answers besides the texts, and is another one now."""
    was, now = verification.evaluator_was, verification.evaluator_now
    if was != now:
        yield f"the receipt was written by version {plain(was)} of the evaluator, this is {plain(now)}"
    libraries = dict.fromkeys(change for replay in verification.replays for change in replay.libraries)
    for change in libraries:
        yield f"of the library `{plain(change.name)}` it was {_version(change.was)}, now it is {_version(change.now)}"


def _version(version: str | None) -> str:
    return "none" if version is None else f"version {plain(version)}"
