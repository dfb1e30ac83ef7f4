"""Why an answer is what it is, what is missing for it, and what would change it."""
