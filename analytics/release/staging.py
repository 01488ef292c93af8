"""SQL made from the contract: cells to types, and rules to the rows that break them.

Names in this SQL come from the contract's declarations; what people wrote (service
areas, contacts, dates) travels as a parameter or as a quoted literal.
"""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from analytics.ground.sql_text import quote_text, quote_texts
from expectations.contract import CELL_ERROR, LIST_SEPARATOR, Column, ColumnKind, Source
from expectations.personal import ANY_PERSONAL_PATTERN, PERSONAL_PATTERNS
from expectations.rules import Rule, name_judged, name_repeats


# What a cell must look like before it is cast. DuckDB alone would read 1.4 as the
# whole number 1 and drop the time of a timestamp without a word.
READABLE: dict[ColumnKind, str] = {
    "date": r"\d{4}-\d{2}-\d{2}([ T]00:00(:00(\.0+)?)?)?",
    "integer": r"[+-]?\d+(\.0+)?",
    # No leading nought before other digits: that is a telephone number.
    "decimal": r"[+-]?((0|[1-9]\d*)(\.\d*)?|\.\d+)",
}

# The column of a staged table that names the cells of a row that were set aside.
SET_ASIDE_COLUMNS = "set_aside_columns"

# Which of all rows of a source one is, in the order in which they came.
POSITION = "position"

# How a repeated key is told: a row is a spare copy if an identical one came before
# it, and a contradiction if any other row with its key differs.
REPEATED = """
with keyed as (
    select file, row, position, {keys}, to_json(struct_pack({cells})) as cells
    from {table}
    where ({keys}) in (
        select ({keys}) from {table} where {complete} group by {keys}
        having count(*) > 1
    )
)
select position
from keyed
window same as (partition by {keys})
qualify
    min(cells) over same <> max(cells) over same
    or position > min(position) over same
"""


def write_raw(column: Column, table: pa.Table) -> str:
    """The cell as it was shaped, which is clean; null where it is blank or absent."""
    if column.name not in table.column_names:
        return f"cast(null as varchar) as raw_{column.name}"
    cell = column.name
    if column.is_list:
        # Separators at its ends hold nothing. To trim every cell takes longer than
        # all else that is done to it here.
        cell = f"trim({cell}, ' {LIST_SEPARATOR}')"
    return f"nullif({cell}, '') as raw_{column.name}"


def write_may_be_error(cell: str) -> str:
    """Whether a cell begins as errors do: few do, and it is soon seen."""
    return f"(starts_with({cell}, '#') or starts_with({cell}, 'Err:'))"


def write_typed(column: Column) -> str:
    """The cell in the contract's type; null where it cannot be read as that."""
    raw = f"raw_{column.name}"
    if column.is_list:
        # One item that is an error, and nobody knows what the list holds. Most lists
        # have one item, which is no error: it is not taken apart.
        one_is = f"(^|{LIST_SEPARATOR}) *({CELL_ERROR}) *({LIST_SEPARATOR}|$)"
        return (
            f"case when not contains({raw}, '{LIST_SEPARATOR}') "
            f"and not {write_may_be_error(raw)} then [{raw}] "
            f"when not regexp_matches({raw}, '{one_is}') "
            "then nullif(list_filter(list_transform("
            f"string_split({raw}, '{LIST_SEPARATOR}'), lambda x: trim(x)), "
            f"lambda x: x <> ''), []) end as {column.name}"
        )
    match column.kind:
        case "boolean":
            value = (
                f"case when lower({raw}) in ('true', 'yes', '1') then true "
                f"when lower({raw}) in ('false', 'no', '0') then false end"
            )
        case "year":
            value = (
                rf"case when regexp_full_match({raw}, '\d{{4}}-\d{{2}}') "
                f"and (cast({raw}[3:4] as integer) + 1) % 100 "
                f"= cast({raw}[6:7] as integer) then {raw} end"
            )
        case "date":
            # Most are written just as the database writes them, which is seen twice as
            # fast. A date may carry a midnight; casting ten characters drops it.
            value = (
                f"case when length({raw}) = 10 "
                f"and cast(try_cast({raw} as date) as varchar) = {raw} "
                f"then try_cast({raw} as date) "
                f"when regexp_full_match({raw}, '{READABLE[column.kind]}') "
                f"then try_cast({raw}[1:10] as date) end"
            )
        case "integer" | "decimal":
            value = (
                f"case when regexp_full_match({raw}, '{READABLE[column.kind]}') "
                f"then try_cast({raw} as {column.sql_type}) end"
            )
        case _:
            value = (
                f"case when {write_may_be_error(raw)} "
                f"and regexp_full_match({raw}, '{CELL_ERROR}') then null else {raw} end"
            )
    return f"{value} as {column.name}"


