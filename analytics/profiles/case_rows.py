"""What a row of complaints is: of which stage and case, and if it is one at all."""

import re
from collections.abc import Mapping
from dataclasses import replace

from analytics.ground.errors import list_first
from analytics.profiles.drafts import LEFT_EMPTY, TELLS_KIND, WordSieve
from analytics.profiles.examining import Facts
from analytics.profiles.phrases import BESIDE_SAID
from analytics.profiles.scoring import (
    find_like,
    find_stage_share,
    is_aside,
    is_case_type,
    list_known,
    list_phrases,
    tells_kinds,
)
from analytics.profiles.synonyms import OUTCOMES_IN_WORDS, STAGES_IN_WORDS
from analytics.profiles.words import reduce_words
from analytics.profiles.workings import ROW_A_STAGE, SIDE_BY_SIDE, Workings
from expectations.sources import SOURCES


# A step's number before what it is called: "1 - Investigation".
NUMBERED_STEP = re.compile(r"([12])\W+[^\W\d]")
STEPS = {"stage", "step", "level", "phase", "tier"}


def find_stage_told(work: Workings) -> None:
    """The column that tells the stage, where its heading does not."""
    if work.shape == SIDE_BY_SIDE:
        return
    work.shape = ROW_A_STAGE
    if (0, "stage") in work.drafts:
        draft = work.drafts[0, "stage"]
        cells = work.by_heading[draft.headings[0]].cells
        values = find_stage_words(cells) or {
            cell: found[1] for cell in cells if (found := NUMBERED_STEP.match(cell))
        }
        work.drafts[0, "stage"] = replace(draft, values=values)
        return
    for each in work.usable:
        if each.cells and each.filled and find_stage_share(each) >= 0.5:
            values = find_stage_words(each.cells)
            if values:
                why = "stages stand in its cells"
                work.add("stage", each.heading, values=values, reason=why)
                return
    find_numbered_steps(work)


def find_numbered_steps(work: Workings) -> None:
    """A column whose every word begins with 1 or 2, and what it is called besides.

    It could number anything: only the officer knows, unless its heading speaks of
    steps.
    """
    for each in work.list_free():
        numbers = {cell: NUMBERED_STEP.match(cell) for cell in each.cells}
        if {found and found[1] for found in numbers.values()} != {"1", "2"}:
            continue
        values = {cell: found[1] for cell, found in numbers.items() if found}
        said = "yes"
        if not each.phrase.words & STEPS:
            said = work.ask(
                f"steps:{each.heading}",
                f'Does "{each.heading}" say the stage ({", ".join(each.samples[:2])})?',
                ("yes", "no"),
            )
        if said == "yes":
            why = "its words begin with 1 and 2"
            work.add("stage", each.heading, values=values, reason=why)
        elif not said:
            work.pending.add((0, "stage"))
        if said != "no":
            return


def find_parent(work: Workings) -> None:
    """A second stage's own reference is joined to the first's by what points at it.

    Only in rows of a stage, and where what points is found among the references.
    """
    own = work.drafts.get((0, "complaint_id"))
    if work.shape == SIDE_BY_SIDE or not own or own.how != "column":
        return
    for each in work.list_free():
        points = each.phrase.words in BESIDE_SAID["parent"]
        first = (
            each.phrase.stage == 1
            and each.phrase.words
            in (list_phrases(work.source, work.source.column("complaint_id"))[0])
        )
        if (points or first) and each.filled and each.heading not in work.forced:
            work.drafts[0, "complaint_id"] = replace(
                own,
                headings=(each.heading, *own.headings),
                how="filled",
                sure="likely",
                reason=f'"{each.heading}" points at the first stage\'s',
            )
            tell_stage_by(work, each)
            return


def tell_stage_by(work: Workings, points: Facts) -> None:
    """A row that points at another as its second stage, where nothing tells the stage.

    It could be a case that was joined to another: only the officer knows.
    """
    if {(0, "stage")} & (work.pending | set(work.drafts)):
        return
    said = work.ask(
        f"second:{points.heading}",
        f'No column seems to say the stage. Is a row with a "{points.heading}" the '
        "second stage of that case, and each other row a first stage?",
        ("yes", "no"),
    )
    if said == "yes":
        work.add(
            "stage",
            points.heading,
            values={"": "1", "*": "2"},
            sure="sure",
            reason="you said so",
        )
    elif not said:
        work.pending.add((0, "stage"))


