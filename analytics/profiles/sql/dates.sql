-- How dates of an export are read, as macros. Each gives text in the contract's own
-- writing, or null where the cell is written in no way it knows.

-- The number of a month, of its name or of its figures.
create or replace temp macro read_month(word) as
coalesce(
    try_cast(word as integer),
    list_position(
        [
            'jan', 'feb', 'mar', 'apr', 'may', 'jun',
            'jul', 'aug', 'sep', 'oct', 'nov', 'dec'
        ],
        case
            when
                regexp_full_match(
                    lower(word),
                    'jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?'
                    || '|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?'
                )
                then lower(word)[1:3]
        end
    )
);

-- Year, month and day, as written and with strokes between, as a date. A year of two
-- figures is of this century, or of the two decades before it.
create or replace temp macro join_day(parts) as
cast(try_cast(
    case
        when length(parts[1]) = 4 then parts[1]
        when parts[1] < '80' then '20' || parts[1]
        else '19' || parts[1]
    end
    || '-' || lpad(cast(read_month(parts[2]) as varchar), 2, '0')
    || '-' || lpad(parts[3], 2, '0')
    as date
) as varchar);

-- 2024-04-30, 2024/4/30, 20240430; 30/04/2024, 30.4.24, Tue 30/04/2024 or the month
-- first;
-- 30 Apr 2024, Tue 30th April 2024, 30th of April 2024, 30-Apr-24; April 30, 2024.
create or replace temp macro read_date(cell, is_day_first) as
case
    when regexp_full_match(cell, '\d{8}')
        then join_day([cell[1:4], cell[5:6], cell[7:8]])
    when regexp_full_match(cell, '\d{4}[-/.]\d{1,2}[-/.]\d{1,2}')
        then join_day(regexp_split_to_array(cell, '[-/.]'))
    when
        regexp_full_match(
            cell, '([A-Za-z]{3,9}[ ,]+)?\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})'
        )
        then
            join_day(
                list_select(
                    regexp_split_to_array(
                        regexp_replace(cell, '^[A-Za-z]{3,9}[ ,]+', ''), '[-/.]'
                    ),
                    case when is_day_first then [3, 2, 1] else [3, 1, 2] end
                )
            )
    when
        regexp_full_match(
            cell,
            '([A-Za-z]{3,9}[ ,]+)?\d{1,2}(st|nd|rd|th)?( +of +|[- ]*)'
            || '[A-Za-z]{3,9}[- ,]*(\d{4}|\d{2})'
        )
        then
            join_day(list_reverse(string_split(
                regexp_replace(
                    cell,
                    '^(?:[A-Za-z]{3,9}[ ,]+)?(\d{1,2})(?:st|nd|rd|th)?'
                    || '(?: +of +|[- ]*)'
                    || '([A-Za-z]{3,9})[- ,]*(\d{4}|\d{2})$',
                    '\1-\2-\3'
                ),
                '-'
            )))
    when
        regexp_full_match(
            cell, '([A-Za-z]{3,9}[ ,]+)?[A-Za-z]{3,9} \d{1,2}(st|nd|rd|th)?[ ,]+\d{4}'
        )
        then
            join_day(string_split(
                regexp_replace(
                    cell,
                    '^(?:[A-Za-z]{3,9}[ ,]+)?([A-Za-z]{3,9}) (\d{1,2})'
                    || '(?:st|nd|rd|th)?[ ,]+(\d{4})$',
                    '\3-\1-\2'
                ),
                '-'
            ))
    -- A spreadsheet's serial, as it is left where a column is not formatted as dates.
    when regexp_full_match(cell, '[2-7]\d{4}(\.\d+)?')
        then
            cast(
                cast(
                    date '1899-12-30'
                    + cast(floor(try_cast(cell as double)) as integer)
                    as date
                ) as varchar
            )
end;

