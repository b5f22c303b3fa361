"""How the tables of the victim's way in came to be."""
