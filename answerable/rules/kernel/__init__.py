"""What must happen, over a whole log at once? The same declarations, compiled to arrays."""
