"""How the arguments of both commands are read, and how the shell completes them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

import click
from click.core import ParameterSource

from evaluator.cli.command import libraries

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from click.shell_completion import CompletionItem

    from evaluator.diagnostics import InputError
    from evaluator.engine.outcome import Day, PartyNote

_GIVEN: Final = ParameterSource.COMMANDLINE
_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}))?")

library_option = click.option(
    "--library",
    type=click.Path(exists=True, file_okay=False),
    multiple=True,
    metavar="FOLDER",
    help="Look for agreements here, too, as in EVALUATOR_LIBRARY. May be repeated.",
)
color_option = click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True, help="Colour."
)


def form_option(*forms: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """The option `--format`, whose first form is the default."""
    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], show_default=True, help="Form.")


def read_day(_context: click.Context, _parameter: click.Parameter, text: str | None) -> Day | None:
    """A day, `2029-06-01`, or a moment, `2029-06-01 10:30`."""
    if text is None:
        return None
    parts = _DAY.fullmatch(text.strip())
    if parts is None:
        raise click.BadParameter(f"`{text}` is not a date; write it like 2029-06-01")
    year, month, day, hour, minute = (int(part or 0) for part in parts.groups())
    try:
        if parts[4] is None:
            return date(year, month, day)
        return datetime(year, month, day, hour, minute)
    except ValueError:
        raise click.BadParameter(f"`{text}` is not in the calendar; write a date like 2029-06-01") from None


def read_date(context: click.Context, parameter: click.Parameter, text: str | None) -> date | None:
    """A day, `2029-06-01`, and no moment."""
    day = read_day(context, parameter, text)
    if isinstance(day, datetime):
        raise click.BadParameter(f"`{text}` is a moment; write a date like 2029-06-01")
    return day


def read_readings(_context: click.Context, _parameter: click.Parameter, texts: Sequence[str]) -> Mapping[str, str]:
    """Readings and the option chosen for each, `until_agi=declared`."""
    readings: dict[str, str] = {}
    for text in texts:
        reading, _, option = (part.strip() for part in text.partition("="))
        if not (reading and option):
            raise click.BadParameter(f"`{text}` names no reading and option; write it like until_agi=declared")
        if readings.setdefault(reading, option) != option:
            raise click.BadParameter(f"`{reading}` is given twice, as `{readings[reading]}` and as `{option}`")
    return readings


def read_versions(_context: click.Context, _parameter: click.Parameter, texts: Sequence[str]) -> tuple[str, ...]:
    """The names of versions, `2025-01-21,2025-10-28`, or `all`."""
    names = tuple(name.strip() for text in texts for name in text.split(","))
    if "" in names:
        raise click.BadParameter("a version has no name; write it like 2025-01-21,2025-10-28, or `all`")
    if "all" in names and len(names) > 1:
        raise click.BadParameter("`all` stands for every version; name some, or write `all` alone")
    return names


def read_facts(_context: click.Context, _parameter: click.Parameter, texts: Sequence[str]) -> Mapping[str, str]:
    """Facts and the values that each is given, `move.cloud=azure,aws`."""
    facts: dict[str, str] = {}
    for text in texts:
        fact, equals, values = (part.strip() for part in text.partition("="))
        if not (fact and equals):
            raise click.BadParameter(f"`{text}` names no fact and values; write it like as_of=2026-01-01,2027-01-01")
        if fact in facts:
            raise click.BadParameter(f"`{fact}` is given twice; write all its values in one --grid")
        facts[fact] = values
    return facts


def refuse_readings(error: InputError) -> None:
    """A reading or an option that does not exist, and stands in no file, stood on the command line."""
    for found in error.diagnostics:
        if found.code in {"E557", "E564"} and found.span is None:
            raise click.UsageError(f"{found.message}; {found.help}")


def refuse_others(what: str, obeyed: Collection[str]) -> None:
    """Refuse options that stand on the command line and that what was asked for does not obey."""
    context = click.get_current_context()
    for parameter in context.command.params:
        if parameter.name not in obeyed and context.get_parameter_source(parameter.name or "") is _GIVEN:
            raise click.UsageError(f"{what}; leave {max(parameter.opts, key=len)} out")


def chosen_answers(asked: Sequence[str], known: Sequence[str]) -> list[str]:
    """The answers that are asked for by address; one that is not there is refused, with what it may be.

    A family of which there is one member only may be named without it.
    """
    return [_chosen_answer(one, known) for one in asked]


def _chosen_answer(one: str, known: Sequence[str]) -> str:
    if one in known:
        return one
    from evaluator.diagnostics import did_you_mean
    from evaluator.report.words import listed

    clause, _, member = one.partition(":")
    members = [each for each in known if each.partition(":")[0] == clause and ":" in each]
    if len(members) == 1 and not member:
        return members[0]
    if members:
        near = did_you_mean(one, members) if member else ""
        shown = listed([f"`{each}`" for each in members], at_most=8, last="or")
        raise click.UsageError(f"`{one}` is no single norm; {near or f'name one of {shown}'}")
    if member and clause in known:
        raise click.UsageError(f"`{clause}` is one norm without members; write {clause}")
    plain = list(dict.fromkeys(each.partition(":")[0] for each in known))
    shown = listed([f"`{each}`" for each in plain], at_most=8)
    raise click.UsageError(f"there is no norm or act `{one}`; {did_you_mean(one, known) or f'there are {shown}'}")


def chosen_parties(names: Sequence[str], parties: Sequence[PartyNote]) -> frozenset[str]:
    """The ids of the parties that are chosen by id or full name; where there are no parties at all, none."""
    known = {word.casefold(): party.id for party in parties for word in (party.title, party.id)}
    unknown = [name for name in names if name.casefold() not in known]
    if unknown and known:
        from evaluator.diagnostics import did_you_mean

        ids = sorted(set(known.values()))
        cure = did_you_mean(unknown[0].casefold(), ids) or f"the parties are {', '.join(f'`{one}`' for one in ids)}"
        raise click.UsageError(f"there is no party `{unknown[0]}`; {cure}")
    return frozenset(known[name.casefold()] for name in names if name.casefold() in known)


def complete_file(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Files and folders."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def complete_agreement(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The agreements that can be found by name; after `@`, their versions; after a slash or a dot, files."""
    if "/" in incomplete or incomplete.startswith("."):
        return complete_file(context, _parameter, incomplete)
    return _completed(lambda: _agreement_words(context, incomplete), incomplete)


