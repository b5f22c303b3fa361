"""A test that waits until its run is killed; run by test_throwaway alone."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path


def test_waits():
    Path(tempfile.gettempdir(), "waiting").touch()
    time.sleep(60)
