"""The tables of the record: columns and constraints. Other folders call its functions."""
