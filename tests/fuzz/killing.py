"""A publish that is killed at any moment: what was published stays, and stays whole."""

import os
import time
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from analytics.figures.open_release import open_current_release
from analytics.ground.settings import releases_folder
from analytics.release.publish import publish
from analytics.release.store import (
    POINTER,
    current_id,
    list_ids,
    open_current,
    prune_releases,
)
from tests.fuzz.children import begin, do, kill
from tests.fuzz.exports import make_export, write_csv
from tests.fuzz.trying import AGREED, AS_AT


def kill_publishes(seed: int, kills: int) -> dict[str, Any]:
    """Kill publishes at moments drawn; gives how many were killed, and the faults."""
    rng = Random(seed)  # noqa: S311
    killed, faults = 0, []
    with TemporaryDirectory(prefix="fuzz-") as name:
        folder = Path(name)
        os.environ["DATA_DIR"] = str(folder / "data")
        for place, shape in enumerate(("contract", "icasework")):
            (folder / shape).mkdir()
            text = write_csv(make_export(shape), ",").replace("C-", f"{place}-")
            (folder / shape / "complaints.csv").write_text(text, encoding="utf-8")
        started = time.monotonic()
        told = do(partial(publish_again, folder / "contract"))
        seconds = time.monotonic() - started
        for number in range(kills):
            child, ear = begin(partial(publish_again, folder / "icasework"))
            time.sleep(seconds * rng.uniform(0, 1))
            killed += kill(child, ear)
            before = told.get("release")
            told = do(partial(look_and_publish, folder / "contract", before))
            faults += [f"kill {number}: {each}" for each in list_faults(told)]
    return {"killed": killed, "faults": faults}


def list_faults(told: dict[str, Any]) -> list[str]:
    """What is wrong after a kill."""
    return [told["fault"]] if "fault" in told else list(told["faults"])


def publish_again(folder: Path) -> dict[str, Any]:
    """Publish a folder."""
    release = publish([folder], as_at=AS_AT, agreed=AGREED, judge=None).release
    return {"release": release.id, "faults": []}


def look_and_publish(folder: Path, before: str | None) -> dict[str, Any]:
    """What is wrong with what a killed publish left; then publish, and clear up."""
    faults = []
    release, notice = open_current()
    if notice:
        faults.append(notice)
    # One that was killed too late has landed, as the last that there is.
    if release.id not in (before, list_ids()[-1]) or release.id != current_id():
        faults.append(f"{before} was current, and now it is {release.id}")
    opened = open_current_release()
    [[stages]] = opened.warehouse.query("select count(*) from complaint_stages", {})
    opened.warehouse.close()
    if stages != release.count_held("complaints"):
        faults.append(f"{stages} of {release.count_held('complaints')} stages are left")
    later = publish_again(folder)["release"]
    prune_releases(1)
    left = {path.name for path in releases_folder().iterdir()} - {POINTER, later}
    if current_id() != later or left:
        faults.append(f"left behind: {', '.join(sorted(left))}")
    return {"release": later, "faults": faults}
