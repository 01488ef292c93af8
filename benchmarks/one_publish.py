"""One publish of a folder by both judges: prints what it took, apart from its imports.

`python benchmarks/one_publish.py FOLDER`, with DATA_DIR set.
"""

import sys
import time
from pathlib import Path


def publish_folder(folder: Path) -> None:
    """Seconds of importing Great Expectations, seconds of publishing, rows accepted."""
    start = time.perf_counter()
    import expectations.validate  # noqa: F401

    imported = time.perf_counter()
    from analytics.release.publish import publish

    publication = publish([folder], agreed=frozenset({"rejected:complaints"}))
    took = time.perf_counter() - imported
    [accepted, rejected] = (
        publication.release.sources["complaints"][name]
        for name in ("accepted", "rejected")
    )
    print(imported - start, took, accepted, rejected)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    publish_folder(Path(sys.argv[1]))
