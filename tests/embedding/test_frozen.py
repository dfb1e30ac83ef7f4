"""Our frozen classes behave as the standard library's frozen data classes do."""

import copy
import dataclasses
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator.frozen import field, fields, frozen, replace


@frozen
class Ours:
    """One of each kind of field."""

    a: object
    b: object = 2
    c: list[object] = field(default_factory=list, compare=False)
    d: object = field(default=None, repr=False)


@dataclasses.dataclass(frozen=True)
class Theirs:
    """The same, made by the standard library."""

    a: object
    b: object = 2
    c: list[object] = dataclasses.field(default_factory=list, compare=False)
    d: object = dataclasses.field(default=None, repr=False)


VALUES = st.integers(0, 2) | st.text("ab", max_size=2)
ARGUMENTS = st.builds(
    lambda a, rest: {"a": a, **rest},
    VALUES,
    st.dictionaries(st.sampled_from(["b", "c", "d"]), VALUES, max_size=3),
)


@given(ARGUMENTS, ARGUMENTS)
def test_equality_hash_and_repr_are_those_of_data_classes(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Two instances are equal, hash alike and read alike exactly when those of the standard library are and do."""
    assert (Ours(**one) == Ours(**other)) == (Theirs(**one) == Theirs(**other))
    assert hash(Ours(**one)) == hash(Theirs(**one))
    assert repr(Ours(**one)) == repr(Theirs(**one)).replace("Theirs", "Ours")


@given(ARGUMENTS)
def test_copies_pickles_and_replacements_are_equal(arguments: dict[str, Any]) -> None:
    """Copying, pickling and replacing nothing give an equal instance; replacing something gives that."""
    made = Ours(**arguments)
    assert copy.copy(made) == made
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 - our own bytes
    assert replace(made) == made
    assert replace(made, a="new").a == "new"


def test_a_frozen_instance_refuses_changes_and_unknown_fields() -> None:
    """Assigning, deleting, leaving out and inventing fields are errors."""
    made = Ours(1)
    with pytest.raises(AttributeError):
        made.a = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del made.a
    with pytest.raises(TypeError):
        Ours()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        replace(made, z=1)


def test_defaults_made_by_a_factory_are_not_shared() -> None:
    """Each instance gets its own."""
    assert Ours(1).c is not Ours(1).c
    assert fields(Ours) == ("a", "b", "c", "d")


def test_instances_can_be_matched_by_position() -> None:
    """The fields are the positions of a pattern, in order."""
    match Ours(1, 3):
        case Ours(a, b):
            assert (a, b) == (1, 3)


def test_without_eq_an_instance_equals_only_itself() -> None:
    """`eq=False` compares by identity."""

    @frozen(eq=False)
    class Alone:
        """Equal to nothing else."""

        a: int

    assert Alone(1) != Alone(1)
