"""How is it plugged together? Settings, addresses, the embedded PostgreSQL and who it serves."""
