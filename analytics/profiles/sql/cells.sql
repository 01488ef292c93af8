-- How cells of an export are cleaned, compared and read as amounts, as macros.

-- A cell without blanks around it.
create or replace temp macro trim_cell(cell) as
trim(cell, chr(32) || chr(9) || chr(10) || chr(13) || chr(160) || chr(8203));

-- Whether a cell can be other than clean: to look at its ends is ten times faster
-- than to cut them.
create or replace temp macro is_unclean(cell) as
regexp_matches(cell, '^[ \t\n\r\x{a0}\x{200b}'']|[ \t\n\r\x{a0}\x{200b}]$');

-- The same without the mark that our own files put before what a spreadsheet would take
-- for a formula: a mended file gives the same cell.
create or replace temp macro clean_cell(cell) as
case
    when not is_unclean(cell) then cell
    when
        starts_with(trim_cell(cell), '''')
        and regexp_matches(trim_cell(cell), '^''[\s\x{a0}]*[=+@\t\r\n-]')
        then trim_cell(trim_cell(cell)[2:])
    else trim_cell(cell)
end;

-- A cell as its letters and digits alone, or as its ticks where it has none: how
-- look-ups compare (words.py in Python).
create or replace temp macro reduce_words(cell) as
coalesce(
    nullif(
        regexp_replace(lower(strip_accents(cell)), '[^\p{L}\p{N}]+', '', 'g'), ''
    ),
    regexp_replace(cell, '[^✓✔✗✘]+', '', 'g')
);

-- £1,250.00, 50 GBP, (£50.00), which is 50 taken off; null where it is no such sum.
create or replace temp macro read_amount(cell) as
case
    when regexp_full_match(cell, '\d+') then cell
    when
        regexp_full_match(
            cell,
            '\(?[-+]? ?(£|GBP)? ?[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)? ?(GBP)?\)?'
        )
        then
            case when starts_with(cell, '(') or contains(cell, '-') then '-' else '' end
            || regexp_replace(cell, '[^0-9.]', '', 'g')
end;

-- 50p; null where it is no such sum.
create or replace temp macro read_pence(cell) as
case
    when regexp_full_match(cell, '-?\d{1,9} ?[pP]')
        then
            cast(
                cast(
                    cast(regexp_extract(cell, '-?\d+') as integer) / 100
                    as decimal(11, 2)
                ) as varchar
            )
end;
