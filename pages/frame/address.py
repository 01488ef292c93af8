"""The figure a page is about, read from its address: measure, cut and group."""

import streamlit as st

from analytics.ground.errors import UsageError
from analytics.measures import find_measure
from analytics.measures.base import Measure
from analytics.measures.dimensions import DIMENSIONS
from analytics.measures.result import Result
from analytics.words.names import name_group
from pages.frame.escape import escape


# Between the values of a group that has several.
SEPARATOR = " | "


def warn(sentence: str) -> None:
    """Say that a link asked for something that there is not."""
    st.warning(escape(sentence), icon=":material/link_off:")


def carry(name: str, widget: str) -> None:
    """Put what a reader chose into the address."""
    value = st.session_state[widget]
    if value is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value
    # Other rows are read from their beginning.
    st.query_params.pop("start", None)


def read_measure(default: str) -> Measure:
    """The measure of the address; the default, with a warning, if it is unknown."""
    try:
        return find_measure(st.query_params.get("measure", default))
    except UsageError as error:
        warn(f"{error} {find_measure(default).label} is shown instead.")
        return find_measure(default)


def read_cut(measure: Measure) -> tuple[str, ...]:
    """The dimensions of the address that the measure can be broken down by."""
    names = [name for name in st.query_params.get("by", "").split(",") if name]
    wrong = [name for name in names if name not in measure.dimensions]
    for name in wrong:
        label = DIMENSIONS[name].label if name in DIMENSIONS else name
        warn(f"{measure.label} cannot be broken down by “{label}”.")
    return tuple(name for name in names if name not in wrong)


def write_group(result: Result) -> str:
    """A group as the address has it."""
    return SEPARATOR.join(result.group.values())


def choose_group(results: list[Result]) -> Result:
    """The result of the address's group, and a choice among the others."""
    groups = {write_group(result): result for result in results}
    wanted = st.query_params.get("group", "")
    if wanted not in groups:
        warn(f"There is no “{wanted}” among these figures; the whole is shown.")
        wanted = ""
    if len(groups) > 1:
        [names] = {tuple(result.by) for result in results}
        label = " and ".join(DIMENSIONS[name].label for name in names)
        key = f"group_{wanted}"
        st.selectbox(
            label,
            list(groups),
            index=list(groups).index(wanted),
            format_func=lambda each: name_group(groups[each]),
            key=key,
            on_change=carry,
            args=("group", key),
        )
    return groups[wanted]
