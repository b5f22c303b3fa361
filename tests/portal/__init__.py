"""The pages of the victim."""
