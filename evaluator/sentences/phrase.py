"""A phrase, and how much has to be put around it before it may stand inside another one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from evaluator.frozen import frozen
from evaluator.sentences.scope import Scope

OPEN: Final = 0
"""Ends in words that what follows would seem to belong to: a choice, a filter, an `and` or an `or`."""
LOOSE: Final = 1
"""May stand before a verb, but not within arithmetic: `the later of … and …`, a sum over what has some property."""
SUM: Final = 2
PRODUCT: Final = 3
CLOSED: Final = 4
"""Stands anywhere."""


@frozen
class Phrase:
    """Words, and how closely they hold together: from `OPEN` to `CLOSED`.

    `inner` is what a plain list of conditions becomes as the last part of another list: `both … and …`.
    """

    text: str
    strength: int = CLOSED
    inner: str = ""


def within(phrase: Phrase, strength: int, scope: Scope) -> str:
    """The words, in brackets where they hold together less than the place asks for."""
    return phrase.text if phrase.strength >= strength else scope.say("brackets", phrase=phrase.text)


def listed(lead: str, last: str, items: Sequence[str], scope: Scope) -> Phrase:
    """A list whose items are marked with letters, so that nothing can be taken to belong elsewhere.

    `lead` is the template that opens it, `last` that of the word before the last item: `and`, `or`, or empty.
    """
    marked = [
        scope.say("list.item", mark=scope.language.mark(scope.depth, number), item=item)
        for number, item in enumerate(items)
    ]
    *before, final = marked
    if last:
        final = scope.say(f"list.{last}", item=final)
    text = before[0]
    for item in (*before[1:], final):
        text = scope.say("list.next", before=text, item=item)
    return Phrase(scope.say(lead, items=text), OPEN)
