"""The dictionary: measures, breakdowns, statuses and columns, found and explained."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics.ground.errors import quote_nearest
from analytics.ground.landlord import Landlord
from analytics.measures import MEASURES
from analytics.measures.base import Direction, Measure
from analytics.measures.dimensions import DIMENSIONS, Dimension
from analytics.measures.result import STATUSES
from analytics.release.models import MODELS
from analytics.words.names import count_words, list_words, name_source
from analytics.words.notes import write_target, write_valid_from
from expectations.contract import KIND_WORDS, LIST_SEPARATOR, Column, Source
from expectations.sources import SOURCES
from pages.blocks.links import link_page
from pages.blocks.prose import show_list
from pages.blocks.tables import show_table
from pages.frame import entries
from pages.frame.escape import escape
from pages.frame.linking import write_link
from pages.frame.markup import Markup, show_markup


DIRECTIONS: dict[Direction, str] = {
    "increase": "A higher figure is better.",
    "decrease": "A lower figure is better.",
    "neutral": "Neither high nor low is good in itself.",
}

# Of a measure that no day places in a period.
AT_AS_AT = "None: it is counted as things stood at the release's as-at date."

# What a breakdown without a closed list of values holds.
OPEN_VALUES = {
    "year": "Reporting years, from 1 April to 31 March.",
    "quarter": "Quarters of the reporting year, the first from April to June.",
    "month": "Calendar months.",
    "response_days": "Whole numbers of working days.",
}
OPEN_VALUE = "Whatever the extracts hold."


@dataclass(frozen=True)
class Found:
    """What of the dictionary was found, in its own order."""

    measures: tuple[Measure, ...]
    dimensions: tuple[Dimension, ...]
    statuses: tuple[str, ...]
    columns: tuple[tuple[Source, Column], ...]

    def __bool__(self) -> bool:
        """Whether anything was."""
        return any((self.measures, self.dimensions, self.statuses, self.columns))


def describe_measure(measure: Measure) -> str:
    """What a measure is found by."""
    return " ".join(
        (
            measure.id,
            measure.label,
            measure.definition,
            measure.authority,
            measure.theme,
            measure.unit,
        )
    )


def describe_dimension(dimension: Dimension) -> str:
    """What a breakdown is found by."""
    return " ".join((dimension.label, write_values(dimension), write_codes(dimension)))


def describe_column(source: Source, column: Column) -> str:
    """What a column is found by: its own words, and its extract's."""
    return " ".join(
        (
            column.name,
            column.definition,
            write_kind(column),
            *column.choices,
            source.name,
            name_source(source.name),
        )
    )


def has_word(description: str, word: str) -> bool:
    """Whether a word is in a description; a number counts only where it stands alone.

    The 1 of "stage 1" is not the one in "6.14" or in "1,000".
    """
    if not word.isdecimal():
        return word in description
    return re.search(rf"(?<![\d.,]){word}(?!\d|[.,]\d)", description) is not None


def search(text: str) -> Found:
    """Everything that has all words of a text in its description, in any case."""
    words = text.casefold().split()

    def has_all(description: str) -> bool:
        return all(has_word(description.casefold(), word) for word in words)

    return Found(
        tuple(each for each in MEASURES.values() if has_all(describe_measure(each))),
        tuple(
            each for each in DIMENSIONS.values() if has_all(describe_dimension(each))
        ),
        tuple(
            status
            for status, meaning in STATUSES.items()
            if has_all(" ".join((status, *meaning)))
        ),
        tuple(
            (source, column)
            for source in SOURCES.values()
            for column in source.columns
            if has_all(describe_column(source, column))
        ),
    )


def write_found(found: Found, text: str) -> str:
    """The page's answer: how much there is, or how much of it was found."""
    words = text.split()
    quoted = f"“{' '.join(words)}”"
    if not found:
        what = quoted if len(words) == 1 else f"all of the words {quoted}"
        return f"Nothing here has {what} in it. Fewer or other words may find it."
    statuses = "status" if len(found.statuses) == 1 else "statuses"
    counts = {
        count_words(len(found.measures), "measure"): found.measures,
        count_words(len(found.dimensions), "breakdown"): found.dimensions,
        f"{len(found.statuses)} {statuses}": found.statuses,
        count_words(len(found.columns), "column"): found.columns,
    }
    listed = list_words([count for count, members in counts.items() if members])
    if not words:
        return f"Everything that figures here are made of: {listed}."
    return f"Found for {quoted}: {listed}."


