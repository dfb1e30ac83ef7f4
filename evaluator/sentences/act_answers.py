"""What there is to say of one act: what it was or would be, and because of which clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evaluator.core.types import YesNo
from evaluator.engine.outcome import ActAnswer, Ground, Verdict
from evaluator.sentences.answers import Answers
from evaluator.sentences.language import Form
from evaluator.sentences.values import kind_noun

_CLAUSES: Final = re.compile(r" and |, ")


def act_answer(act: ActAnswer, answers: Answers) -> Iterator[str]:
    """The sentences about an act."""
    said = _verdict(act, answers)
    grounds = [_ground(ground, answers) for ground in act.because]
    template = "act.perhaps_because" if act.verdict is Verdict.UNDETERMINED else "act.because"
    yield answers.say(template, act=said, grounds=answers.listed(grounds)) if grounds else said
    if act.ability is not None and act.ability != act.verdict.value:
        yield answers.say(f"ability.{act.ability}")
    yield from answers.tail(act)


def _verdict(act: ActAnswer, answers: Answers) -> str:
    told = "asked" if act.asked else "stated"
    places = {"act": _done(act, answers)}
    if answers.outcome.partial and act.verdict is Verdict.UNDETERMINED and act.possible == (Verdict.UNREGULATED,):
        return answers.say(f"act.{told}.silent", **places)
    if act.verdict is Verdict.UNDETERMINED:
        possible = [answers.say(f"verdict.{verdict.value}") for verdict in act.possible or (act.verdict,)]
        places["possible"] = answers.listed(possible, "or")
    return answers.say(f"act.{told}.{act.verdict.value}", **places)


def _done(act: ActAnswer, answers: Answers) -> str:
    """Who does what how and when: `OpenAI serving, with the product “assistants” …, on 1 Jun 2029 (move_to_aws)`."""
    scope, roles = answers.scope, dict(act.roles)
    by = roles.pop("by", "")
    places = {
        "party": answers.party(by) if by else answers.say("act.someone"),
        "doing": scope.language.activity(scope.words(act.action)),
    }
    words = answers.say("act.done", **places)
    related: list[str] = []
    named: list[str] = []
    for name, value in roles.items():
        role, relates = _role(act.action, name, value, answers)
        (related if relates else named).append(role)
    if named:
        related.append(answers.say("act.roles", roles=answers.listed(named)))
    for roles_said in related:
        words = answers.say("act.done.with", act=words, roles=roles_said)
    if act.on is not None:
        words = answers.say("act.day", act=words, day=scope.language.day(act.on))
    return answers.say("act.named", act=words, id=answers.say("quoted", words=act.id))


def _role(action: str, name: str, value: str, answers: Answers) -> tuple[str, bool]:
    """A role of the act with its value, and whether its name stands before the value as `to` does."""
    scope = answers.scope
    declared = scope.program.sorts.get(action)
    type = None if declared is None else declared.attributes.get(name)
    if isinstance(type, YesNo) and value in ("yes", "no"):
        template = "property.marked" if value == "yes" else "property.marked.not"
        return answers.say(template, mark=scope.quoted(name)), True
    words = answers.value(value, type)
    form = Form.NOUN if type is None else scope.form(name, type)
    match form:
        case Form.PREPOSITION | Form.GENITIVE:
            return answers.say("act.role.preposition", role=scope.words(name), value=words), True
        case Form.LABEL | Form.STATE:
            role, noun = scope.quoted(name), kind_noun(type, scope)
            return answers.say("act.role.label", noun=noun, role=role, value=words), False
        case _:
            return answers.say("act.role", role=scope.words(name), value=words), False


def _ground(ground: Ground, answers: Answers) -> str:
    said = answers.say(f"ground.{ground.effect}", clause=answers.clause(ground.clause))
    if not ground.certain:
        said = answers.say("ground.perhaps", ground=said)
    details = [_detail(part, answers) for part in ground.detail.split(" or ") if part]
    return answers.say("ground.detail", ground=said, details=answers.listed(details, "or")) if details else said


def _detail(detail: str, answers: Answers) -> str:
    """More about a ground: an exception, the clauses it yields to, or why it does not forbid the act."""
    for start, template in (("yields to ", "yields"), ("may yield to ", "may_yield")):
        if detail.startswith(start):
            clauses = [answers.clause(name) for name in _CLAUSES.split(detail.removeprefix(start))]
            return answers.say(f"detail.{template}", clauses=answers.listed(clauses))
    if detail.startswith("exception "):
        return answers.say("detail.exception", name=answers.scope.quoted(detail.removeprefix("exception ")))
    if detail == "nothing is left to do":
        return answers.say("detail.done")
    return answers.listed([answers.say(f"reason.{reason}") for reason in detail.split(", ")])
