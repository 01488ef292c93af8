"""The course of a figure over several years, quarter by quarter or year by year.

Shares are a line of dots from 0 to 100%, each with what chance alone could have made of
it; counts are columns from nought. What is not known is a gap, never nought.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

from analytics.bearing.peers.quartiles import Quartiles
from analytics.drawing.palette import (
    BAND,
    GREY,
    GRID,
    INK,
    LANDLORD,
    PAPER,
    PEER_BAND,
    QUIET,
)
from analytics.drawing.svg import (
    Spot,
    draw_box,
    draw_dot,
    draw_rule,
    draw_svg,
    draw_text,
    find_width,
)
from analytics.figures.events import Event
from analytics.ground.calendar import (
    TimePart,
    make_part,
    name_month,
    name_quarter,
    name_year,
)
from analytics.measures.result import Result
from analytics.words.cells import write_counts


WIDTH, HEIGHT = 344, 214
LEFT, RIGHT, TOP, BOTTOM = 48, 284, 26, 184
# From one line of a text to the next, and how much wider than ours the letters of a
# machine can be that has none of our fonts.
LINE, WIDER = 14, 1.3
SPARK_WIDTH, SPARK_HEIGHT = 132, 36

# With fewer cases in the middle part of a course its dots are joined by a pale line.
ENOUGH = 10

# With more columns than this, or narrower ones, only the last has its number on it.
NUMBERED = 9

PART_NAMES = {"month": name_month, "quarter": name_quarter, "year": name_year}


@dataclass(frozen=True)
class Scale:
    """Where the parts and the values of a course stand in its picture."""

    parts: int
    top: float
    left: float
    right: float
    upper: float
    lower: float

    @property
    def step(self) -> float:
        """How wide a part is."""
        return (self.right - self.left) / max(self.parts, 1)

    def across(self, place: float) -> float:
        """The middle of a part."""
        return self.left + self.step * (place + 0.5)

    def down(self, value: float) -> float:
        """The height of a value."""
        part = min(max(value / self.top, 0.0), 1.0)
        return self.lower - (self.lower - self.upper) * part


def trim(results: Sequence[Result]) -> list[Result]:
    """The parts of a course from the first that is known to the last.

    What is hidden is known, and stays as a gap: cut off it would be read as not there.
    """
    known = [
        place
        for place, each in enumerate(results)
        if each.value is not None or each.is_suppressed
    ]
    return list(results[known[0] : known[-1] + 1]) if known else []


def find_top(values: Iterable[float], ceiling: int | None = None) -> float:
    """The upper end of the scale: 100 of a share, else a round number above all."""
    if ceiling:
        return float(ceiling)
    highest = max([1.0, *values])
    step = 10 ** (len(str(int(highest))) - 1)
    for fine in (step / 5, step / 2, step):
        if fine >= 1 and highest / fine <= 10:
            return float(ceil(highest / (2 * fine)) * 2 * fine)
    return float(ceil(highest / 2) * 2)


def draw_course(
    results: Sequence[Result],
    part: TimePart,
    *,
    bands: Mapping[str, Quartiles] | None = None,
    target: float | None = None,
    events: Sequence[tuple[str, Event]] = (),
    top: float | None = None,
) -> str:
    """The course of one measure as SVG.

    Behind it, by reporting year, the middle half of like landlords, and the landlord's
    own target. Events are thin lines, each with the letter by which the page names it.
    """
    results = trim(results)
    scale = make_scale(results, top)
    marks = draw_axes(results, part, scale)
    marks += draw_bands(results, part, scale, bands or {})
    marks += draw_events(results, part, scale, events)
    if target is not None:
        height = scale.down(target)
        marks.append(draw_rule((LEFT, height, RIGHT, height), INK, 1.4, "6 4"))
    is_line = results and not results[0].measure.is_of_events
    marks += draw_line(results, scale) if is_line else draw_columns(results, scale)
    return draw_svg(WIDTH, HEIGHT, marks)


def make_scale(results: Sequence[Result], top: float | None = None) -> Scale:
    """The scale of a course."""
    values = [number for each in results if (number := find_value(each)) is not None]
    ceiling = results[0].measure.ceiling if results else None
    highest = top or find_top(values, ceiling)
    return Scale(len(results), highest, LEFT, RIGHT, TOP, BOTTOM)


def find_value(result: Result) -> float | None:
    """A value as a picture needs it; None where there is none."""
    return None if result.value is None else float(result.value)


def part_of(result: Result, part: TimePart) -> str:
    """Which part of the course a result is."""
    return result.group.get(part, result.period.label)


def draw_axes(results: Sequence[Result], part: TimePart, scale: Scale) -> list[str]:
    """Three lines across with their values, and the reporting years below."""
    marks = []
    sign = results[0].measure.sign if results else ""
    for value in (0.0, scale.top / 2, scale.top):
        height = scale.down(value)
        marks.append(draw_rule((LEFT, height, RIGHT, height), GRID))
        text = f"{value:,.0f}{sign}" if value == int(value) else f"{value:,.1f}{sign}"
        marks.append(draw_text(LEFT - 6, height + 4, text, anchor="end", colour=QUIET))
    years = [make_part(part, part_of(each, part)).year for each in results]
    named = list(dict.fromkeys(years))
    room = find_width(named[0]) + 8 if named else 0
    every = max(1, ceil(room * len(named) / (RIGHT - LEFT)))
    for number, year in enumerate(named):
        first, count = years.index(year), years.count(year)
        start = LEFT + scale.step * first
        if first:
            marks.append(draw_rule((start, BOTTOM, start, BOTTOM + 6), GREY))
        width = scale.step * count
        # Counted from the last, which is the year a reader looks for.
        if (len(named) - 1 - number) % every == 0:
            marks.append(draw_text(start + width / 2, BOTTOM + 20, year, colour=QUIET))
    return marks


def draw_bands(
    results: Sequence[Result],
    part: TimePart,
    scale: Scale,
    bands: Mapping[str, Quartiles],
) -> list[str]:
    """The middle half of like landlords, over the parts of each year it is known of."""
    years = [make_part(part, part_of(each, part)).year for each in results]
    marks = []
    for year in dict.fromkeys(years):
        if year in bands:
            band = bands[year]
            start = LEFT + scale.step * years.index(year)
            high, low = scale.down(band.q3), scale.down(band.q1)
            width = scale.step * years.count(year)
            marks.append(draw_box((start, high), (width, low - high), PEER_BAND, GREY))
    return marks


def draw_events(
    results: Sequence[Result],
    part: TimePart,
    scale: Scale,
    events: Sequence[tuple[str, Event]],
) -> list[str]:
    """Thin lines before the parts in which something happened, each with its letter."""
    places = {part_of(each, part): place for place, each in enumerate(results)}
    letters: dict[int, list[str]] = {}
    for letter, event in events:
        place = places.get(PART_NAMES[part](event.event_date))
        if place is not None:
            letters.setdefault(place, []).append(letter)
    marks, texts = [], []
    free = 0.0
    for place, named in letters.items():
        spot = min(max(LEFT + scale.step * place, LEFT + 1), RIGHT - 1)
        marks.append(draw_rule((spot, TOP - 8, spot, BOTTOM), QUIET, 1, "2 3"))
        # Beside each other where their lines are too near for both.
        middle = max(spot, free)
        free = middle + 9 * (len(named) * 2 - 1)
        texts.append(
            draw_text(middle, TOP - 12, ",".join(named), colour=QUIET, size=12)
        )
    return [*marks, *texts]


def draw_line(results: Sequence[Result], scale: Scale) -> list[str]:
    """Dots joined by a line, behind each what it could have been by chance alone."""
    marks: list[str] = []
    dots = []
    for place, result in enumerate(results):
        across = scale.across(place)
        if result.value is None:
            continue
        if result.span is not None:
            low, high = (scale.down(end) for end in result.span)
            width = min(10.0, scale.step * 0.6)
            marks.append(
                draw_box((across - width / 2, high), (width, low - high), BAND)
            )
        down = scale.down(find_level(result))
        is_open = result.is_provisional or result.is_part
        dots.append(draw_dot(across, down, 4, PAPER if is_open else LANDLORD, LANDLORD))
    # From handful to handful a strong line would be read as a course.
    is_of_few = median(float(each.cases) for each in results) < ENOUGH
    colour, width = (GREY, 1) if is_of_few else (LANDLORD, 2)
    marks += [draw_run(run, colour, width) for run in list_unbroken(results, scale)]
    return [*marks, *dots, *label_last(results, scale)]


def find_level(result: Result) -> float:
    """Where the dot of a figure stands: of what is judged, where more is still open.

    To count what is open with what was late would draw a fall where there is none.
    """
    if result.is_provisional and result.measure.has_parts and result.decided:
        value = result.measure.make_value(result.counted, result.decided)
        return float(value or 0)
    return float(result.value or 0)


def list_unbroken(
    results: Sequence[Result], scale: Scale
) -> list[list[tuple[float, float]]]:
    """Where what is known stands, in runs that end where something is not known."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place, result in enumerate(results):
        if result.value is None:
            runs.append([])
        else:
            runs[-1].append((scale.across(place), scale.down(find_level(result))))
    return runs


