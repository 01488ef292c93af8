"""An empty workbook of a source, made from the contract's own declarations.

The sheet to fill is named after the source and holds its headings alone; an example row
and the meaning of each column stand on sheets of their own, which a publish passes
over.
"""

from datetime import date
from pathlib import Path
from typing import Any

from expectations.contract import KIND_WORDS, LIST_SEPARATOR, Column, Source


# How far down drop-downs and formats of dates go.
ROWS_READY = 5_000
# A list of choices in a cell's own rule can be no longer than this.
LIST_LENGTH = 255
EXAMPLE_DAY = date(2025, 4, 30)
EXAMPLES: dict[str, str | int | float | date] = {
    "id": "C-0001",
    "text": "Repairs",
    "year": "2024-25",
    "date": EXAMPLE_DAY,
    "integer": 1,
    "decimal": 12.5,
    "boolean": "true",
}


def write_template(source: Source, path: Path) -> None:
    """Write the workbook of a source to fill in."""
    import xlsxwriter  # only here: a publish is done without it

    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        text = book.add_format({"num_format": "@"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(source.name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(source.columns):
            own = day if column.kind == "date" else None
            own = text if column.kind in ("id", "year") else own
            sheet.set_column(place, place, max(14, len(column.name) + 2), own)
            sheet.write_string(0, place, column.name, bold)
            if rule := make_rule_of_cells(column):
                sheet.data_validation(1, place, ROWS_READY, place, rule)
        example = book.add_worksheet("Example")
        put_example(example, source, bold, day)
        meaning = book.add_worksheet("Columns")
        meaning.freeze_panes(1, 0)
        meaning.write_row(0, 0, ("Column", "Needed", "What it holds", "Meaning"), bold)
        meaning.set_column(0, 1, 22)
        meaning.set_column(2, 2, 50, wrap)
        meaning.set_column(3, 3, 80, wrap)
        for row, column in enumerate(source.columns, start=1):
            needed = "in every row" if column.is_required else "if known"
            told = (column.name, needed, write_content(column), column.definition)
            meaning.write_row(row, 0, told)
        sheet.activate()


def put_example(sheet: Any, source: Source, bold: Any, day: Any) -> None:
    """One row as it could be, under words that are no column of the contract."""
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 30)
    sheet.write_row(0, 0, ("Column to fill", "For example"), bold)
    for row, column in enumerate(source.columns, start=1):
        sheet.write_string(row, 0, column.name)
        value = column.choices[0] if column.choices else EXAMPLES[column.kind]
        if isinstance(value, date):
            sheet.write_datetime(row, 1, value, day)
        else:
            sheet.write(row, 1, value)


def make_rule_of_cells(column: Column) -> dict[str, Any] | None:
    """What may stand in the cells of a column, as a spreadsheet checks it.

    Several of a closed set stand in one cell, which no drop-down allows.
    """
    choices = column.choices or (("true", "false") if column.kind == "boolean" else ())
    if choices and not column.is_list and len(",".join(choices)) <= LIST_LENGTH:
        return {
            "validate": "list",
            "source": list(choices),
            "error_title": column.name,
            "error_message": f"One of: {', '.join(choices)}"[:LIST_LENGTH],
        }
    if column.kind == "date":
        return {
            "validate": "date",
            "criteria": ">=",
            "value": date(1990, 1, 1),
            "error_title": column.name,
            "error_message": "A date, such as 30 April 2025.",
        }
    return None


def write_content(column: Column) -> str:
    """What a cell holds, in words."""
    words = KIND_WORDS[column.kind]
    if column.choices:
        words = f"one of {', '.join(column.choices)}"
    if column.is_list:
        words += f"; several with {LIST_SEPARATOR} between"
    return words
