"""A paper on the screen: the same sentences, tables and charts in the same order."""

from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.drawing.charts import CONFIG
from analytics.papers.content import make_paper
from analytics.papers.paper import FORMS, Grid, Paper, PaperChart, Section
from analytics.view import View
from pages.blocks.figure import show_definitions, show_table
from pages.frame.escape import escape


MIMES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
}
BUTTONS = {"docx": "Word", "pdf": "PDF", "html": "HTML, one file"}


def read_paper(view: View, kind: str) -> Paper:
    """The paper on what a reader has chosen."""
    where = dict(view.where)
    if len(view.stages) == 1:
        where["stage"] = (str(view.stages[0]),)
    return make_paper(view.release, kind, view.period, where)


def show_downloads(paper: Paper) -> None:
    """Buttons for the three files, each made only when it is pressed."""
    for column, (form, label) in zip(st.columns(3), BUTTONS.items(), strict=True):
        column.download_button(
            f"Download as {label}",
            data=partial(render, paper, form),
            file_name=f"{paper.file_stem}.{form}",
            mime=MIMES[form],
            key=f"download_{form}",
            on_click="ignore",
            width="stretch",
        )


def render(paper: Paper, form: str) -> bytes:
    """A paper's file; what draws and sets it is loaded only here."""
    from analytics.papers.write import FORMATS

    return FORMATS[form](paper)


def show_section(section: Section) -> None:
    """A part of a paper under its heading."""
    st.header(section.heading, anchor=False)
    if section.sentences:
        st.markdown(" ".join(escape(each) for each in section.sentences))
    if section.points:
        st.markdown("\n".join(f"- {escape(point)}" for point in section.points))
    if section.notes:
        st.caption(escape(" ".join(section.notes)))
    for place, grid in enumerate(section.grids):
        show_grid(grid, section, place)
    for place, chart in enumerate(section.charts):
        st.plotly_chart(
            draw(chart),
            config=CONFIG,
            theme=None,
            key=f"chart_{section.key}_drawn_{place}",
            alt=chart.alt,
        )
        show_table(chart.results, f"{section.key}_drawn_{place}")
    measures = list(dict.fromkeys(result.measure for result in section.results))
    if measures:
        show_definitions(measures)


def show_grid(grid: Grid, section: Section, place: int) -> None:
    """A table of a paper; figures stand to the right."""
    if grid.title:
        st.markdown(f"**{escape(grid.title)}**")
    index = pd.Index([escape(row[0]) for row in grid.rows], name=grid.headings[0])
    cells = [[escape(cell) for cell in row[1:]] for row in grid.rows]
    # Headings may repeat; Streamlit wants them to differ, so a joiner tells them apart.
    names: list[str] = []
    for name in grid.headings[1:]:
        names.append(name + "\N{WORD JOINER}" * names.count(name))
    table = pd.DataFrame(cells, index=index, columns=names)
    key = "figures" if any(grid.numbers) else "list"
    with st.container(key=f"{key}_{section.key}_{place}"):
        st.table(table, border="horizontal", alt=grid.title or section.heading)


def draw(chart: PaperChart) -> go.Figure:
    """A paper's chart as the other pages draw it."""
    form = FORMS[chart.kind]
    match chart.kind:
        case "columns":
            return form.given(dimension=chart.dimension)(chart.results)
        case "dots":
            figure = form.given(title=chart.title)(chart.results)
            # Labels with stage and year need three lines.
            height = figure.layout.height + 16 * len(chart.results)
            return figure.update_layout(height=height)
        case "answers":
            return form(chart.results)
    return form.given(title=chart.title)(chart.results)
