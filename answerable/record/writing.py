"""The only writer of the record."""