def write_suspect(column: Column) -> str:
    """The text that can hold personal data; null where there can be none.

    A cell that reads as its type or stands in its closed set holds nobody's address.
    """
    raw = f"raw_{column.name}"
    if not column.is_text:
        return f"case when {column.name} is null then {raw} end"
    if column.choices:
        choices = ", ".join(f"'{choice}'" for choice in column.choices)
        return f"case when {raw} not in ({choices}) then {raw} end"
    return raw


def list_checked(source: Source) -> list[Column]:
    """The columns in whose cells personal data is looked for."""
    return [column for column in source.columns if column.kind != "id"]


def write_suspected(source: Source, table: str) -> str:
    """The select of how many rows have a cell that looks like personal data.

    All cells of a row are looked at as one text, with what no person writes between
    them: a look at each takes longer. What only two of them make together is then not
    found in either.
    """
    cells = ", ".join(map(write_suspect, list_checked(source)))
    return (
        f"select count(*) from {table} where regexp_matches("
        f"concat_ws(chr(31), {cells}), {quote_text(ANY_PERSONAL_PATTERN)})"
    )


def write_checked(column: Column, contacts: Sequence[str]) -> str:
    """What of a cell looks like personal data; null where nothing does.

    What is found and is exactly a contact of the landlord itself is left out: cutting
    contacts out of the text would let through an address that ends like one.
    """
    return (
        "nullif(array_to_string(list_filter(regexp_extract_all("
        f"{write_suspect(column)}, {quote_text(ANY_PERSONAL_PATTERN)}), "
        "lambda found: not list_contains("
        f"{quote_texts(contacts)}, lower(trim(found, ' .:;()')))), "
        f"' '), '') as checked_{column.name}"
    )


def write_landed(source: Source, file: str, rows: pa.Table, name: str) -> str:
    """The select of some rows of a file, registered under a name: raw, typed cells."""
    raw = ", ".join(write_raw(column, rows) for column in source.columns)
    typed = ", ".join(write_typed(column) for column in source.columns)
    return (
        f"with pieces as (select {quote_text(file)} as file, _row as row, {POSITION}, "
        f"{raw} from {name}) select *, {typed} from pieces"
    )


def write_view(
    source: Source, table: str, contacts: Sequence[str], *, is_suspected: bool
) -> str:
    """The select of raw, typed and checked cells; nothing is checked without suspicion.

    What is checked is worked out where it is asked for: most of it is empty, and of a
    million rows a third of the memory.
    """
    checked = ", ".join(
        write_checked(column, contacts)
        if is_suspected
        else f"cast(null as varchar) as checked_{column.name}"
        for column in list_checked(source)
    )
    return f"select *, {checked} from {table}"


