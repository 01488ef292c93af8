"""The parts that make a paper a meeting's: what is asked of it, what it may ask."""

from collections import Counter
from collections.abc import Sequence

from analytics.bearing.peers.quartiles import (
    Quartiles,
    explain_no_peers,
    write_peer_value,
)
from analytics.behind.printed.reconciling import AGREES, BECAME, reconcile_printed
from analytics.behind.records import Row, list_coverage
from analytics.ground.calendar import write_date
from analytics.measures.result import Result
from analytics.papers.analysis import ASKED_BY_REGULATOR, list_decided_heads
from analytics.papers.closing import list_results
from analytics.papers.paper import Grid, Section, make_grid
from analytics.papers.themes import make_section
from analytics.standing_out import is_gap, list_standing_out
from analytics.view import View
from analytics.words.cells import write_cell, write_counts
from analytics.words.names import (
    count_words,
    list_words,
    lower_first,
    name_group,
    name_source,
    write_period,
)
from analytics.words.narrative import (
    write_known_or_gap,
    write_leading,
    write_sentence,
)
from analytics.words.tables import write_number


# More than these and nobody asks the last of them.
QUESTIONS_ASKED = 5
# What a table of service areas has beside each area.
OF_AREAS = {
    "Mentions": "service_area_mentions",
    "Upheld or partly, stage 1": "upheld_share_1",
    "In time, stage 1": "answered_in_time_1",
}
# The counts that a landlord sends to the regulator, in its order.
COUNTED_FOR_REGULATOR = (
    "ch01_1",
    "ch01_2",
    "ch02_1_without_extension",
    "ch02_1_with_extension",
    "ch02_2_without_extension",
    "ch02_2_with_extension",
    "tp09",
)


def say_standing(view: View) -> Section:
    """What stands out, the gravest first."""
    found = list_standing_out(view)
    return Section(
        key="standing",
        heading="What stands out",
        sentences=() if found else ("Nothing that the rules look for was found.",),
        points=tuple(dict.fromkeys(each.sentence for each in found)),
    )


def say_brief(view: View) -> Section:
    """The year in a few lines, for those who read no more."""
    received = view.ask(*view.name_measures("received_{stage}"))
    mentions = view.ask("service_area_mentions", by=["service_area"])
    others = view.ask("ch02_1", "ch02_2", "upheld_share_1", "determinations", "tp09")
    lines = [*map(write_sentence, received), f"{write_leading(mentions)}"]
    lines += map(write_sentence, others)
    return Section(
        key="brief",
        heading="In brief",
        points=tuple(each for each in lines if each),
        results=(*received, mentions[0], *others),
    )


def say_questions(view: View) -> Section:
    """What a reader may ask at the meeting."""
    found = list_standing_out(view)
    asked = list(dict.fromkeys(each.question for each in found if each.question))
    return Section(
        key="questions",
        heading="Questions to ask",
        sentences=() if asked else ("The records suggest none in particular.",),
        points=tuple(asked[:QUESTIONS_ASKED]),
    )


def say_asked(view: View, shown: Sequence[Section]) -> Section:
    """What the meeting is asked to note and to decide, from what the records hold."""
    when = write_period(view.period)
    points = [f"To note how complaints were handled in {when}, as this paper tells it."]
    severe = {
        row["determination_id"]: None
        for row in list_decided_heads(view)
        if row["finding"] == "severe_maladministration"
    }
    if severe:
        points.append(
            "To ask what was done after the Ombudsman’s finding of severe "
            f"maladministration in case {list_words(list(severe))}."
        )
    [overdue, unfinished] = view.ask("actions_overdue", "actions_open")
    if overdue.is_ok and overdue.counted:
        amount = count_words(int(overdue.counted), "learning action")
        points.append(f"To decide by when {amount} that are overdue will be done.")
    elif unfinished.is_ok and unfinished.counted and not overdue.is_ok:
        amount = count_words(int(unfinished.counted), "learning action")
        points.append(f"To have a day set for {amount} not completed.")
    points += [write_missed(view, each) for each in list_missed(view, shown)]
    gaps = [each for each in list_results(shown) if is_gap(each)]
    names = list(dict.fromkeys(lower_first(each.measure.short_label) for each in gaps))
    if names:
        points.append(f"To decide whether to record: {list_words(names)}.")
    return Section(
        key="asked",
        heading="What you are asked to do",
        points=tuple(points[:QUESTIONS_ASKED]),
    )


def list_missed(view: View, shown: Sequence[Section]) -> list[Result]:
    """Figures of the period that fell short of the landlord's own targets."""
    targets = view.release.landlord.targets
    return [
        each
        for each in list_results(shown)
        if each.measure.id in targets
        and each.period == view.period
        and each.is_ok
        and not each.is_provisional
        and each.value is not None
        and is_short(each, targets[each.measure.id].value)
    ]


def is_short(result: Result, target: float) -> bool:
    """Whether a figure is on the wrong side of a target."""
    value = float(result.value or 0)
    if result.measure.improvement_direction == "decrease":
        return value > target
    return value < target


def write_missed(view: View, result: Result) -> str:
    """What is asked about a target that was missed."""
    target = view.release.landlord.targets[result.measure.id]
    aim = result.measure.write(target.value)
    label = lower_first(result.measure.label)
    return (
        f"To ask how {label}, {write_cell(result)}, will come to its target of {aim}."
    )


