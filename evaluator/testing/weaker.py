"""What an outcome takes back of another one that knew less."""

from __future__ import annotations

from collections.abc import Collection

from evaluator.engine.outcome import Amount, NormAnswer, Outcome, State, Verdict, When
from evaluator.values.time import end_of, start_of

_EARLIEST, _LATEST = float("-inf"), float("inf")


def taken_back(less: Outcome, more: Outcome, strange: Collection[str] = ()) -> list[str]:
    """What was definite and is not so any more, what was impossible and is possible, and bounds that became wider.

    Args:
        less: The outcome of a scenario.
        more: That of one which says the same and more.
        strange: Acts of which nothing is compared.
    """
    found = []
    after = {norm.address: norm for norm in more.norms}
    for norm in less.norms:
        if norm.address in after:
            found += _of_norm(norm, after[norm.address])
        elif norm.state is State.IN_FORCE:
            found.append(f"{norm.address}: in_force, then gone")
    acts = {act.id: act for act in more.acts}
    for act in less.acts:
        other = acts.get(act.id)
        if other is None or act.id in strange:
            continue
        if act.verdict is not Verdict.UNDETERMINED and other.verdict is not act.verdict:
            found.append(f"{act.id}: {act.verdict.value}, then {other.verdict.value}")
        if act.ability not in (None, "undetermined") and other.ability != act.ability:
            found.append(f"{act.id}: {act.ability}, then {other.ability}")
    return found


def _of_norm(less: NormAnswer, more: NormAnswer) -> list[str]:
    address, found = less.address, []
    if less.state is not State.UNDETERMINED and more.state is not less.state:
        found.append(f"{address}: {less.state.value}, then {more.state.value}")
    lost = [each.value for each in less.reasons if each not in more.reasons]
    if lost:
        found.append(f"{address}: the reason {', '.join(lost)}, then not")
    known = {*less.reasons, *less.possible_reasons}
    new = [each.value for each in (*more.reasons, *more.possible_reasons) if each not in known]
    if new:
        found.append(f"{address}: {', '.join(new)} ruled out as a reason, then not")
    words = {less.performance} if less.performance else set(less.possible_performances)
    said = {more.performance} if more.performance else set(more.possible_performances)
    if (less.performance is not None or words) and not said <= words:
        found.append(f"{address}: {_any_of(words)}, then {_any_of(said)}")
    if less.performance is not None and more.performance != less.performance:
        found.append(f"{address}: {less.performance}, then {more.performance or 'undetermined'}")
    for name, before, after in (("amount", less.amount, more.amount), ("rest", less.outstanding, more.outstanding)):
        if not _within(before, after):
            found.append(f"{address}: the {name} is known less well")
    if less.state is not State.UNDETERMINED:
        for name, first, second in (("since", less.since, more.since), ("until", less.until, more.until)):
            # Silence about a day may mean that there is none: then any bounds hold it.
            if second is not None and not _inside(first, second):
                found.append(f"{address}: `{name}` lies outside of what was known of it")
    return found


def _any_of(words: set[str]) -> str:
    return " or ".join(sorted(words)) or "none of them"


def _within(wide: Amount | None, narrow: Amount | None) -> bool:
    if wide is None:
        return True
    if narrow is None:
        return wide.at_least is None and wide.at_most is None
    low = wide.at_least is None or (narrow.at_least is not None and narrow.at_least >= wide.at_least)
    return low and (wide.at_most is None or (narrow.at_most is not None and narrow.at_most <= wide.at_most))


def _inside(wide: When | None, narrow: When) -> bool:
    (low, high), (first, last) = _span(wide), _span(narrow)
    return low <= first and last <= high


def _span(when: When | None) -> tuple[float, float]:
    """The bounds of a day as minutes; a bare day as the latest there is means some moment of it."""
    if when is None:
        return _EARLIEST, _LATEST
    low, high = when.at_least, when.at_most
    return _EARLIEST if low is None else start_of(low), _LATEST if high is None else end_of(high)
