"""Frozen data classes that are made quickly.

`@frozen` gives what `@dataclass(frozen=True)` gives: fields from annotations, defaults, `==`, `hash`, `repr`,
`match`. The standard library generates and compiles six functions for every class; with some 150 classes that was
two thirds of the time it took to import this package (see `docs/decisions/0003-frozen-classes.md`). Here one
function is generated, `__init__`, and the others are shared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NoReturn, TypeVar, dataclass_transform, overload

Class = TypeVar("Class", bound=type)
Instance = TypeVar("Instance")

_NOTHING: Final = object()


class Field:
    """How a field is filled and what it counts for."""

    __slots__ = ("compare", "default", "default_factory", "repr")

    def __init__(
        self, default: object, default_factory: Callable[[], object] | None, compare: bool, repr: bool
    ) -> None:
        self.default, self.default_factory, self.compare, self.repr = default, default_factory, compare, repr


def field(
    *,
    default: Any = _NOTHING,
    default_factory: Callable[[], Any] | None = None,
    compare: bool = True,
    repr: bool = True,
) -> Any:
    """A field with more to it than a default: made by a factory, left out of `==` and `hash`, or left out of `repr`."""
    return Field(default, default_factory, compare, repr)


@overload
def frozen(cls: Class, /) -> Class: ...
@overload
def frozen(*, eq: bool = True) -> Callable[[Class], Class]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: Any = None, /, *, eq: bool = True) -> Any:
    """Make a class a frozen data class; with `eq=False` each instance equals only itself."""

    def make(cls: Any) -> Any:
        declared: dict[str, Field] = dict(getattr(cls, "__frozen_fields__", {}))
        for name in cls.__annotations__:
            stated = cls.__dict__.get(name, _NOTHING)
            declared[name] = stated if isinstance(stated, Field) else Field(stated, None, compare=True, repr=True)
            if isinstance(stated, Field):
                if stated.default is _NOTHING:
                    delattr(cls, name)
                else:
                    setattr(cls, name, stated.default)
        cls.__frozen_fields__ = declared
        setattr(cls, "__match_args__", tuple(declared))  # noqa: B010 - type checkers hold it to be fixed
        cls.__init__ = _initializer(cls.__qualname__, declared)
        cls.__setattr__ = cls.__delattr__ = _refuse
        cls.__replace__ = replace
        if "__repr__" not in cls.__dict__:
            cls.__repr__ = _repr
        if eq:
            cls.__compared__ = tuple(name for name, each in declared.items() if each.compare)
            cls.__eq__ = _equal
            cls.__hash__ = _hash
        return cls

    return make if cls is None else make(cls)


def replace(instance: Instance, /, **changes: Any) -> Instance:
    """A copy of an instance with some fields changed.

    Raises:
        TypeError: a change names no field.
    """
    kind: Any = type(instance)
    return kind(**{name: getattr(instance, name) for name in kind.__frozen_fields__} | changes)  # type: ignore[no-any-return]


def fields(of: Any) -> tuple[str, ...]:
    """The names of the fields of a frozen class, or of the class of an instance; empty for anything else."""
    return tuple(getattr(of, "__frozen_fields__", ()))


def _initializer(owner: str, declared: Mapping[str, Field]) -> Any:
    """The `__init__` of a class. It writes to the instance's dictionary, since assignment is refused."""
    space: dict[str, Any] = {"_nothing": _NOTHING}
    arguments, lines = [], []
    for name, each in declared.items():
        value = name
        if each.default_factory is not None:
            space[f"_make_{name}"] = each.default_factory
            arguments.append(f"{name}=_nothing")
            value = f"_make_{name}() if {name} is _nothing else {name}"
        elif each.default is not _NOTHING:
            space[f"_default_{name}"] = each.default
            arguments.append(f"{name}=_default_{name}")
        else:
            arguments.append(name)
        lines.append(f" fields[{name!r}] = {value}")
    body = "\n".join(lines) or " pass"
    exec(f"def __init__(self, {', '.join(arguments)}):\n fields = self.__dict__\n{body}", space)  # noqa: S102 - names of fields, which Python itself has read
    made = space["__init__"]
    made.__qualname__ = f"{owner}.__init__"
    return made


def _refuse(self: Any, name: str, value: object = None) -> NoReturn:
    raise AttributeError(f"{type(self).__name__} is frozen: `{name}` cannot be changed")


def _equal(self: Any, other: Any) -> bool:
    if self is other:
        return True
    if type(self) is not type(other):
        return NotImplemented  # type: ignore[no-any-return]
    return all(getattr(self, name) == getattr(other, name) for name in self.__compared__)


def _hash(self: Any) -> int:
    return hash(tuple([getattr(self, name) for name in self.__compared__]))


def _repr(self: Any) -> str:
    shown = (f"{name}={getattr(self, name)!r}" for name, each in self.__frozen_fields__.items() if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"
