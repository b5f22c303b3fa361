"""The pages of the agencies: police, prosecutors, support services and witness care."""
