"""Rulesets are built once and shared, by threads too; and what durable-rules needs is said where it is missing."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import evaluator
from evaluator.api.engines import logic_of
from evaluator.api.scenarios import load_scenario
from evaluator.cli.evaluate import main
from evaluator.diagnostics import ScenarioError
from evaluator.durable import host as hosts
from evaluator.durable.formulas import every_of
from evaluator.durable.host import Host, host
from evaluator.durable.logic import DurableLogic
from evaluator.engine.logic import ENGINES, KLEENE
from evaluator.report.as_json import render
from tests.durable.both import CASES, REASON, differences
from tests.meaning.native import agreement_of, scenario_of
from tests.receipts.sealing import seal
from tests.repository import ROOT

PANEL = ROOT / "examples" / "panel_confirms_agi.yaml"
MODULE = "durable_rules_engine"
needs_durable = pytest.mark.skipif(not hosts.is_installed(), reason=REASON)


@needs_durable
def test_rulesets_are_built_once_however_many_evaluations_there_are() -> None:
    """Two hundred evaluations, of agreements loaded anew, add no ruleset to those of the first."""
    texts = [((case / "agreement.yaml").read_text(), (case / "scenario.yaml").read_text()) for case in CASES]

    def evaluate_all() -> None:
        for agreement, scenario in texts:
            evaluator.evaluate(scenario_of(agreement_of(agreement), scenario), engine="durable")

    evaluate_all()
    built = host().built
    for _ in range(200 // len(texts) + 1):
        evaluate_all()
    assert host().built == built


@needs_durable
def test_conclusions_are_remembered_up_to_a_bound() -> None:
    """The same fact is decided once; with nothing remembered it is decided alike, by running the rules again."""
    decision = every_of(3)
    small = Host(remember=2)
    for truth in (1, 2, 1, 2, 3, 1):
        assert small.decide(decision, {"c0": truth, "c1": 4, "c2": 4})["result"] == truth
    assert small.runs == 4
    forgetful = Host(remember=0)
    for _ in range(3):
        assert forgetful.decide(decision, {"c0": 1, "c1": 4, "c2": -2})["result"] == -2
    assert forgetful.runs == 3


@needs_durable
def test_threads_may_ask_at_the_same_time() -> None:
    """Four threads that run the same rules, and evaluate the same scenarios, get the answers of one."""
    logic = DurableLogic(Host(remember=0))

    def conclude(thread: int) -> list[int]:
        return [logic.every([thread - 2, index % 9 - 4, index % 5 - 1]) for index in range(300)]

    def tell(_: int) -> list[str]:
        return [render(evaluator.evaluate(load_scenario(case / "scenario.yaml"), engine="durable")) for case in CASES]

    with ThreadPoolExecutor(4) as pool:
        for thread, found in enumerate(pool.map(conclude, range(4))):
            assert found == [KLEENE.every([thread - 2, index % 9 - 4, index % 5 - 1]) for index in range(300)]
        assert all(found == tell(0) for found in pool.map(tell, range(4)))


@needs_durable
def test_a_program_larger_than_any_limit_is_evaluated_alike() -> None:
    """A hundred clauses on one action, a condition with seventy alternatives, and an act that all of them name."""
    facts = [f"flag_{index}" for index in range(70)]
    lines = ["agreement: large", "version: 2026-01-01", "parties: [ann, bob]", "entities:"]
    lines += [f"  {fact}: yes/no" for fact in facts]
    lines += ["actions: {act: {}}", "terms:", f"  any_flag: {' or '.join(facts)}", "clauses:"]
    for index in range(100):
        modality = ("may", "must not", "must", "need not")[index % 4]
        lines.append(f"  c{index}: {{who: ann, {modality}: act, when: any_flag, unless: flag_{index % 70}}}")
    agreement = agreement_of("\n".join(lines) + "\n")
    for stated in (("flag_69: yes",), ("flag_0: yes", "flag_3: no"), tuple(f"{fact}: no" for fact in facts)):
        facts_text = "".join(f"  {each}\n" for each in stated)
        text = f"agreement: large\nas_of: 2026-03-01\nfacts:\n{facts_text}ask:\n  it: {{act: {{by: ann}}}}\n"
        assert differences(scenario_of(agreement, text)) == []


def test_durable_rules_is_imported_by_one_file_and_only_on_demand() -> None:
    """Who asks the native engine never waits for it, wherever it is installed."""
    importing = [path for path in (ROOT / "evaluator").rglob("*.py") if f"import {MODULE}" in path.read_text("utf-8")]
    assert [path.relative_to(ROOT).as_posix() for path in importing] == ["evaluator/durable/host.py"]
    code = (
        "import sys, evaluator; evaluator.to_data(evaluator.evaluate(evaluator.load_scenario(sys.argv[1])))\n"
        "print([name for name in sys.modules if 'durable' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code, PANEL], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_without_durable_rules_the_command_that_brings_it_is_shown(
    runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error with its cure and exit code 3, never a traceback; the native engine does without it."""
    monkeypatch.setitem(sys.modules, MODULE, None)
    monkeypatch.setattr(hosts, "runs_here", lambda: True)
    result = runner.invoke(main, [str(PANEL), "--engine", "durable"])
    assert (result.exit_code, result.stdout) == (3, "")
    assert "error[E416]: the engine `durable` decides with durable-rules, a library that is not installed" in (
        result.stderr
    )
    assert "pip install 'clause-evaluator[durable]'" in result.stderr
    assert runner.invoke(main, [str(PANEL)]).exit_code == 0


