"""The core language as data: types, expressions and norms. Checks produce it, engines read it."""
