"""What is published, kept and shown."""
