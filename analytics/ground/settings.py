"""Where things lie: the data folder, the releases in it, the reference tables."""

import os
from pathlib import Path


PROJECT = Path(__file__).resolve().parents[2]
REFERENCE = PROJECT / "data" / "reference"
SAMPLE = PROJECT / "data" / "sample"


def data_folder() -> Path:
    """The folder that holds the releases: DATA_DIR, or the project's own `data`."""
    return Path(os.environ.get("DATA_DIR") or PROJECT / "data")


def releases_folder() -> Path:
    """The folder with one folder for each release."""
    return data_folder() / "releases"
