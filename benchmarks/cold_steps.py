"""One cold run, step by step: prints the processor seconds of each step as JSON.

A process of its own for each run: ``python -m benchmarks.cold_steps SCENARIO``. Only what an interpreter
imports by itself is imported at the top; everything else is part of what is measured.
"""

import sys
import time

STEPS = (
    "start of the interpreter",
    "importing click",
    "importing yaml",
    "importing evaluator",
    "reading YAML",
    "checking the agreement",
    "compiling",
    "checking the scenario",
    "evaluating",
    "printing",
)


def main(path: str) -> None:
    """Do what `evaluate --format json` does, and print what each step took."""
    moments = [0.0, time.process_time()]

    def step() -> None:
        moments.append(time.process_time())

    import click  # noqa: F401 - measured

    step()
    import yaml  # noqa: F401 - measured

    step()
    import evaluator
    import evaluator.cli.evaluate
    from evaluator.api.evaluate import prepare
    from evaluator.report import as_json

    step()
    scenario = evaluator.load_scenario(path)
    step()
    version = scenario.pin or scenario.agreement.version_on(scenario.as_of)
    assert version is not None
    scenario.agreement.checked(version)
    step()
    scenario.agreement.engine(version)
    step()
    prepare(scenario, scenario.as_of)
    step()
    outcome = evaluator.evaluate(scenario)
    evaluator.check_expectations(scenario, outcome)
    step()
    text = as_json.render_all([outcome])
    step()
    assert text

    import json
    from itertools import pairwise

    spent = [after - before for before, after in pairwise(moments)]
    print(json.dumps(dict(zip(STEPS, spent, strict=True))))


if __name__ == "__main__":
    main(sys.argv[1])
