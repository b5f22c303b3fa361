"""What a command of the record does first; those of a log in a file never come here."""

from __future__ import annotations

from importlib import import_module

from answerable.commands.failing import Failed


def plug_in() -> None:
    """Start the database and set Django up; Failed where there is none, or none that can be used.

    By its name, as Django finds its settings: config is the floor above, and plugs in what is
    below it.
    """
    starting = import_module("answerable.config.starting")
    home = import_module("answerable.config.home")
    try:
        starting.start_what_is_there()
    except home.Unusable as error:
        raise Failed(str(error)) from None


def plug_in_as_owner() -> None:
    """The same, in a process that is the owner's from then on, and does nothing else."""
    starting = import_module("answerable.config.starting")
    home = import_module("answerable.config.home")
    try:
        starting.start_as_owner()
    except home.Unusable as error:
        raise Failed(str(error)) from None
