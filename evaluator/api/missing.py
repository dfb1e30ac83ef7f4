"""The missing facts of a scenario, the one that is most worth asking for first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from evaluator.api.evaluate import evaluate
from evaluator.api.scenarios import Scenario, with_agreement
from evaluator.diagnostics import QuestionError, impossible

if TYPE_CHECKING:
    from evaluator.explanations.missing import MissingFacts


def missing(
    scenario: Scenario,
    *,
    answers: Iterable[str] = (),
    as_of: date | datetime | None = None,
    agreement: str | None = None,
    readings: Mapping[str, str] | None = None,
) -> MissingFacts:
    """The facts that undetermined answers depend on, ranked by how many of these each would settle.

    An answer is open if the state of a norm is undetermined, or (of a norm that is to be performed once) what has
    become of it, or the verdict on an act, or whether it has its effect. What a fact would settle is found by trying:
    every value where they can be listed, a few dates and numbers around those that are written, and of a list that it
    has no other members. At most 40 facts are tried, with 12 values each.

    Args:
        scenario: What is known, and about which agreement.
        answers: The norms (`clause`, `clause:member`) and acts that matter; by default all.
        as_of: Another day (its end) or moment than the scenario's.
        agreement: Another agreement or version (`NAME`, `NAME@VERSION`, or a path).
        readings: Options for readings, in addition to those the scenario fixes and before them.

    Returns:
        The missing facts, the one that settles most first; `MissingFacts.rows()` is what a data frame takes.

    Raises:
        QuestionError: there is no such answer.
        ScenarioError: as for `evaluate`.
        AgreementError: a version has errors.
    """
    from evaluator.api.trials import missing_in  # nothing else needs them, and `import evaluator` stays light
    from evaluator.check.words import nearest

    asked = asked_of(scenario, as_of, agreement)
    outcome = evaluate(asked, readings=readings)
    only = tuple(answers)
    known = [*outcome.addresses, *(act.address for act in outcome.acts)]
    for address in only:
        if address not in known:
            raise QuestionError(f"there is no norm or act `{address}`; {nearest(address, known, 'norms and acts')}")
    return missing_in(outcome, asked, only, readings)


def asked_of(scenario: Scenario, as_of: date | datetime | None, agreement: str | None) -> Scenario:
    """The scenario about another agreement or day, where one is given."""
    from evaluator.api.changed import asked_on

    if agreement is not None:
        scenario = with_agreement(scenario, agreement)
    return scenario if as_of is None else asked_on(scenario, as_of)


def with_fact(scenario: Scenario, address: str, value: object) -> Scenario:
    """The scenario with a missing fact stated, or any other one changed; its agreement is not loaded again.

    Args:
        scenario: What is known, and about which agreement. What it expects is left out.
        address: As `missing` names it: `product.assistants.kind`, `move_to_aws.cloud`, a single fact by its name,
            `parameter.threshold`; `as_of` and `reading.until_agi`; or a list by its name.
        value: As in `build_scenario`; None is `unknown`. For a list, whether it has members that are not stated: False
            closes it up to the day asked about, and a mapping of attributes is one of them.

    Raises:
        QuestionError: there is no such fact, or that cannot be its value.
        ScenarioError: the scenario has errors of its own.
    """
    from evaluator.api.changed import Changes, changed, node_of
    from evaluator.api.stating import added, closed, is_list
    from evaluator.syntax.yaml_tree import Mapping as Members

    changes = Changes(scenario)
    if not is_list(changes, address):
        return changed(scenario, address, value)
    if value is False:
        return closed(changes, address)
    if isinstance(value, Mapping):
        node = node_of(dict(value), address)
        return added(changes, address, node if isinstance(node, Members) else impossible("it was a mapping"))
    raise QuestionError(
        f"`{address}` is a list; give False, if it has no other members, or the attributes of one, "
        f"`{{{', '.join(f'{each!r}: …' for each in changes.version.symbols.sorts[address].attributes) or ''}}}`"
    )


def scenario_text(scenario: Scenario) -> str:
    """The text of a scenario with what was stated since it was read, and otherwise as its author wrote it.

    Comments and layout stay; lines that nothing was stated on are the same.

    Raises:
        ScenarioError: the scenario has errors of its own.
    """
    from evaluator.api.changed import Changes
    from evaluator.model.changed_text import changed_text

    lists = tuple(Changes(scenario).version.symbols.sorts)
    source = scenario.written.span.source
    return changed_text(source, scenario.changes, lists)
