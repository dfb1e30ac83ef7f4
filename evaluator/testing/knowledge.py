"""A machine that learns more and more facts while time passes; what was certain stays certain."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from evaluator.api.agreements import Agreement
from evaluator.api.evaluate import evaluate
from evaluator.api.scenarios import Scenario
from evaluator.engine.outcome import Outcome
from evaluator.frozen import field, frozen
from evaluator.generation import Scene, Subject, Wishes, subject_of, wishes_about
from evaluator.generation.draw import Drawing
from evaluator.generation.fit import read
from evaluator.testing.knowing import acts_before, undone
from evaluator.testing.law import LawError
from evaluator.testing.strategy import HypothesisChoices, loaded_and_pinned, refuse_unknown
from evaluator.testing.weaker import taken_back
from evaluator.values.time import day_text, without_time

STEPS = 10
"""A run takes at most so many steps."""
RUNS = 25
"""So many runs are made, or fewer if the profile of Hypothesis says so."""
_MOST_OF_A_LIST = 3
"""A list has at most so many members."""
_DEEP = 99
"""Whatever is referred to has to be there already."""


def Knowledge(  # noqa: N802 - it makes a class
    agreement: str | Path | Agreement,
    *,
    version: str | None = None,
    library: Collection[str | Path] = (),
    about: str | Collection[str] = (),
) -> type[RuleBasedStateMachine]:
    """A state machine of Hypothesis for an agreement.

    It begins with nothing known on the day on which the version (by default the last one) takes effect. With each step
    it learns something (one more member of a list that may have more, a value that was unknown, that a list is
    complete up to today, an option of a reading that was undecided), asks about an act, or lets time pass. After each
    step, what was definite has to be so still, and what is history has to be history still.

    >>> TestLease = Knowledge("lease.yaml").TestCase  # doctest: +SKIP

    Args:
        agreement: As for `scenarios`, as are the others.
        version: The version to pin.
        library: Folders in which a name is looked for.
        about: Clauses; only what their answers can depend on is learnt.

    Raises:
        AgreementError: the agreement is not found or has errors.
        QuestionError: there is no such version or clause.
    """
    loaded, pin = loaded_and_pinned(agreement, version, library)
    subject = subject_of(loaded, pin or loaded.versions[-1], pinned=pin is not None)
    clauses = (about,) if isinstance(about, str) else tuple(about)
    refuse_unknown((subject,), clauses, ())
    wishes = wishes_about(subject, clauses=clauses)

    class Machine(_Machine):
        """The machine of one agreement."""

        def __init__(self) -> None:
            super().__init__(subject, wishes)

    Machine.__name__ = Machine.__qualname__ = f"Knowledge_{loaded.name}"
    most = min(RUNS, settings.default.max_examples if settings.default else RUNS)
    case: Any = Machine.TestCase
    case.settings = settings(case.settings, max_examples=most, stateful_step_count=STEPS)
    return Machine


@frozen(eq=False)
class Step:
    """One thing learnt: in words, and the scene after it."""

    words: str
    scene: Scene = field(repr=False)
    scenario: Scenario = field(repr=False)

    def __repr__(self) -> str:
        return self.words


def _any_step(machine: _Machine) -> st.SearchStrategy[Step]:
    return _learning(machine)


class _Machine(RuleBasedStateMachine):
    def __init__(self, subject: Subject, wishes: Wishes) -> None:
        super().__init__()
        self.subject, self.wishes = subject, wishes
        self.scene = Scene(subject.reference, subject.engine.program.effective)
        self.scenario = read(self.scene, subject)[0]
        self.outcome: Outcome = evaluate(self.scenario)

    @rule(step=st.runner().flatmap(_any_step))
    def learn(self, step: Step) -> None:
        """What was definite stays."""
        before, text = self.outcome, self.scene.text
        self._take(step)
        self._hold(taken_back(before, self.outcome, acts_before(self.scenario)), step.words, text)

    @rule(days=st.sampled_from((1, 2, 7, 30, 365)))
    def wait(self, days: int) -> None:
        """What is history stays."""
        day = without_time(self.scene.as_of) + timedelta(days=days)
        scene = copy.deepcopy(self.scene)
        scene.as_of = day
        before, text = self.outcome, self.scene.text
        scenario, violation = read(scene, self.subject)
        if violation is None:
            self._take(Step(day_text(day), scene, scenario))
            self._hold(undone(before, self.outcome), f"it is {day_text(day)}", text)

    def _take(self, step: Step) -> None:
        self.scene, self.scenario = step.scene, step.scenario
        self.outcome = evaluate(self.scenario)

    def _hold(self, found: list[str], words: str, text: str) -> None:
        if found:
            shown = "\n".join(f"  {line}" for line in found)
            raise LawError(f"an answer was taken back\n{shown}\n\nsince {words}, in the scenario\n\n{text}")


@st.composite
def _learning(draw: st.DrawFn, machine: _Machine) -> Step:
    """Something that is not known yet; if it contradicts what is, nothing is learnt."""
    scene = copy.deepcopy(machine.scene)
    drawing = Drawing(machine.subject, HypothesisChoices(draw), machine.wishes, scene)
    known = _Known(scene, machine.subject)
    kinds = ["nothing", *(["member"] if known.growing(machine.wishes) else []), *(["value"] if known.gaps() else [])]
    kinds += [*(["closed"] if known.closing(machine.wishes) else []), *(["asked"] if machine.wishes.asked else [])]
    kinds += ["reading"] if known.undecided(machine.wishes) else []
    words = "nothing was learnt"
    match draw(st.sampled_from(kinds[1:] or kinds)):
        case "member":
            sort = draw(st.sampled_from(known.growing(machine.wishes)))
            member = drawing.member(sort, _DEEP)
            if known.closed_until(sort) is not None:
                member.values["on"] = day_text(scene.as_of)
            words = f"there is {sort} {member.text}"
        case "value":
            member, name, type = draw(st.sampled_from(known.gaps()))
            action = machine.subject.version.symbols.sorts[member.sort].action
            text = drawing.value(type, _DEEP, act=action, moment=action and name == "on", never=name != "on")
            if text is not None:
                member.values[name] = text
                words = f"{member.id}.{name} is {text}"
        case "closed":
            sort = draw(st.sampled_from(known.closing(machine.wishes)))
            scene.closed[sort] = without_time(scene.as_of)
            words = f"{sort} is complete up to {day_text(scene.as_of)}"
        case "reading":
            name = draw(st.sampled_from(known.undecided(machine.wishes)))
            scene.fixed[name] = draw(st.sampled_from(list(machine.subject.version.readings[name].options)))
            words = f"{name} is read as {scene.fixed[name]}"
        case "asked":
            if len(scene.asked) < machine.wishes.most_asked:
                drawing.ask()
                words = f"{scene.asked[-1].id} is asked about"
        case _:
            pass
    scenario, violation = read(scene, machine.subject)
    if violation is not None:
        return Step("nothing was learnt", machine.scene, machine.scenario)
    return Step(words, scene, scenario)


class _Known:
    """What a scene says, and what it leaves open."""

    def __init__(self, scene: Scene, subject: Subject) -> None:
        self.scene, self.subject, self.symbols = scene, subject, subject.version.symbols

    def closed_until(self, sort: str) -> date | None:
        """The last day up to which a list, or one that holds all of its members, is complete."""
        genera = self.symbols.genera_of(sort) if self.symbols.sorts[sort].action else (sort,)
        return max((day for each in genera if (day := self.scene.closed.get(each)) is not None), default=None)

    def growing(self, wishes: Wishes) -> list[str]:
        """The lists that may have more members: those that are not complete, and those of what happened since."""
        return [each for each in wishes.lists if len(self.scene.of(each)) < _MOST_OF_A_LIST and self._grows(each)]

    def _grows(self, sort: str) -> bool:
        until = self.closed_until(sort)
        dated = "on" in self.symbols.sorts[sort].attributes
        return until is None or (dated and until < without_time(self.scene.as_of))

    def closing(self, wishes: Wishes) -> list[str]:
        """The lists that are not complete up to today; of later events nothing is known yet."""
        return [each for each in wishes.lists if self.scene.closed.get(each) != self.scene.as_of]

    def undecided(self, wishes: Wishes) -> list[str]:
        """The readings that are open, and have no default."""
        readings = self.subject.version.readings
        return [each for each in wishes.readings if readings[each].default is None and each not in self.scene.fixed]

    def gaps(self) -> list[tuple[Any, str, Any]]:
        """The attributes of members of which nothing is known."""
        return list(self._gaps())

    def _gaps(self) -> Iterator[tuple[Any, str, Any]]:
        for member in self.scene.members:
            for name, type in self.symbols.sorts[member.sort].attributes.items():
                if name not in member.values:
                    yield member, name, type
