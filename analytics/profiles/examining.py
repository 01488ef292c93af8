"""What stands in each column of an export, as numbers and words: no row is kept.

Columns that look personal are left unread: by their heading before anything is read,
by their cells after it, and then nothing of them is kept. What an officer says is not
personal is read.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import duckdb

from analytics.landing.sheet import Sheet
from analytics.profiles.declared import Reading
from analytics.profiles.files import CONTRACT, find_profile, read_common
from analytics.profiles.phrases import (
    BESIDE_SAID,
    MAYBE_SAID,
    SURELY_SAID,
    Phrase,
    is_about_persons,
    names_writing,
    read_phrase,
    says_by,
)
from analytics.profiles.readings import (
    load_macros,
    write_cleaned,
    write_like,
    write_london_day,
)
from analytics.profiles.synonyms import WAYS
from analytics.profiles.words import reduce_words
from expectations.personal import ANY_PERSONAL_PATTERN


SAMPLES = 5
# Of how many different cells the words are kept: more are no closed list.
WORDS_KEPT = 400
# From here on a cell is a sentence.
LONG = 60
# From this share of days on a column is of dates, whatever was written on them.
FULL = 0.9
ABOUT_PERSONS = "its heading tells of persons, or of text that anybody typed"
NAME = re.compile(
    r"(?:(?:mr|mrs|ms|miss|mx|dr|rev)\.? )?[^\W\d_][\w'’-]*\.?"
    r"(?:[ ,]+[^\W\d_][\w'’.-]*){1,3}",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One column: its heading, and what its cells are.

    `cells` are the different cells with how often each stands; empty where there are
    more than a closed list has. `days` are cells that read as dates, by the day first,
    by the month first, and by both but not alike. `personal` says why it is left
    unread, and then nothing else is known of it.
    """

    place: int
    heading: str
    phrase: Phrase
    personal: str = ""
    filled: int = 0
    distinct: int = 0
    cells: Mapping[str, int] = field(default_factory=dict)
    samples: tuple[str, ...] = ()
    days: int = 0
    serials: int = 0
    only_day_first: int = 0
    only_month_first: int = 0
    either_order: int = 0
    numbers: int = 0
    odd: str = ""

    @cached_property
    def is_yes_no(self) -> bool:
        """Whether each cell is a yes or a no."""
        known = read_common()["values"]["boolean"]
        words = {reduce_words(word) for word in known}
        return bool(self.cells) and all(reduce_words(x) in words for x in self.cells)

    def share(self, count: int) -> float:
        """A count as a share of the filled cells; 1 where none is filled."""
        return count / self.filled if self.filled else 1.0

    def find_order(self) -> str | None:
        """The order of day and month: "" where any will do, None where it is asked."""
        if self.only_day_first and not self.only_month_first:
            return "day first"
        if self.only_month_first and not self.only_day_first:
            return "month first"
        return None if self.either_order or self.only_day_first else ""


def examine(sheet: Sheet, trusted: frozenset[str] = frozenset()) -> tuple[Facts, ...]:
    """Every column of a sheet that has a heading, in its order.

    `trusted` are headings of columns that an officer says are not personal.
    """
    headings = {
        place: heading for place, heading in enumerate(sheet.headings) if heading
    }
    unread = {
        place: ABOUT_PERSONS
        for place, heading in headings.items()
        if heading not in trusted
        and (is_about_persons(heading) or holds_personal(heading))
    }
    for place in [each for each in unread if says_by(headings[each])]:
        if holds_ways(sheet, place):
            del unread[place]
    read = [place for place in headings if place not in unread]
    found: dict[int, Facts] = {}
    if read:
        with duckdb.connect() as connection:
            load_macros(connection, "cells", "dates")
            connection.register("landed", sheet.read(read).table)
            judge_cells(connection, read)
            for place in read:
                heading = headings[place]
                found[place] = examine_column(
                    connection, place, heading, is_trusted=heading in trusted
                )
    return tuple(
        found.get(place)
        or Facts(
            place=place,
            heading=heading,
            phrase=read_phrase(heading),
            personal=unread[place],
        )
        for place, heading in headings.items()
    )


def holds_ways(sheet: Sheet, place: int) -> bool:
    """Whether each cell of a column is a way in which complaints come.

    Nothing of it is kept or shown unless all are.
    """
    cells = sheet.read([place]).table[f"c{place}"].unique().to_pylist()
    words = {reduce_words(cell) for cell in cells if cell} - {""}
    return bool(words) and words <= WAYS


