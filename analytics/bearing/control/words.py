"""Words for control charts: which it is and why, what stands out, what is not judged.

That a figure is better or worse is said only where its measure has a good side.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from math import ceil, floor

from analytics.bearing.control.limits import FEWEST_CASES
from analytics.bearing.control.rules import TRACE, WORDS, Finding, Signal
from analytics.bearing.control.shapes import (
    ENOUGH_POINTS,
    FEWEST_POINTS,
    NAMES,
    UNJUDGED,
    Baseline,
    ControlChart,
    Point,
    Segment,
)
from analytics.ground.calendar import make_part, write_date
from analytics.ground.rounding import write_rounded
from analytics.words.names import MADE_UP, list_words, write_part, write_period


def write_chart_reason(chart: ControlChart) -> str:
    """Which chart it is and why, with what its limits rest on."""
    parts = [chart.why]
    if chart.kind != "none":
        parts += [write_baseline(chart, segment) for segment in chart.segments]
    return " ".join(part for part in parts if part)


def write_baseline(chart: ControlChart, segment: Segment) -> str:
    """What a stretch's limits rest on, where that needs saying."""
    first, last = chart.points[segment.start], chart.points[segment.stop - 1]
    sentences = []
    if segment.since is not None:
        sentences.append(
            f"A new baseline begins with “{segment.label}” ({segment.since:%B %Y}): "
            "figures before and after it were recorded differently."
        )
    run = name_stretch(chart, first, last)
    points = name_points(chart, segment.count)
    baseline = segment.baseline
    if baseline is not None and segment.borrows:
        sentences.append(
            f"{run}: {points}, and limits of their own want {ENOUGH_POINTS}; until "
            f"then they are set against those of {name_baseline(chart, baseline)}."
        )
    elif baseline is not None:
        sentences += write_own_limits(chart, segment, baseline)
    elif segment.count < FEWEST_POINTS:
        sentences.append(
            f"{run}: {points}, too few for limits, which need {FEWEST_POINTS}."
        )
    else:
        sentences.append(f"{run}: {write_no_limits(chart)}.")
    return " ".join(sentences)


def write_own_limits(
    chart: ControlChart, segment: Segment, baseline: Baseline
) -> list[str]:
    """What a stretch's own limits rest on, and what usual means where it is counted."""
    run = name_baseline(chart, baseline)
    sentences = []
    if baseline.usual is not None:
        sentences.append(
            f"Longer than usual is more than {write_usual_days(chart, baseline)}, the "
            f"figure of {run}."
        )
    if baseline.is_trial:
        sentences.append(
            f"{run}: the limits are a trial, because they rest on "
            f"{name_points(chart, baseline.count)} and {ENOUGH_POINTS} are wanted."
        )
    elif segment.held_from < segment.stop:
        sentences.append(
            f"The limits are those of {run}, and later figures do not move them."
        )
    if baseline.left_out:
        steps = "step" if baseline.left_out == 1 else "steps"
        sentences.append(
            f"They leave out {baseline.left_out} {steps} from one {chart.part} to the "
            "next that would have widened them, far larger than the rest."
        )
    if chart.kind == "t" and baseline.spread > 1:
        sentences.append(
            "The times vary more than those of events that come at random, so the "
            "limits are widened to match."
        )
    return sentences


def name_baseline(chart: ControlChart, baseline: Baseline) -> str:
    """The points that limits rest on: "April 2023 to March 2024"."""
    return name_stretch(chart, baseline.first, baseline.last)


def write_usual_days(chart: ControlChart, baseline: Baseline) -> str:
    """The days that part slow answers: "8 working days"."""
    return f"{chart.measure.write(baseline.usual or 0)} {chart.measure.unit}"


def write_no_limits(chart: ControlChart) -> str:
    """Why a stretch of points enough has no limits all the same."""
    if chart.kind != "xmr":
        return f"no {chart.part} has the {FEWEST_CASES} cases that limits need"
    return "no two figures follow one another, so there is no spread to go by"


def name_points(chart: ControlChart, count: int) -> str:
    """So many points in words: "9 months", "1 time between"."""
    if chart.is_time_between:
        return f"{count} time between" if count == 1 else f"{count} times between"
    return f"{count} {chart.part}" if count == 1 else f"{count} {chart.part}s"


def name_point(chart: ControlChart, point: Point) -> str:
    """A point as a sentence names it: "March 2025", "3 May 2025"."""
    if chart.is_time_between:
        return write_date(point.last)
    return write_period(make_part(chart.part, point.label))


def name_stretch(chart: ControlChart, first: Point, last: Point) -> str:
    """A run of points: "July 2023 to January 2024"."""
    names = dict.fromkeys((name_point(chart, first), name_point(chart, last)))
    return " to ".join(names)


