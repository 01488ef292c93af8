"""Each column of an export to the column of the contract that it fits best."""

from collections.abc import Iterable

from analytics.profiles.drafts import NOT_READ, name_target
from analytics.profiles.examining import Facts
from analytics.profiles.matching import Slot
from analytics.profiles.phrases import drop_small, find_numbered, split_words
from analytics.profiles.scoring import (
    FITS,
    HARDLY,
    Candidate,
    list_phrases,
    weigh_columns,
)
from analytics.profiles.synonyms import NOT_AREAS, NOT_DONE
from analytics.profiles.workings import OF_A_STAGE, SIDE_BY_SIDE, Workings, list_slots


def gather_numbered(work: Workings) -> None:
    """Numbered columns, "Category 1" and "Category 2", are a list."""
    groups: dict[str, list[Facts]] = {}
    for each in work.usable:
        if each.heading not in work.forced and (named := find_numbered(each.heading)):
            groups.setdefault(named, []).append(each)
    for group in groups.values():
        base = drop_small(split_words(group[0].heading.rstrip("0123456789 ")))
        for column in work.source.columns:
            says, may_say = list_phrases(work.source, column)
            is_new = (0, column.name) not in work.drafts
            if column.is_list and is_new and base in (*says, *may_say):
                work.add(
                    column.name,
                    *(each.heading for each in group),
                    how="gather",
                    reason="they are numbered",
                )


def assign(work: Workings) -> None:
    """Each column of the export to the column of the contract it fits best."""
    targets = {name_target(each): each for each in list_slots(work.source)}
    for heading, said in work.forced.items():
        if said in targets:
            stage, name = targets[said]
            work.add(name, heading, stage=stage, sure="sure", reason="you said so")
            facts = work.by_heading[heading]
            is_date = work.source.column(name).kind == "date"
            if is_date and facts.filled and facts.share(facts.days) < HARDLY:
                work.tell(facts, f'its cells are no dates, such as "{facts.odd}"')
    candidates = sorted(
        (
            candidate
            for each in work.list_free()
            if each.heading not in work.forced
            for candidate in weigh_columns(work.source, each)
        ),
        key=lambda each: (-each.points, each.facts.place),
    )
    if work.is_complaints and is_side_by_side(work, candidates):
        work.shape = SIDE_BY_SIDE
    taken: set[str] = {h for d in work.drafts.values() for h in d.headings}
    for each in candidates:
        heading = each.facts.heading
        target = find_target(work, each)
        if heading in taken or target is None:
            continue
        if target in work.drafts:
            read = ", ".join(work.drafts[target].headings)
            note = f'it may be {name_target(target)} too; "{read}" is read for it'
            work.tell(each.facts, note)
            continue
        taken.add(heading)
        if each.sure == "unsure" and not settle_unsure(work, each, target):
            continue
        stage, name = target
        work.add(name, heading, stage=stage, sure=each.sure, reason=each.reason)
        if each.problem:
            work.tell(each.facts, each.problem)


def settle_unsure(work: Workings, candidate: Candidate, target: Slot) -> bool:
    """Ask what a column is, where its heading only hints at it."""
    heading = candidate.facts.heading
    work.pending.add(target)
    work.ask(
        f"column:{heading}",
        f'Is "{heading}" {name_target(target)}? {candidate.reason.capitalize()}.',
        (name_target(target), NOT_READ),
    )
    return False


def is_side_by_side(work: Workings, candidates: Iterable[Candidate]) -> bool:
    """Whether a row is a case with the days of its second stage beside the first's.

    Not where references repeat beside a column that tells the stage.
    """
    listed = list(candidates)
    dated = any(
        each.facts.phrase.stage == 2
        and work.source.column(each.column).kind == "date"
        and each.facts.days
        for each in listed
    ) or any(stage == 2 for stage, _ in work.drafts)
    # Dates that are of the second stage by their heading, whatever they are of it.
    dated = dated or any(
        each.phrase.stage == 2
        and each.days
        and each.share(each.days) >= FITS
        and not each.phrase.words & NOT_DONE
        for each in work.usable
    )
    ids = [each for each in listed if each.column == "complaint_id"]
    repeats = bool(ids) and ids[0].facts.distinct < ids[0].facts.filled
    tells = any(each.column == "stage" for each in listed)
    return dated and not (repeats and tells)


def find_target(work: Workings, candidate: Candidate) -> Slot | None:
    """The stage that a candidate is of; None where it is of no use there."""
    name, stage = candidate.column, candidate.facts.phrase.stage
    if not work.is_complaints:
        return 0, name
    if work.shape != SIDE_BY_SIDE:
        # A first stage's reference beside a row's own is whose second stage it is.
        is_parent = name == "complaint_id" and stage
        return None if is_parent or stage == 2 else (0, name)
    if name == "stage" or (name == "complaint_id" and stage == 2):
        return None
    return (stage or 1, name) if name in OF_A_STAGE else (0, name)


def gather_flags(work: Workings) -> None:
    """Yes/no columns that each stand for a category are a list together."""
    free = [
        each
        for each in work.list_free()
        if each.is_yes_no and each.heading not in work.forced
    ]
    damp = [e for e in free if e.phrase.words & {"damp", "mould", "mold"}]
    if damp and (0, "hazards") not in work.drafts:
        values = {each.heading: "damp_and_mould" for each in damp}
        why = "yes or no, and named after a hazard"
        work.add("hazards", *values, how="flags", values=values, reason=why)
    areas = [e for e in free if not e.phrase.words & NOT_AREAS]
    if len(areas) > 1 and (0, "service_areas") not in work.drafts:
        values = {each.heading: each.heading for each in areas}
        why = "each is yes or no, as columns of categories are"
        work.add("service_areas", *values, how="flags", values=values, reason=why)
