"""Clauses drawn for an agreement."""

from __future__ import annotations

from typing import Final

from evaluator.generation.choices import Choices, choose, one_in
from evaluator.generation.conditions import Conditions, Scope
from evaluator.generation.written import Clause, Sort, Written, quoted

MODALITIES: Final = ("may", "must", "must not", "can", "need not", "must ensure")
FIRST_DAYS: Final = ("2026-01-05", "2026-01-10")
LAST_DAYS: Final = ("2026-03-01", "2026-02-28", "2026-12-31")
_CERTAINTIES: Final = ("oral", "reported", "inferred")
_EFFECTS: Final = ("terminate", "end", "suspend", "waive")


class Clauses:
    """Draws the clauses of an agreement one after the other; each may speak of those before it."""

    def __init__(self, choices: Choices, written: Written) -> None:
        self.choices, self.written = choices, written
        self.conditions = Conditions(choices, written)

    def clause(self, id: str) -> Clause:
        """One more clause."""
        modality = choose(self.choices, MODALITIES)
        clause = Clause(id, modality)
        # Whoever owes a state of affairs is somebody; anybody may be bound or entitled otherwise.
        parties = self.written.parties if modality == "must ensure" else (*self.written.parties, "anyone")
        clause.keys["who"] = choose(self.choices, parties)
        scope = Scope()
        if modality != "must ensure":
            action = choose(self.choices, tuple(self.written.actions))
            clause.action = clause.keys[modality] = action.name
        others = [each for each in self.written.parties if each != clause.keys["who"]]
        if others and one_in(self.choices, 2):
            clause.keys["to"] = choose(self.choices, others)
        scope = self._family(clause, scope)
        if modality == "must ensure":
            clause.keys[modality] = quoted(self.conditions.condition(scope, 1))
        else:
            self._acts(clause, action, scope)
        self._time(clause, scope)
        if modality == "must":
            self._duty(clause, action, scope)
        if modality == "can" and one_in(self.choices, 2):
            self._effect(clause)
        if modality in ("must", "may"):
            self._remedy(clause)
        if one_in(self.choices, 6):
            clause.keys["certainty"] = choose(self.choices, _CERTAINTIES)
        self._priority(clause)
        return clause

    def _family(self, clause: Clause, scope: Scope) -> Scope:
        """Whether it is said for each member of a list, or upon each event or condition."""
        lists = tuple(each for each in self.written.lists if each.name not in clause.action)
        kind = self.choices.pick(6)
        if kind in (3, 4) and lists:
            sort = choose(self.choices, lists)
            clause.of = sort.name
            clause.keys["upon" if sort.event and kind == 4 else "for each"] = sort.name
            return scope.and_(sort.name)
        if kind == 5:
            clause.keys["upon"] = quoted(self.conditions.event())
        return scope

    def _acts(self, clause: Clause, action: Sort, scope: Scope) -> None:
        """Which acts it covers."""
        inside = scope.and_(action.name)
        of_member = [name for name, value in action.values.items() if value.of and value.of == clause.of]
        if of_member:
            clause.keys["where"] = quoted(f"{action.name}.{of_member[0]} is {clause.of}")
        elif one_in(self.choices, 3):
            clause.keys["where"] = quoted(self.conditions.about(action.name, inside))
        if one_in(self.choices, 5):
            clause.exceptions["mild"] = self.conditions.about(action.name, inside)

    def _time(self, clause: Clause, scope: Scope) -> None:
        """In which circumstances and in which time it applies."""
        for key in ("when", "unless", "until"):
            if one_in(self.choices, 4):
                clause.keys[key] = quoted(self.conditions.condition(scope))
        if one_in(self.choices, 4):
            clause.keys["from"] = choose(self.choices, FIRST_DAYS)
        if one_in(self.choices, 3):
            clause.keys["through"] = choose(self.choices, LAST_DAYS)

    def _duty(self, clause: Clause, action: Sort, scope: Scope) -> None:
        """By when it has to be performed, and with how much."""
        duties = [
            each.id
            for each in self.written.clauses
            if each.modality == "must" and "due" in each.keys and each.of in ("", clause.of)
        ]
        if not one_in(self.choices, 3):
            clause.keys["due"] = self.conditions.day(scope)
            if duties and one_in(self.choices, 2):
                clause.keys["due"] = f"{choose(self.choices, duties)}.due + 9 days"
        if "amount" in action.values and one_in(self.choices, 2):
            clause.keys["amount"] = quoted(self.conditions.amount(scope))
            if "due" in clause.keys and one_in(self.choices, 2):
                clause.keys["applied"] = "earliest due first"

    def _effect(self, clause: Clause) -> None:
        """What its exercise brings about."""
        named = [each for each in self.written.clauses if each.modality != "can"]
        verb = choose(self.choices, _EFFECTS)
        target = "agreement" if verb != "waive" and not named else ""
        if not target and named:
            target = choose(self.choices, named).id
        if target:
            clause.keys["then"] = f"{{{verb}: {target}}}"

    def _remedy(self, clause: Clause) -> None:
        """Whether it repairs the breach of another one, upon which it arises then."""
        broken = [
            each
            for each in self.written.clauses
            if each.modality in ("must", "must not", "must ensure") and each.of == clause.of
        ]
        if broken and not {"upon", "until", "from"} & clause.keys.keys() and one_in(self.choices, 3):
            cured = choose(self.choices, broken)
            clause.keys["upon"] = quoted(f"{cured.id} was breached")
            clause.keys["cures"] = f"[{cured.id}]"
            clause.keys["due" if clause.modality == "must" else "through"] = f"{cured.id}.breached_on + 9 days"

    def _priority(self, clause: Clause) -> None:
        """Whether earlier clauses about the same acts take precedence; it is said from either side."""
        for each in self.written.clauses:
            alike = each.action and each.action == clause.action and each.modality != clause.modality
            powers = "can" in (each.modality, clause.modality)
            if alike and not powers and not each.of and not clause.of and one_in(self.choices, 2):
                if one_in(self.choices, 2):
                    clause.yields.append(each.id)
                else:
                    each.overrides.append(clause.id)