def draw_run(run: Sequence[tuple[float, float]], colour: str, width: float) -> str:
    """A line through some points; nothing of one alone."""
    if len(run) < 2:
        return ""
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
    return (
        f'<polyline points="{points}" fill="none" '
        f'stroke="{colour}" stroke-width="{width:g}"/>'
    )


def label_last(results: Sequence[Result], scale: Scale) -> list[str]:
    """The counts of the last part, in the margin beside its dot, if they fit there."""
    last = results[-1] if results else None
    if last is None or last.value is None:
        return []
    is_counted = last.measure.has_parts and not last.measure.weight_column
    text = write_counts(last) if is_counted else last.shown
    if last.is_provisional:
        text = f"{last.counted} of {last.decided}"
    room = WIDTH - RIGHT - 2
    lines = [text]
    if find_width(text) * WIDER > room and " of " in text:
        counted, decided = text.split(" of ")
        lines = [f"{counted} of", decided]
    if max(map(find_width, lines)) > room:
        lines = [last.shown]
    down = scale.down(find_level(last)) + 5 - LINE * (len(lines) - 1) / 2
    return [
        draw_text(RIGHT + 2, down + LINE * place, line, anchor="start", weight=600)
        for place, line in enumerate(lines)
    ]


def draw_columns(results: Sequence[Result], scale: Scale) -> list[str]:
    """Columns from nought; one that is not complete is an outline."""
    marks = []
    width = min(scale.step * 0.7, 46)
    shown = [each.shown for each in results if each.value is not None]
    widest = max(map(find_width, shown), default=0)
    has_room = len(results) <= NUMBERED and widest < scale.step
    for place, result in enumerate(results):
        if result.value is None:
            continue
        down = scale.down(float(result.value))
        is_open = result.is_provisional or result.is_part
        marks.append(
            draw_box(
                (scale.across(place) - width / 2, down),
                (width, scale.lower - down),
                PAPER if is_open else LANDLORD,
                LANDLORD,
            )
        )
        if has_room or place == len(results) - 1:
            spot = scale.across(place)
            marks.append(draw_text(spot, down - 6, result.shown, weight=600))
    return marks


