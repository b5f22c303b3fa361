"""How many, how long, why? Measures worked out over a whole log, each with its definition."""
