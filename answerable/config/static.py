"""Style sheets and scripts, collected under names that say what is in them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.management.commands.collectstatic import Command
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

from answerable.config.home import default_home, locked


class Hashed(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it has no types
    """Files under a name with their hash, so that a browser may keep them for ever."""

    # A script names the scripts that it imports, and they have hashes too.
    support_js_module_import_aggregation = True


def collect() -> None:
    """Write what the pages need into STATIC_ROOT; a second or two of processes wait in turn.

    They are made beside it and moved in whole: another process may be serving from there, and a
    browser that is given half of a script keeps the half for ever, for the name has its hash.
    """
    served = Path(settings.STATIC_ROOT)
    with locked(default_home()):
        served.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=served.parent, prefix="static-") as folder:
            command = Command()
            command.storage = Hashed(location=folder)
            call_command(command, interactive=False, verbosity=0)
            _move(Path(folder), served)
    # This process may have read an older list by now. It is a Hashed, whatever its type says.
    names: Any = staticfiles_storage
    names.hashed_files, names.manifest_hash = names.load_manifest()


def _move(made: Path, served: Path) -> None:
    """Each file by one rename, and last the list of them: it names what is there by then."""
    files = [path.relative_to(made) for path in made.rglob("*") if path.is_file()]
    for file in sorted(files, key=lambda file: file.name == Hashed.manifest_name):
        (served / file).parent.mkdir(parents=True, exist_ok=True)
        (made / file).replace(served / file)
