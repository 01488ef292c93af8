"""The figures of the pages about complaints: the dashboard's way and plain pandas.

Both answer what the pages really ask, which is noted while they are drawn, and both
must come to the same numbers. The dashboard's answer begins with none kept and includes
everything it does for one: disclosure, intervals, words. That of pandas is the counts.
"""

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from statistics import median
from unittest.mock import patch

import pandas as pd

from analytics.figures.open_release import OpenRelease
from analytics.figures.query import run
from analytics.ground.calendar import Period, make_as_at
from analytics.measures.base import Count, Measure, Rate
from analytics.measures.result import Result
from benchmarks.drawing import AREA_CHOSEN, VISITS, Visit, draw_visit, forget, open_menu
from benchmarks.plain import print_table, write_ratio, write_span
from benchmarks.plain_pandas import (
    AREA_MODEL,
    STAGE_MODEL,
    PageQuestion,
    PandasFigures,
    PandasNumbers,
    PandasRegister,
    load_frames,
)
from pages.frame.view import open_shown


# How many times as fast as pandas the dashboard's way is to be: an aim, no verdict.
AIM = 5
COMPLAINT_PAGES = ("overview", "volumes", "outcomes", "timeliness", "service-areas")
KNOWN = ("ok", "undefined", "too_few")


@contextmanager
def note_questions() -> Iterator[list[PageQuestion]]:
    """What pages ask meanwhile, of the models of complaints, each once."""
    asked: list[PageQuestion] = []

    def run_and_note(
        release: OpenRelease,
        measures: Sequence[Measure],
        periods: Sequence[Period],
        *,
        by: Sequence[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
    ) -> list[Result]:
        complaints = tuple(
            each for each in measures if each.model in (STAGE_MODEL, AREA_MODEL)
        )
        question = PageQuestion(
            measures=complaints,
            periods=tuple(periods),
            by=tuple(by),
            where=tuple((name, tuple(each)) for name, each in (where or {}).items()),
        )
        if complaints and question not in asked:
            asked.append(question)
        return run(release, measures, periods, by=by, where=where)

    with patch("analytics.view.run", run_and_note):
        yield asked


def read_questions(visit: Visit) -> list[PageQuestion]:
    """What one page asks."""
    session = open_menu(visit)
    with note_questions() as asked:
        draw_visit(session, visit)
    if not asked:
        raise RuntimeError(f"{visit.name}: it asks nothing that is noted here.")
    return asked


def answer(release: OpenRelease, questions: Sequence[PageQuestion]) -> list[Result]:
    """The dashboard's answers to a page's questions, none of them kept from before."""
    release.warehouse._kept.cache_clear()
    return [
        result
        for asked in questions
        for result in run(
            release,
            asked.measures,
            asked.periods,
            by=asked.by,
            where=dict(asked.where),
        )
    ]


def answer_plainly(
    frames: dict[str, pd.DataFrame], as_at: str, questions: Sequence[PageQuestion]
) -> list[PandasFigures]:
    """The answers of pandas, each question over the whole frames as in a query."""
    return [PandasRegister(frames, as_at).answer(asked) for asked in questions]


def answer_together(
    frames: dict[str, pd.DataFrame], as_at: str, questions: Sequence[PageQuestion]
) -> list[PandasFigures]:
    """The answers of pandas where a period is cut out once for the whole page."""
    register = PandasRegister(frames, as_at)
    return [register.answer(asked) for asked in questions]


def check_same(
    release: OpenRelease,
    frames: dict[str, pd.DataFrame],
    name: str,
    questions: list[PageQuestion],
) -> int:
    """The number of figures of a page; RuntimeError if the two ways differ in one."""
    compared = 0
    register = PandasRegister(frames, write_as_at(release))
    for asked in questions:
        plain = register.answer(asked)
        own = {
            (each.measure.id, each.period.label, tuple(each.group.values())): each
            for each in answer(release, [asked])
        }
        for key in plain.keys() | own.keys():
            result, total = own.get(key), own[*key[:2], ()]
            # Where a rate has no homes to be taken of, its groups are not asked.
            if {total.status, (result or total).status} - {*KNOWN}:
                continue
            numbers = plain.get(key, (0, 0, 0))
            if result is None or not is_same(result, numbers):
                raise RuntimeError(f"{name} {key}: {result} is {numbers} in pandas")
            compared += 1
    return compared


def is_same(result: Result, numbers: PandasNumbers) -> bool:
    """Whether pandas has counted what a result says."""
    counted, cases, pending = numbers
    if isinstance(result.measure, Count | Rate):
        # The denominator of a rate is homes, of which pandas was not asked.
        return bool(result.numerator == counted)
    if result.numerator is None and result.is_ok:
        return bool((result.value, result.denominator) == (counted, cases))
    if result.numerator is None:
        return not cases
    own = (result.numerator, result.denominator, result.pending)
    return own == (counted, cases, pending)


def write_as_at(release: OpenRelease) -> str:
    """The label of what is counted at the as-at date."""
    return make_as_at(release.as_at).label


def clock(function: Callable[..., object], *arguments: object) -> float:
    """Milliseconds of one call."""
    gc.collect()
    start = time.perf_counter()
    function(*arguments)
    return (time.perf_counter() - start) * 1000


def measure_page(
    release: OpenRelease, frames: dict[str, pd.DataFrame], visit: Visit, readings: int
) -> tuple[list[str], list[list[float]]]:
    """The first cells of one page's line, and the readings of each way, by turns."""
    questions = read_questions(visit)
    compared = check_same(release, frames, visit.name, questions)
    as_at = write_as_at(release)
    times: list[list[float]] = [[], [], []]
    for _ in range(readings):
        times[0].append(clock(answer, release, questions))
        times[1].append(clock(answer_plainly, frames, as_at, questions))
        times[2].append(clock(answer_together, frames, as_at, questions))
    return [visit.name, str(len(questions)), f"{compared:,}"], times


def write_times(times: Sequence[Sequence[float]]) -> list[str]:
    """The cells of three ways: the dashboard's, then each of pandas with its ratio."""
    own, *others = times
    cells = [write_span(own)]
    for plain in others:
        cells += [write_span(plain), write_ratio(plain, own)]
    return cells


def measure_figures(rows: int, readings: int) -> None:
    """Print what the figures of each page take both ways, at one size of release."""
    # The one the pages are drawn from: ten million rows are not to be held twice.
    release = open_shown()
    frames = load_frames(release.release.folder)
    lines, sums = [], [[0.0], [0.0], [0.0]]
    for visit in [
        *(each for each in VISITS if each.name in COMPLAINT_PAGES),
        AREA_CHOSEN,
    ]:
        line, times = measure_page(release, frames, visit, readings)
        lines.append([*line, *write_times(times)])
        sums = [
            [total[0] + median(each)] for total, each in zip(sums, times, strict=True)
        ]
    forget()
    lines.append(["all together", "", "", *write_times(sums)])
    size = sum(int(frame.memory_usage(deep=True).sum()) for frame in frames.values())
    print_table(
        f"Figures of a page about complaints, {rows:,} complaint rows: milliseconds, "
        "and how many times as fast the dashboard is as pandas with every question "
        f"over the whole frames (aim: at least {AIM}), and as pandas with the period "
        f"cut out once a page; loaded beforehand, {size / 1e6:,.0f} MB",
        (
            *("page", "questions", "figures", "dashboard"),
            *("pandas", "times as fast", "pandas, cut once", "times as fast"),
        ),
        lines,
    )
