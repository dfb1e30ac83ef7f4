"""Versions, texts and facts held against each other."""
