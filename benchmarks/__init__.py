"""Benchmarks: ratios against peers and baselines measured in the same run (``python -m benchmarks``)."""
