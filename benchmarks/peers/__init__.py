"""Other rule engines for Python beside ours, on the same rules and scenarios."""
