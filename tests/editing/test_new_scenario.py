"""`clauses new scenario` starts a scenario that is right as it is, and with any of its blocks uncommented."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from evaluator.api.agreements import Agreement, load_agreement
from evaluator.api.evaluate import evaluate, prepare
from evaluator.api.expectations import check_expectations
from evaluator.api.scenarios import Scenario, load_scenario
from evaluator.cli.clauses import main
from evaluator.diagnostics import Findings
from evaluator.editing.scenario_skeleton import ScenarioSkeleton, scenario_skeleton
from evaluator.library.locate import available, search_roots
from evaluator.model.read_scenario import read_scenario
from evaluator.report.data import outcome_data
from evaluator.source import Source
from evaluator.syntax.yaml_reader import read_yaml
from tests.documents import blocks
from tests.editing.validating import complaints, validator
from tests.repository import ROOT

pytestmark = pytest.mark.once

LICENCE = [
    block
    for block in blocks((ROOT / "docs" / "language.md").read_text(encoding="utf-8"))
    if block.attributes.get("file", "").startswith(("licence/", "loan.yaml"))
]
"""The agreements of the language's page that have facts of every type, and facts of their own."""
ALL_TYPES = """\
agreement: all_types
version: 2026-01-01
parties: [ann, ben]
entities:
  thing:
    run: period
    other: thing
    things: set of thing
    who: set of party
    words: "set of [matt, glossy]"
    at: time
    name: text
    lasts: duration
    share: percent
    count: number
    ready: yes/no
  going_1: {starts: date, ends: date, price: money EUR}
  lonely: {}
  weather: [wet, dry]
  limit: {type: money EUR, note: "in words: of several kinds # and marks"}
actions:
  go: {kinds: [walk, run], far: yes/no}
constraints:
  in_order: going_1.starts < going_1.ends
  dear: going_1.price > 500 EUR
  far_off: thing.at > 2030-01-01
parameters:
  rate: {value: unknown, type: percent}
  bound: at least 5 GW
  fixed: 3
readings:
  how: [a]
clauses:
  walk_1: {who: ann, may: walk, when: weather is wet, where: walk.far}
  may_go: {who: ann, must: go, for each: thing, when: thing.share > rate and thing.count > fixed}
"""
ALL_TYPES = ALL_TYPES.replace("  how: [a]\n", "  how: {question: 'How: so?', options: [so, thus]}\n")


