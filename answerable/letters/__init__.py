"""What may a letter say? By kind: what is merged, what is written, how it is set."""
