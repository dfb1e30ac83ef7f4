"""Which days are holidays, as the library `holidays` knows them; no other file imports it, and this one only on demand.

What the library does not know is told apart from what it does: years outside its data, and days that it calls
estimated, mostly since they follow the sighting of the moon.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, MINYEAR, date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from evaluator.frozen import frozen

if TYPE_CHECKING:
    from holidays import HolidayBase

COUNTRY: Final = "country"
MARKET: Final = "market"


@frozen
class Region:
    """Whose holidays are meant: those of a country, of a subdivision of it, or of a financial market.

    `kind` is `COUNTRY` or `MARKET`. The codes are the library's: ISO 3166 for countries (`US`, `NY`), for markets `ECB`
    or those of ISO 10383 (`XNYS`).
    """

    kind: str
    code: str
    subdivision: str = ""


@frozen
class HolidayYear:
    """What the library knows of one year, as ordinals of days.

    `weekends` are the weekly days of rest, `worked` those of them that are worked all the same. `closed` are the
    holidays, `estimated` those of them whose day is not certain.
    """

    weekends: frozenset[int]
    worked: frozenset[int]
    closed: frozenset[int]
    estimated: frozenset[int]


def is_installed() -> bool:
    """Whether the library is there; everything else in this file needs it."""
    try:
        import holidays.registry  # noqa: F401 - whether it can be imported is what is asked
    except ImportError:
        return False
    return True


def library_version() -> str:
    """The version of the library, which decides what is known."""
    from holidays.version import __version__

    return __version__


def codes(kind: str) -> frozenset[str]:
    """The codes of all countries, or of all markets."""
    from holidays.registry import EntityLoader

    found = EntityLoader.get_country_codes() if kind == COUNTRY else EntityLoader.get_financial_codes()
    return frozenset(found)


def names(kind: str) -> Mapping[str, str]:
    """The codes of all countries, or of all markets, by their English names in one word (`UnitedStates`)."""
    from holidays.registry import COUNTRIES, FINANCIAL

    entities = (COUNTRIES if kind == COUNTRY else FINANCIAL).values()
    return {name: code for name, code, *_ in entities}


def subdivisions(country: str) -> tuple[str, ...]:
    """The subdivisions of a country, by their codes and by their names."""
    entity = _entity(country)
    return (*entity.subdivisions, *entity.subdivisions_aliases)


def known_years(region: Region) -> range:
    """The years of which the library has data, though it may lack some holidays in some of them."""
    entity = _entity(region.code)
    return range(max(entity.start_year, MINYEAR), min(entity.end_year, MAXYEAR) + 1)


@cache
def holiday_year(region: Region, year: int) -> HolidayYear | None:
    """The holidays of one year; None where the library does not have all of them."""
    own = _generated(region, year)
    if own is None:
        return None
    weekends = [day for day in _days_of(year) if own.is_weekend(day)]
    # A day of rest may be worked in exchange for one of the year before or after, whose data then says so.
    around = (own, _generated(region, year - 1), _generated(region, year + 1))
    worked = {day for each in around if each is not None for day in each.weekend_workdays}
    labels = _estimated_labels(own)
    return HolidayYear(
        _ordinals(weekends),
        _ordinals(worked.intersection(weekends)),
        _ordinals(own),
        _ordinals(day for day, name in own.items() if any(all(part in name for part in label) for label in labels)),
    )


@cache
def _generated(region: Region, year: int) -> HolidayBase | None:
    """The library's own holidays of one year and of no other; None where it does not have all of them."""
    if year not in known_years(region):
        return None
    entity = _entity(region.code)
    options: dict[str, Any] = {"language": entity.default_language}  # without one, that of the environment is taken
    if region.subdivision:
        options["subdiv"] = region.subdivision
    if "islamic_show_estimated" in entity.get_supported_options():
        options["islamic_show_estimated"] = True
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        made = entity(years=year, expand=False, **options)
    # It warns of years of which it lacks some holidays.
    return None if any(issubclass(each.category, UserWarning) for each in said) else made


def _entity(code: str) -> type[HolidayBase]:
    """The library's class for a country or a market."""
    import holidays

    found: type[HolidayBase] = getattr(holidays, code)
    return found


def _estimated_labels(of: HolidayBase) -> list[tuple[str, ...]]:
    """The words by which the library marks holidays whose day is not certain, in the language of their names."""
    written = (getattr(of, "estimated_label", ""), getattr(of, "observed_estimated_label", ""))
    return [tuple(part for part in of.tr(label).split("%s") if part) for label in written if label]


def _days_of(year: int) -> Iterable[date]:
    first, after = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1
    return map(date.fromordinal, range(first, after))


def _ordinals(days: Iterable[date]) -> frozenset[int]:
    return frozenset(day.toordinal() for day in days)