def keep_address() -> None:
    """Make the browser's address that of what is shown.

    Streamlit leaves it as it was where a link leads to another address of its own page;
    sent what it knows already, the browser does nothing.
    """
    st.query_params.update({})


def find_asked() -> Measure | None:
    """The measure the address asks for; None if it asks for none that exists."""
    asked = str(st.query_params.get("measure", ""))
    return MEASURES.get(asked.strip().lower())


def write_unknown() -> str:
    """What to say of a measure the address asks for and nobody knows; else empty."""
    asked = str(st.query_params.get("measure", "")).strip()
    if not asked or asked.lower() in MEASURES:
        return ""
    nearest = quote_nearest(asked.lower(), list(MEASURES))
    if not nearest.startswith("the nearest"):
        # It would name all of them, and they stand below.
        nearest = "every measure there is stands below"
    return f"There is no measure called “{asked}”; {nearest}."


def write_breakdowns(measure: Measure) -> str:
    """By what a measure may be broken down."""
    labels = [DIMENSIONS[name].label for name in measure.dimensions]
    words = [label[0].lower() + label[1:] for label in labels]
    return f"{list_words(words).capitalize()}." if words else "Nothing."


def write_placed(measure: Measure) -> str:
    """Which day places a case in a period, in words."""
    if measure.is_at_as_at:
        return AT_AS_AT
    return MODELS[measure.model].dates[measure.time_dimension]


def write_facts(measure: Measure, landlord: Landlord) -> dict[str, str]:
    """What is declared of a measure besides its definition, by what it is."""
    facts = {
        "Of what": f"{measure.population[0].upper()}{measure.population[1:]}.",
        "Unit": measure.unit,
        "Which way is better": DIRECTIONS[measure.improvement_direction],
        "Day that places a case in a period": write_placed(measure),
        "May be broken down by": write_breakdowns(measure),
        "Extracts it needs": list_words([name_source(each) for each in measure.sources])
        + ".",
    }
    if measure.has_spread and not measure.is_at_as_at:
        own = measure.given_what_matters(landlord.matters.get(measure.id))
        facts["Differences too small to matter"] = own.what_matters
    target = write_target(measure, landlord)
    return facts | ({"Target": target} if target else {})


def write_kind(column: Column) -> str:
    """What a cell of a column must hold, its closed list written out."""
    words = KIND_WORDS[column.kind]
    if column.choices:
        words = f"one of {list_words(column.choices, 'or')}"
    if column.is_list:
        words += f", several of them separated by “{LIST_SEPARATOR}”"
    return f"{words[0].upper()}{words[1:]}."


def write_values(dimension: Dimension) -> str:
    """The values of a breakdown as people read them."""
    if not dimension.values:
        return OPEN_VALUES.get(dimension.name, OPEN_VALUE)
    labels = [dimension.name_value(value) for value in dimension.values]
    return f"{', '.join(labels)}."


def write_codes(dimension: Dimension) -> str:
    """What scripts call a breakdown and its values."""
    values = f": {', '.join(dimension.values)}" if dimension.values else ""
    return f"{dimension.name}{values}"


def write_rules(source: Source, columns: Sequence[Column]) -> list[str]:
    """What rows of an extract are rejected or warned of for, in some columns."""
    what = {"reject": "Rejected", "warn": "Kept with a warning"}
    names = [column.name for column in columns]
    return [
        f"{what[rule.severity]}: {rule.reason}."
        for rule in source.expects
        if rule.column in names
    ]