@pytest.fixture(scope="module", autouse=True)
def _documented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Agreements of the documentation and one with every type, found by name beside those that ship."""
    folder = tmp_path_factory.mktemp("library")
    for block in LICENCE:
        file = folder / block.attributes["file"]
        file.parent.mkdir(exist_ok=True)
        file.write_text("\n".join(block.lines) + "\n", encoding="utf-8")
    (folder / "all_types.yaml").write_text(ALL_TYPES, encoding="utf-8")
    LIBRARY.append(folder)
    yield
    LIBRARY.clear()


LIBRARY: list[Path] = []
BUNDLED = [found.name for found in available(search_roots()) if found.name]
VERSIONS = [
    *((name, version) for name in BUNDLED for version in load_agreement(name).versions),
    ("licence", "2026-01-01"),
    ("loan", "2026-01-01"),
    ("all_types", "2026-01-01"),
]
NEWEST = [*dict(VERSIONS).items()]
"""The newest version of each: where nothing is known an evaluation takes long."""


@cache
def loaded(name: str) -> Agreement:
    """An agreement, with all its versions checked."""
    return load_agreement(name, library=LIBRARY)


@cache
def skeleton(name: str, version: str) -> ScenarioSkeleton:
    """The skeleton of a scenario about one version, on its first day."""
    agreement = loaded(name)
    return scenario_skeleton(agreement, version, f"{name}@{version}", agreement.checked(version).version.effective)


def uncommented(text: str) -> str:
    """The text as an editor has it after all of it was uncommented."""
    return re.sub(r"^# ", "", text, flags=re.MULTILINE)


def scenario_of(text: str, name: str, version: str) -> Scenario:
    """The scenario that a text without errors is, about an agreement that need not be loaded again."""
    findings = Findings()
    node = read_yaml(Source("scenario.yaml", text), findings)
    written = None if node is None else read_scenario(node, findings)
    assert written is not None, list(findings)
    assert list(findings) == []
    return Scenario(written, loaded(name), version)


def without_facts(name: str, version: str) -> Scenario:
    """The scenario that states nothing, on the first day of a version."""
    day = loaded(name).checked(version).version.effective
    text = f"title: A scenario about {name}\nagreement: {name}@{version}\nas_of: {day}\n"
    return scenario_of(text, name, version)


def check(text: str, name: str, version: str) -> Scenario:
    """The scenario that a text is, which has to be one without errors."""
    scenario = scenario_of(text, name, version)
    prepare(scenario, scenario.as_of)
    return scenario


@pytest.mark.parametrize(("name", "version"), NEWEST)
def test_a_new_scenario_is_one_without_facts(name: str, version: str) -> None:
    """As it is, it evaluates, and every answer is what comes out where nothing is stated."""
    text = skeleton(name, version).text
    scenario = load_scenario(Source("scenario.yaml", text), library=LIBRARY)
    assert outcome_data(evaluate(scenario)) == outcome_data(evaluate(without_facts(name, version)))
    assert complaints(validator("scenario"), text) == []


@pytest.mark.parametrize(("name", "version"), VERSIONS)
def test_each_block_may_be_uncommented(name: str, version: str) -> None:
    """With the key of its section, every block by itself makes a scenario without an error."""
    start = skeleton(name, version)
    head = "\n".join(start.head)
    for section in start.sections:
        for block in section.blocks or ((),):
            check("\n".join((head, section.key, *block, "")), name, version)


@pytest.mark.parametrize(("name", "version"), VERSIONS)
def test_all_of_it_may_be_uncommented(name: str, version: str) -> None:
    """Uncommented as a whole by an editor, the text is a scenario without an error that fits its schema."""
    text = uncommented(skeleton(name, version).text)
    check(text, name, version)
    assert complaints(validator("scenario"), text) == []


@pytest.mark.parametrize(("name", "version"), VERSIONS)
def test_nothing_that_can_be_stated_is_missing(name: str, version: str) -> None:
    """Every list with all its attributes, single fact, action, reading and unknown parameter has its block."""
    text = uncommented(skeleton(name, version).text)
    written = scenario_of(text, name, version).written
    checked = loaded(name).checked(version)
    own = set(checked.version.facts)
    stated = {each.name.text: each for each in written.facts}
    assert set(stated) == {*checked.symbols.sorts, *checked.symbols.singles} - own
    for sort, declared in checked.symbols.sorts.items():
        if sort not in own:
            assert [each.text for each, _ in stated[sort].members[0].attributes] == [*declared.attributes]
    assert {act.action.text for act in written.ask} == set(checked.symbols.actions)
    parameters = checked.version.parameters.items()
    unknown = {each for each, declared in parameters if declared.value is not None and not declared.value.exact}
    assert {each.text for each, _ in written.fixed} == {*checked.readings, *unknown}
    answers = {norm.address for norm in evaluate(without_facts(name, version)).norms}
    assert {each.target.text for each in written.expect} == answers


@pytest.mark.parametrize(("name", "version"), NEWEST)
def test_what_it_expects_comes_out(name: str, version: str) -> None:
    """The expectations are those of a scenario without facts, and all of them are met."""
    start = skeleton(name, version)
    expected = [section for section in start.sections if section.key == "expect:"]
    lines = [line for section in expected for block in section.blocks for line in (section.key, *block)]
    scenario = check("\n".join((*start.head, *dict.fromkeys(lines), "")), name, version)
    assert check_expectations(scenario, evaluate(scenario)) == ()


def test_values_that_a_constraint_refuses_are_unknown() -> None:
    """Where a placeholder would contradict the vocabulary, nothing is stated instead."""
    text = skeleton("all_types", "2026-01-01").text
    assert "#       starts: unknown" in text
    assert "#       price: unknown" in text
    assert re.search(r"#       at: unknown +# time", text)


def test_options_notes_and_questions_are_shown() -> None:
    """Who fills it in sees what may stand there."""
    text = skeleton("microsoft_openai", "2025-10-28").text
    assert re.search(r"#       result: verified +# verified or rejected\n", text)
    assert re.search(r"#       by: microsoft +# microsoft, openai or panel\n", text)
    assert '#   # Does "until AGI" end at the declaration or at its verification?\n' in text
    assert "#   #   verified: the panel decides (the default)\n" in text
    assert re.search(r"#   threshold: 1 GW +# number GW", text)
    assert "#   may_serve: {serve: {by: microsoft, product: unknown, cloud: azure, customer: commercial}}\n" in text


def test_the_day_is_the_first_one_or_the_one_that_is_asked(runner: CliRunner) -> None:
    """Without a day it is the version's first, never today; without a version the day chooses it."""
    for arguments, agreement, day in (
        ("microsoft_openai@2025-10-28", "microsoft_openai@2025-10-28", "2025-10-28"),
        ("microsoft_openai@2025-10-28 --as-of 2030-01-01", "microsoft_openai@2025-10-28", "2030-01-01"),
        ("microsoft_openai --as-of 2025-12-31", "microsoft_openai", "2025-12-31"),
        ("microsoft_openai --as-of 2025-12-31T10:30", "microsoft_openai", "2025-12-31 10:30"),
    ):
        text = runner.invoke(main, ["new", "scenario", *arguments.split()]).stdout
        assert f"\nagreement: {agreement}\nas_of: {day}\n" in text
        assert "2026-04-27" not in text


