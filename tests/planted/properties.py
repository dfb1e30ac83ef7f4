"""Sentences of the small contracts as properties: each a line or two, in the words of the agreement."""

from __future__ import annotations

from datetime import date, timedelta

from evaluator.api.scenarios import Scenario
from evaluator.engine.outcome import ActAnswer, Outcome, Reason, Verdict
from evaluator.values.time import without_time
from tests.planted.facts import least, member, members, own_sales, sold_on, usable


def acts(outcome: Outcome, action: str, **roles: str) -> list[ActAnswer]:
    """The acts of a kind with these roles."""
    return [act for act in outcome.acts if act.action == action and roles.items() <= dict(act.roles).items()]


def leave_takes_more_than_900(scenario: Scenario, outcome: Outcome) -> bool:
    """Nobody takes a day off whose own sales do not exceed 900 EUR."""
    return outcome["leave"].in_force is not True or own_sales(scenario) > 900


def leave_lasts_all_year(scenario: Scenario, outcome: Outcome) -> bool:
    """In 2026 the right to a day off does not end."""
    return without_time(scenario.as_of) > date(2026, 12, 31) or Reason.ENDED not in outcome["leave"].reasons


def commission_is_below_a_tenth(scenario: Scenario, outcome: Outcome) -> bool:
    """A commission is at most a tenth of what was sold, and a euro for rounding."""
    for norm in outcome:
        if norm.clause == "commission" and norm.binding and norm.amount and norm.amount.known is not None:
            sold = least(member(scenario, "sale", norm.binding[1]).get("amount", "unknown"))
            if sold and norm.amount.known > sold / 10 + 1:
                return False
    return True


def commission_follows_its_sale(scenario: Scenario, outcome: Outcome) -> bool:
    """A commission is due 30 days after the day of its own sale."""
    for norm in outcome:
        day = sold_on(scenario, norm.binding[1]) if norm.clause == "commission" and norm.binding else None
        if day is not None and norm.due and norm.due.known and norm.due.known != day + timedelta(days=30):
            return False
    return True


def only_what_was_bought_is_handed_over(_: Scenario, outcome: Outcome) -> bool:
    """Without the option's having been exercised nothing has to be handed over."""
    return outcome["transfer"].in_force is not True or outcome["option"].performance == "exercised"


def what_was_bought_has_to_be_handed_over(_: Scenario, outcome: Outcome) -> bool:
    """To hand it over is never merely permitted."""
    return all(act.verdict is not Verdict.PERMITTED for act in acts(outcome, "hand_over"))


def only_after_the_lapse_is_it_sold_elsewhere(_: Scenario, outcome: Outcome) -> bool:
    """The owner is bound as long as the option has not certainly lapsed."""
    return outcome["loyalty"].in_force is not False or outcome["option"].performance == "lapsed"


def who_owes_rent_stays_out(_: Scenario, outcome: Outcome) -> bool:
    """With rent certainly overdue, apology or not, the studio is closed."""
    rent = outcome["rent"]
    overdue = rent.performance in ("cured", "defaulted", "breached") and rent.outstanding and rent.outstanding.at_least
    return not overdue or outcome["access"].in_force is not True


def nobody_cancels_while_an_apology_helps(_: Scenario, outcome: Outcome) -> bool:
    """While it can be put right, nothing can be cancelled."""
    return not (outcome["cancellation"].in_force and outcome["apology"].in_force)


def there_are_ten_days_to_apologise(_: Scenario, outcome: Outcome) -> bool:
    """From the day of the breach to the last day of the apology there are ten days."""
    breached, until = dict(outcome["rent"].dates).get("breached"), outcome["apology"].until
    if not (breached and breached.known and until and until.known and outcome["apology"].in_force):
        return True
    return without_time(until.known) - without_time(breached.known) == timedelta(days=11)


def an_apology_puts_it_right(_: Scenario, outcome: Outcome) -> bool:
    """Who has apologised in time is not in default."""
    return not (outcome["apology"].performance == "exercised" and outcome["rent"].performance == "defaulted")


def the_tenant_cannot_cancel(_: Scenario, outcome: Outcome) -> bool:
    """Only the owner cancels."""
    return all(act.verdict is not Verdict.PERMITTED for act in acts(outcome, "cancel", by="tenant"))


def rent_stays_owed(_: Scenario, outcome: Outcome) -> bool:
    """The duty to pay never ends."""
    return Reason.ENDED not in outcome["rent"].reasons


def quiet_noise_is_permitted(_: Scenario, outcome: Outcome) -> bool:
    """No act is under two clauses that contradict each other."""
    return all(act.verdict is not Verdict.CONFLICTING for act in acts(outcome, "use_house"))


def only_feasts_are_loud(_: Scenario, outcome: Outcome) -> bool:
    """Noise without a feast is never permitted."""
    loud = acts(outcome, "use_house", by="tenant", loud="yes", festive="no")
    return all(act.verdict is not Verdict.PERMITTED for act in loud)


def one_usable_room_is_needed(scenario: Scenario, outcome: Outcome) -> bool:
    """The house may be used only if some room certainly is usable."""
    return outcome["use"].in_force is not True or usable(scenario)


def only_the_tenant_gives_up(scenario: Scenario, outcome: Outcome) -> bool:
    """Unless the tenant has surrendered it, or may have, the right has not ended."""
    given_up = any(each.get("by", "tenant") == "tenant" for each in members(scenario, "surrender"))
    return given_up or Reason.ENDED not in outcome["use"].reasons


def floods_pass(scenario: Scenario, outcome: Outcome) -> bool:
    """A flood that is over excepts nothing: whatever certainly excepts is not over."""
    lasting = any(each.get("over", "9") > str(without_time(scenario.as_of)) for each in members(scenario, "flood"))
    return lasting or Reason.EXCEPTED not in outcome["use"].reasons


def visits_are_announced(_: Scenario, outcome: Outcome) -> bool:
    """A visit that is announced on its day, or later, is not permitted."""
    for act in acts(outcome, "inspect", by="owner"):
        announced = dict(act.roles).get("announced", "")
        if act.verdict is Verdict.PERMITTED and act.on and announced[:1] == "2" and announced >= str(act.on)[:10]:
            return False
    return True


def only_the_owner_visits(_: Scenario, outcome: Outcome) -> bool:
    """The tenant has no right to look."""
    return all(act.verdict is not Verdict.PERMITTED for act in acts(outcome, "inspect", by="tenant"))


def always(_: Scenario, __: Outcome) -> bool:
    """Nothing that the wrong text could violate: it means the same, or is refused."""
    return True
