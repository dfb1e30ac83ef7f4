"""Patterns in agreements: what a use stands for, and where patterns are found."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from evaluator import load_agreement
from evaluator.api.agreements import Agreement
from evaluator.api.evaluate import evaluate
from evaluator.api.scenarios import Scenario, load_scenario
from evaluator.cli.clauses import main
from evaluator.diagnostics import Findings
from evaluator.library.consolidated import ConsolidatedVersion
from evaluator.library.load import chain_of
from evaluator.model.as_data import clause_data
from evaluator.model.read_scenario import read_scenario
from evaluator.source import Source
from evaluator.syntax.yaml_reader import read_yaml
from tests.patterns.written_out import as_yaml

PATTERN = """
pattern: loan
version: 1
purpose: One party may use what another has lent.
parameters:
  lender: {type: party, note: whose it is}
  borrower: {type: party, note: who may use it}
  thing: {type: entity, has: {safe: yes/no}, note: what is lent}
  use_it: {type: action, has: {what: thing}, note: using what is lent}
  lend_on: {type: action, optional: yes, note: lending it to a third party}
  fit: {type: condition, of: thing, default: thing.safe, note: which things are lent}
  ended: {type: condition, default: no, note: what ends the loan}
  last_day: {type: date, default: never, note: the last day}
readings:
  worn: {question: Is wear damage?, options: {counts: it is, ignored: it is not}, default: ignored}
terms:
  fine: {for each: thing, means: fit(thing) or reading.worn is counts}
clauses:
  loan:
    title: "{borrower} may use it"
    who: borrower
    may: use_it
    to: lender
    where: fine(use_it.what)
    until: ended
    through: last_day
  not_on:
    who: borrower
    must not: lend_on
    overrides: [loan]
example:
  agreement: tools
  version: 2026-01-01
  parties: [ann, ben]
  entities: {tool: {safe: yes/no}}
  actions: {work: {what: tool}}
  clauses:
    drill: {use: loan@1, with: {lender: ann, borrower: ben, thing: tool, use_it: work}}
"""
AGREEMENT = """
agreement: tools
version: 2026-01-01
parties: [ann, ben]
entities: {tool: {safe: yes/no, sharp: yes/no}, quarrel: {on: date}}
actions: {work: {what: tool}, pass_on: {}}
clauses:
  drill:
    use: loan@1
    with: {lender: ann, borrower: ben, thing: tool, use_it: work%s}
