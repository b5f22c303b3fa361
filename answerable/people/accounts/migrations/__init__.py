"""How the tables of signing in came to be."""
