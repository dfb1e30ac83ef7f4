"""One part of an agreement's text that can come out this way or that."""

from __future__ import annotations

from enum import Enum

from evaluator.frozen import frozen

TRUE, FALSE, UNKNOWN = "true", "false", "unknown"


class Kind(Enum):
    """What a part is; the value is its name in results.

    A `CLAUSE` is in force or not. A `DECISION` is the whole of what a key says (`when`, an exception, the row of a
    table), or a day that begins or ends something; a `CONDITION` one of several comparisons and terms inside. A
    `PRIORITY` is yielded to or not. An `OPTION` of a reading is taken.
    """

    CLAUSE = "clause"
    DECISION = "decision"
    CONDITION = "condition"
    PRIORITY = "priority"
    OPTION = "option"


@frozen
class Part:
    """A part, where it stands, and how it was seen to come out.

    `of` says what the `subject` is: `clause`, `term`, `reading`, or `amendment` for the `untouched` condition of one.
    `key` is the key of the subject under which it stands (empty for a whole clause), `text` what is written there. It
    reaches from `line` and `column` (counted from 1) of `file` to the line `last`. `seen` holds `true`, `false` and
    `unknown`, of an option only `true`; it is empty where the part was never looked at. `states` are the states and
    reasons in which a clause was seen.
    """

    kind: Kind
    of: str
    subject: str
    key: str
    text: str
    file: str
    line: int
    column: int
    last: int
    seen: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()

    @property
    def place(self) -> tuple[str, int, int, str, str, str, str, str]:
        """What tells it from all others of an agreement, in the order of the files."""
        return self.file, self.line, self.column, self.of, self.subject, self.key, self.kind.value, self.text

    @property
    def outcomes(self) -> tuple[str, ...]:
        """How it can come out, as far as that counts: to be unknown is no outcome that a test has to show."""
        return (TRUE,) if self.kind is Kind.OPTION else (TRUE, FALSE)

    @property
    def lacks(self) -> tuple[str, ...]:
        """The outcomes that were not seen."""
        return tuple(outcome for outcome in self.outcomes if outcome not in self.seen)
