"""The parts of the annual report that provision 8.1 of the Code asks for.

Its six parts, each here, in part or not here, and what a landlord declares: its
self-assessment, what it learned, and what the Ombudsman wrote about it.
"""

from collections.abc import Sequence

from analytics.behind.records import Row, list_actions
from analytics.behind.self_assessment import (
    CODE_PARTS,
    Answer,
    list_measured,
    list_provisions,
    read_answers,
)
from analytics.figures.events import read_events
from analytics.measures.dimensions import DIMENSIONS
from analytics.measures.result import Result
from analytics.papers.analysis import is_within, list_decided_heads, say_event
from analytics.papers.closing import list_provision_parts, write_list_value
from analytics.papers.paper import Grid, Section
from analytics.papers.provisions import (
    HERE,
    IN_PART,
    NOT_HERE,
    Part,
    is_told,
    judge_part,
)
from analytics.view import View
from analytics.words.names import count_words
from analytics.words.narrative import write_sentence


# About so many findings in a year the Ombudsman writes a report on a landlord.
FINDINGS_REPORTED = 5


def list_assessed(view: View) -> list[Answer]:
    """The self-assessment of the year, each answer beside what is measured."""
    measured = {
        each.measure.id: each
        for each in view.ask(*list_measured(), periods=[view.year])
    }
    return read_answers(view.release, view.year, measured)


def say_assessment(view: View) -> Section:
    """Part (a): how the Code's provisions were answered, and what is to be improved."""
    heading = "Self-assessment against the Code"
    answers = list_assessed(view)
    if not answers:
        gap = f"The self-assessment of {view.year.label} is not recorded."
        return Section(key="assessment", heading=heading, sentences=(gap,))
    yes = [each for each in answers if each.complies == "yes"]
    total = len(list_provisions())
    against = [each for each in answers if each.is_contradicted]
    changed = [each for each in answers if each.is_changed]
    improved = [each for each in answers if each.improvement]
    points = [each.write() for each in answers if each.complies != "yes"]
    points += [
        f"{each.provision.name}: yes, and the records hold cases that were not so. "
        f"{write_sentence(each.measured)}"
        for each in against
        if each.measured
    ]
    points += [
        f"{each.provision.name}: {each.complies}, {each.before} the year before."
        for each in changed
    ]
    grids = (
        Grid(
            title="To improve",
            headings=("Provision", "What is to be done"),
            rows=tuple(
                (each.provision.name, each.improvement or "") for each in improved
            ),
            numbers=(False, False),
        ),
    )
    return Section(
        key="assessment",
        heading=heading,
        sentences=(
            f"{len(yes)} of {count_words(total, 'provision')} of the Code are answered "
            "yes. The annex has every answer.",
        ),
        points=tuple(points),
        grids=grids if improved else (),
    )


def say_annex(view: View) -> Section:
    """Every answer of the self-assessment, in the order of the Code."""
    heading = "Annex: the self-assessment"
    answers = list_assessed(view)
    if not answers:
        gap = f"The self-assessment of {view.year.label} is not recorded."
        return Section(key="annex", heading=heading, sentences=(gap,))
    grids = tuple(
        Grid(
            title=f"{number}. {part}",
            headings=("Provision", "Complies", "Evidence", "Commentary"),
            rows=tuple(
                (
                    each.provision.name,
                    each.complies or "not recorded",
                    each.evidence or "not recorded",
                    each.commentary or "–",
                )
                for each in answers
                if each.provision.section == part
            ),
            numbers=(False, False, False, False),
        )
        for number, part in CODE_PARTS.items()
    )
    return Section(key="annex", heading=heading, grids=grids, is_folded=True)


