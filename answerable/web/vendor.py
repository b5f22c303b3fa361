"""Brings the built files of the design systems into `static/vendored`; users of ours need no Node.

Run by `make vendor`, when a version below changes. npm gives each package as it was published, and
checks it against the hash below. What belongs to gov.uk alone is taken out: the typeface, the
crest, and the crown.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

INTO = Path(__file__).parent / "static" / "vendored"


class Package(NamedTuple):
    """A package of npm, and those of its files that a page needs."""

    name: str
    version: str
    integrity: str
    files: tuple[str, ...]


PACKAGES = (
    Package(  # the version that govuk-frontend-jinja's macros are made for
        "govuk-frontend",
        "6.3.0",
        "sha512-cXIQxm5PHCsbic47GXZrVBZhAeeshTLRL6ZBKilLsR6rMCjJuWb7Fruq0VUNMBJFlJk/srsRj/q8d5bM9cgKoA==",
        ("dist/govuk/govuk-frontend.min.css", "dist/govuk/govuk-frontend.min.js"),
    ),
    Package(
        "@ministryofjustice/frontend",
        "11.1.0",
        "sha512-1bkUbm2M4DpcpX/pOmumQRBsbJco9W2RwmJv5h/ZC/ZqrAOn2/FjpF+A7vS0gs7oMXBizr9O5huDrSYbLx73Nw==",
        ("moj/moj-frontend.min.css",),
    ),
)

FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
# The crest, and icons of components that we do not use: none of the pictures is shipped.
PICTURE = re.compile(r"(?:background-image|(?:-webkit-)?mask-image):url\(/assets/[^)]*\);?")
SOURCE_MAP = re.compile(r"\s*(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*$")


class Unexpected(Exception):
    """A package that is not what was reviewed."""


def main() -> None:
    """Write every file anew, with a list of what it was made from."""
    shutil.rmtree(INTO, ignore_errors=True)
    INTO.mkdir(parents=True)
    made = []
    for package in PACKAGES:
        with tempfile.TemporaryDirectory() as folder, tarfile.open(_fetch(package, folder)) as tar:
            for name in package.files:
                file = tar.extractfile(f"package/{name}")
                if file is None:
                    raise Unexpected(f"{package.name} {package.version} has no {name}")
                (INTO / Path(name).name).write_text(generic(file.read().decode()) + "\n")
        made.append(package._asdict())
    (INTO / "made-from.json").write_text(json.dumps(made, indent=2) + "\n")


def generic(text: str) -> str:
    """A style sheet or script without what belongs to gov.uk alone."""
    text = PICTURE.sub("", FONT_FACE.sub("", SOURCE_MAP.sub("", text)))
    text = text.replace("GDS Transport,arial,sans-serif", "arial,sans-serif")
    left = re.findall(r"GDS Transport|/assets/|@font-face|sourceMappingURL", text)
    if left:
        raise Unexpected(f"{left[0]} is still there")
    return text


def _fetch(package: Package, folder: str) -> Path:
    command = ["npm", "pack", "--json", f"{package.name}@{package.version}"]
    done = subprocess.run(  # noqa: S603  the words are ours
        command, cwd=folder, capture_output=True, text=True, check=True
    )
    (found,) = json.loads(done.stdout)
    if found["integrity"] != package.integrity:
        raise Unexpected(f"{package.name} {package.version} has the hash {found['integrity']}")
    return Path(folder) / str(found["filename"])


if __name__ == "__main__":
    main()
