"""`python -m answerable.commands`: the command where it is not installed on the path."""

from answerable.commands.main import main

main()