def test_a_path_is_written_from_the_folder_of_the_file(runner: CliRunner, tmp_path: Path) -> None:
    """A scenario in another folder finds the agreement that was named from here."""
    runner.invoke(main, ["new", "agreement", "sale"])
    for file in ("one.yaml", "deep/er/two.yaml"):
        result = runner.invoke(main, ["new", "scenario", "./sale@2026-01-01", "-o", file])
        assert result.exit_code == 0, result.stderr
        assert result.stderr == f"wrote {file}\n"
        scenario = load_scenario(tmp_path / file)
        assert evaluate(scenario).agreement == "sale"
        (tmp_path / file).unlink()


def test_a_file_that_is_there_is_not_overwritten(runner: CliRunner, tmp_path: Path) -> None:
    """What somebody has written stays, unless --force says otherwise."""
    (tmp_path / "mine.yaml").write_text("mine", encoding="utf-8")
    command = ["new", "scenario", "microsoft_openai", "-o", "mine.yaml"]
    result = runner.invoke(main, command)
    assert result.exit_code == 2
    assert "`mine.yaml` is there already; --force overwrites it" in result.stderr
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == "mine"
    assert runner.invoke(main, [*command, "--force"]).exit_code == 0
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8").startswith("## ")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ("microsoft_opnai", 3, "did you mean `microsoft_openai`?"),
        ("microsoft_openai@2020-01-01", 3, "has no version `2020-01-01`"),
        ("microsoft_openai --as-of 1999-01-01", 3, "no version of `microsoft_openai` is in force on 1999-01-01"),
        ("microsoft_openai --as-of soon", 2, "`soon` is not a date"),
        ("./broken.yaml", 3, "error[E"),
        ("microsoft_openai -o broken.yaml/x.yaml", 2, "a file stands where its folder would"),
        ("microsoft_openai -o .", 2, "is a directory"),
        ("", 2, "Missing argument"),
    ],
)
def test_what_cannot_be_done_is_said(runner: CliRunner, tmp_path: Path, arguments: str, code: int, words: str) -> None:
    """Wrong usage is exit 2, an agreement that is not there or has errors exit 3; nothing ends in a traceback."""
    (tmp_path / "broken.yaml").write_text("agreement: broken\nversion: 2026-01-01\n", encoding="utf-8")
    result = runner.invoke(main, ["new", "scenario", *arguments.split()])
    assert result.exit_code == code
    assert words in result.stderr
