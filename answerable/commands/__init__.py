"""What can be typed? The `answerable` command."""
