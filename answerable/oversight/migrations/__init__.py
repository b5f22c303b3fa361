"""How the tables of releases came about, step by step."""
