"""Scenarios about an agreement as a Hypothesis strategy."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeVar

from hypothesis import reject
from hypothesis import strategies as st

from evaluator.api.agreements import Agreement, load_agreement
from evaluator.api.scenarios import Scenario
from evaluator.diagnostics import QuestionError, did_you_mean
from evaluator.generation import Subject, Wishes, draw_scenario, subject_of, wishes_about
from evaluator.library.locate import split_reference
from evaluator.testing.shown import Shown
from evaluator.values.time import without_time

T = TypeVar("T")

_PICKS: Final = lru_cache(maxsize=None)(lambda count: st.integers(0, count - 1))


def scenarios(
    agreement: str | Path | Agreement,
    *,
    version: str | None = None,
    library: Collection[str | Path] = (),
    about: str | Collection[str] = (),
    asks: Collection[str] | None = None,
    as_of: date | datetime | None = None,
    complete: bool | None = None,
    most_members: int = 4,
    most_asked: int = 2,
) -> st.SearchStrategy[Scenario]:
    """Scenarios about an agreement that have no errors and contradict no constraint of its vocabulary.

    They prefer what can matter: the day before, of and after every date that the text names or that follows from it,
    with and without the lengths of time that it names; a cent (a unit, one per cent) under, at and over every amount,
    and half of it; bounds, `never`, what is unknown; each option and each party; lists that are open, empty, complete
    or complete up to a day; readings that are fixed or left open. A failure shrinks to few facts and plain dates, and
    what is printed of it is the text of the scenario.

    Args:
        agreement: A name (`microsoft_openai`, or with a version `microsoft_openai@2025-10-28`), the path of a file or
            folder, or an agreement that is loaded. It is loaded and checked once, when this is called.
        version: The version to pin, instead of `@…`. Without one, the scenarios are about all versions, each on days
            on which it governs.
        library: Folders in which a name is looked for, as in `load_agreement`.
        about: Clauses. Only what their answers can depend on is stated and asked about.
        asks: The actions of which acts are asked about; by default all (with `about`, those of the clauses).
        as_of: The day (its end) or moment asked about; by default any.
        complete: True: all lists are complete; False: none is; by default both, and single ones.
        most_members: At most so many members and acts are stated, besides those that they refer to.
        most_asked: At most so many acts are asked about.

    Raises:
        AgreementError: the agreement is not found or has errors.
        QuestionError: there is no such version, clause or action, or `as_of` lies before the first version.
    """
    loaded, pin = loaded_and_pinned(agreement, version, library)
    clauses = (about,) if isinstance(about, str) else tuple(about)
    every = tuple(subject_of(loaded, each, pinned=pin is not None) for each in _versions(loaded, pin, as_of))
    choices = []
    for subject in every:
        norms, sorts = subject.engine.program.norms, subject.engine.program.sorts
        wanted = [each for each in clauses if each in norms]
        asked = None if asks is None else [each for each in asks if each in sorts and sorts[each].action]
        wishes = wishes_about(
            subject,
            clauses=wanted,
            asked=asked,
            as_of=as_of,
            complete=complete,
            most_members=most_members,
            most_asked=most_asked,
        )
        if wanted or not clauses:
            choices.append((subject, wishes))
    refuse_unknown(every, clauses, asks or ())
    return _drawn(tuple(choices))


@st.composite
def _drawn(draw: st.DrawFn, choices: Sequence[tuple[Subject, Wishes]]) -> Scenario:
    subject, wishes = choices[-1] if len(choices) == 1 else draw(st.sampled_from(choices[::-1]))
    found = draw_scenario(subject, HypothesisChoices(draw), wishes)
    if found is None:
        reject()
    return Shown.of(found[1])


class HypothesisChoices:
    """Choices made by Hypothesis."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def pick(self, count: int) -> int:
        """A number from 0 up to, but not including, `count`; it shrinks towards 0."""
        return self._draw(_PICKS(count))

    def together(self, make: Callable[[], T]) -> T:
        """What `make` gives, as one draw, so that it is left out as a whole."""

        def made(draw: st.DrawFn) -> T:
            outer, self._draw = self._draw, draw
            try:
                return make()
            finally:
                self._draw = outer

        return self._draw(_together(made))


@st.composite
def _together(draw: st.DrawFn, make: Callable[[st.DrawFn], T]) -> T:
    return make(draw)


def loaded_and_pinned(
    agreement: str | Path | Agreement, version: str | None, library: Collection[str | Path] = ()
) -> tuple[Agreement, str | None]:
    """An agreement by name, path or itself, and the version that is pinned, if any.

    Raises:
        AgreementError: it is not found or has errors.
        QuestionError: two versions are named.
    """
    if isinstance(agreement, Agreement):
        return agreement, version
    name, pin = split_reference(str(agreement))
    if pin is not None and version is not None and pin != version:
        raise QuestionError(f"`{agreement}` names one version and `version` another, `{version}`; name it once")
    return load_agreement(name, library=library), pin or version


def _versions(agreement: Agreement, pin: str | None, as_of: date | datetime | None) -> tuple[str, ...]:
    """The versions that scenarios are about."""
    if pin is not None:
        return (pin,)
    if as_of is None:
        return agreement.versions
    governing = agreement.version_on(without_time(as_of))
    if governing is None:
        raise QuestionError(
            f"no version of `{agreement.name}` is in force on {as_of}; the first is {agreement.versions[0]}"
        )
    return (governing,)


def refuse_unknown(subjects: Sequence[Subject], clauses: Collection[str], asks: Collection[str]) -> None:
    """Refuse clauses and actions that no version has.

    Raises:
        QuestionError: there is one.
    """
    programs = [each.engine.program for each in subjects]
    norms = {name for each in programs for name in each.norms}
    actions = {name for each in programs for name, sort in each.sorts.items() if sort.action}
    for word, names, known in (("clause", clauses, norms), ("action", asks, actions)):
        for name in names:
            if name not in known:
                cure = did_you_mean(name, sorted(known)) or f"there are: {', '.join(sorted(known))}"
                raise QuestionError(f"there is no {word} `{name}`; {cure}")