def write_findings(chart: ControlChart) -> list[str]:
    """What stands out, a sentence each; that nothing does, where that is so.

    Empty where there are no limits: nothing can then be said either way.
    """
    if not chart.has_limits:
        return []
    if not chart.findings:
        used = [point for point in chart.points if point.is_used]
        return [mark_made_up(write_nothing(chart), used)]
    return [write_finding(chart, finding) for finding in chart.findings]


def write_nothing(chart: ControlChart) -> str:
    """That nothing stands out, of how many that could be judged."""
    known = [point for point in chart.points if point.value is not None]
    judged = [point for point in known if point.limits is not None]
    if len(judged) == len(known):
        return f"Nothing stands out in {name_points(chart, len(known))}."
    return (
        f"Of {name_points(chart, len(known))} {len(judged)} could be judged; nothing "
        "stands out."
    )


def write_finding(chart: ControlChart, finding: Finding) -> str:
    """One finding as a sentence, with its good side where the measure has one."""
    points = [chart.points[place] for place in finding.places]
    write = {
        Signal.OUTSIDE: write_outside,
        Signal.SHIFT: write_shift,
    }[finding.signal]
    segment = chart.find_segment(finding.places[0])
    words = write(chart, points, finding.is_high) + write_since(segment)
    sentence = mark_made_up(f"{words}.", points)
    return " ".join(part for part in (sentence, write_side(chart, finding)) if part)


def mark_made_up(sentence: str, points: Sequence[Point]) -> str:
    """A sentence that says so where it rests on figures that are made up."""
    if not any(point.is_made_up for point in points):
        return sentence
    return f"{sentence.removesuffix('.')} ({MADE_UP})."


def write_outside(chart: ControlChart, points: Sequence[Point], is_high: bool) -> str:
    """That a point is outside its limits, and what would be usual."""
    [point] = points
    side = "above" if is_high else "below"
    name = name_point(chart, point)
    usual = write_usual(chart, point)
    return (
        f"{name} is {WORDS[Signal.OUTSIDE]}{write_whose(chart, point)}, {side} them: "
        f"{write_amount(chart, point)}, where {usual} would be usual"
    )


def write_shift(chart: ControlChart, points: Sequence[Point], is_high: bool) -> str:
    """That a run of points lies on one side of the centre."""
    side = "above" if is_high else "below"
    middle = "middle" if chart.is_time_between else "average"
    level = write_level(chart, points[0].centre or 0.0)
    whose = write_whose(chart, points[0])
    level = f"{whose}, {level}" if whose else f" of {level}"
    return (
        f"{name_stretch(chart, points[0], points[-1])}: {len(points)} in a row are "
        f"{side} the {middle}{level}, a shift"
    )


def write_whose(chart: ControlChart, point: Point) -> str:
    """Whose limits they are, where a break lies between: " of April 2023 to …"."""
    segment = chart.find_segment(chart.points.index(point))
    if segment.baseline is None or not segment.borrows:
        return ""
    return f" of {name_baseline(chart, segment.baseline)}"


def write_since(segment: Segment) -> str:
    """That figures are recorded differently since a break that their limits precede."""
    if not segment.borrows or segment.since is None:
        return ""
    return f"; it has also been recorded differently since {segment.since:%B %Y}"


def write_side(chart: ControlChart, finding: Finding) -> str:
    """Whether a finding is for the better; empty for a measure with no good side."""
    wanted = chart.measure.improvement_direction
    if wanted == "neutral":
        return ""
    # A longer time between events is fewer of them.
    is_more = finding.is_high != chart.is_time_between
    is_better = is_more == (wanted == "increase")
    return f"That is for the {'better' if is_better else 'worse'}."


def write_amount(chart: ControlChart, point: Point) -> str:
    """A point's figure with its counts and population: "20 stage 1 complaints"."""
    if chart.kind == "g":
        return f"{point.shown} {chart.between} since the one before"
    if chart.kind == "t":
        return f"{point.shown} since the one before"
    return point.said[0].lower() + point.said[1:]


def write_usual(chart: ControlChart, point: Point) -> str:
    """What lies inside a point's limits: "1 to 11", "43.2% to 100.0%"."""
    lower, upper = point.lower or 0.0, point.upper or 0.0
    if not chart.measure.has_denominator or chart.is_time_between:
        # Whole numbers only: those that lie inside.
        low, high = ceil(lower - TRACE), floor(upper + TRACE)
        days = " days" if chart.kind == "t" else ""
        return f"{low:,} to {high:,}{days}"
    return f"{write_level(chart, lower)} to {write_level(chart, upper)}"


