"""How the tables of letters came about, step by step."""
