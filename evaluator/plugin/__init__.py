"""What the pytest plugin does once there is a scenario to test; `clause_evaluator_pytest` is how pytest finds it."""