def write_level(chart: ControlChart, level: float) -> str:
    """The level of a line in figures, rounded to one decimal."""
    text = write_rounded(level, 1)
    if chart.kind == "t":
        return f"{text} days"
    return f"{text}{chart.sign}"


def write_unjudged(chart: ControlChart) -> list[str]:
    """The points that are drawn and not judged, a sentence for each reason."""
    held = sorted(
        (point.unjudged, place)
        for place, point in enumerate(chart.points)
        if point.unjudged and point.value is not None
    )
    sentences = []
    for reason, group in groupby(held, key=lambda each: each[0]):
        points = [chart.points[place] for _, place in group]
        are = "is" if len(points) == 1 else "are"
        names = list_words([name_point(chart, point) for point in points])
        if len(points) > 3:
            names = name_points(chart, len(points))
        sentences.append(f"{names} {are} drawn and not judged: {UNJUDGED[reason]}.")
        if reason == "few":
            sentences.append(write_use_of_few(chart, points))
    return sentences


def write_use_of_few(chart: ControlChart, points: Sequence[Point]) -> str:
    """What points of few cases are still used for: the average of a baseline."""
    places = [chart.points.index(point) for point in points]
    segments = [chart.find_segment(place) for place in places]
    counted = sum(
        segment.baseline is not None and place < segment.held_from
        for place, segment in zip(places, segments, strict=True)
    )
    if counted == len(points):
        return "Their cases still count in the average."
    if not counted:
        return "Their cases count in no average."
    return f"The cases of {counted} of them still count in the average."


def write_chart_title(chart: ControlChart) -> str:
    """A chart's title: what is drawn, in which unit, with which limits."""
    label, unit = chart.measure.label, chart.measure.unit
    match chart.kind:
        case "t":
            words = f"Days from one to the next: {label}"
        case "g":
            words = f"{label}: {chart.between} from one to the next"
        case "slow" | "slow_prime":
            words = (
                f"Answers that took longer than usual (% of {chart.measure.population})"
            )
        case _:
            words = f"{label} ({unit})"
    # In one piece on a line: "c" alone at its end says nothing.
    name = (
        NAMES[chart.kind].replace(" ", "\N{NO-BREAK SPACE}")
        if chart.kind != "none"
        else ""
    )
    marks = [name] if name else []
    if chart.kind != "none" and not chart.has_limits:
        marks.append("too few points for limits")
    if chart.is_trial:
        marks.append("trial limits")
    known = [point for point in chart.points if point.value is not None]
    made_up = [point for point in known if point.is_made_up]
    if made_up:
        marks.append(MADE_UP if len(made_up) == len(known) else f"partly {MADE_UP}")
    return ", ".join([words, *marks])


def write_tick(chart: ControlChart, point: Point) -> str:
    """A point's label on the axis: "Mar 2025"."""
    if chart.is_time_between:
        return f"{point.last:%b %Y}"
    return write_part(point.label)


def write_alt_control(chart: ControlChart, events: Sequence[str] = ()) -> str:
    """The alt text of a control chart: what and why, every figure, every signal."""
    figures = []
    for point in chart.points:
        words = f"{name_point(chart, point)} {point.shown}"
        said = [WORDS[signal] for signal in point.signals]
        said += [UNJUDGED[point.unjudged]] if point.unjudged else []
        said += [MADE_UP] if point.is_made_up else []
        figures.append(", ".join([words, *said]))
    parts = [
        f"Control chart. {write_chart_title(chart)}. {write_chart_reason(chart)}",
        *write_levels(chart),
        *(["Events: " + "; ".join(events) + "."] if events else []),
        f"{'; '.join(figures) or 'Nothing to show'}.",
        *write_findings(chart),
    ]
    return " ".join(parts)


def write_levels(chart: ControlChart) -> list[str]:
    """The centre and limits of each stretch in words, for those who do not see them."""
    sentences = []
    for segment in chart.segments:
        points = chart.points[segment.start : segment.stop]
        judged = [point for point in points if point.limits is not None]
        if not judged:
            continue
        run = name_stretch(chart, points[0], points[-1])
        usual = list(dict.fromkeys(write_usual(chart, each) for each in judged))
        inside = usual[0]
        if len(usual) == 2 and not chart.measure.has_cases:
            inside += f", and {usual[1]} of later figures"
        elif len(usual) > 1:
            inside += " at first, then varying"
        centre = write_level(chart, segment.centre or 0.0)
        sentences.append(f"{run}: centre {centre}, usual {inside}.")
    return sentences


def write_event(day: date, label: str) -> str:
    """An event for the alt text: "New complaints system (January 2025)"."""
    return f"{label} ({day:%B %Y})"
