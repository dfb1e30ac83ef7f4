"""Engines: a program and a scenario's facts in, an outcome out."""
