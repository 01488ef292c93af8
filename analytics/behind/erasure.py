"""Taking complaints out of every release, and saying which figures that moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from analytics.behind.audits import forget_audited
from analytics.behind.changes import compare_figures
from analytics.behind.changes import write_compared as write_figure
from analytics.figures.open_release import OpenRelease, open_release
from analytics.ground.calendar import make_year
from analytics.ground.errors import Refusal, UsageError
from analytics.release.erasure import (
    Struck,
    count_struck,
    erase_from,
    find_old,
    note_erasure,
)
from analytics.release.publish import sign
from analytics.release.store import (
    Release,
    clear_unfinished,
    current_id,
    hold_store,
    list_ids,
    point_to,
    read_release,
)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What an erasure would take out: of each release, rows by source or note."""

    struck: Struck
    gone: dict[str, dict[str, int]]


def plan_erasure(ids: Sequence[str], before: date | None) -> Plan:
    """What would go where some complaints, or all from before a day, are erased.

    Raises Refusal where no release holds anything of them, or one is damaged.
    """
    if not ids and before is None:
        raise UsageError("Say what to erase: --complaint ID, or --before YYYY-MM-DD.")
    releases = [read_release(release_id) for release_id in list_ids()]
    old = find_old(releases, before) if before else ()
    struck = Struck(ids=tuple(dict.fromkeys([*ids, *old])), before=before)
    gone = {release.id: count_struck(release, struck) for release in releases}
    gone = {release_id: rows for release_id, rows in gone.items() if rows}
    if not gone:
        raise Refusal("No release holds anything of that.")
    return Plan(struck=struck, gone=gone)


def erase_complaints(ids: Sequence[str], before: date | None) -> dict[str, Any]:
    """Take complaints out of every release; gives the line of the log."""
    with hold_store():
        # A killed erasure leaves what it took out beside the releases.
        clear_unfinished()
        plan = plan_erasure(ids, before)
        current = current_id()
        is_shown = current in plan.gone
        earlier = open_release(read_release(current)) if current and is_shown else None
        forget_audited(plan.struck.ids)
        for release_id in plan.gone:
            erase_from(read_release(release_id), plan.struck)
        moved: list[dict[str, str]] = []
        if earlier and current:
            moved = list_moved(earlier, read_release(current))
            earlier.warehouse.close()
            # Whoever shows it opens it anew.
            point_to(current)
        signed = sign()
        entry = {
            "erased_at": signed["published_at"],
            "erased_by": signed["published_by"],
            "complaints": len(plan.struck.ids),
            "before": before.isoformat() if before else None,
            "releases": plan.gone,
            "current": current,
            "moved": moved,
        }
        note_erasure(entry)
        return entry


def list_moved(earlier: OpenRelease, release: Release) -> list[dict[str, str]]:
    """Every measure's total that is another now, year by year."""
    later = open_release(release)
    try:
        moved: dict[tuple[str, str], dict[str, str]] = {}
        for year in earlier.years:
            for each in compare_figures(earlier, later, make_year(year)):
                if not each.is_same:
                    period = each.after.period.label
                    moved[each.measure.id, period] = {
                        "measure": each.measure.id,
                        "period": period,
                        "before": write_figure(each.before),
                        "after": write_figure(each.after),
                    }
        return list(moved.values())
    finally:
        later.warehouse.close()