-- A date-time whose time is written 0930 or 9.30, with its colon. Only behind a day and
-- its year: "30 Apr 2024" and "Wed 3.04.24" end in no time.
create or replace temp macro write_clock(cell) as
case
    when regexp_matches(cell, ' \d{1,2}\.?\d\d( ?[AaPp]\.?[Mm]\.?)?$')
        then
            regexp_replace(
                cell,
                '^(\d{8}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|.*[-/., ]\d{4}'
                || '|.*\d{1,2}[-/.]\d{1,2}[-/.]\d\d)'
                || ',? +(?:(\d{1,2})\.|(\d\d))'
                || '(\d\d(?: ?[AaPp]\.?[Mm]\.?)?)$',
                '\1 \2\3:\4'
            )
    else cell
end;

-- A date-time in its three parts; a blank, a dash between blanks or T stands before the
-- time.
create or replace temp macro split_moment(cell) as
regexp_extract(
    write_clock(trim(cell)),
    '^(.*?)(?:(?:T|,? +(?:- +)?)'
    || '(\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?)'
    || ' *(Z|UTC|GMT|BST|[+-]\d\d(?::?\d\d)?)?)?$',
    ['day', 'time', 'zone']
);

-- A time of day, or null where there is no such time.
create or replace temp macro read_time(cell) as
case
    when cell = '' then time '00:00'
    when not regexp_matches(cell, '[AaPp]') then try_cast(lpad(cell, 5, '0') as time)
    else
        cast(
            try_strptime(
                upper(replace(replace(cell, ' ', ''), '.', '')),
                ['%I:%M%p', '%I:%M:%S%p']
            ) as time
        )
end;

-- By how much a named zone is before Greenwich's time.
create or replace temp macro read_offset(zone) as
case
    when zone in ('Z', 'UTC', 'GMT') then interval 0 minute
    when zone = 'BST' then interval 60 minute
    else
        to_minutes(
            cast(zone[1] || '1' as bigint)
            * (
                cast(zone[2:3] as bigint) * 60
                + coalesce(try_cast(right(zone[4:], 2) as bigint), 0)
            )
        )
end;

-- The moment of a date-time taken apart, in the clocks of London.
create or replace temp macro join_moment(parts, is_day_first, own_zone) as
case
    when parts.zone <> ''
        then
            timezone(
                'Europe/London',
                timezone(
                    'UTC',
                    cast(read_date(parts.day, is_day_first) as date)
                    + read_time(parts.time)
                    - read_offset(parts.zone)
                )
            )
    when parts.time <> '' and own_zone <> 'Europe/London'
        then
            timezone(
                'Europe/London',
                timezone(
                    own_zone,
                    cast(read_date(parts.day, is_day_first) as date)
                    + read_time(parts.time)
                )
            )
    else cast(read_date(parts.day, is_day_first) as date) + read_time(parts.time)
end;

-- The moment of a date-time, in the clocks of London. A list of one, for that takes the
-- cell apart once and not wherever a part of it is named.
create or replace temp macro read_moment(cell, is_day_first, own_zone) as
list_transform(
    [split_moment(cell)],
    lambda parts: join_moment(parts, is_day_first, own_zone)
)[1];

-- London's day of a date or date-time, as the contract writes it.
create or replace temp macro read_day(cell, is_day_first, own_zone) as
case
    when regexp_full_match(cell, '\d{4}-\d\d-\d\d') then cell
    -- The commonest writing, cut by place: taking it apart by its words is slow.
    when
        own_zone = 'Europe/London'
        and regexp_full_match(cell, '\d\d/\d\d/\d{4}( \d\d:\d\d)?')
        then
            cast(
                cast(
                    try_cast(
                        cell[7:10]
                        || '-'
                        || case when is_day_first then cell[4:5] else cell[1:2] end
                        || '-'
                        || case when is_day_first then cell[1:2] else cell[4:5] end
                        || cell[11:16]
                        as timestamp
                    ) as date
                ) as varchar
            )
    else
        cast(
            cast(read_moment(cell, is_day_first, own_zone) as date) as varchar
        )
end;