def say_handling(view: View) -> Section:
    """Part (c): what the Ombudsman found against how complaints were handled."""
    heading = "What the Ombudsman found about complaint handling"
    [findings] = view.ask("findings")
    points = list_written(view, "handling_failure")
    if not findings.is_ok:
        said = (write_sentence(findings),)
        return Section(
            key="handling", heading=heading, sentences=said, points=tuple(points)
        )
    heads = [row for row in list_decided_heads(view) if is_about_handling(row)]
    against = [row for row in heads if row["is_maladministration"]]
    points += [
        f"Case {row['determination_id']}, {row['head']}: "
        f"{DIMENSIONS['finding'].name_value(row['finding']).lower()}."
        for row in heads
    ]
    about = "was" if len(heads) == 1 else "were"
    said = (
        f"Of {count_words(int(findings.counted), 'finding')} of the Ombudsman in the "
        f"period, {len(heads)} {about} about how a complaint was handled and "
        f"{len(against)} of these went against the landlord.",
    )
    return Section(
        key="handling",
        heading=heading,
        sentences=said if findings.counted else (write_sentence(findings),),
        points=tuple(points),
        results=(findings,),
    )


def is_about_handling(row: Row) -> bool:
    """Whether a finding is about complaint handling, by its category or its words."""
    words = f"{row['category'] or ''} {row['head']}".casefold()
    return "complaint handling" in words or "complaints handling" in words


def say_improvements(view: View) -> Section:
    """Part (d): what was learned and done, by what it was about."""
    heading = "What was improved because of complaints"
    [whole] = view.ask("actions")
    done = [
        row
        for row in list_actions(view.release)
        if row["status"] == "completed"
        and (
            row["completed_date"] is None
            or is_within(view.period, row["completed_date"])
        )
    ]
    if not whole.is_ok or not done:
        said = (
            write_sentence(whole)
            if not whole.is_ok
            else "No action completed in the period is on record."
        )
        return Section(
            key="improvements", heading=heading, sentences=(said,), results=(whole,)
        )
    undated = sum(row["completed_date"] is None for row in done)
    amount = "all" if undated == len(done) else f"{undated} of them"
    dateless = f"For {amount} the day is not recorded: it can be in another year."
    areas = dict.fromkeys(row["service_area"] for row in done)
    return Section(
        key="improvements",
        heading=heading,
        sentences=(
            f"{count_words(len(done), 'action')} completed.",
            *((dateless,) if undated else ()),
        ),
        grids=tuple(
            tabulate_done(
                area or "The whole service",
                [row for row in done if row["service_area"] == area],
            )
            for area in areas
        ),
        results=(whole,),
    )


def tabulate_done(title: str, rows: Sequence[Row]) -> Grid:
    """Completed actions about one thing, without a column nobody has filled in."""
    details = {
        label: key
        for label, key in {
            "Completed": "completed_date",
            "Evidence": "evidence",
        }.items()
        if any(row[key] for row in rows)
    }
    return Grid(
        title=title,
        headings=("What was done", *details),
        rows=tuple(
            (
                str(row["description"]),
                *(write_list_value(row[key]) for key in details.values()),
            )
            for row in rows
        ),
        numbers=(False, *(False for _ in details)),
    )


def list_written(view: View, kind: str) -> list[str]:
    """What the Ombudsman wrote in the period, of a kind, a line each."""
    return [
        say_event(each)
        for each in read_events(view.release.warehouse, of_ombudsman=kind)
        if is_within(view.period, each.event_date)
    ]


def say_ombudsman_report(view: View) -> Section:
    """Part (e): the Ombudsman's annual report about the landlord."""
    written = list_written(view, "ombudsman_report")
    said = () if written else (explain_no_report(view),)
    return Section(
        key="ombudsman_report",
        heading="The Ombudsman’s annual report about the landlord",
        sentences=said,
        points=tuple(written),
    )


def find_too_few(view: View) -> Result | None:
    """The year's findings where they are known to be too few for a report of it."""
    [findings] = view.ask("findings", periods=[view.year])
    is_few = is_told(findings) and findings.counted < FINDINGS_REPORTED
    return findings if is_few else None