def judge_cells(connection: duckdb.DuckDBPyConnection, places: list[int]) -> None:
    """Every different cell of some columns, with the dates it can be read as.

    All at once: the SQL that reads a date is long, and is made ready but twice.
    """
    profile = find_profile(CONTRACT)
    cleaned = {
        place: write_cleaned(f"c{place}", profile).rpartition(" as ")[0]
        for place in places
    }
    # A total under the rows is set aside when they are read, and asks nothing.
    listed = ", ".join(cleaned.values())
    under = write_like("cells[1]", profile.footers)
    connection.execute(
        "create temp table cases as select * from landed where _row not in ("
        f"select _row from (select _row, "
        f"list_filter([{listed}], lambda x: x is not null) as cells from landed) "
        f"where len(cells) <= {len(places) // 2} and {under})"
    )
    columns = " union all ".join(
        f"select {place} as place, _row, {cell} as cell from cases"
        for place, cell in cleaned.items()
    )
    connection.execute(
        "create temp table told as select place, cell, count(*) as rows, "
        f"min(_row) as first_row from ({columns}) "
        "where cell is not null group by place, cell"
    )
    by_day = write_london_day("cell", Reading(dates="day first"), profile)
    by_month = write_london_day("cell", Reading(dates="month first"), profile)
    connection.execute(
        f"create temp table judged as select *, {by_day} as a, {by_month} as b "
        "from told"
    )


def examine_column(
    connection: duckdb.DuckDBPyConnection,
    place: int,
    heading: str,
    *,
    is_trusted: bool,
) -> Facts:
    """What the cells of one column are; left unread where they look personal."""
    numbers = connection.execute(
        """
        select coalesce(sum(rows), 0), count(*),
            coalesce(sum(rows) filter (a is not null or b is not null), 0),
            coalesce(sum(rows) filter (
                a is not null and regexp_full_match(cell, '[\\d.]+')), 0),
            count_if(a is not null and b is null),
            count_if(a is null and b is not null), count_if(a <> b),
            coalesce(sum(rows) filter (
                regexp_full_match(cell, '[£+-]* ?[\\d,]+(\\.\\d+)?')), 0),
            coalesce(avg(length(cell)), 0),
            count_if(regexp_matches(cell, $personal))
        from judged where place = $place
        """,
        {"personal": ANY_PERSONAL_PATTERN, "place": place},
    ).fetchone()
    assert numbers is not None  # noqa: S101 -- an aggregate always gives a row
    filled, distinct, days, serials, day, month, either, plain, length, held = numbers
    cells: dict[str, int] = dict(
        connection.execute(
            "select cell, rows from told where place = $place "
            "order by rows desc, first_row limit $limit",
            {"place": place, "limit": WORDS_KEPT + 1},
        ).fetchall()
    )
    # A reference of ten figures looks like a telephone number and is none.
    is_reference = read_phrase(heading).words in SURELY_SAID["complaint_id"]
    why = write_personal(
        heading,
        0 if is_reference else held,
        length,
        distinct / max(filled, 1),
        days,
        cells,
    )
    if names_writing(heading) and days < FULL * max(filled, 1):
        why = why or ABOUT_PERSONS
    if why and not is_trusted:
        return Facts(
            place=place, heading=heading, phrase=read_phrase(heading), personal=why
        )
    odd = connection.execute(
        "select cell from judged where place = $place and a is null and b is null "
        "order by first_row limit 1",
        {"place": place},
    ).fetchone()
    samples = connection.execute(
        "select cell from told where place = $place order by first_row limit $limit",
        {"place": place, "limit": SAMPLES},
    ).fetchall()
    return Facts(
        place=place,
        heading=heading,
        phrase=read_phrase(heading),
        filled=int(filled),
        distinct=distinct,
        cells=cells if distinct <= WORDS_KEPT else {},
        samples=tuple(cell for (cell,) in samples if not holds_personal(cell)),
        days=int(days),
        serials=int(serials),
        only_day_first=day,
        only_month_first=month,
        either_order=either,
        numbers=int(plain),
        odd=odd[0] if odd else "",
    )


def write_personal(
    heading: str,
    held: int,
    length: float,
    variety: float,
    days: float,
    cells: Iterable[str],
) -> str:
    """Why a column looks personal by its cells; "" where it does not."""
    if held:
        return (
            "cells of it look like a telephone number, an e-mail address, a postcode "
            "or a National Insurance number"
        )
    if length > LONG:
        return "long text stands in it"
    told = list(cells)
    is_varied = variety > 0.5 and len(told) > 3
    if days or not is_varied or says_a_column(heading):
        return ""
    named = sum(bool(NAME.fullmatch(cell)) for cell in told) / len(told)
    worded = sum(" " in cell for cell in told) / len(told)
    if named > 0.5 or worded > 0.8:
        return "its cells differ from row to row like names or typed text"
    return ""


def says_a_column(heading: str) -> bool:
    """Whether a heading is one that says a column of the contract, in other words."""
    words = read_phrase(heading).words
    return any(
        words in phrases or words - {"name"} in phrases
        for table in (SURELY_SAID, MAYBE_SAID, BESIDE_SAID)
        for phrases in table.values()
    )


def holds_personal(text: str) -> bool:
    """Whether a text looks like personal data."""
    return bool(re.search(ANY_PERSONAL_PATTERN, text))
