"""Whatever a grid is asked, it answers or says how to ask."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evaluator
from evaluator.comparisons.grid import Grid
from tests.comparisons.samples import load

WRITTEN = (
    "yes no unknown none never anyone * .. , ' \" [ ] { } ( ) : # & ! - % 1 100 EUR month 2026-01-01 2026-12-31 "
    "by at least between and today soft n tenant registered *2 --- | > \u202e \x00"
)
NAMED = (
    "as_of calm notice.n.kind notice.n.on notice.notice_2.read storm.s.after pay.january.amount let.via let.on "
    "parameter.rent_due reading.quiet x . a.b.c.d notice..on agreement let. parameter. reading.quiet.x"
)
TEXTS = st.lists(st.sampled_from(WRITTEN.split()), max_size=6).map(" ".join)
VALUES = TEXTS | st.lists(TEXTS | st.none() | st.booleans() | st.integers() | st.just({"a": 1}), max_size=2)


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> evaluator.Scenario:
    """The lease, whose facts can be changed."""
    return load(tmp_path_factory.mktemp("lease"))


@settings(max_examples=200)
@given(name=st.sampled_from(NAMED.split()), values=VALUES)
def test_a_grid_is_answered_or_refused(scenario: evaluator.Scenario, name: str, values: object) -> None:
    """There is a grid with answers in some cell or none, or a `QuestionError` with something to say."""
    try:
        grid = evaluator.grid(scenario, {name: values})  # type: ignore[dict-item]
    except evaluator.QuestionError as error:
        assert str(error).strip()  # noqa: PT017 - which of many it is does not matter
    else:
        assert isinstance(grid, Grid)
        assert len(grid.cells) == len(grid.axes[0].values)
