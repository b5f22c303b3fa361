"""Signals of a whole log at once: what the rules raise case by case, worked out in columns."""
