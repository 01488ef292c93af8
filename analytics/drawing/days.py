"""How many working days answers took, against the limit."""

from collections.abc import Mapping, Sequence

from analytics.drawing.course import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, find_top
from analytics.drawing.palette import GREY, GRID, INK, LANDLORD, QUIET
from analytics.drawing.svg import Spot, draw_box, draw_rule, draw_svg, draw_text
from analytics.measures.result import Result


# What took longer stands in one last column.
LONGEST = 45


def count_by_days(results: Sequence[Result]) -> dict[int, int]:
    """How many answers took so many working days; the longest together."""
    counts: dict[int, int] = {}
    for result in results:
        taken = result.group.get("response_days", "")
        if result.value is not None and taken.isdigit():
            day = min(int(taken), LONGEST)
            counts[day] = counts.get(day, 0) + int(result.value)
    return counts


def find_step(counts: Mapping[int, int], limit: int) -> tuple[int, float]:
    """The last day there is room for, and how wide a day is."""
    last = max([*counts, limit + 2])
    return last, (RIGHT - LEFT) / (last + 1)


def list_day_hits(results: Sequence[Result], limit: int) -> list[tuple[Result, Spot]]:
    """Each day's answers with where they stand.

    Not those of the last column in which several days stand together.
    """
    _, step = find_step(count_by_days(results), limit)
    hits = []
    for result in results:
        taken = result.group.get("response_days", "")
        if result.value and taken.isdigit() and int(taken) < LONGEST:
            start = LEFT + step * int(taken)
            hits.append((result, Spot(100 * start / WIDTH, 100 * step / WIDTH)))
    return hits


def draw_days(results: Sequence[Result], limit: int) -> str:
    """Answers by working days taken as SVG: those past the limit in another colour."""
    counts = count_by_days(results)
    last, step = find_step(counts, limit)
    top = find_top(float(each) for each in counts.values())
    marks = []
    for value in (0.0, top / 2, top):
        down = BOTTOM - (BOTTOM - TOP) * value / top
        marks.append(draw_rule((LEFT, down, RIGHT, down), GRID))
        text = f"{value:g}"
        marks.append(draw_text(LEFT - 6, down + 4, text, anchor="end", colour=QUIET))
    for day, count in counts.items():
        height = (BOTTOM - TOP) * count / top
        corner = (LEFT + step * day + step * 0.12, BOTTOM - height)
        colour = LANDLORD if day <= limit else GREY
        marks.append(draw_box(corner, (step * 0.76, height), colour))
    spot = LEFT + step * (limit + 1)
    marks.append(draw_rule((spot, TOP - 8, spot, BOTTOM), INK, 1.4, "6 4"))
    is_right = spot > (LEFT + RIGHT) / 2
    marks.append(
        draw_text(
            spot + (-6 if is_right else 6),
            TOP - 10,
            f"due by day {limit}",
            anchor="end" if is_right else "start",
            size=12,
        )
    )
    for day in range(0, last + 1, 10 if last > 25 else 5):
        name = f"{day}+" if day == LONGEST else str(day)
        marks.append(
            draw_text(LEFT + step * (day + 0.5), BOTTOM + 20, name, colour=QUIET)
        )
    return draw_svg(WIDTH, HEIGHT, marks)
