"""What does the product have to bear? Long cases with everything in them; nothing is calibrated."""
