"""Letters in Welsh: kind by kind what the English says, block for block. A draft until reviewed."""