def say_peers(view: View) -> Section:
    """Where the regulator's figures lie among like landlords."""
    heading = "Beside like landlords"
    results = view.ask(*ASKED_BY_REGULATOR, periods=[view.year])
    bands = {each.measure.id: view.find_band(each) for each in results}
    rows = []
    for each in results:
        band = bands[each.measure.id]
        if band is not None:
            name = each.measure.id
            low, high = write_peer_value(name, band.q1), write_peer_value(name, band.q3)
            rows.append((each.measure.label, write_cell(each), f"{low} to {high}"))
    if not rows:
        why = explain_no_peers("ch01_1", view.year.label, view.peer_group)
        gap = f"No figures of other landlords for {view.year.label}. {why}".strip()
        return Section(key="peers", heading=heading, sentences=(gap,))
    return Section(
        key="peers",
        heading=heading,
        grids=(
            Grid(
                headings=("Figure", view.year.label, "The middle half of them"),
                rows=tuple(rows),
                numbers=(False, True, True),
            ),
        ),
        notes=(
            say_group([band for band in bands.values() if band]),
            "As counted: of few cases, a figure can lie elsewhere by chance.",
        ),
    )


def say_group(bands: Sequence[Quartiles]) -> str:
    """Which landlords figures are set beside, and of how many the figures are known."""
    amounts = sorted({band.landlords for band in bands})
    known = " to ".join(f"{each:,}" for each in (amounts[0], amounts[-1]))
    if len(amounts) == 1:
        known = f"{amounts[0]:,}"
    return f"They are {known} {bands[0].group.noun}, in {bands[0].year}."


def say_areas(view: View) -> Section:
    """Each service area: how often it was named, what was upheld and in time."""
    found = view.ask_each(*OF_AREAS.values(), by=["service_area"])
    names = dict.fromkeys(
        name_group(each) for results in found for each in results if each.group
    )
    columns = [
        {name_group(each): write_counted_cell(each) for each in results}
        for results in found
    ]
    rows = [(name, *(cells.get(name, "–") for cells in columns)) for name in names]
    return make_section(
        view,
        "areas",
        "Service areas",
        sentences=[write_sentence(found[0][0])],
        results=[results[0] for results in found],
        grids=(
            Grid(
                headings=("Service area", *OF_AREAS),
                rows=tuple(rows),
                numbers=(False, *(True for _ in OF_AREAS)),
            ),
        )
        if rows
        else (),
    )


def write_counted_cell(result: Result) -> str:
    """Counts alone where a figure is a share: "43 of 62"."""
    is_counts = result.measure.has_parts and result.is_ok
    return write_counts(result) if is_counts else write_cell(result)


def say_reconciled(view: View) -> Section:
    """How many figures that the landlord printed agree with its records."""
    heading = "Printed figures against the records"
    settled = [
        each
        for each in reconcile_printed(view.release)
        if each.printed.reporting_year == view.period.year
    ]
    if not settled:
        none = f"No figure printed of {view.period.year} is on record."
        return Section(key="reconciled", heading=heading, sentences=(none,))
    found = Counter(each.verdict for each in settled)
    total = count_words(len(settled), "printed figure")
    return Section(
        key="reconciled",
        heading=heading,
        sentences=(
            f"{found[AGREES]} of {total} of {view.period.year} agree. The page Printed "
            "figures has every one, with its reason.",
        ),
        grids=(
            Grid(
                headings=("What became of them", "Figures"),
                rows=tuple(
                    (verdict.capitalize(), str(found[verdict]))
                    for verdict in reversed(BECAME)
                    if found[verdict]
                ),
                numbers=(False, True),
            ),
        ),
    )


def say_quality(view: View) -> Section:
    """What was rejected on the way in, and which times the records do not reach."""
    release = view.release.release
    rows = []
    for source in release.sources:
        counts = release.sources[source]
        rows.append(
            (
                name_source(source),
                f"{counts['rows_in']:,}",
                f"{counts['accepted']:,}",
                f"{counts['rejected']:,}",
                f"{counts['set_aside']:,}",
            )
        )
    points = [
        f"{name_source(row['source'])}, not recorded {write_spell(row)}. "
        f"{row['note'] or ''}".strip()
        for row in list_coverage(view.release)
        if not row["is_recorded"]
    ]
    return Section(
        key="quality",
        heading="How whole the records are",
        sentences=("Every row that came in is accepted, rejected or set aside.",),
        points=(*view.release.list_incomplete(), *points),
        grids=(
            Grid(
                headings=("Source", "Rows in", "Accepted", "Rejected", "Set aside"),
                rows=tuple(rows),
                numbers=(False, True, True, True, True),
            ),
        ),
    )


def write_spell(row: Row) -> str:
    """From when to when a row of coverage is about."""
    begin = write_date(row["from_date"])
    if row["to_date"] is None:
        return f"since {begin}"
    return f"from {begin} to {write_date(row['to_date'])}"


def say_counts(view: View) -> Section:
    """The counts behind CH01, CH02 and TP09, as the regulator asks for them."""
    results = view.ask(*COUNTED_FOR_REGULATOR, periods=[view.year])
    answers = view.ask("tp09_answers", by=["answer"], periods=[view.year])
    rows = [
        (
            each.measure.label,
            write_number(each.numerator),
            write_number(each.denominator),
            each.shown,
        )
        for each in results
    ]
    return make_section(
        view,
        "counts",
        "Counts of CH01, CH02 and TP09",
        sentences=write_known_or_gap([each for each in results if not each.is_ok]),
        results=[*results, answers[0]],
        grids=(
            Grid(
                headings=("Measure", "Counted", "Of", "So it is"),
                rows=tuple(rows),
                numbers=(False, True, True, True),
            ),
            *make_grid("Answers to TP09", answers),
        ),
    )