"""


def version_of(more: str = "", after: str = "") -> ConsolidatedVersion:
    """The version with one use; `more` adds arguments and `after` what follows the use."""
    return agreement_of(more, after).chain.versions[0]


def agreement_of(more: str = "", after: str = "") -> Agreement:
    """The agreement with one use, without errors."""
    findings = Findings()
    sources = [Source("tools.yaml", AGREEMENT % more + after), Source("loan.yaml", PATTERN)]
    chain = chain_of(sources, findings)
    assert chain is not None
    assert not findings.has_errors, [found.message for found in findings]
    return Agreement(chain)


def test_a_use_becomes_ordinary_clauses() -> None:
    """The main clause has the id of the use and the arguments in the place of the parameters."""
    clauses = version_of().clauses
    assert list(clauses) == ["drill"]
    assert clause_data(clauses["drill"].clause) == {
        "title": "ben may use it",
        "who": "ben",
        "may": "work",
        "to": "ann",
        "where": "drill_fine(work.what)",
        "certainty": "confirmed",
        "pattern": "loan@1",
    }


def test_what_mentions_an_optional_parameter_comes_with_its_argument() -> None:
    """The clause about lending on is there when the action is given, and gone without it."""
    assert list(version_of(", lend_on: pass_on").clauses) == ["drill", "drill_not_on"]
    given = version_of(", lend_on: pass_on").clauses["drill_not_on"].clause
    assert clause_data(given)["must not"] == "pass_on"
    assert clause_data(given)["overrides"] == ["drill"]


def test_keys_that_say_nothing_are_left_out() -> None:
    """`until: no` and `through: never` vanish; what an argument says stays."""
    plain = version_of().clauses["drill"].clause
    assert (plain.until, plain.through) == (None, None)
    bound = version_of(", ended: some quarrel, last_day: 2026-12-31").clauses["drill"].clause
    assert clause_data(bound)["until"] == "some quarrel"
    assert clause_data(bound)["through"] == "2026-12-31"


def test_a_condition_about_a_member_becomes_a_term() -> None:
    """A condition with `of` is asked of any member of its entity."""
    terms = version_of(", fit: tool.safe and not tool.sharp").terms
    assert sorted(terms) == ["drill_fine", "drill_fit"]
    fit = terms["drill_fit"]
    assert fit.for_each is not None
    assert (fit.for_each.name, fit.means and fit.means.span.text) == ("tool", "tool.safe and not tool.sharp")


def test_a_condition_that_is_always_true_needs_no_term() -> None:
    """`yes` in the place of a condition decides what it stands in, and the reading beside it is needed no more."""
    version = version_of(", fit: yes")
    assert list(version.terms) == ["drill_fine"]
    assert list(version.readings) == []


def test_parts_have_names_titles_and_sources_of_their_own() -> None:
    """`parts` renames a clause, a term and a reading, and says of a clause how certain it is."""
    version = version_of(
        ", lend_on: pass_on",
        """    certainty: oral
    parts:
      not_on: {id: no_sublease, title: Nothing is lent on, certainty: inferred}
      fine: {id: in_order}
      worn: {id: wear}
""",
    )
    assert list(version.clauses) == ["drill", "no_sublease"]
    renamed = version.clauses["no_sublease"].clause
    assert (renamed.title, renamed.certainty.word) == ("Nothing is lent on", "inferred")
    assert version.clauses["drill"].clause.certainty.word == "oral"
    assert sorted(version.terms) == ["drill_fit", "in_order"]
    assert list(version.readings) == ["wear"]


def test_a_use_adds_exceptions_and_priority_to_the_main_clause() -> None:
    """`except` beside `use` is said in the agreement's own words."""
    version = version_of("", "    except: {blunt: not work.what.sharp}\n")
    assert clause_data(version.clauses["drill"].clause)["except"] == {"blunt": "not work.what.sharp"}


def test_an_unknown_argument_is_a_parameter_that_a_scenario_can_fix() -> None:
    """What is not known about a clause leaves its answer open until it is stated with `with`."""
    agreement = agreement_of(", last_day: unknown")
    assert list(agreement.chain.versions[0].parameters) == ["drill_last_day"]
    values: dict[str, object] = {"agreement": "tools", "as_of": "2027-06-01"}
    assert _state(agreement, values) == "undetermined"
    assert _state(agreement, values | {"with": {"drill_last_day": "2026-12-31"}}) == "not_in_force"
    assert _state(agreement, values | {"with": {"drill_last_day": "2027-06-01"}}) == "in_force"


def test_an_unknown_condition_about_members_is_one_parameter() -> None:
    """Where it is not known which members a condition is about, one answer for all of them can be stated."""
    agreement = agreement_of(", fit: unknown")
    assert list(agreement.chain.versions[0].parameters) == ["drill_fit"]
    assert not examine_errors(agreement)


def examine_errors(agreement: Agreement) -> list[str]:
    """What is wrong with an agreement."""
    findings = Findings()
    agreement.examine("2026-01-01", findings)
    return [found.message for found in findings]


def _state(agreement: Agreement, values: dict[str, object]) -> str:
    findings = Findings()
    node = read_yaml(Source("scenario.yaml", as_yaml(values)), findings)
    written = None if node is None else read_scenario(node, findings)
    assert written is not None, list(findings)
    return str(evaluate(Scenario(written, agreement, None))["drill"].state.value)