def complete_other_version(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The same; after `@` alone, the versions of the agreement that the first argument names."""
    if not incomplete.startswith("@"):
        return complete_agreement(context, parameter, incomplete)
    from evaluator.cli import calls

    name, _, _ = str(context.params.get("first") or "").partition("@")
    return _completed(
        lambda: [f"@{version.version}" for version in calls.chain_of(name, _folders(context)).versions], incomplete
    )


def complete_pattern(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The patterns that clauses can use; after a slash or a dot, files."""
    from evaluator.cli import calls

    if "/" in incomplete or incomplete.startswith("."):
        return complete_file(context, _parameter, incomplete)
    return _completed(lambda: calls.pattern_names(_folders(context)), incomplete)


def complete_target(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The agreements that can be found by name, and files."""
    return [
        *complete_agreement(context, _parameter, incomplete),
        *complete_file(context, _parameter, incomplete),
    ]


def complete_reading(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The readings, with their options, of the agreement that `--agreement` or the first scenario names."""
    return _completed(lambda: _reading_words(context), incomplete)


def complete_party(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The parties of the agreement that `--agreement` or the first scenario names."""
    return _completed(lambda: _party_words(context), incomplete)


def complete_norm(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The clauses of the agreement that `--agreement` or the first scenario names."""
    return _completed(lambda: _clause_words(context), incomplete)


def complete_version(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The versions of the agreement that `--agreement` or the first scenario names, and `all`; after a comma more."""
    before, comma, last = incomplete.rpartition(",")
    offers = _completed(lambda: _version_words(context, several=bool(comma)), last)
    for offer in offers:
        offer.value = f"{before}{comma}{offer.value}"
    return offers


def complete_fact(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The facts of the first scenario that can be given other values."""
    return _completed(lambda: _fact_words(context), incomplete)


def _completed(words: Callable[[], Iterable[str]], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from evaluator.diagnostics import InputError

    try:
        return [CompletionItem(word) for word in words() if word.startswith(incomplete)]
    except (InputError, OSError):  # a shell that waits for words has no use for our errors
        return []


def _folders(context: click.Context) -> tuple[str, ...]:
    return libraries(context.params.get("library") or ())


def _agreement_words(context: click.Context, incomplete: str) -> Iterable[str]:
    from evaluator.cli import calls

    name, at, _ = incomplete.partition("@")
    if at:
        return [f"{name}@{version.version}" for version in calls.chain_of(name, _folders(context)).versions]
    return calls.agreement_names(_folders(context))


def _reference(context: click.Context) -> str:
    from evaluator.cli import calls

    # An option that still waits for its value keeps click from telling arguments apart; they are in `args` then.
    scenarios: Sequence[str] = context.params.get("scenario") or context.args or ("",)
    agreement: str | None = context.params.get("agreement")
    return agreement or calls.agreement_of(scenarios[0])


def _reading_words(context: click.Context) -> Iterable[str]:
    from evaluator.cli import calls

    reference = _reference(context)
    if not reference:
        return []
    readings = calls.version_of(reference, _folders(context))[1].readings
    return [f"{name}={option}" for name, reading in readings.items() for option, _ in reading.options]


def _party_words(context: click.Context) -> Iterable[str]:
    from evaluator.cli import calls

    reference = _reference(context)
    if not reference:
        return []
    return [party.name.text for party in calls.version_of(reference, _folders(context))[1].vocabulary.parties]


def _clause_words(context: click.Context) -> Iterable[str]:
    from evaluator.cli import calls

    reference = _reference(context)
    return calls.version_of(reference, _folders(context))[1].clauses if reference else []


def _version_words(context: click.Context, *, several: bool) -> Iterable[str]:
    from evaluator.cli import calls
    from evaluator.library.locate import split_reference

    reference = _reference(context)
    if not reference:
        return []
    versions = calls.chain_of(split_reference(reference)[0], _folders(context)).versions
    return [*([] if several else ["all"]), *(version.version for version in versions)]


def _fact_words(context: click.Context) -> Iterable[str]:
    from evaluator.cli import calls

    scenarios: Sequence[str] = context.params.get("scenario") or context.args
    return [f"{fact}=" for fact in calls.facts_of_scenario(scenarios[0], _folders(context))] if scenarios else []
