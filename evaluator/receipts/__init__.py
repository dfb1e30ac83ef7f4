"""Receipts: what was evaluated, from which texts, with which answer; and what a replay makes of it."""
