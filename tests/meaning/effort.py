"""How many cases a law draws, as a share of what the profile allows."""

from hypothesis import settings


def effort(percent: int) -> settings:
    """Settings with that share of the profile's examples, for laws whose cases take long."""
    return settings(max_examples=max(1, settings().max_examples * percent // 100))
