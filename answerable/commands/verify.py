"""Whether every entry of the record is what was recorded."""

from __future__ import annotations

from pathlib import Path

import click

from answerable.commands.failing import Failed
from answerable.commands.plugging import plug_in

BROKEN = 1


@click.command()
@click.option(
    "--anchor",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file that `answerable anchor` wrote: what it names has to be there still.",
)
def command(anchor: Path | None) -> int:
    """Whether every entry of the record is what was recorded.

    Each is hashed anew, with the hash of the one before it in its case. With --anchor, chains that
    were cut short or made anew are found too, as far as the file goes.

    Exit codes: 0 all hold · 1 one does not, and the first is named · 2 wrong use.
    """
    plug_in()
    from answerable.people.acting import working  # noqa: PLC0415  after Django
    from answerable.record.anchoring import NoAnchor, read_anchor  # noqa: PLC0415
    from answerable.record.verifying import verify  # noqa: PLC0415

    try:
        anchored = read_anchor(anchor) if anchor else None
    except NoAnchor as error:
        raise Failed(str(error)) from None
    with working():
        entries, broken = verify(anchored)
    if broken:
        case_id, log = broken.log
        which = f"case {case_id}, {log} log, entry {broken.seq}"
        click.echo(f"{which} does not hold: {broken.why}. {entries:,} before it do.")
        return BROKEN
    click.echo(f"{entries:,} entries checked; all hold.")
    return 0
