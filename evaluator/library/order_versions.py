"""The order of an agreement's versions: which amends which, and whether that is one chain."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from evaluator.diagnostics import Findings, Label
from evaluator.model.agreement import AgreementVersion

_SHOWN = 8


def order_versions(versions: Sequence[AgreementVersion], findings: Findings) -> list[AgreementVersion]:
    """The versions from the first to the last amendment; empty (with findings) where they are no chain."""
    listed = sorted(versions, key=lambda version: (version.effective, version.span.source.name))
    before = len(findings)
    by_name = _by_name(listed, findings)
    _check_first(listed, findings)
    next_of: dict[str, AgreementVersion] = {}
    for version in listed:
        if version.amends is None:
            continue
        amended = version.amends
        if amended.text not in by_name:
            others = [name for name in by_name if name != version.version.text]
            cure = f"the agreement {versions_in_words(others)}"
            findings.error("E305", f"there is no version `{amended}` to amend", amended.span, help=cure)
            continue
        rival = next_of.setdefault(amended.text, version)
        if rival is not version and rival.amends is not None:
            findings.error(
                "E306",
                f"two versions amend the version {amended}",
                amended.span,
                help="let the later one amend the earlier one",
                others=[Label(rival.amends.span, "the other amends it here")],
            )
    _check_cycles(listed, by_name, findings)
    if len(findings) > before:
        return []
    first = next(version for version in listed if version.amends is None)
    chain = [first]
    while chain[-1].version.text in next_of:
        chain.append(next_of[chain[-1].version.text])
    _check_dates(chain, findings)
    return chain


def _by_name(listed: Sequence[AgreementVersion], findings: Findings) -> dict[str, AgreementVersion]:
    by_name: dict[str, AgreementVersion] = {}
    for version in listed:
        first = by_name.setdefault(version.version.text, version)
        if first is not version:
            findings.error(
                "E313",
                f"two files are the version {version.version}",
                version.version.span,
                help="give each version a name and a date of its own",
                others=[Label(first.version.span, "the other file")],
            )
    return by_name


def _check_first(listed: Sequence[AgreementVersion], findings: Findings) -> None:
    """Report versions beside the first that amend nothing, and a first version that changes what is not there."""
    amending_nothing = [version for version in listed if version.amends is None]
    if not amending_nothing:
        return
    first, *others = amending_nothing
    for other in others:
        if other.version == first.version:
            continue
        findings.error(
            "E308",
            f"two versions amend nothing: {first.version} and {other.version}",
            other.version.span,
            help=f"if it changes the earlier one, add `amends: {first.version}`",
            others=[Label(first.version.span, "the other one")],
        )
    for key, place in (
        ("repeals", first.repeals[0].span if first.repeals else None),
        ("replaces", first.replaces[0].span if first.replaces else None),
        ("untouched", None if first.untouched is None else first.untouched.span),
    ):
        if place is not None:
            findings.error(
                "E309",
                f"`{key}` needs an earlier version, and this one amends none",
                place,
                help="add `amends: …`, or leave it out",
            )


def _check_cycles(listed: Sequence[AgreementVersion], by_name: dict[str, AgreementVersion], findings: Findings) -> None:
    """Report versions that amend one another in a circle, each circle once."""
    done: set[str] = set()
    for start in listed:
        path: list[str] = []
        version: AgreementVersion | None = start
        while version is not None and version.version.text not in done and version.version.text not in path:
            path.append(version.version.text)
            version = None if version.amends is None else by_name.get(version.amends.text)
        if version is not None and version.version.text in path:
            circle = path[path.index(version.version.text) :]
            span = version.amends.span if version.amends is not None else version.version.span
            words = " amends ".join([*circle, circle[0]])
            findings.error(
                "E307", f"versions amend one another in a circle: {words}", span, help="let the first amend none"
            )
        done.update(path)


def _check_dates(chain: Sequence[AgreementVersion], findings: Findings) -> None:
    for earlier, later in pairwise(chain):
        if later.effective <= earlier.effective:
            findings.error(
                "E311",
                f"`{later.version}` amends `{earlier.version}`, but does not take effect after it",
                later.version.span,
                label=f"takes effect on {later.effective}",
                help="an amendment takes effect on a later day",
                others=[Label(earlier.version.span, f"takes effect on {earlier.effective}")],
            )


def versions_in_words(names: Sequence[str]) -> str:
    """`has the versions …`, the newest ones where there are many."""
    if not names:
        return "has no other version"
    shown = [f"`{name}`" for name in names[-_SHOWN:]]
    if len(names) > len(shown):
        shown.insert(0, "…")
    return ("has the version " if len(names) == 1 else "has the versions ") + ", ".join(shown)