SECOND = """
agreement: tools
version: 2027-01-01
amends: 2026-01-01
"""


def second_version(text: str) -> ConsolidatedVersion:
    """The version after one with a use that has a companion; `text` is what it says."""
    findings = Findings()
    first = AGREEMENT % ", lend_on: pass_on"
    sources = [Source("1.yaml", first), Source("2.yaml", SECOND + text), Source("loan.yaml", PATTERN)]
    chain = chain_of(sources, findings)
    assert chain is not None
    assert not findings.has_errors, [found.message for found in findings]
    return chain.versions[1]


def test_companions_are_repealed_with_the_main_clause() -> None:
    """What came with a pattern goes when the main clause is repealed, or stated anew without it."""
    repealed = second_version("repeals: [drill]\nclauses: {rest: {who: ben, may: pass_on}}\n")
    assert [id for id, found in repealed.clauses.items() if found.stands] == ["rest"]
    plain = second_version("clauses: {drill: {who: ben, may: work}}\n")
    assert [id for id, found in plain.clauses.items() if found.stands] == ["drill"]
    use = "clauses: {drill: {use: loan@1, with: {lender: ann, borrower: ben, thing: tool, use_it: work%s}}}\n"
    assert not second_version(use % "").clauses["drill_not_on"].stands
    assert second_version(use % ", lend_on: pass_on").clauses["drill_not_on"].stands


def test_companions_that_are_stated_again_stay() -> None:
    """A version that repeals the main clause may state a companion of its own under the old id."""
    version = second_version("repeals: [drill]\nclauses: {drill_not_on: {who: ben, must not: pass_on}}\n")
    assert [id for id, found in version.clauses.items() if found.stands] == ["drill_not_on"]


def test_a_clause_that_can_never_apply_is_left_out() -> None:
    """A companion whose circumstances an argument has ruled out does not come with the use."""
    never = PATTERN.replace("    must not: lend_on\n", "    must not: lend_on\n    when: fit_at_all\n").replace(
        "  ended: {", "  fit_at_all: {type: condition, default: no, note: whether it is fit}\n  ended: {"
    )
    findings = Findings()
    chain = chain_of([Source("1.yaml", AGREEMENT % ", lend_on: pass_on"), Source("loan.yaml", never)], findings)
    assert chain is not None
    assert list(chain.versions[0].clauses) == ["drill"]


def test_a_party_that_may_be_anyone_singles_out_nobody() -> None:
    """`x.by is PARTY` with `anyone` in the place of the party holds of every act."""
    pattern = PATTERN.replace("where: fine(use_it.what)", "where: fine(use_it.what) and use_it.by is borrower")
    findings = Findings()
    text = (AGREEMENT % "").replace("borrower: ben", "borrower: anyone")
    chain = chain_of([Source("1.yaml", text), Source("loan.yaml", pattern)], findings)
    assert chain is not None
    assert not findings.has_errors
    assert clause_data(chain.versions[0].clauses["drill"].clause)["where"] == "drill_fine(work.what)"


