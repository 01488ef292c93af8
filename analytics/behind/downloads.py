"""Results and rows to take away, as csv and as xlsx, that say what they are made of."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from numbers import Number
from typing import Any

from analytics.measures.result import Result
from analytics.words.names import write_filters


# A spreadsheet would run a cell that begins with one of these; some skip white space.
FORMULA = re.compile(r"^\s*[=+\-@\t\r\n]")

# Nothing but a number: it begins no formula, and an id with a nought before it is none.
PLAIN_NUMBER = re.compile(r"[+-]?(0|[1-9]\d{0,14})(\.\d+)?")

Row = Mapping[str, Any]

# A sheet has room for so many rows under its heading.
XLSX_ROWS = 1_048_575

# Kept from becoming formulas or links, whatever stands in them.
XLSX_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def list_result_rows(results: Sequence[Result]) -> list[dict[str, Any]]:
    """Results as rows to download; each says what it is and where it comes from."""
    names = list(dict.fromkeys(name for result in results for name in result.group))
    rows = []
    for result in results:
        row: dict[str, Any] = {
            "label": result.measure.label,
            "definition": result.measure.definition,
            "filters": write_filters(result.filters).strip(),
        }
        for key, value in result.to_dict().items():
            if key == "group":
                row |= {name: result.group.get(name) for name in names}
            else:
                row[key] = value
        rows.append(row)
    return rows


def make_csv(rows: Iterable[Row]) -> bytes:
    """Rows as csv, with a heading; Excel reads it as UTF-8 by its mark."""
    stream = io.StringIO()
    listed = list(rows)
    writer = csv.DictWriter(stream, fieldnames=list(listed[0]) if listed else [])
    writer.writeheader()
    for row in listed:
        writer.writerow({key: neutralise(value) for key, value in row.items()})
    return stream.getvalue().encode("utf-8-sig")


def make_xlsx(
    rows: Iterable[Row], about: Iterable[tuple[str, str]], name: str = "Figures"
) -> bytes:
    """Rows as a workbook: a sheet of them and a sheet on what they are."""
    import xlsxwriter  # a page is drawn without it

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, XLSX_OPTIONS) as book:
        figures = book.add_worksheet(name)
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        listed = list(rows)
        headings = list(listed[0]) if listed else []
        figures.write_row(0, 0, headings, bold)
        figures.freeze_panes(1, 1)
        figures.set_column(0, max(len(headings) - 1, 0), 18)
        for place, row in enumerate(listed[:XLSX_ROWS], start=1):
            for column, value in enumerate(row.values()):
                put_cell(figures, place, column, neutralise(value), day)
        sheet = book.add_worksheet("About")
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 100, book.add_format({"text_wrap": True}))
        notes = [*about]
        if len(listed) > XLSX_ROWS:
            notes.insert(
                0, ("Not all of it", f"Only the first {XLSX_ROWS:,} rows fit.")
            )
        for place, (term, text) in enumerate(notes):
            sheet.write_string(place, 0, str(neutralise(term)), bold)
            sheet.write_string(place, 1, str(neutralise(text)))
    return stream.getvalue()


def put_cell(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    """Put one value into a workbook as what it is; text is only ever text."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, Number):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value))


def describe(results: Sequence[Result]) -> list[tuple[str, str]]:
    """What a sheet of figures is: definitions, populations, periods, filters, release.

    Everything that stands beside a figure on a page, by name.
    """
    about = [
        ("Release", results[0].release),
        ("As at", results[0].as_at),
        ("Period", ", ".join(dict.fromkeys(each.period.label for each in results))),
        (
            "Filters",
            "; ".join(
                dict.fromkeys(
                    write_filters(each.filters).strip() or "none" for each in results
                )
            ),
        ),
    ]
    for measure in dict.fromkeys(result.measure for result in results):
        about += [
            (measure.label, measure.definition),
            ("Population and unit", f"{measure.population}, {measure.unit}"),
            ("Authority", measure.authority),
            *(("Caveat", caveat) for caveat in measure.caveats),
        ]
    if any(result.is_made_up for result in results):
        about.append(("Made up", "Figures marked is_made_up are not published ones."))
    return about


def neutralise(value: object) -> Any:
    """A cell that no spreadsheet takes for a formula; lists become one text."""
    if isinstance(value, list | tuple):
        value = "; ".join(str(each) for each in value)
    if (
        isinstance(value, str)
        and FORMULA.match(value)
        and not PLAIN_NUMBER.fullmatch(value)
    ):
        return "'" + value
    return value
