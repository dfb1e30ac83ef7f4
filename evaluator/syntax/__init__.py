"""From text to trees: YAML with marks, and the expressions inside it."""
