"""Where a share falls short, or falls: the areas, those with most first."""

from collections.abc import Callable, Sequence

import streamlit as st

from analytics.ground.rounding import write_count
from analytics.measures.result import Result
from analytics.view import View
from analytics.words.names import list_words, name_group
from pages.blocks.bars import Amount, show_bars
from pages.blocks.behind import fold_behind
from pages.blocks.cases import pick_part, write_cases_href
from pages.blocks.prose import show_note
from pages.frame.markup import Markup


DIMENSION = "service_area"


def show_where(
    view: View, measure: str, title: str, what: str, among: Sequence[Result] = ()
) -> None:
    """A share by service area, the areas with most of it first.

    Of a share of which more is wanted, those are counted that fell short. Areas with
    none stand in one sentence, those of which it is not known in the table. Where the
    page's title counts `among` them alone, it is said how many those are.
    """
    st.header(title, anchor=False)
    found = view.ask_each(*view.name_measures(measure), by=[DIMENSION])
    columns = {
        f"{what} at stage {stage}": [each for each in results if each.group]
        for stage, results in zip(view.stages, found, strict=True)
    }
    sizes: dict[str, float] = {}
    unknown = set()
    for results in columns.values():
        for each in results:
            name = name_group(each)
            sizes[name] = sizes.get(name, 0) + count_worry(each)
            unknown |= set() if each.is_ok or each.status == "undefined" else {name}
    names = sorted(sizes, key=lambda name: (-sizes[name], name.lower()))
    some = [name for name in names if sizes[name] or name in unknown]
    if some:
        write: Callable[[Result], Amount] = write_worry
        caption = f"{title} Complaints by service area"
        show_bars(view, caption, columns, some, name=name_group, write=write)
    none = [name for name in names if name not in some]
    whom = found[0][0].measure.whom if view.is_published and not view.where else ""
    said = "Outline: all counted. "
    said += f"Of {whom}{write_among(among)}. " if whom else ""
    said += "A complaint about several areas is in each of them."
    if none:
        said += f" {what} in none: {list_words(none)}."
    links = [
        Markup('<a data-go="" href="{}">All {} {} at stage {}</a>').format(
            write_cases_href(view, results[0], pick_part(results[0])),
            f"{count_worry(results[0]):,.0f}",
            what.lower(),
            stage,
        )
        for stage, results in zip(view.stages, found, strict=True)
        if count_worry(results[0])
    ]
    for note in (Markup(" · ").join(links), said):
        show_note(note)
    fold_behind(view, [each for results in found for each in results], "where")


def write_among(results: Sequence[Result]) -> str:
    """How many of them are of those whom the page's title counts, a stage each."""
    known = [each for each in results if each.is_ok]
    if not known:
        return ""
    counts = list_words([f"{count_worry(each):,.0f}" for each in known])
    return f"; of {known[0].measure.whom} alone: {counts}"


def count_worry(result: Result) -> float:
    """How many fell short where more is wanted, else how many count."""
    if not result.is_ok:
        return 0.0
    wants_more = result.measure.improvement_direction == "increase"
    return float(result.rest if wants_more else result.counted)


def write_worry(result: Result) -> Amount:
    """The same as a number and in words: "4 of 41"."""
    if not result.is_ok:
        return Amount(0.0, result.shown)
    number, of = count_worry(result), result.cases
    return Amount(number, f"{number:,.0f} of {write_count(of)}", float(of))