def test_on_a_newer_python_it_is_said_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is told to install what cannot be imported."""
    monkeypatch.setitem(sys.modules, MODULE, None)
    monkeypatch.setattr(hosts, "runs_here", lambda: False)
    with pytest.raises(ScenarioError) as caught:
        logic_of("durable")
    (found,) = caught.value.diagnostics
    assert "cannot be imported on this Python" in found.message
    assert "use Python 3.12 or older" in found.help
    assert "pip" not in found.help


def test_an_unknown_engine_is_a_mistake_with_a_cure(runner: CliRunner) -> None:
    """On the command line wrong usage, in Python a ValueError."""
    (option,) = [each for each in main.params if each.name == "engine"]
    assert isinstance(option.type, click.Choice)
    assert tuple(option.type.choices) == ENGINES
    result = runner.invoke(main, [str(PANEL), "--engine", "durabel"])
    assert result.exit_code == 2
    assert "'native', 'durable'" in result.stderr
    with pytest.raises(ValueError, match="no engine `durabel`; did you mean `durable`"):
        evaluator.evaluate(load_scenario(PANEL), engine="durabel")
    with pytest.raises(ValueError, match="no engine `prolog`; there are `native`, `durable`"):
        evaluator.states(load_scenario(PANEL), engine="prolog")


@pytest.mark.parametrize(
    "options",
    [
        ["--flip", "research_ip"],
        ["--ask"],
        ["--compare", "all"],
        ["--grid", "as_of=2030-01-01"],
        ["--verify", "r.json"],
    ],
    ids=" ".join,
)
def test_questions_that_only_the_native_engine_answers_refuse_another(runner: CliRunner, options: list[str]) -> None:
    """`--engine` is never passed over in silence."""
    result = runner.invoke(main, [str(PANEL), *options, "--engine", "durable"])
    assert result.exit_code == 2
    assert "leave --engine" in result.stderr


@needs_durable
def test_the_command_answers_with_either_engine(runner: CliRunner) -> None:
    """The same bytes, but for the engine's name, in every form."""
    for form in ("table", "json", "csv", "markdown", "sentences"):
        native = runner.invoke(main, [str(PANEL), "--format", form])
        durable = runner.invoke(main, [str(PANEL), "--format", form, "--engine", "durable"])
        assert (durable.exit_code, durable.stderr) == (0, native.stderr)
        assert durable.stdout.replace('"engine": "durable"', '"engine": "native"') == native.stdout
    for question in (["--why", "research_ip"], ["--when", "research_ip"], ["--timeline", "--format", "json"]):
        native, durable = (
            runner.invoke(main, [str(PANEL), *question, "--engine", engine]) for engine in ("native", "durable")
        )
        assert (durable.exit_code, durable.stdout) == (0, native.stdout)


@needs_durable
def test_a_receipt_is_replayed_with_the_engine_that_it_names(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer has the same hash only if the same engine gives it; without durable-rules that is said."""
    file = tmp_path / "receipt.json"
    command = [str(PANEL), "--engine", "durable", "--receipt", str(file)]
    assert runner.invoke(main, command).exit_code == 0
    assert json.loads(file.read_text())["evaluations"][0]["outcome"]["engine"] == "durable"
    assert runner.invoke(main, ["--verify", str(file)]).exit_code == 0
    monkeypatch.setitem(sys.modules, MODULE, None)
    missing = runner.invoke(main, ["--verify", str(file)])
    assert missing.exit_code == 3
    assert "E416" in missing.stderr


def test_a_receipt_of_an_unknown_engine_is_refused(runner: CliRunner, tmp_path: Path) -> None:
    """It names the engine, and says who can verify it."""
    file = tmp_path / "receipt.json"
    receipt = evaluator.receipt(load_scenario(PANEL))
    data = json.loads(receipt.text)
    data["evaluations"][0]["outcome"]["engine"] = "columnar"
    file.write_text(seal(data), encoding="utf-8")
    result = runner.invoke(main, ["--verify", str(file)])
    assert result.exit_code == 3
    assert "E702" in result.stderr
    assert "a receipt of the engine `columnar`" in result.stderr
