"""What can happen? The event types of a case, room by room, and the log that holds them."""