def write_condition(rule: Rule, place: int) -> tuple[str, dict[str, Any]]:
    """The condition of a row that breaks a rule, and its parameters.

    The rule's place among others tells its parameters from theirs.
    """
    column = rule.column
    name = f"argument_{place}"
    argument: Any = rule.argument[0] if rule.argument else None
    match rule.kind:
        case "required":
            return f"{column} is null and raw_{column} is null", {}
        case "readable":
            return f"{column} is null and raw_{column} is not null", {}
        case "holds":
            return f"not ({argument})", {}
        case "in_set":
            breaks = f"not list_contains(${name}, cast({column} as varchar))"
            argument = list(rule.argument)
        case "all_in_set":
            # Most lists are one name, and are not taken apart.
            breaks = (
                f"case when not list_contains(${name}, raw_{column}) "
                f"then not list_has_all(${name}, {column}) else false end"
            )
            argument = list(rule.argument)
        case "not_after":
            breaks = f"{column} > cast(${name} as date)"
        case "not_before":
            breaks = f"{column} < cast(${name} as date)"
        case "not_personal":
            breaks = f"regexp_matches(checked_{column}, ${name})"
        case "unique" | "uncontradicted":
            raise ValueError("what rows say together is no condition of one row")
    return breaks, {name: argument}


def write_tally(rules: Sequence[Rule], table: str) -> tuple[str, dict[str, Any]]:
    """The select of how many rows break each rule, in one pass over them."""
    counts: list[str] = []
    parameters: dict[str, Any] = {}
    for place, rule in enumerate(rules):
        breaks, argument = write_condition(rule, place)
        counts.append(f"count_if({breaks})")
        parameters |= argument
    return f"select {', '.join(counts)} from {table}", parameters


def write_breaking(
    rule: Rule, source: Source, table: str
) -> tuple[str, dict[str, Any]]:
    """The select of the positions of rows that break a rule, and its parameters.

    A row of a file can have made several here, of which one breaks it.
    """
    if rule.kind == "unique":
        return write_repeated(source, table), {}
    if rule.kind == "uncontradicted":
        return write_contradicted(rule, table), {}
    breaks, parameters = write_condition(rule, 0)
    return f"select {POSITION} from {table} where {breaks}", parameters


def write_repeated(source: Source, table: str) -> str:
    """The select of positions whose key came before or is contradicted."""
    return REPEATED.format(
        table=table,
        keys=", ".join(source.key),
        complete=" and ".join(f"{name} is not null" for name in source.key),
        cells=", ".join(f"{column.name} := {column.name}" for column in source.columns),
    )


def write_contradicted(rule: Rule, table: str) -> str:
    """The select of positions whose spell is contradicted by one that overlaps."""
    whose, first, last, said = rule.argument
    return (
        f"select a.{POSITION} from {table} as a inner join {table} as b "
        f"on a.{whose} = b.{whose} and a.{said} <> b.{said} "
        f"and (a.{first} <= b.{last} or b.{last} is null) "
        f"and (b.{first} <= a.{last} or a.{last} is null)"
    )


def write_keys(rules: list[Rule], table: str) -> str:
    """The select of what stands for the cells of keys, where none of them is empty.

    A number for each cell, so that as many are alike as there are cells alike: the
    judge takes seconds over a million texts, and none over numbers.
    """
    names = dict.fromkeys(name for rule in rules for name in rule.argument)
    numbers = ", ".join(f"hash({name}) as {name}" for name in names)
    filled = " and ".join(f"{name} is not null" for name in names)
    return f"select {numbers} from {table} where {filled}"


def list_judged(rules: list[Rule], table: str) -> dict[str, str]:
    """What Great Expectations judges each rule of single rows by, and its SQL."""
    cells = {}
    for place, rule in enumerate(rules):
        column, name = rule.column, name_judged(rule, place)
        match rule.kind:
            case "required":
                # Whether a cell is filled is seen by its first letter.
                cells[name] = f"left({name}, 1)"
            case "in_set":
                cells[name] = f"cast({column} as varchar)"
            case "uncontradicted":
                cells[name] = f"{POSITION} not in ({write_contradicted(rule, table)})"
            case "readable":
                cells[name] = (
                    f"case when raw_{column} is not null then {column} is not null end"
                )
            case "all_in_set":
                # The judge knows no lists: the landlord's areas are joined outside it.
                names = quote_texts(rule.argument)
                cells[name] = (
                    f"case when list_contains({names}, raw_{column}) then true "
                    f"else list_has_all({names}, {column}) end"
                )
            case "holds":
                cells[name] = rule.argument[0]
            case _:
                cells[name] = name
    return cells