def draw_spark(
    results: Sequence[Result],
    events: Sequence[int] = (),
    top: float | None = None,
    within: Sequence[float] | None = None,
) -> str:
    """A course in the height of a line: no scale, its last part marked.

    `events` are the places before which something happened. Given a `top`, several
    pictures are of one scale. Given how many `within` each column are meant, such as
    those that were late, these are marked instead of the last.
    """
    known = [float(each.value) for each in results if each.value is not None]
    ceiling = results[0].measure.ceiling if results else None
    scale = Scale(
        len(results),
        top or find_top(known, ceiling),
        4,
        SPARK_WIDTH - 6,
        5,
        SPARK_HEIGHT - 4,
    )
    base = (4, scale.lower, SPARK_WIDTH - 6, scale.lower)
    marks = [draw_rule(base, GRID)]
    for place in events:
        spot = scale.left + scale.step * place
        marks.append(draw_rule((spot, 2, spot, scale.lower), GREY, 1, "2 2"))
    if results and results[0].measure.is_of_events:
        width = min(scale.step * 0.6, 12.0)
        for place, result in enumerate(results):
            if result.value is None:
                continue
            is_marked = within is None and place == len(results) - 1
            columns = [(float(result.value), LANDLORD if is_marked else GREY)]
            columns += [(within[place], LANDLORD)] if within else []
            for value, colour in columns:
                down = scale.down(value)
                corner = (scale.across(place) - width / 2, down)
                marks.append(draw_box(corner, (width, scale.lower - down), colour))
        return draw_svg(SPARK_WIDTH, SPARK_HEIGHT, marks)
    runs = list_unbroken(results, scale)
    for run in runs:
        marks.append(draw_run(run, GREY, 1.6))
        # A part with nothing beside it is a dot.
        marks += [draw_dot(x, y, 1.6, GREY) for x, y in run if len(run) == 1]
    spots = [spot for run in runs for spot in run]
    marks += [draw_dot(x, y, 3.5, LANDLORD) for x, y in spots[-1:]]
    return draw_svg(SPARK_WIDTH, SPARK_HEIGHT, marks)


def list_hits(results: Sequence[Result]) -> list[tuple[Result, Spot]]:
    """Each part of a course with where it stands."""
    results = trim(results)
    scale = make_scale(results)
    width = 100 * scale.step / WIDTH
    return [
        (result, Spot(100 * (LEFT + scale.step * place) / WIDTH, width))
        for place, result in enumerate(results)
    ]
