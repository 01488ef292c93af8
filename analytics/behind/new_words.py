"""Words of an export that want a line in a look-up: unknown, or names spelt twice.

What they mean, or how they are to be written, only the officer can say.
"""

from dataclasses import dataclass

from analytics.profiles.words import reduce_words
from analytics.release.alike import RULE as ALIKE
from analytics.release.store import Release
from analytics.release.warehouse import connect
from expectations.contract import LIST_SEPARATOR, Column
from expectations.rules import OUTSIDE_SET
from expectations.sources import SOURCES


OUTSIDE = """
select source, file, column_name, value, count(distinct row) as rows
from (
    select source, file, row, column_name, value from read_parquet($cells)
    where rule = $rule
    union all
    select source, file, row, column_name, value from read_parquet($rows)
    where rule = $rule
)
where value is not null
group by all
order by rows desc, source, column_name, value
"""


SPELT_TWICE = """
select source, column_name, value, key from read_parquet($warnings)
where rule = $rule order by source, column_name, value
"""


@dataclass(frozen=True, kw_only=True)
class NewWord:
    """A word that no look-up has, and in how many rows of which file it stands."""

    file: str
    source: str
    column: Column
    word: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class SpeltTwice:
    """A name that stands in a column in several spellings, the most frequent first."""

    source: str
    column: str
    name: str
    spellings: str


def find_spelt_twice(release: Release) -> list[SpeltTwice]:
    """Every name of a release that differs by case, blanks or signs alone."""
    connection = connect()
    try:
        path = str(release.folder / "warnings.parquet")
        rows = connection.execute(SPELT_TWICE, {"warnings": path, "rule": ALIKE})
        return [
            SpeltTwice(source=source, column=column, name=name, spellings=key)
            for source, column, name, key in rows.fetchall()
        ]
    finally:
        connection.close()


def find_new_words(release: Release) -> list[NewWord]:
    """Every such word in a release's rejected rows and cells set aside, most first.

    Of a list each item is a word. Names of a landlord's own, such as service areas, are
    none: they are not looked up.
    """
    connection = connect()
    try:
        rows = connection.execute(
            OUTSIDE,
            {
                "cells": str(release.folder / "cells_set_aside.parquet"),
                "rows": str(release.folder / "breaches.parquet"),
                "rule": OUTSIDE_SET,
            },
        ).fetchall()
    finally:
        connection.close()
    found: dict[tuple[str, str, str], NewWord] = {}
    for source, file, name, value, count in rows:
        column = SOURCES[source].column(name)
        for word in split_words_of(column, value):
            at = (file, name, reduce_words(word))
            before = found[at].rows if at in found else 0
            found[at] = NewWord(
                file=file, source=source, column=column, word=word, rows=before + count
            )
    return sorted(found.values(), key=lambda each: -each.rows)


def split_words_of(column: Column, value: str) -> list[str]:
    """The words of a cell that are no choice of a column; none where it has no set."""
    items = value.split(LIST_SEPARATOR) if column.is_list else [value]
    words = [item.strip() for item in items]
    return [word for word in words if column.choices and word not in column.choices]
