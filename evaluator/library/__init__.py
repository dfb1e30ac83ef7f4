"""Finds agreements, and consolidates a chain of dated versions into the text that governs."""
