"""The door to every command; each is loaded when it is called, so that all start at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from io import TextIOWrapper
from types import MappingProxyType
from typing import Any

import click

from answerable.commands.failing import PUT_ASIDE, WRONG_USE, Failed

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "duties": "What was owed, by whom, until when, and what became of it.",
        "explain": "The working of one deadline, day by day.",
        "signals": "Patterns over a case that no clock catches.",
        "gates": "What stands in the way of an event; or the audit of a whole log.",
        "measures": "How many, how long, and of what: figures with their intervals.",
        "models": "Why, as far as a record can say: odds, hazards and risks, term by term.",
        "compare": "Forces beside each other, with what was to be expected of each.",
        "attrition": "Where cases go, and when victims leave.",
        "report": "A report for a board: a page, a PDF, and tables.",
        "publish": "Figures for those who oversee the agencies, put by to be shown.",
        "catalogue": "Every event, duty, gate and signal, with its source.",
        "export": "The log in another form.",
        "synth": "A made-up caseload, for trying things out.",
        "run": "The demonstration: made-up people and cases, in a browser.",
        "stop": "End the demonstration, or what a killed one left behind.",
        "people": "Who works for the agencies: their own lists, brought up to date.",
        "invite": "A code with which a member of staff makes their passkey.",
        "demo": "What the product does, on the cases that the inspectors described.",
        "db": "The database that the record is kept in.",
        "verify": "Whether every entry of the record is what was recorded.",
        "anchor": "The heads of all chains, to be kept outside the database.",
        "send": "Send what waits for victims to be told, and record what did not arrive.",
        "worklist": "What is owed now, made anew from the record or compared with it.",
    }
)
# Where a command's module is not commands/<name>.py: config is the floor above, which plugs the
# product together, so it is found by its name.
ELSEWHERE: Mapping[str, str] = MappingProxyType(
    {
        "db": "answerable.config.db",
        "run": "answerable.config.run",
        "stop": "answerable.config.stop",
    }
)


class Lazily(click.Group):
    """A group whose commands live in modules of the same name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(ELSEWHERE.get(cmd_name, f"answerable.commands.{cmd_name}"))
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            found = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader, `head` for one, has seen enough.
            _leave_the_rest()
            return 0
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Lazily, no_args_is_help=False, invoke_without_command=True)
@click.version_option(package_name="answerable", message="answerable %(version)s")
@click.pass_context
def answerable(ctx: click.Context) -> None:
    """One record of a rape case, in which every duty has a clock and every closure passes a gate.

    Most commands read a log of cases: a CSV, Parquet or XES file, or a folder of them, with the
    columns case_id, seq, event, occurred_at, recorded_at, actor, agency, subject and data.

    \b
    Try it on the cases that the inspectors described:
      answerable demo
      answerable duties LOG.csv --as-of 2021-01-01 --only late,missed,overdue
      answerable explain LOG.csv --case C1 --duty decision.letter --as-of 2021-01-01

    Exit codes: 0 all read · 2 wrong use, or a file that cannot be read · 3 some
    rows put aside, or with --strict the first that would be.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main() -> None:
    """Run the command; whatever goes wrong is one line on standard error and an exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that lacks a letter shows a question mark, and the rest all the same.
        sys.stdout.reconfigure(errors="replace")
    try:
        code = answerable.main(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        sys.exit(WRONG_USE)
    except click.ClickException as error:
        _fail(" ".join(error.format_message().split()), WRONG_USE)
    except Failed as error:
        _fail(str(error), error.code)
    except click.Abort:
        _fail("stopped", 130)
    except OSError as error:
        if not error.filename:
            _leave_the_rest()
        _fail(f"{error.filename or 'the output'}: {error.strerror}", WRONG_USE)
    sys.exit(code if isinstance(code, int) else 0)


def _leave_the_rest() -> None:
    """What is still to be printed goes nowhere: at its end Python would try once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str, code: int) -> None:
    click.echo(f"answerable: {message}", err=True)
    sys.exit(code)


__all__ = ["PUT_ASIDE", "main"]
