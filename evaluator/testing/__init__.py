"""A kit for tests of agreements: scenarios and agreements drawn by Hypothesis, laws of every agreement, and a machine.

It needs Hypothesis, the extra `testing`; nothing else of the package does.

>>> from hypothesis import given  # doctest: +SKIP
>>> from evaluator.testing import scenarios  # doctest: +SKIP
>>> @given(scenarios("lease.yaml"))  # doctest: +SKIP
... def test_the_studio_can_be_used(scenario):
...     assert evaluator.evaluate(scenario)["access"].in_force is not None
"""

try:
    import hypothesis as _hypothesis  # noqa: F401 - to say what is missing before anything else fails
except ImportError as error:  # pragma: no cover - tested in a process of its own
    raise ImportError(
        "evaluator.testing needs Hypothesis; install it with `pip install 'clause-evaluator[testing]'`"
    ) from error

from evaluator.testing.drawn import DrawnAgreement as DrawnAgreement
from evaluator.testing.drawn import agreements as agreements
from evaluator.testing.knowledge import Knowledge as Knowledge
from evaluator.testing.law import Law as Law
from evaluator.testing.law import LawError as LawError
from evaluator.testing.laws import laws as laws
from evaluator.testing.strategy import scenarios as scenarios

__all__ = ["DrawnAgreement", "Knowledge", "Law", "LawError", "agreements", "laws", "scenarios"]
