"""SQL of one reading: the cells of an export, written as the contract writes them.

What cannot be read is left as it was written, so that the contract's own rules find it
and name it. Names in this SQL are places among headings; what a profile says travels
as a quoted literal.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

import duckdb

from analytics.ground.settings import PROJECT
from analytics.ground.sql_text import quote_text
from analytics.profiles.declared import Profile, Reading
from analytics.profiles.words import reduce_pattern
from expectations.contract import LIST_SEPARATOR, Column


# What stands between cells that are looked at together. In a cell it does no harm: that
# is then looked at by itself.
BETWEEN = "\x1f"

SQL = PROJECT / "analytics" / "profiles" / "sql"


def load_macros(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Declare how `cells` are cleaned and compared, or how `dates` are read."""
    for name in names:
        connection.execute((SQL / f"{name}.sql").read_text(encoding="utf-8"))


def write_like(cell: str, patterns: Sequence[str]) -> str:
    """Whether a cell has the words of one of some patterns; false where it is empty.

    Asked at once: to plan a question for each takes longer than to read a small export.
    """
    words = "|".join(reduce_pattern(each).replace("*", ".*") for each in patterns)
    if not patterns:
        return "false"
    found = f"regexp_full_match(reduce_words({cell}), {quote_text(words)})"
    return f"coalesce({found}, false)"


def write_look_up(cell: str, values: Mapping[str, str]) -> str:
    """A cell by its look-up; itself where it stands in none.

    What is written out goes before what a `*` covers, and of those the first. What
    means "" is as an empty cell; what "" means is what an empty cell is. A cell's words
    are worked out in one place, for the same reason as above.
    """
    plain: dict[str, str] = {}
    covered: dict[str, str] = {}
    for pattern, meaning in values.items():
        words = reduce_pattern(pattern)
        kind = covered if "*" in words else plain
        kind.setdefault(words, meaning)
    # Most cells of an export that is nearly the contract's have its words already.
    kept = [
        meaning
        for meaning in dict.fromkeys(values.values())
        if meaning
        and plain.get(reduce_pattern(meaning), "" if covered else meaning) == meaning
    ]
    empty = plain.pop("", "")
    named = {f"= {quote_text(words)}": meaning for words, meaning in plain.items()}
    named |= {
        f"like {quote_text(words.replace('*', '%'))}": meaning
        for words, meaning in covered.items()
    }
    cases = f"when {cell} is null then {write_looked_up(empty)} "
    if kept:
        cases += f"when {cell} in ({', '.join(map(quote_text, kept))}) then {cell} "
    if not named:
        return f"case {cases} else {cell} end" if values else cell
    meanings = " ".join(
        f"when word {words} then {write_looked_up(meaning)}"
        for words, meaning in named.items()
    )
    return (
        f"case {cases} else list_transform([reduce_words({cell})], "
        f"lambda word: case {meanings} else {cell} end)[1] end"
    )


def write_looked_up(meaning: str) -> str:
    """What a look-up gives, as SQL; nothing for ""."""
    return quote_text(meaning) if meaning else "null"


def write_first(cells: Sequence[str]) -> str:
    """The first of some cells in which something stands."""
    return cells[0] if len(cells) == 1 else f"coalesce({', '.join(cells)})"


def write_dates_together(
    cells: Sequence[Sequence[str]], reading: Reading, profile: Profile
) -> str:
    """The list of several columns' dates, each of its cells, as the contract has them.

    All are read by one expression: it is long, and to plan it for each of them takes
    longer than to read a small export.
    """
    known = ", ".join(
        write_look_up(write_first(each), reading.values) for each in cells
    )
    day = write_london_day("each", reading, profile)
    return f"list_transform([{known}], lambda each: coalesce({day}, each))"


def write_single(cell: str, column: Column, reading: Reading, profile: Profile) -> str:
    """A cell that is not a list, as the contract writes its kind."""
    values = dict(reading.values)
    if column.kind == "choice":
        # The contract's own words, however they are spelt.
        values |= {choice: choice for choice in column.choices if choice not in values}
    known = write_look_up(cell, values)
    if column.name.endswith("_gbp"):
        return f"coalesce(read_amount({known}), read_pence({known}), {known})"
    if column.kind in ("decimal", "integer"):
        return f"coalesce(read_amount({known}), {known})"
    if column.kind != "date":
        return known
    return f"coalesce({write_london_day(known, reading, profile)}, {known})"