def write_distinct(name: str, cell: str, table: str) -> str:
    """The select of each value of a cell once, and how many rows have it."""
    return (
        f"select {name}, count(*) as {name_repeats(name)} "
        f"from (select {cell} as {name} from {table}) group by {name}"
    )


def write_looks(source: Source) -> str:
    """An expression: what kind of personal data a row seems to hold, null if none."""
    checked = ", ".join(f"checked_{column.name}" for column in list_checked(source))
    cases = " ".join(
        f"when regexp_matches(concat_ws(' ', {checked}), {quote_text(pattern)}) "
        f"then {quote_text(looks)}"
        for looks, pattern in PERSONAL_PATTERNS.items()
    )
    return f"case {cases} end"


BREACHES = (
    "create table breaches (source varchar, file varchar, row bigint, "
    "column_name varchar, value varchar, rule varchar, reason varchar, record varchar)"
)
FAULTS = (
    "create table faults (source varchar, file varchar, row bigint, position bigint, "
    "key varchar, column_name varchar, value varchar, rule varchar, reason varchar, "
    "record varchar)"
)
CELLS_SET_ASIDE = (
    "create table cells_set_aside (source varchar, file varchar, row bigint, "
    "key varchar, column_name varchar, value varchar, rule varchar, reason varchar)"
)
SET_ASIDE = (
    "create table set_aside (source varchar, file varchar, row bigint, reason varchar)"
)
# All that an officer is told of: what is in no figure, and what counts without a cell.
FAULTS_TOLD = (
    "(select *, false as is_aside from breaches union all by name "
    "select *, true as is_aside from cells_set_aside)"
)
COUNT_TOLD = f"select count(*) from {FAULTS_TOLD}"
FIRST_TOLD = (
    f"select file, row, column_name, value, reason, is_aside from {FAULTS_TOLD} "
    "where $source is null or source = $source "
    "order by source, file, row, column_name limit $most"
)
WARNINGS = (
    "create table warnings (source varchar, key varchar, column_name varchar, "
    "value varchar, rule varchar, reason varchar)"
)


def write_breaches(
    rule: Rule, source: Source, table: str
) -> tuple[str, dict[str, Any]]:
    """The insert of every row that breaks a rejecting rule, and its parameters."""
    breaking, parameters = write_breaking(rule, source, table)
    keys = source.key if rule.kind == "unique" else (rule.column,)
    value = ", ".join(f"raw_{name}" for name in keys)
    cells = ", ".join(
        f"{column.name} := raw_{column.name}" for column in source.columns
    )
    sql = (
        f"insert into breaches select $source, file, row, $column, "
        f"nullif(concat_ws(' / ', {value}), ''), $rule, $reason, "
        f"to_json(struct_pack({cells})) from {table} "
        f"where {POSITION} in ({breaking})"
    )
    return sql, parameters | name_rule(rule)


def write_faults(rule: Rule, source: Source, table: str) -> tuple[str, dict[str, Any]]:
    """The insert of every cell that breaks a rule for which it is set aside."""
    breaks, parameters = write_condition(rule, 0)
    keys = ", ".join(f"raw_{name}" for name in source.key)
    cells = ", ".join(
        f"{column.name} := raw_{column.name}" for column in source.columns
    )
    sql = (
        f"insert into faults select $source, file, row, position, "
        f"concat_ws(' / ', {keys}), $column, raw_{rule.column}, $rule, $reason, "
        f"to_json(struct_pack({cells})) from {table} where {breaks}"
    )
    return sql, parameters | name_rule(rule)


# Where a row is rejected anyway, all that is wrong with it is told together; of a row
# that counts a cell is set aside once, for the first rule that it breaks.
SHARE_FAULTS = (
    """
    insert into breaches by name
    select * exclude (position, key) from faults
    where (source, file, row) in (select (source, file, row) from breaches)
    """,
    """
    delete from faults
    where (source, file, row) in (select (source, file, row) from breaches)
    """,
    """
    insert into cells_set_aside by name
    select * exclude (position, record) from faults
    qualify row_number() over (
        partition by position, column_name order by rowid
    ) = 1
    order by position, column_name
    """,
)


