"""The program: the small core language that a checked agreement compiles into, and the only thing engines see."""

from evaluator.program.compile import compile_version as compile_version
from evaluator.program.program import Program as Program
