"""Other expressions in the place of names, and the tree in the place of another text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from evaluator.frozen import replace
from evaluator.source import Source, Span
from evaluator.syntax.expressions import Binder, Call, Choice, Expression, Logic, Not, Path, Said, WordLiteral

Tree = TypeVar("Tree", bound=Expression | Binder)

Renaming = Callable[[Path, bool], Expression]
"""What stands for a path; the flag says that it stands right of `is`, where words are options and parties."""


def substitute(tree: Tree, renamed: Renaming, source: Source) -> Tree:
    """The tree with every path, and the name of every binder, replaced by what `renamed` gives for it.

    Args:
        tree: The tree as its author wrote it.
        renamed: What stands for a path; for the name of a binder and of a called term it has to be a path again.
        source: The source that places in the new tree name; it has the text of the old one.

    Returns:
        The new tree. Conditions that `yes` or `no` in the place of a name has decided are simplified.
    """
    return cast("Tree", _Substituted(renamed, source).node(tree))


def moved(tree: Tree, source: Source) -> Tree:
    """The same tree with places that name another source of the same text."""
    return cast("Tree", _Moved(source).node(tree))


class _Moved:
    """Rebuilds trees whose places name another source."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def part(self, part: object) -> object:
        """Whatever a node holds, rebuilt."""
        match part:
            case Span():
                return Span(self._source, part.start, part.end)
            case tuple():
                return tuple(map(self.part, part))
            case str() | None | bool():
                return part
            case _:
                return self.node(part) if isinstance(part, Expression | Binder) else part

    def node(self, node: Expression | Binder) -> Expression | Binder:
        """The node with all its parts rebuilt."""
        make: Callable[..., Expression | Binder] = type(node)
        return make(*map(self.part, vars(node).values()))


class _Substituted(_Moved):
    """Rebuilds trees with other expressions in the place of names."""

    def __init__(self, renamed: Renaming, source: Source) -> None:
        super().__init__(source)
        self._renamed = renamed

    def node(self, node: Expression | Binder) -> Expression | Binder:
        match node:
            case Path():
                return self._path(node)
            case Binder(name=name, name_span=span):
                bound = self._path(Path(span, (name,), (span,)))
                return super().node(replace(node, name=bound.words[0] if isinstance(bound, Path) else name))
            case Said(options=options):
                said = super().node(replace(node, options=()))
                made = replace(said, options=tuple(self._option(each) for each in options))
                return simplified(made) if isinstance(made, Expression) else made
            case Call(function=function):
                called = self._path(function)
                return called if isinstance(called, WordLiteral) else super().node(node)
            case _:
                made = super().node(node)
                return simplified(made) if isinstance(made, Expression) else made

    def _path(self, path: Path, *, right_of_is: bool = False) -> Expression:
        spans = tuple(Span(self._source, span.start, span.end) for span in (path.span, *path.spans))
        return self._renamed(Path(spans[0], path.words, spans[1:]), right_of_is)

    def _option(self, option: Expression) -> object:
        return self._path(option, right_of_is=True) if isinstance(option, Path) else self.node(option)


def simplified(expression: Expression) -> Expression:
    """A condition without the parts that a plain `yes` or `no` in it makes idle; its own parts are left as they are."""
    match expression:
        case Not(span=span, operand=WordLiteral(word="yes" | "no") as literal):
            return WordLiteral(span, "no" if literal.word == "yes" else "yes")
        case Said(span=span, negated=negated, options=(WordLiteral(word="anyone" | "anything"),)):
            return WordLiteral(span, "no" if negated else "yes")
        case Choice(condition=WordLiteral(word="yes" | "no") as literal):
            return expression.consequent if literal.word == "yes" else expression.alternative
        case Logic(operator=operator, operands=operands):
            idle, deciding = ("yes", "no") if operator == "and" else ("no", "yes")
            for operand in operands:
                if _is(operand, deciding):
                    return operand
            kept = tuple(operand for operand in operands if not _is(operand, idle))
            if not kept:
                return operands[0]
            return kept[0] if len(kept) == 1 else replace(expression, operands=kept)
        case _:
            return expression


def _is(expression: Expression, word: str) -> bool:
    return isinstance(expression, WordLiteral) and expression.word == word
