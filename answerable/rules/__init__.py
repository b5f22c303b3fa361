"""What must happen? Duties, gates and signals by room, each citing its source, and the engine."""
