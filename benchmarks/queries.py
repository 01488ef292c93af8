"""The queries a page really asks, replayed beside one plain pass over the complaints."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics.settings import PROJECT
from analytics.warehouse import Warehouse
from pages.shared.pages import MENU


@dataclass(frozen=True)
class Asked:
    """One query as a page asked it."""

    warehouse: Warehouse
    method: str
    sql: str
    parameters: dict[str, Any]

    def ask(self) -> float:
        """Milliseconds to ask it again and hold its rows."""
        start = time.perf_counter()
        getattr(self.warehouse, self.method)(self.sql, self.parameters)
        return (time.perf_counter() - start) * 1000


@contextmanager
def record() -> Iterator[list[Asked]]:
    """Every query asked of any warehouse while it lasts."""
    asked: list[Asked] = []
    own = {method: getattr(Warehouse, method) for method in ("query", "frame")}

    def wrap(method: str) -> Any:
        def listen(warehouse: Warehouse, sql: str, parameters: Any = None) -> Any:
            asked.append(Asked(warehouse, method, sql, dict(parameters or {})))
            return own[method](warehouse, sql, parameters)

        return listen

    for method in own:
        setattr(Warehouse, method, wrap(method))
    try:
        yield asked
    finally:
        for method, original in own.items():
            setattr(Warehouse, method, original)


def record_pages() -> dict[str, list[Asked]]:
    """By page, what it asks in its default view, menu and filters included.

    Each page is drawn twice and the second time counts: what a release finds out once
    for all its readers is no page's.
    """
    st.cache_resource.clear()
    st.cache_data.clear()
    menu = str(Path(PROJECT, "pages", "menu.py"))
    found = {}
    for path, _, name in (entry for entries in MENU.values() for entry in entries):
        for _ in range(2):
            session = AppTest.from_file(menu, default_timeout=300).run()
            with record() as asked:
                session.switch_page(path).run()
            if session.exception:
                raise RuntimeError(f"{name}: {session.exception[0].message}")
        found[name] = asked
    return found


def make_pass(warehouse: Warehouse) -> Asked:
    """The reference: every flag of every complaint summed, by year and stage."""
    columns = warehouse.query(
        "select column_name from information_schema.columns "
        "where table_name = 'complaint_stages' and data_type = 'BOOLEAN'"
    )
    sums = ", ".join(f"sum(cast({name} as integer))" for (name,) in columns)
    sql = (
        f"select reporting_year, stage, count(*), {sums} "
        "from complaint_stages group by reporting_year, stage"
    )
    return Asked(warehouse, "query", sql, {})


def replay(
    pages: dict[str, list[Asked]], readings: int
) -> tuple[list[float], dict[str, list[list[float]]]]:
    """Milliseconds of the pass, and of each query of each page, turn by turn.

    The pass is taken before every page, so that drift falls on both alike.
    """
    warehouse = next(asked[0].warehouse for asked in pages.values() if asked)
    reference = make_pass(warehouse)
    reference.ask()
    passes = []
    times: dict[str, list[list[float]]] = {name: [] for name in pages}
    for _ in range(readings):
        for name, asked in pages.items():
            passes.append(reference.ask())
            times[name].append([each.ask() for each in asked])
    return passes, times


def list_slowest(
    asked: list[Asked], times: list[list[float]], number: int
) -> list[tuple[float, Asked]]:
    """The slowest queries of a page with the median of their times."""
    medians = [median(each) for each in zip(*times, strict=True)]
    order = sorted(range(len(asked)), key=lambda place: -medians[place])
    return [(medians[place], asked[place]) for place in order[:number]]
