"""The life of every norm on one axis: when it changes, into what, and why."""