def make_words(title: str, rows: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """A table of words by row and heading; its index is the row's name."""
    return pd.DataFrame(list(rows.values()), index=pd.Index(list(rows), name=title))


def show_measure(measure: Measure, landlord: Landlord) -> None:
    """One measure in full: what a paper that cites its address needs."""
    st.title(measure.label, anchor=False)
    with st.container(key="answer"):
        st.markdown(escape(measure.definition))
    st.caption(escape(f"{write_valid_from(measure)} {measure.authority}."))
    st.markdown(escape(measure.why_it_matters))
    facts = write_facts(measure, landlord).items()
    table = make_words("What", {what: {"In words": words} for what, words in facts})
    show_table(table, f"{measure.label}: how it is counted")
    if measure.caveats:
        st.header("What to bear in mind", anchor=False)
        show_list(measure.caveats)
    st.header("Its address", anchor=False)
    st.markdown(
        "A paper that uses this figure can cite "
        f"`/definitions?measure={measure.id}` at this dashboard\\'s address\\. "
        f"Scripts know it as `{measure.id}`\\."
    )
    link_page(entries.NUMBER, "Where this number comes from", measure=measure.id)
    link_page(entries.THEMES[measure.theme], f"{measure.theme}: the page that shows it")
    link_page(entries.DEFINITIONS, "All definitions")
    # A link in the middle of the list would leave its reader in the middle of this.
    # The id makes the script another one for another measure, so that it runs again.
    st.html(
        f"<script>/* {measure.id} */ document.querySelector("
        "'[data-testid=\"stMain\"]').scrollTo(0, 0)</script>",
        unsafe_allow_javascript=True,
    )


def show_measures(found: Found) -> None:
    """Measures by theme, each as a link to its own address and its definition."""
    if not found.measures:
        return
    st.header(f"Measures ({len(found.measures)})", anchor=False)
    st.markdown("Each name leads to the whole definition, at an address of its own\\.")
    for theme in dict.fromkeys(measure.theme for measure in found.measures):
        st.subheader(theme, anchor=False)
        listed = [
            Markup("<dt>{}</dt><dd>{}</dd>").format(
                write_link(entries.DEFINITIONS, measure.label, {"measure": measure.id}),
                measure.definition,
            )
            for measure in found.measures
            if measure.theme == theme
        ]
        show_markup(
            Markup('<dl class="entries">{}</dl>').format(Markup("").join(listed))
        )


def show_dimensions(found: Found) -> None:
    """Breakdowns with their values."""
    show_words(
        f"Breakdowns ({len(found.dimensions)})",
        "What figures may be broken down or filtered by\\.",
        "Breakdown",
        {
            each.label: {"Values": write_values(each), "For scripts": write_codes(each)}
            for each in found.dimensions
        },
    )


def show_statuses(found: Found) -> None:
    """What stands in a figure's place, and what it means."""
    show_words(
        f"Statuses ({len(found.statuses)})",
        "What stands where a figure would, and what it means\\.",
        "Shown as",
        {
            STATUSES[each][0] or "the figure": {
                "Meaning": STATUSES[each][1],
                "For scripts": each,
            }
            for each in found.statuses
        },
    )


def show_columns(found: Found, *, is_open: bool) -> None:
    """Columns by extract, with the extract's grain, key and rules."""
    if not found.columns:
        return
    st.header(f"Columns of the extracts ({len(found.columns)})", anchor=False)
    st.markdown(
        "What is read from a landlord\\'s exports\\. An empty cell means unknown\\: "
        "never no\\, never nought\\."
    )
    for source in SOURCES.values():
        columns = [column for owner, column in found.columns if owner is source]
        if columns:
            title = f"{name_source(source.name)}: {count_words(len(columns), 'column')}"
            key = f"fold_{source.name}_{is_open}"
            fold = st.expander(title, expanded=is_open, key=key, on_change="rerun")
            if fold.open:
                with fold:
                    show_extract(source, columns)
    link_page(entries.EXTRACTS, "How these rules were kept in this release")


def show_extract(source: Source, columns: Sequence[Column]) -> None:
    """One extract: its name for files, grain, key, some columns and its rules."""
    key = list_words([f"`{name}`" for name in source.key])
    st.markdown(
        f"A file or sheet named `{source.name}`\\. {escape(source.grain)} No two rows "
        f"have the same {key}\\."
    )
    rows = {
        column.name: {
            "Must hold": write_kind(column)
            + (" Required." if column.is_required else " May be empty."),
            "Meaning": column.definition,
        }
        for column in columns
    }
    show_table(make_words("Column", rows), f"Columns of {name_source(source.name)}")
    show_list(write_rules(source, columns))


def show_words(
    heading: str, lead: str, title: str, rows: Mapping[str, Mapping[str, str]]
) -> None:
    """A heading, a sentence and a table, where there are rows."""
    if not rows:
        return
    st.header(heading, anchor=False)
    st.markdown(lead)
    show_table(make_words(title, rows), heading)
