"""A paper on the screen: the same sentences, tables and charts in the same order."""

from collections.abc import Hashable, Sequence
from functools import partial

import streamlit as st

from analytics.behind.records import list_determinations
from analytics.papers import PAPERS
from analytics.papers.content import make_paper
from analytics.papers.paper import Grid, Paper, PaperChart, Section
from analytics.release.store import current_stamp
from analytics.view import View
from pages.blocks.behind import fold_behind
from pages.blocks.panels import write_picture
from pages.blocks.prose import head_part, show_note, write_list
from pages.blocks.tables import Style, write_table
from pages.frame.address import warn
from pages.frame.markup import Markup, show_markup


# Its key in the address.
PAPER_KEY = "paper"

MIMES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
}
BUTTONS = {"docx": "Word", "pdf": "PDF", "html": "HTML, one file"}


def choose_paper() -> str:
    """Which kind of paper is shown, kept in the address."""
    names = {kind.name: key for key, kind in PAPERS.items()}
    first = next(iter(names))
    wanted = st.query_params.get(PAPER_KEY, first)
    if wanted not in names:
        warn(f"There is no paper “{wanted}”.")
    chosen = st.selectbox(
        "Which paper?", list(names), key=PAPER_KEY, bind="query-params"
    )
    return names[chosen or first]


def choose_case(view: View) -> str:
    """Which determination the paper is about, the latest first."""
    rows = list_determinations(view.release)
    cases = list(dict.fromkeys(str(row["determination_id"]) for row in rows))
    if not cases:
        return ""
    return st.selectbox("Which case?", cases, key="paper_case") or ""


def read_paper(view: View, kind: str) -> Paper | None:
    """The paper on what a reader has chosen, or on its whole year.

    None, with a sentence, where there is nothing that it could be about.
    """
    if PAPERS[kind].of_case:
        case = choose_case(view)
        if not case:
            st.title(PAPERS[kind].name, anchor=False)
            show_note("No determination of the Ombudsman is on record.")
            return None
        return make_paper(view.release, kind, view.year, case=case)
    if PAPERS[kind].is_whole:
        return make_paper(view.release, kind, view.year)
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


def show_sections(view: View, sections: Sequence[Section]) -> None:
    """The parts of a paper, with what lies behind each that has figures."""
    said = Markup("")
    for section in sections:
        if section.is_folded:
            continue
        said += write_section(section)
        if section.results:
            show_markup(said)
            said = Markup("")
            drawn = [result for chart in section.charts for result in chart.results]
            fold_behind(view, [*section.results, *drawn], section.key)
    show_markup(said)
    for section in sections:
        if section.is_folded:
            show_folded(section)


def show_folded(section: Section) -> None:
    """A part that is long and seldom read, made when it is opened."""
    key = f"fold_{section.key}_whole"
    fold = st.expander(section.heading, key=key, on_change="rerun")
    if fold.open:
        with fold:
            show_markup(write_section(section))


def write_section(section: Section) -> Markup:
    """A part of a paper under its heading."""
    # On a screen one below the other: a paragraph of a dozen figures is for paper.
    parts = [head_part(section.heading)]
    parts.append(write_list([*section.sentences, *section.points]))
    if section.notes:
        parts.append(Markup('<p class="note">{}</p>').format(" ".join(section.notes)))
    parts += [lay_grid(grid, section) for grid in section.grids]
    for chart in section.charts:
        picture = write_picture(draw(current_stamp(), chart.alt, chart), chart.alt)
        parts.append(Markup('<div class="drawn">{}</div>').format(picture))
    return Markup("").join(parts)


def lay_grid(grid: Grid, section: Section) -> Markup:
    """A table of a paper; figures stand to the right."""
    title = Markup("<h3>{}</h3>").format(grid.title) if grid.title else Markup("")
    style: Style = "figures" if any(grid.numbers) else "list"
    caption = grid.title or section.heading
    return title + write_table(caption, grid.headings, grid.rows, style)


@st.cache_data(show_spinner=False, max_entries=60)
def draw(stamp: Hashable, words: str, _chart: PaperChart) -> str:  # noqa: ARG001
    """A chart as the paper has it: drawn once for all readers of a release."""
    from analytics.papers.pictures import draw_chart

    return draw_chart(_chart, "svg", is_for_screen=True).decode()
