"""The tables of the worklist: columns and constraints. Other folders call its functions."""
