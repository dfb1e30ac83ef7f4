"""`python -m evaluator scenario.yaml` is `evaluate scenario.yaml`."""

from evaluator.cli.evaluate import main

if __name__ == "__main__":
    main(prog_name="python -m evaluator")
