"""The option that writes expected output anew: `pytest tests/language --update-golden`."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        default=False,
        help="write the expected diagnostics in tests/bad/ anew; look at the difference before you commit it",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected output is written and not compared."""
    return bool(request.config.getoption("--update-golden", default=False))
