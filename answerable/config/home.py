"""The folder in which the embedded database lives, and the passwords to it."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

import answerable

ADMIN = "answerable_admin"  # superuser: the launcher's alone
OWNER = "answerable_owner"  # runs migrations, owns the tables
APPLICATION = "answerable_app"  # what the product runs as; owns nothing
DATABASE = "answerable"


def _password() -> str:
    return secrets.token_urlsafe(32)


def _field_key() -> str:
    from answerable.sealing import new_key  # noqa: PLC0415  `db --help` needs none of it

    return new_key()


# By its name in the file, how each is made: 256 bits.
SECRETS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        ADMIN: _password, OWNER: _password, APPLICATION: _password, "secret_key": _password,
        "field_keys": _field_key,
    }
)  # fmt: skip

# A socket's path has to fit 107 bytes, and the server adds /.s.PGSQL.5432.lock to the folder's.
LONGEST_SOCKET_FOLDER = 85


class Unusable(Exception):
    """The database cannot be used: one line, or a few, that say why and what to do."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where the database's files, socket, log, passwords and keys are."""

    folder: Path

    @property
    def data(self) -> Path:
        """The server's own files."""
        return self.folder / "postgres"

    @property
    def socket(self) -> Path:
        """The folder of the socket; nobody else may enter it."""
        return self.folder / "socket"

    @property
    def log(self) -> Path:
        """What the server says; never a statement or a value."""
        return self.folder / "postgres.log"

    @property
    def secrets_file(self) -> Path:
        """The roles' passwords, the key that signs sessions and the one that seals fields."""
        return self.folder / "secrets.json"

    def secrets(self) -> Mapping[str, str]:
        """The roles' passwords, `secret_key`, `field_keys`; nothing where there is no database."""
        try:
            found: dict[str, str] = json.loads(self.secrets_file.read_text())
        except FileNotFoundError:
            return {}
        return found

    def url(self, role: str, database: str = DATABASE) -> str:
        """The connection string of a role."""
        password = self.secrets().get(role)
        if password is None:
            raise Unusable(f"{self.folder} holds no database yet: run `answerable db up`")
        return f"postgresql://{role}:{password}@/{database}?host={quote(str(self.socket), safe='')}"


def default_home() -> Home:
    """$ANSWERABLE_HOME; else .answerable in the checkout; else the user's own data folder."""
    given = os.environ.get("ANSWERABLE_HOME")
    if given:
        return Home(Path(given).resolve())
    checkout = Path(answerable.__file__).resolve().parents[1]
    if (checkout / "pyproject.toml").exists():
        return Home(checkout / ".answerable")
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Home(Path(data) / "answerable")


def prepare(home: Home) -> None:
    """Make the folders and the passwords, where they are not there; refuse what is not safe."""
    if len(os.fsencode(home.socket)) > LONGEST_SOCKET_FOLDER:
        raise Unusable(
            f"{home.socket}: the path is longer than the {LONGEST_SOCKET_FOLDER} bytes that a "
            "socket's folder may have; set ANSWERABLE_HOME to a shorter folder"
        )
    home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if home.folder.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise Unusable(f"{home.folder}: others may write here; run `chmod go-w {home.folder}`")
    home.socket.mkdir(mode=0o700, exist_ok=True)
    home.socket.chmod(0o700)
    known = home.secrets()
    new = {name: make() for name, make in SECRETS.items() if name not in known}
    if new:
        write_private(home.secrets_file, json.dumps({**known, **new}))


def write_private(path: Path, text: str) -> None:
    """A file that only its owner reads: whole, or not there at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.rename(path)


@contextmanager
def locked(home: Home) -> Iterator[None]:
    """One at a time: whoever starts or stops the server meanwhile waits."""
    home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home.folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
