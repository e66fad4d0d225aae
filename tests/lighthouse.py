"""Lighthouse for the long run: fetched by npm into a folder of its own, from a lock of its own."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent / "bench" / "lighthouse"
PROGRAM = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
STAMP = FOLDER / "node_modules" / ".stamp"
BIN = Path(sys.executable).parent
FETCH = ("ci", "--ignore-scripts", "--omit=optional", "--loglevel=error")
"""No package may run a script of its own."""


def why_not() -> str | None:
    """Fetch it unless it is there; why it cannot be used here, or None."""
    wanted = hashlib.sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return None
    if not (BIN / "npm").exists():
        return "npm mangler (kør: python3 run.py setup)"
    environment = os.environ | {"NODE_USE_SYSTEM_CA": "1"}
    fetched = subprocess.run([BIN / "npm", *FETCH], check=False, cwd=FOLDER, env=environment)
    if fetched.returncode != 0:
        return "npm kunne ikke hente Lighthouse"
    STAMP.write_text(wanted)
    return None
