"""The Python type of a value of the language."""

from typing import Any, TypeAlias

Value: TypeAlias = Any
"""A plain value or an `Estimate` of one. Which kind it is was settled when the expression was typed, by the checks of
the language; repeating it in Python's types at run time would check nothing and cost a cast at every step."""
