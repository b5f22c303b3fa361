"""Style sheets and scripts, collected under names that say what is in them."""

from __future__ import annotations

from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

from answerable.config.home import default_home, locked


class Hashed(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it has no types
    """Files under a name with their hash, so that a browser may keep them for ever."""

    # A script names the scripts that it imports, and they have hashes too.
    support_js_module_import_aggregation = True


def collect() -> None:
    """Write what the pages need into STATIC_ROOT; a second or two of processes wait in turn."""
    with locked(default_home()):
        call_command("collectstatic", interactive=False, verbosity=0)
