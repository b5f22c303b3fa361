"""When do things fall due? Local days, working days, bank holidays and months, and no "now"."""