def write_warnings(rule: Rule, source: Source) -> tuple[str, dict[str, Any]]:
    """The insert of every row of a model that breaks a warning, and its parameters."""
    sql = (
        f"insert into warnings select $source, "
        f"concat_ws(' / ', {', '.join(source.key)}), $column, "
        f"cast({rule.column} as varchar), $rule, $reason "
        f"from {rule.table} where not ({rule.argument[0]})"
    )
    return sql, name_rule(rule)


def name_rule(rule: Rule) -> dict[str, str]:
    """The parameters that say which rule was broken."""
    return {
        "source": rule.source,
        "column": rule.column,
        "rule": rule.name,
        "reason": rule.reason,
    }


def write_withholding(source: Source) -> str:
    """The update that blanks what was kept of rows that seem to hold a person.

    Every value goes, for whatever rule it was kept, and every text of the record: the
    file and row number are enough to find it at its source.
    """
    cells = ", ".join(
        f"{column.name} := {column.name}"
        for column in source.columns
        if not column.is_text
    )
    return f"""
        update breaches set
            value = case
                when rule = 'looks_like_personal_data'
                    then '[withheld: looks like ' || persons.looks || ']'
                else '[withheld]'
            end,
            record = persons.record
        from (
            select file, row, {write_looks(source)} as looks,
                to_json(struct_pack({cells or "nothing := null"})) as record
            from landed_{source.name}
            where (file, row) in (
                select (file, row) from breaches
                where source = $source and rule = 'looks_like_personal_data'
            )
        ) as persons
        where breaches.source = $source
            and breaches.file = persons.file and breaches.row = persons.row
    """


def write_append(table: str) -> str:
    """The insert of appended rows into one of the tables that a publish leaves."""
    return f"insert into {table} by name select * from appended"


def write_kept(table: str, source: str) -> tuple[str, dict[str, str]]:
    """The select of how many rows of a source such a table speaks of."""
    sql = f"select count(distinct (file, row)) from {table} where source = $source"
    return sql, {"source": source}


def write_cells_kept(source: str) -> tuple[str, dict[str, str]]:
    """The select of how many cells of a source were set aside."""
    sql = "select count(*) from cells_set_aside where source = $source"
    return sql, {"source": source}


def write_aside_by_column(source: str) -> str:
    """The select of how many cells are set aside, by column."""
    return (
        "select name, count(*) from (select unnest(set_aside_columns) as name "
        f"from stg_{source}) group by name order by name"
    )


def write_taken(source: Source) -> tuple[str, dict[str, str]]:
    """The select of how many rows of a source's files broke no rule.

    A row of a file can have made several of the source: it is one that came in.
    """
    sql = (
        f"select count(distinct (file, row)) from landed_{source.name} "
        "where (file, row) not in "
        "(select (file, row) from breaches where source = $source)"
    )
    return sql, {"source": source.name}


def write_accepted(source: Source, *, is_whole: bool) -> str:
    """The create of the staged table: rows that count, without cells set aside.

    Where `is_whole`, nothing of any row is broken: they are there in their order.
    """
    if is_whole:
        names = ", ".join(column.name for column in source.columns)
        return (
            f"create table stg_{source.name} as select {names}, "
            f"cast(null as varchar[]) as {SET_ASIDE_COLUMNS} from landed_{source.name}"
        )
    cells = ", ".join(
        f"case when not coalesce(list_contains({SET_ASIDE_COLUMNS}, '{column.name}'), "
        f"false) then {column.name} end as {column.name}"
        if column.is_settable_aside
        else column.name
        for column in source.columns
    )
    return f"""
        create table stg_{source.name} as
        with aside as (
            select position, list_sort(list_distinct(list(column_name)))
                as {SET_ASIDE_COLUMNS}
            from faults group by position
        )
        select {cells}, {SET_ASIDE_COLUMNS}
        from landed_{source.name} left join aside using (position)
        where (file, row) not in
            (select (file, row) from breaches where source = $source)
        order by position
    """