def explain_no_report(view: View) -> str:
    """Why no report of the Ombudsman about the landlord is here."""
    findings = find_too_few(view)
    if findings is not None:
        amount = count_words(int(findings.counted), "finding")
        return (
            "None is recorded. The Ombudsman writes one about landlords with "
            f"{FINDINGS_REPORTED} findings or more; these records hold {amount} of "
            f"{view.year.label}."
        )
    return "None is recorded, and these records do not show that none was written."


def say_ombudsman_publications(view: View) -> Section:
    """Part (f): other reports of the Ombudsman that matter to the landlord."""
    written = list_written(view, "ombudsman_publication")
    gap = "None is recorded, which does not say that there was none."
    return Section(
        key="ombudsman_publications",
        heading="Other reports of the Ombudsman that matter here",
        sentences=() if written else (gap,),
        points=tuple(written),
    )


def say_contents(view: View, shown: Sequence[Section]) -> Section:
    """The six parts of provision 8.1, and whether this report has each."""
    results = {
        each.measure.id: each
        for section in shown
        for each in section.results
        if each.period.year == view.period.year or each.measure.is_at_as_at
    }

    def take(*names: str) -> list[Result]:
        return [results[each] for each in names if each in results]

    parts = [
        judge_answers(view),
        judge_part(
            "b",
            "An analysis of how complaints were handled, with the kinds of complaints "
            "that were refused",
            {
                "volumes": take("received_1", "received_2"),
                "categories": take("service_area_mentions"),
                "outcomes": take("outcomes_1", "outcomes_2"),
                "answers in time": take("ch02_1", "ch02_2"),
                "satisfaction": take("tp09"),
                "complaints refused": take("refusals"),
            },
        ),
        judge_part(
            "c",
            "Findings of the Ombudsman against the Code",
            {"findings": take("findings")},
        ),
        judge_part(
            "d",
            "Improvements made through learning from complaints",
            {"actions": take("actions")},
        ),
        judge_written(
            view,
            "e",
            "The Ombudsman’s annual report about the landlord",
            "ombudsman_report",
        ),
        judge_written(
            view,
            "f",
            "Other reports of the Ombudsman that matter to the landlord",
            "ombudsman_publication",
        ),
    ]
    return Section(
        key="contents",
        heading="What this report must hold, and holds",
        sentences=("Provision 8.1 of the Complaint Handling Code asks for six parts.",),
        grids=(list_provision_parts(parts),),
    )


def judge_answers(view: View) -> Part:
    """Part (a), by how many provisions have an answer."""
    asks = "The self-assessment against the Code"
    answers = list_assessed(view)
    missing = [each.provision.number for each in answers if each.complies is None]
    if not answers:
        why = f"Missing: the self-assessment of {view.year.label} (not recorded)."
        return Part(letter="a", asks=asks, status=NOT_HERE, why=why)
    given = count_words(len(answers) - len(missing), "answer")
    if missing:
        why = f"Told: {given}. Missing: {count_words(len(missing), 'provision')}."
        return Part(letter="a", asks=asks, status=IN_PART, why=why)
    return Part(letter="a", asks=asks, status=HERE, why=f"Told: {given}.")


def judge_written(view: View, letter: str, asks: str, kind: str) -> Part:
    """Part (e) or (f), by what of the Ombudsman is recorded."""
    written = list_written(view, kind)
    if written:
        told = f"Told: {count_words(len(written), 'report')}."
        return Part(letter=letter, asks=asks, status=HERE, why=told)
    if kind == "ombudsman_report" and find_too_few(view) is not None:
        why = "Told: why none is to be expected."
        return Part(letter=letter, asks=asks, status=HERE, why=why)
    why = "Missing: none is recorded among the events."
    return Part(letter=letter, asks=asks, status=NOT_HERE, why=why)
