"""What tests of an agreement looked at: each clause, condition, exception and reading, and how it came out."""
