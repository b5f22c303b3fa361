"""How the tables of the worklist came to be."""
