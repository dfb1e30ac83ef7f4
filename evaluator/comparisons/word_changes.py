"""Which words of a text another text has kept, left out and added."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final, Literal

from evaluator.frozen import frozen

_TOKENS: Final = re.compile(r"\w(?:[\w.'-]*\w)?%?|[<>!]=|\s+|.", re.DOTALL)
"""A word with its dots, hyphens and percent sign (`serve.product.kind`, `2030-12-31`, `20%`), space, or one sign."""

_WORD: Final = re.compile(r"\w")

_LEAST_IN_COMMON: Final = 0.3
"""Texts that share less than this part of their letters are shown one after the other, not woven together."""


@frozen
class Piece:
    """A piece of text that both texts have, or that one of them has alone."""

    kind: Literal["same", "removed", "added"]
    text: str


@frozen
class _Stretch:
    """What both texts have (`same`), or what stands in the one and in the other."""

    same: str = ""
    before: str = ""
    after: str = ""

    @property
    def longer(self) -> int:
        return max(len(self.before), len(self.after))


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of two texts, in order.

    What is the same and what was removed make the first text, what is the same and what was added the second. Between
    two changes, what both texts have is kept apart only if it is longer than one of them; a lone comma is not.
    """
    stretches = _joined(_stretches(before, after))
    shared = sum(len(one.same) for one in stretches)
    if before and after and 2 * shared < _LEAST_IN_COMMON * (len(before) + len(after)):
        stretches = [_Stretch(before=before, after=after)]
    pieces = (
        piece
        for one in stretches
        for piece in (Piece("same", one.same), Piece("removed", one.before), Piece("added", one.after))
    )
    return tuple(piece for piece in pieces if piece.text)


def _stretches(before: str, after: str) -> list[_Stretch]:
    left, right = _TOKENS.findall(before), _TOKENS.findall(after)
    found = []
    for what, start, end, other_start, other_end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        words, others = "".join(left[start:end]), "".join(right[other_start:other_end])
        found.append(_Stretch(same=words) if what == "equal" else _Stretch(before=words, after=others))
    return found


def _joined(stretches: list[_Stretch]) -> list[_Stretch]:
    """Changes joined with what both texts have between them, where that is too little to be read on its own."""
    joined: list[_Stretch] = []
    for stretch in stretches:
        joined.append(stretch)
        while len(joined) > 2 and _is_too_little(*joined[-3:]):
            left, middle, right = joined[-3:]
            before = left.before + middle.same + right.before
            joined[-3:] = [_Stretch(before=before, after=left.after + middle.same + right.after)]
    return joined


def _is_too_little(left: _Stretch, middle: _Stretch, right: _Stretch) -> bool:
    """Whether what stands between two changes is shorter than both, or no word at all."""
    if left.same or right.same:
        return False
    return len(middle.same) <= min(left.longer, right.longer) or _WORD.search(middle.same) is None
