"""Service areas beside each other: how many complaints, and how many answered late."""

import streamlit as st

from analytics.drawing.course import draw_spark
from analytics.ground.rounding import write_count
from analytics.measures.dimensions import NOT_RECORDED
from analytics.measures.result import Result
from analytics.view import View
from analytics.words.names import count_words
from analytics.words.narrative import write_alt
from pages.blocks.courses import list_quarters
from pages.blocks.panels import write_picture
from pages.frame import entries
from pages.frame.linking import write_link
from pages.frame.markup import Markup, show_markup


AREA = "service_area"
# So many stand on the overview; all of them on the page of the areas.
SHOWN = 4


def show_areas(view: View) -> None:
    """The areas with most complaints as small multiples of one scale."""
    stage = view.stages[0]
    received, answered = f"received_{stage}", f"answered_in_time_{stage}"
    now = view.ask_each(received, answered, by=[AREA])
    counts = {each.group[AREA]: each for each in now[0] if each.group and each.is_ok}
    late = {each.group[AREA]: each for each in now[1] if each.group}
    names = sorted(
        (name for name in counts if name != NOT_RECORDED and counts[name].counted),
        key=lambda name: (-float(counts[name].counted), name),
    )[:SHOWN]
    if not names:
        return
    courses = list_quarters(view, [received], [AREA])
    top = max(
        (float(each.counted) for name in names for each in courses.get(name, ())),
        default=1.0,
    )
    cells = [
        write_area(name, counts[name], late.get(name), courses.get(name, []), top)
        for name in names
    ]
    st.header(f"Service areas, stage {stage}", anchor=False)
    show_markup(
        Markup('<ul class="multiples">{}</ul><p class="onward">{}</p>').format(
            Markup("").join(cells),
            write_link(entries.SERVICE_AREAS, "All service areas"),
        )
    )


def write_area(
    name: str,
    count: Result,
    late: Result | None,
    course: list[Result],
    top: float,
) -> Markup:
    """One area: its name, its counts, and its quarters."""
    words = count_words(int(count.counted), "complaint")
    if late is not None and late.is_ok:
        words += f", {write_count(late.rest)} late"
    return Markup("<li>{}<small>{}</small>{}</li>").format(
        write_link(entries.SERVICE_AREAS, name, {"area": name}),
        words,
        write_picture(
            draw_spark(course, top=top),
            write_alt("Columns over time", name, course),
        ),
    )
