"""What is owed now? Worked out from the record, and rebuilt from it at any time."""
