"""The agreement of a world, where the checker has nothing against it."""

from __future__ import annotations

from hypothesis import reject

from evaluator.api.agreements import Agreement
from evaluator.diagnostics import AgreementError
from tests.lives.texts import agreement_text
from tests.lives.toy import World
from tests.meaning.native import agreement_of

REFUSED = {"E466", "E504", "E531", "E532", "E534"}
"""A circle, a cure that nothing brings, a window in which nothing can be done."""


def accepted(world: World) -> Agreement:
    """The agreement; a world with a circle, or in which something can never happen, is passed over.

    Raises:
        AgreementError: it has other errors.
    """
    try:
        return agreement_of(agreement_text(world))
    except AgreementError as error:
        if {each.code for each in error.diagnostics if each.code.startswith("E")} <= REFUSED:
            reject()
        raise
