"""Calendars of business days: whether there is such a country, subdivision or market, and the days of each."""

from __future__ import annotations

from collections.abc import Iterable

from evaluator.check.words import nearest
from evaluator.diagnostics import Findings, did_you_mean
from evaluator.library.consolidated import ConsolidatedVersion
from evaluator.model.agreement import CalendarDeclaration, Name
from evaluator.values import public_holidays
from evaluator.values.calendar import WEEKDAYS, Calendar
from evaluator.values.public_holidays import COUNTRY, MARKET, Region

INSTALL = "python -m pip install 'clause-evaluator[calendar]'"
"""The command that brings the library of holidays."""


def calendars(version: ConsolidatedVersion, findings: Findings) -> dict[str, Calendar]:
    """The calendars of a version; one with errors, which go to `findings`, is left out."""
    found = {name: _calendar(declaration, findings) for name, declaration in version.calendars.items()}
    return {name: calendar for name, calendar in found.items() if calendar is not None}


def _calendar(declaration: CalendarDeclaration, findings: Findings) -> Calendar | None:
    region = None
    of = declaration.country or declaration.market
    if of is not None:
        region = _region(of, declaration, findings)
        if region is None:
            return None
    weekend = declaration.weekend
    return Calendar(
        declaration.name.text,
        region,
        None if weekend is None else frozenset(WEEKDAYS.index(day) for day in weekend),
        frozenset(declaration.also),
        frozenset(declaration.exceptions),
    )


def _region(of: Name, declaration: CalendarDeclaration, findings: Findings) -> Region | None:
    """The region whose holidays count, None (with a finding) if there is no such region."""
    if not public_holidays.is_installed():
        findings.error(
            "E416",
            f"the holidays of `{of}` come from a library that is not installed",
            of.span,
            help=f"install it: `{INSTALL}`; or leave the key out, and state `weekend` and `also`",
        )
        return None
    kind, what = (COUNTRY, "country") if of is declaration.country else (MARKET, "financial market")
    codes = public_holidays.codes(kind)
    if of.text not in codes:
        cure = _code_meant(of.text, kind, codes) or _EXAMPLES[kind]
        findings.error("E415", f"there is no {what} `{of}`", of.span, help=cure)
        return None
    part = declaration.subdivision
    if part is None:
        return Region(kind, of.text)
    parts = public_holidays.subdivisions(of.text)
    if part.text not in parts:
        cure = f"did you mean `{part.text.upper()}`?" if part.text.upper() in parts else ""
        cure = cure or nearest(part.text, parts, f"subdivisions of `{of}`", "leave `subdivision` out")
        findings.error("E415", f"`{of}` has no subdivision `{part}`", part.span, help=cure)
        return None
    return Region(kind, of.text, part.text)


_EXAMPLES = {
    COUNTRY: "write its code of two letters, such as `US` or `DE`",
    MARKET: "write its code, such as `ECB` or `XNYS`; for the holidays of a country write `country: …`",
}


def _code_meant(word: str, kind: str, codes: Iterable[str]) -> str:
    """A cure that names the code meant by a word: one in small letters, a name instead of a code, a misspelling."""
    known = set(codes)
    names = {name.casefold(): code for name, code in public_holidays.names(kind).items()}
    plain = "".join(letter for letter in word.casefold() if letter.isalnum())
    code = names.get(plain, word.upper())
    if code in known:
        return f"did you mean `{code}`?"
    return did_you_mean(word.upper(), known)
