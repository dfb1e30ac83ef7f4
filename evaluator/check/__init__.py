"""Checks: what an agreement or a scenario says makes sense, or findings say why not."""

from evaluator.check.agreement import check_agreement as check_agreement
from evaluator.check.agreement import check_version as check_version
from evaluator.check.checked import CheckedAgreement as CheckedAgreement
from evaluator.check.checked import CheckedVersion as CheckedVersion
from evaluator.check.scenario import CheckedScenario as CheckedScenario
from evaluator.check.scenario import check_scenario as check_scenario
