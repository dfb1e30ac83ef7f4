"""Clauses and outcomes in plain sentences, in the words of the vocabulary."""
