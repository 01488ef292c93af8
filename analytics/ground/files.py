"""Files that are complete under their name or not there at all."""

import os
import tempfile
from pathlib import Path


def put(path: Path, content: bytes) -> Path:
    """Write a file whole, in place of one that is there; OSError where it cannot be.

    Its folder is made. Whoever lists it meets nothing half written but a hidden name.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return path
