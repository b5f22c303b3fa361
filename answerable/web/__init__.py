"""What do people see? The agencies' pages and the victim's, room by room."""
