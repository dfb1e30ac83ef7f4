"""The commands `evaluate` and `clauses`: arguments in, reports out, no logic."""
