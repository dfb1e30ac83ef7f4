"""The tools of the kit, each asked whether it catches a mistake in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import NoSuchExample

import evaluator
from evaluator.api.agreements import Agreement
from evaluator.api.mutate import mutate
from evaluator.api.scenarios import Loaded, Scenario, load_scenario
from evaluator.diagnostics import AgreementError, Diagnostic
from evaluator.generation.boundaries import boundaries
from evaluator.generation.subject import subject_of
from evaluator.testing import Law, LawError, laws, scenarios
from tests.durable.both import CASES, differences
from tests.meaning.native import agreement_of, scenario_of
from tests.planted.mistake import BLIND, SCENARIOS, Mistake
from tests.planted.properties import always

DRAWN: Final = 3000
"""So many scenarios are drawn at most to find one that violates a property of a wrong text."""
QUIET: Final = 100
"""So many about a right text, of which none violates it."""
DRAWN_FOR_A_CONFLICT: Final = 300
DRAWN_FOR_A_LAW: Final = 20
"""So many for each law, where the evaluator itself may be wrong."""


class Case:
    """A text that is put to the tools: that of a mistake, or the right one in its place.

    `folder` is an empty one, in which both texts are written down.
    """

    def __init__(self, mistake: Mistake, *, right: bool, folder: Path) -> None:
        self.mistake, self.right = mistake, right
        self.path = _written(folder, mistake, "right" if right else "wrong")
        self.original_path = _written(folder, mistake, "right")
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self.agreement: Agreement | None = None
        try:
            self.agreement = evaluator.load_agreement(self.path)
            self.diagnostics = self.agreement.warnings
        except AgreementError as error:
            self.diagnostics = error.diagnostics

    @property
    def loaded(self) -> Agreement:
        """The agreement; only of a text that is not refused."""
        assert self.agreement is not None
        return self.agreement

    def scenario(self, name: str) -> Scenario:
        """A scenario that comes with the agreement."""
        return load_scenario(SCENARIOS / self.mistake.agreement / name, library=[self.path.parent])

    @property
    def line(self) -> str:
        """`file:line` of the mistake, empty if it is something that is missing."""
        return "" if self.mistake.line is None else f"{self.path}:{self.mistake.line}"


def _written(folder: Path, mistake: Mistake, which: str) -> Path:
    path = folder / which / f"{mistake.agreement}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(mistake.right if which == "right" else mistake.wrong, encoding="utf-8")
    return path


def check(case: Case) -> bool:
    """`clauses check` has something to say."""
    return bool(case.diagnostics)


def law(case: Case) -> bool:
    """The law about the agreement, `no conflict`, fails; the others are about the evaluator."""
    (each,) = laws(case.loaded, only="no conflict", about=case.mistake.clause)
    return _fails(each, DRAWN_FOR_A_CONFLICT)


def property_(case: Case) -> bool:
    """A drawn scenario violates what the contract says, as a property of one line."""
    if case.mistake.holds is always:
        return False

    def violates(scenario: Scenario) -> bool:
        return not case.mistake.holds(scenario, evaluator.evaluate(scenario))

    search = settings(
        max_examples=QUIET if case.right else DRAWN,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    try:
        find(
            scenarios(case.loaded, about=case.mistake.clause, complete=True, most_members=2), violates, settings=search
        )
    except NoSuchExample:
        return False
    return True


def boundary(case: Case) -> bool:
    """A reader of the boundary scenarios of the clause finds an expectation among them that is not true."""
    original = evaluator.load_agreement(case.original_path)
    (version,) = case.loaded.versions
    found = boundaries(subject_of(case.loaded, version, pinned=True), [case.mistake.clause], 8)
    for each in found:
        for side in (each.before, each.after):
            scenario = scenario_of(original, side.text, version)
            try:
                if evaluator.check_expectations(scenario, evaluator.evaluate(scenario)):
                    return True
            except evaluator.ScenarioError:
                return True  # it says of a norm what is never said of one of that kind
    return False


def expect(case: Case) -> bool:
    """An expectation that somebody took from the contract fails."""
    scenario = case.scenario(f"{case.mistake.seen_by}.yaml")
    return bool(evaluator.check_expectations(scenario, evaluator.evaluate(scenario)))


def mutation(case: Case) -> bool:
    """A change of the line survives, so that its author learns that no scenario looks there.

    With the right text all scenarios are asked, with the wrong one only the one that its author has thought of.
    """
    folder = SCENARIOS / case.mistake.agreement
    asked = sorted(folder.iterdir()) if case.right else [folder / BLIND]
    try:
        survey = mutate(case.loaded, asked, library=[case.path.parent])
    except evaluator.QuestionError:
        return False  # even that one scenario fails, as `expect` says already
    return any(case.right or each.mutant.place == case.line for each in survey.survivors)


def why(case: Case) -> bool:
    """The explanation of the answer that is not as expected names the line of the mistake."""
    scenario = case.scenario(f"{case.mistake.seen_by}.yaml")
    unmet = evaluator.check_expectations(scenario, evaluator.evaluate(scenario))
    addresses = dict.fromkeys(each.address for each in unmet if each.address != "agreement")
    steps = [
        step
        for address in addresses
        for argument in evaluator.explain(scenario, address).arguments
        for branch in argument.branches
        for first in branch.steps
        for step in first.walk()
    ]
    return any(step.place == case.line for step in steps)


Tool = Callable[[Case], bool]
TOOLS: Final[dict[str, Tool]] = {
    "check": check,
    "laws": law,
    "property": property_,
    "boundaries": boundary,
    "expect": expect,
    "mutate": mutation,
    "why": why,
}
"""By the word that stands for each in `Mistake.caught`."""


def catching(case: Case) -> tuple[str, ...]:
    """The tools that catch something in a text; of a text that is refused nothing else can be asked."""
    if case.agreement is None:
        return ("check",) if check(case) else ()
    return tuple(name for name, tool in TOOLS.items() if tool(case))


# Of a defect of the engine


def some_law(texts: Iterable[str]) -> bool:
    """One of the laws fails of one of these agreements."""
    return any(_fails(each, DRAWN_FOR_A_LAW) for text in texts for each in laws(agreement_of(text)))


def _fails(law: Law, drawn: int) -> bool:
    try:
        law.test(max_examples=drawn)
    except LawError:
        return True
    return False


def some_expectation(folders: Iterable[Path], library: Path) -> bool:
    """An expectation of one of the scenarios fails."""
    return any(
        evaluator.check_expectations(scenario, evaluator.evaluate(scenario))
        for scenario in _scenarios(folders, library)
    )


def second_engine(folders: Iterable[Path], library: Path) -> bool:
    """The two engines answer one of the scenarios differently."""
    found = any(differences(scenario) for scenario in _scenarios(folders, library))
    return found or any(differences(load_scenario(case / "scenario.yaml")) for case in CASES)


def _scenarios(folders: Iterable[Path], library: Path) -> Iterator[Scenario]:
    loaded: Loaded = {}
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            yield load_scenario(path, library=[library], loaded=loaded)
