"""``python -m benchmarks.durable_failures``: what durable-rules 2.0.28 gets wrong, and where it stops.

Each question is put to it in a process of its own, which may crash or hang for all we know, and the answer is printed
beside the right one. What is left, one pattern over one flat fact of small integers, is the shape of the durable engine
(`evaluator/durable/rulesets.py`), and the last lines ask for that. Needs the extra `durable`.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.table import aligned

SECONDS = 5
"""So long a question may take; those that are answered take milliseconds."""

Pattern = Mapping[str, Any]
Fact = Mapping[str, Any]
ALWAYS: Pattern = {"always": 1}


class Rules:
    """A ruleset in which each rule has all its patterns, asked again and again; each time in a session of its own."""

    def __init__(self, patterns: Mapping[str, Sequence[Pattern]]) -> None:
        import durable_rules_engine

        self.engine = durable_rules_engine
        rules = {name: {"all": list(every)} for name, every in patterns.items()}
        rules["catch all"] = {"all": [{"m": ALWAYS}]}
        self.handle = self.engine.create_ruleset("asked", json.dumps(rules))
        self.session = 0

    def fired(self, *facts: Fact, forget: bool = True) -> list[str]:
        """The rules that fire once the facts have been asserted, one after another; then the session is forgotten."""
        self.session += 1
        state = None
        for number, fact in enumerate(facts, 1):
            said = {"id": number, "sid": str(self.session), "always": int(number == 1), **fact}
            _, state = self.engine.assert_fact(self.handle, json.dumps(said))
        found = []
        started = self.engine.start_action_for_state(self.handle, state)
        message = started[1] if started else None
        while message:
            found.append(next(iter(json.loads(message))))
            message = self.engine.complete_and_start_action(self.handle, state)
        if forget:
            self.engine.delete_state(self.handle, str(self.session))
        return [each for each in found if each != "catch all"]


def fired(patterns: Mapping[str, Sequence[Pattern]], *facts: Fact) -> list[str]:
    """The rules that fire for some facts."""
    return Rules(patterns).fired(*facts)


def one(pattern: Pattern, fact: Fact) -> str:
    """Whether a rule of one pattern fires for a fact."""
    return "fires" if fired({"rule": [{"m": pattern}]}, fact) else "does not fire"


def negation(*, slot_0: bool) -> str:
    """The rule "a request, and no veto" under many names for the request, whose hashes fall into 16 slots."""
    names = [name for name in (f"name{number}" for number in range(200)) if (_fnv1a(name) % 16 == 0) is slot_0]
    wrong = 0
    for name in names:
        patterns = [{name: {"kind": "request"}}, {"veto$not": {"kind": "veto"}}]
        wrong += bool(Rules({"granted": patterns}).fired({"kind": "request"}, {"kind": "veto"}, forget=False))
    return f"{wrong} of {len(names)} fire"


def _fnv1a(text: str) -> int:
    found = 2166136261
    for byte in text.encode():
        found = ((found ^ byte) * 16777619) % 2**32
    return found


def matched(number: int) -> str:
    """So many tests that all match one fact."""
    patterns = {f"r{index}": [{"m": {"$gte": {f"x{index}": 1}}}] for index in range(number)}
    return f"{len(fired(patterns, {f'x{index}': 1 for index in range(number)}))} fire"


def attributes(number: int) -> str:
    """A fact with so many attributes, of which a rule asks one."""
    return one({"x0": 1}, {f"x{index}": 1 for index in range(number)})


def distinct(number: int) -> str:
    """So many rules with a test each, of which one matches."""
    patterns = {f"r{index}": [{"m": {f"x{index % 100}": index // 100 + 1}}] for index in range(number)}
    return f"{len(fired(patterns, {'x0': 1}))} fires"


def times(pattern: Pattern, fact: Fact) -> str:
    """How often a rule of one pattern fires for a fact."""
    return f"fires {len(fired({'rule': [{'m': pattern}]}, fact))} times"


def texts() -> str:
    """Texts that are compared with each other."""
    words = ("a", "ab", "ab ", "aB", "é", "b", "A", "10", "9", "")
    pairs = [(one, other) for one in words for other in words]
    wrong = [
        (one, other)
        for one, other in pairs
        if bool(fired({"rule": [{"m": {"$lt": {"x": other}}}]}, {"x": one})) != (one < other)
    ]
    return f"{len(wrong)} of {len(pairs)} wrong"


def default_host() -> str:
    """Sessions are opened and deleted on the host of the manual, whose background threads look for work."""
    from durable.engine import Host

    host = Host()
    host.set_rulesets({"asked": {"rule": {"all": [{"m": {"x": 1}}], "run": _nothing}}})
    end = time.monotonic() + SECONDS / 2
    session = 0
    while time.monotonic() < end:
        session += 2
        for each in (session, session + 1):
            host.assert_fact("asked", {"id": 1, "sid": str(each), "x": 1})
        host.delete_state("asked", str(session))
        time.sleep(0.01)
    return "goes on"


def _nothing(_: object) -> None:
    """Do nothing, as an action of a host does."""


def host_threads() -> str:
    """How many threads three hosts need that do nothing."""
    from durable.engine import Host

    for _ in range(3):
        Host()
    time.sleep(0.05)
    return f"{threading.active_count() - 1} timers"


def swallowed() -> str:
    """An action that fails."""
    from durable.engine import Host

    def fails(_: object) -> None:
        raise ValueError

    host = Host()
    host.set_rulesets({"asked": {"rule": {"all": [{"m": {"x": 1}}], "run": fails}}})
    host.assert_fact("asked", {"id": 1, "sid": "1", "x": 1})
    return "goes on"


def flat_facts() -> str:
    """The shape that is used, two hundred random rule sets with fifty facts each."""
    chosen = random.Random(1)
    wrong = 0
    names = "abcdefgh"
    for _ in range(200):
        bounds = {f"r{index}": {name: chosen.randint(-4, 4) for name in names[:4]} for index in range(20)}
        ors = {rule: (chosen.choice(names[4:]), chosen.randint(-4, 4)) for rule in bounds}
        rules = Rules(
            {
                rule: [
                    {"m": {"$and": [*({"$lte": {name: most}} for name, most in bound.items()), _either(*ors[rule])]}}
                ]
                for rule, bound in bounds.items()
            }
        )
        for _ in range(50):
            fact = {name: chosen.randint(-4, 4) for name in names}
            wanted = {
                rule
                for rule, bound in bounds.items()
                if all(fact[name] <= most for name, most in bound.items())
                and ors[rule][1] in (fact[ors[rule][0]], fact["h"])
            }
            wrong += set(rules.fired(fact)) != wanted
    return f"{wrong} of 10000 wrong"


def _either(name: str, value: int) -> Pattern:
    return {"$or": [{name: value}, {"h": value}]}


QUESTIONS: dict[str, tuple[Callable[[], str], str]] = {
    "a request, no veto; both are there; names in slot 0": (lambda: negation(slot_0=True), "0 fire"),
    "the same, names in the other 15 slots": (lambda: negation(slot_0=False), "0 fire"),
    "texts compared with `<`": (texts, "0 wrong"),
    "2^63 + 5 = 2^63 - 1": (lambda: one({"x": 2**63 - 1}, {"x": 2**63 + 5}), "does not fire"),
    "1e+26 > 1": (lambda: one({"$gt": {"x": 1}}, {"x": 1e26}), "fires"),
    "1 / 0 > 1, of integers": (
        lambda: one({"$gt": {"x": {"$div": {"$l": {"$m": "x"}, "$r": {"$m": "y"}}}}}, {"x": 1, "y": 0}),
        "does not fire",
    ),
    "`$and` of nothing": (lambda: times({"$and": []}, {"x": 1}), "fires 1 times"),
    "no `y` (`$nex`), and there is one": (lambda: one({"$nex": {"y": 1}}, {"y": 1}), "does not fire"),
    "500 distinct tests on one level": (lambda: distinct(500), "1 fires"),
    "520 distinct tests on one level": (lambda: distinct(520), "1 fires"),
    "63 tests matched by one fact": (lambda: matched(63), "63 fire"),
    "65 tests matched by one fact": (lambda: matched(65), "65 fire"),
    "a fact with 240 attributes": (lambda: attributes(240), "fires"),
    "a fact with 260 attributes": (lambda: attributes(260), "fires"),
    "a or b or c, and all are true": (
        lambda: times({"$or": [{"a": 1}, {"b": 1}, {"c": 1}]}, {"a": 1, "b": 1, "c": 1}),
        "fires 1 times",
    ),
    "open and delete sessions on the usual host": (default_host, "goes on"),
    "three hosts that do nothing": (host_threads, "0 timers"),
    "an action that raises an exception": (swallowed, "ends with exit code 1"),
    "small integers, flat facts, one pattern": (flat_facts, "0 of 10000 wrong"),
}


def answer(question: str) -> str:
    """What comes out in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.durable_failures", question]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_patience(question))
    except subprocess.TimeoutExpired:
        return f"hangs (ended after {SECONDS} s)"
    if done.returncode < 0:
        return f"the process dies of signal {-done.returncode}"
    if done.returncode:
        last = done.stderr.strip().rpartition("\n")[2]
        return last.partition(": ")[2] or f"ends with exit code {done.returncode}"
    return done.stdout.strip()


def _patience(question: str) -> int:
    return 60 if QUESTIONS[question][0] is flat_facts else SECONDS


def main() -> None:
    """Print the table; with the words of a question only its answer."""
    if len(sys.argv) > 1:
        print(QUESTIONS[sys.argv[1]][0]())
        return
    lines = [("asked", "came out", "right")]
    lines += [(question, answer(question), right) for question, (_, right) in QUESTIONS.items()]
    print(aligned(lines))


if __name__ == "__main__":
    main()
