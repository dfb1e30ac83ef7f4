"""Two of a kind, side by side: what differs, and where."""