def write_london_day(cell: str, reading: Reading, profile: Profile) -> str:
    """London's day of a date or date-time; null where it is none."""
    order = reading.dates or profile.dates or "day first"
    zone = quote_text(reading.zone or profile.zone)
    return f"read_day({cell}, {str(order == 'day first').lower()}, {zone})"


def write_london_moment(cell: str, profile: Profile) -> str:
    """The moment of a date-time in London's clocks; null where it is none."""
    is_day_first = str(profile.dates != "month first").lower()
    return f"read_moment({cell}, {is_day_first}, {quote_text(profile.zone)})"


def write_reading(
    column: Column,
    reading: Reading,
    cells: Sequence[str],
    flags: Mapping[str, str],
    profile: Profile,
) -> str:
    """One column of the contract, of its cells and of yes/no cells with their items."""
    if flags:
        parts = [write_flags(reading, flags)]
        if cells:
            parts.insert(0, write_reading(column, reading, cells, {}, profile))
        found = (
            f"nullif(concat_ws({quote_text(LIST_SEPARATOR)}, {', '.join(parts)}), '')"
        )
        if not column.none:
            return found
        # Every one of them is recorded, as no: that is not an empty cell.
        noes = " and ".join(
            f"{write_look_up(cell, reading.values)} is not distinct from 'false'"
            for cell in flags
        )
        return f"coalesce({found}, case when {noes} then {quote_text(column.none)} end)"
    if reading.gathered:
        found = f"list_filter([{', '.join(cells)}], lambda x: x is not null)"
        return write_items(found, column, reading, profile)
    cell = write_first(cells) if cells else quote_text(reading.constant)
    if not column.is_list:
        return write_single(cell, column, reading, profile)
    separator = quote_text(reading.separator or LIST_SEPARATOR)
    return write_items(f"string_split({cell}, {separator})", column, reading, profile)


def write_items(items: str, column: Column, reading: Reading, profile: Profile) -> str:
    """A list as the contract writes it; an item cannot hold what separates them."""
    separator = quote_text(LIST_SEPARATOR)
    item = write_single("trim(x)", column, reading, profile)
    kept = f"replace({item}, {separator}, ',')"
    return (
        f"nullif(array_to_string(list_filter(list_transform({items}, "
        f"lambda x: {kept}), lambda x: x <> ''), {separator}), '')"
    )


def write_flags(reading: Reading, flags: Mapping[str, str]) -> str:
    """The names whose yes/no columns say yes.

    What is neither yes nor no stands in the list with its own words: no such name is
    known, so the rule of the column finds it.
    """
    items = []
    for cell, name in flags.items():
        known = write_look_up(cell, reading.values)
        items.append(
            f"case {known} when 'true' then {quote_text(name)} when 'false' then null "
            f"else {quote_text(f'{name}: ')} || {cell} end"
        )
    separator = quote_text(LIST_SEPARATOR)
    return (
        f"nullif(array_to_string(list_filter([{', '.join(items)}], "
        f"lambda x: x is not null), {separator}), '')"
    )


def write_untidy(cells: Iterable[str], empty: Iterable[str] = ()) -> str:
    """Whether any of some cells needs cleaning, or is one of some words, or nothing.

    All are looked at at once, as one text: to look at each takes three times as long in
    a large export, and to plan it takes longer than to read a small one.
    """
    words = "|".join(re.escape(word).replace(r"\ ", " ") for word in empty)
    pattern = (
        rf"(?i)(^|{BETWEEN})([\s\x{{a0}}\x{{200b}}']|({words})?({BETWEEN}|$))"
        rf"|[\s\x{{a0}}\x{{200b}}]({BETWEEN}|$)"
    )
    joined = f"concat_ws(chr({ord(BETWEEN)}), {', '.join(cells)})"
    return f"regexp_matches({joined}, {quote_text(pattern)})"


def write_cleaned(name: str, profile: Profile, *, is_clean: bool = False) -> str:
    """A cell without blanks around it; null where its words mean an empty one."""
    trimmed = name if is_clean else f"clean_cell({name})"
    empty = ["", *(word.casefold() for word in profile.empty)]
    listed = ", ".join(map(quote_text, dict.fromkeys(empty)))
    return f"case when lower({trimmed}) not in ({listed}) then {trimmed} end as {name}"