@pytest.fixture
def runner() -> CliRunner:
    """Runs a command in this process."""
    return CliRunner(env={"COLUMNS": "100"})


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with an agreement, the pattern it uses under `rules/`, and a scenario."""
    folder = tmp_path / "library"
    (folder / "rules" / "loan").mkdir(parents=True)
    (folder / "rules" / "loan" / "1.yaml").write_text(PATTERN, encoding="utf-8")
    (folder / "tools.yaml").write_text(AGREEMENT % "", encoding="utf-8")
    (folder / "scenario.yaml").write_text("agreement: tools\nas_of: 2026-06-01\n", encoding="utf-8")
    return folder


def test_a_library_has_patterns_of_its_own(library: Path) -> None:
    """A pattern in the `rules/` folder of a library is found by name, from agreements and from scenarios beside it."""
    assert load_agreement("tools", library=[library]).versions == ("2026-01-01",)
    outcome = evaluate(load_scenario(library / "scenario.yaml"))
    assert (outcome["drill"].in_force, outcome["drill"].pattern) == (True, "loan@1")


def test_a_pattern_beside_its_agreement_is_found(tmp_path: Path) -> None:
    """An agreement in a folder may keep its patterns beside it."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "agreement.yaml").write_text(AGREEMENT % "", encoding="utf-8")
    (tmp_path / "tools" / "loan.yaml").write_text(PATTERN, encoding="utf-8")
    assert load_agreement(tmp_path / "tools").chain.versions[0].clauses["drill"].clause.pattern == "loan@1"
    single = load_agreement(tmp_path / "tools" / "agreement.yaml")
    assert single.chain.versions[0].clauses["drill"].clause.pattern == "loan@1"


def test_patterns_are_listed_and_shown(runner: CliRunner, library: Path) -> None:
    """`clauses patterns` names those of the library and those that ship; a name shows one."""
    listed = runner.invoke(main, ["patterns", "--library", str(library)])
    assert (listed.exit_code, listed.stderr) == (0, "")
    assert "loan@1" in listed.stdout
    assert "right_of_first_refusal@1" in listed.stdout
    shown = runner.invoke(main, ["patterns", "loan", "--library", str(library)])
    assert shown.exit_code == 0
    assert "lend_on (action, optional): lending it to a third party" in shown.stdout
    assert "fit (condition about a thing, default thing.safe): which things are lent" in shown.stdout
    missing = runner.invoke(main, ["patterns", "lone", "--library", str(library)])
    assert (missing.exit_code, missing.stdout) == (3, "")
    assert "did you mean `loan`?" in missing.stderr
    later = runner.invoke(main, ["patterns", "loan@2", "--library", str(library)])
    assert "there is no version 2 of the pattern `loan`" in later.stderr
    assert "its version is 1" in later.stderr


def test_a_file_whose_name_only_looks_like_a_number_is_no_version(runner: CliRunner, library: Path) -> None:
    """A superscript is a digit but no number: such a file is passed over and does not end the listing."""
    (library / "rules" / "loan" / "\u00b2.yaml").write_text(PATTERN, encoding="utf-8")
    listed = runner.invoke(main, ["patterns", "--library", str(library)])
    assert (listed.exit_code, listed.stderr) == (0, "")
    assert listed.stdout.count("loan@") == 1


def test_a_use_is_shown_as_written_or_written_out(runner: CliRunner, library: Path) -> None:
    """`clauses show` shows the use, `--expanded` what it stands for."""
    plain = runner.invoke(main, ["show", "tools", "--library", str(library)]).stdout
    assert "use: loan@1" in plain
    assert "lender: ann" in plain
    assert "where:" not in plain
    expanded = runner.invoke(main, ["show", "tools", "--expanded", "--library", str(library)]).stdout
    assert "where: drill_fine(work.what)" in expanded
    assert "drill_fine: drill_fit(tool) or reading.drill_worn is counts" in expanded
    assert "pattern: loan@1" in expanded


def test_a_pattern_is_checked_with_its_cases(runner: CliRunner, library: Path) -> None:
    """`clauses check` of a folder checks its patterns, too."""
    result = runner.invoke(main, ["check", str(library)])
    assert result.exit_code == 0
    assert result.stdout.startswith("1 agreement, 1 scenario and 1 pattern checked: ")
    case = "cases: {It is lent: {as_of: 2026-06-01, expect: {drill: ended}}}\n"
    (library / "rules" / "loan" / "1.yaml").write_text(PATTERN + case, encoding="utf-8")
    result = runner.invoke(main, ["check", str(library / "rules")])
    assert result.exit_code == 3
    assert "`drill` comes out as in_force, not ended" in result.stderr
