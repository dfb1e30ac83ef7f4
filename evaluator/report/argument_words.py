"""The steps of an argument in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from evaluator.core.expressions import OF_A_DUTY, OF_A_RIGHT
from evaluator.engine.outcome import ActAnswer
from evaluator.explanations.explanation import Argument, ArgumentStep, Explanation, FactNote
from evaluator.report.words import day_in_words, listed, plain, since_in_words, spaced, until_in_words, whole_state

PERFORMANCES: Final = (*OF_A_DUTY, *OF_A_RIGHT)
"""The words for what has become of a norm."""

_LONGEST: Final = 90
"""So much of a condition is shown where it is not told in full."""

_REASONS: Final = {
    "repealed": ("was repealed", "may have been repealed"),
    "ended": ("has ended", "may have ended"),
    "not_yet": ("has not begun", "may not have begun"),
    "not_triggered": ("is not triggered", "may not be triggered"),
    "excepted": ("is excepted", "may be excepted"),
    "overridden": ("gives way to a clause with priority", "may give way to a clause with priority"),
    "suspended": ("is suspended", "may be suspended"),
    "terminated": ("was terminated", "may have been terminated"),
    "waived": ("was waived", "may have been waived"),
}
_KEYS: Final = {
    "until": ("came true", "has not come true", "may have come true"),
    "where": ("as this one", "unlike this one", "which this one may be"),
    "must ensure": ("is so", "failed", "may have failed"),
    "upon": ("has happened", "has not happened", "may have happened"),
}
_OTHER_KEY: Final = ("is so", "is not so", "may be so")
_GROUNDS: Final = {
    "prohibits": ("forbids it", "may forbid it"),
    "permits": ("permits it", "may permit it"),
    "obliges": ("requires it", "may require it"),
    "exempts": ("exempts from it", "may exempt from it"),
    "enables": ("gives the power to do it", "may give the power to do it"),
}
_DONE: Final = {
    "suspend": "suspended",
    "resume": "resumed",
    "end": "ended",
    "terminate": "terminated",
    "waive": "waived",
    "assign": "assigned",
    "delegate": "delegated",
}
_BEING: Final = ("in_force", "open", "available", "suspended", "excepted", "overridden", "not_triggered", "not_yet")


def heading(explanation: Explanation, argument: Argument) -> str:
    """What is argued for: `research_ip has ended, on 1 Jun 2029`."""
    answer, claim = explanation.answer, argument.claim
    about = f"{plain(explanation.address)} on {day_in_words(explanation.as_of)}"
    if isinstance(answer, ActAnswer):
        if claim == "undetermined" and answer.possible:
            return f"{about}: undetermined, {listed([spaced(each.value) for each in answer.possible], last='or')}"
        return f"{about}: {spaced(claim)}"
    if claim in PERFORMANCES:
        due = "" if answer.due is None or answer.due.known is None else f", due {day_in_words(answer.due.known)}"
        return f"{about}: {spaced(claim)}{due}"
    if claim == "undetermined" and answer.in_force is not None:
        possible = listed([spaced(each) for each in answer.possible_performances], last="or")
        return f"{about}: perhaps {possible}"
    since = since_in_words(answer.since)
    return f"{about}: {whole_state(answer)}{f', {since}' if since else ''}"


def remark(explanation: Explanation) -> str:
    """What is said of an argument that rests on nothing which was stated."""
    answer = explanation.answer
    if isinstance(answer, ActAnswer):
        return "no clause of this version speaks of such acts"
    until = until_in_words(answer.until)
    return f"as the clause is written, whatever else is stated{f'; {until}' if until else ''}"


def step_in_words(step: ArgumentStep, *, full: bool) -> str:
    """A step that is no leaf, on one line: `until agi_verified, which came true on 2 May 2029`."""
    on = "" if step.day is None else f" on {day_in_words(step.day)}"
    name, again = plain(step.name), " (see above)" if step.again else ""
    match step.kind:
        case "norm":
            return f"{name} {_norm(step)}{on}{again}"
        case "reason":
            return reason_in_words(step)
        case "key":
            return _key(step, on, full=full)
        case "condition":
            return f"{_text(step, full=full)}: {_said(_OTHER_KEY, step)}{on}"
        case "term":
            return f"{name}{again}" if step.again else f"{name} means: {_text(step, full=full)}"
        case "ground":
            return f"{name} {ground_in_words(step)}"
        case "act":
            return f"{name} {_act(step)}{on}"
        case "effect":
            perhaps = "" if step.holds else "may have "
            return f"{name} {perhaps}{_DONE[step.word]} {plain(step.detail)}{on}"
        case "parameter":
            return f"{name.removeprefix('parameter.')} is {plain(step.value)}"
        case "reading":
            return f"{name.removeprefix('reading.')} is read as {plain(step.value)}"
        case _:
            return name


def reason_in_words(step: ArgumentStep) -> str:
    """A reason why a norm is not in force, or may not be: `has ended`."""
    words = _REASONS[step.word][0 if step.holds else 1]
    if step.word == "repealed" and step.detail:
        words += f" on {day_in_words(date.fromisoformat(step.detail))}"
    return words


def ground_in_words(step: ArgumentStep) -> str:
    """How a clause bears on an act."""
    match step.word:
        case "excepted":
            return f"does not reach it: exception {plain(step.detail)}"
        case "not_in_force":
            return f"names it, but {_why_not(step)}"
        case "performed":
            return "was performed before, and nothing is left to do"
        case "yields":
            return f"yields to {plain(step.detail)}"
        case "other_act":
            return "is about other acts"
        case word:
            return _GROUNDS[word][0 if step.holds else 1]


def leaves_in_words(members: Sequence[Sequence[ArgumentStep]]) -> str:
    """What is stated, or not, of members or lists that are alike: `declaration d: by openai, on 2029-01-10`."""
    leaves = members[0]
    first = leaves[0]
    assumed = " (assumed)" if any(leaf.assumed for leaf in leaves) else ""
    if first.kind == "closed":
        lists = listed([plain(leaf.name) for leaf in leaves])
        whole = "the list is complete" if len(leaves) == 1 else "the lists are complete"
        return f"nothing else is stated of {lists}, and {whole}{assumed}"
    if first.kind == "missing":
        return f"not known: {listed([plain(leaf.name) for leaf in leaves])}"
    sort, _, rest = first.name.partition(".")
    if not rest:
        return f"{plain(sort)} is {plain(first.value)}{assumed}"
    said = [f"{plain(leaf.name.rpartition('.')[2])} {plain(leaf.value)}" for leaf in leaves if leaf.kind == "fact"]
    ids = listed([plain(each[0].name.split(".")[1]) for each in members])
    stated = "is stated" if len(members) == 1 else "are stated"
    return f"{plain(sort)} {ids}" + (f": {', '.join(said)}" if said else f" {stated}") + assumed


def names_in_words(leaves: Sequence[ArgumentStep]) -> str:
    """Which facts are meant, without what they say: `pay rent_01 and rent_02 (by, amount, on), fee`."""
    attributes: dict[tuple[str, str], list[str]] = {}
    for leaf in leaves:
        sort, _, rest = leaf.name.partition(".")
        id, _, attribute = rest.partition(".")
        attributes.setdefault((sort, id), []).extend([attribute] if attribute else [])
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (sort, id), names in attributes.items():
        alike.setdefault((sort, tuple(sorted(names))), []).append(id)
    if not any(attributes.values()) and all(len(ids) == 1 for ids in alike.values()):
        return listed([" ".join(filter(None, map(plain, each))) for each in attributes])
    return "; ".join(
        f"{plain(sort)} {listed([plain(id) for id in ids])}".rstrip()
        + (f" ({', '.join(map(plain, names))})" if names else "")
        for (sort, names), ids in alike.items()
    )


def note_in_words(note: FactNote) -> str:
    """A fact that an argument needs, by its address."""
    if note.value:
        return f"{plain(note.address)} is {plain(note.value)}"
    member = "." in note.address
    return f"{plain(note.address)} is stated" if member else f"nothing else is stated of {plain(note.address)}"


def branch_in_words(options: Sequence[tuple[str, str]], steps: Sequence[ArgumentStep]) -> str:
    """What an answer comes to under some options: `if internal_weights is read as research: it has ended`."""
    read = listed([f"{plain(name)} is read as {plain(option)}" for name, option in options])
    first = steps[0] if steps else None
    result = "" if first is None else f" it {_norm(first)}" if first.kind == "norm" else f" it {_act(first)}"
    return f"if {read}:{result}"


def _key(step: ArgumentStep, on: str, *, full: bool) -> str:
    text, name = _text(step, full=full), plain(step.name)
    if step.value:
        value = plain(step.value)
        return f"{name} {text}" + ("" if value in text else f", that is {value}")
    if step.name.startswith("except "):
        return f"except {plain(step.name.removeprefix('except '))}: {text}, which {_said(_OTHER_KEY, step)}{on}"
    if step.name == "where":
        return f"acts where {text}, {_said(_KEYS['where'], step)}"
    return f"{name} {text}, which {_said(_KEYS.get(step.name, _OTHER_KEY), step)}{on}"


def _text(step: ArgumentStep, *, full: bool) -> str:
    text = plain(step.text) or "(a table)"
    return text if full or len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + " …"


def _said(words: tuple[str, str, str], step: ArgumentStep) -> str:
    return words[2] if step.holds is None else words[0] if step.holds else words[1]


def _norm(step: ArgumentStep) -> str:
    """What a norm is, with the reason where it is not in force."""
    if step.word in ("in_force", "") and step.holds is False:
        return _why_not(step)
    word = spaced(step.word or "in force")
    if step.word == "ended":
        return {True: "has ended", False: "has not ended", None: "may have ended"}[step.holds]
    if step.word in _BEING:
        return {True: f"is {word}", False: f"is not {word}", None: f"may be {word}"}[step.holds]
    return {True: f"was {word}", False: f"was not {word}", None: f"may have been {word}"}[step.holds]


def _why_not(step: ArgumentStep) -> str:
    """Why the norm of a step is not in force."""
    reason = next((each for each in step.walk() if each.kind == "reason" and each.holds), None)
    return "is not in force" if reason is None else reason_in_words(reason)


def _act(step: ArgumentStep) -> str:
    target = f" for {plain(step.detail)}" if step.detail else ""
    if step.word == "counts":
        return {True: f"counts{target}", False: f"does not count{target}", None: f"may count{target}"}[step.holds]
    return f"is {spaced(step.word)}" if step.word else "is undetermined"
