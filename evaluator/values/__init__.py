"""Values and how they compare: truth with certainty, estimates, dates and durations."""
