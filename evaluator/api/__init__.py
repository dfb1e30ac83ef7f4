"""The public functions and types, from which the package's root takes its names."""