def find_outcome_words(work: Workings) -> None:
    """Outcomes that stand in a status beside the stage."""
    told = [slot for slot in work.drafts if slot[1] == "outcome"]
    for slot in told:
        draft = work.drafts[slot]
        if draft.headings:
            cells = work.by_heading[draft.headings[0]].cells
            work.drafts[slot] = replace(draft, values=find_outcomes(cells))
    if told:
        return
    for each in work.usable:
        found = find_outcomes(each.cells)
        if work.shape == ROW_A_STAGE and set(found.values()) - {LEFT_EMPTY}:
            why = "outcomes stand in its cells"
            work.add("outcome", each.heading, values=found, reason=why)
            return


def find_newest(work: Workings) -> None:
    """When a row was changed last, where references come more than once."""
    own = work.drafts.get((0, "complaint_id"))
    known = own and work.by_heading[own.headings[-1]]
    for each in work.list_free():
        is_changed = each.phrase.words in BESIDE_SAID["newest"]
        if is_changed and each.days and known and known.distinct < known.filled:
            work.newest = each.heading


def find_sieves(work: Workings) -> None:
    """Rows that say of themselves that they are no complaints."""
    read = {h for d in work.drafts.values() for h in d.headings}
    for each in work.usable:
        is_said = work.forced.get(each.heading) == TELLS_KIND
        may_tell = each.phrase.words in BESIDE_SAID["type"] and is_case_type(each)
        if not each.cells or not (is_said or may_tell or tells_kinds(each)):
            continue
        kept = [cell for cell in each.cells if "complaint" in cell.casefold()]
        kept = [cell for cell in kept if not is_aside(cell)]
        aside = [cell for cell in each.cells if is_aside(cell)]
        if (kept or is_said) and each.heading not in read:
            for cell in each.cells:
                if cell in kept or cell in aside:
                    continue
                said = work.ask(
                    f"keep:{each.heading}:{cell}",
                    f'Are rows whose {each.heading} is "{cell}" complaints?',
                    ("yes", "no"),
                )
                kept += [cell] if said == "yes" else []
            sift(work, each, kept, is_kept=True)
        elif aside:
            sift(work, each, aside, is_kept=False)


def sift(work: Workings, facts: Facts, cells: list[str], *, is_kept: bool) -> None:
    """Keep which words tell rows apart."""
    rows = sum(facts.cells[cell] for cell in cells)
    count = facts.filled - rows if is_kept else rows
    told = [cell for cell in facts.cells if (cell in cells) is not is_kept]
    if told:
        work.tell(facts, f"sets aside {count} rows: {list_first(told, 4)}")
    work.sieves.append(
        WordSieve(
            heading=facts.heading,
            values=tuple(cells),
            is_kept=is_kept,
            reason=f"likely: by their own words {count} rows are no complaints",
        )
    )


def find_stage_words(cells: Mapping[str, int]) -> dict[str, str]:
    """Patterns of stages, where these stand in longer words; all, for later exports."""
    plain = list_known(SOURCES["complaints"].column("stage"))
    in_words = [cell for cell in cells if reduce_words(cell) not in plain]
    return (
        STAGES_IN_WORDS if any(find_like(c, STAGES_IN_WORDS) for c in in_words) else {}
    )


def find_outcomes(cells: Mapping[str, int]) -> dict[str, str]:
    """The patterns of outcomes that cells have, where they stand in longer words.

    Words beside them, such as "Stage 1 open", then say that there is none yet.
    """
    plain = list_known(SOURCES["complaints"].column("outcome"))
    in_words = [cell for cell in cells if reduce_words(cell) not in plain]
    if not any(find_like(cell, OUTCOMES_IN_WORDS) for cell in in_words):
        return {}
    rest = [cell for cell in in_words if not find_like(cell, OUTCOMES_IN_WORDS)]
    # All of them, in their order: "upheld" stands in "not upheld" too.
    return OUTCOMES_IN_WORDS | {
        c: LEFT_EMPTY for c in rest if find_like(c, STAGES_IN_WORDS)
    }
