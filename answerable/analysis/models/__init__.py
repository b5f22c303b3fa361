"""Why, with the care that needs: models of what is recorded, and forces compared fairly."""
