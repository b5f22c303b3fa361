"""What happened? The append-only log of every case, and the vault of what was written in words."""
