"""What do those who oversee see? Figures that were published, and nothing of a case."""
