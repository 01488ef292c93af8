"""Results to take away: csv in which every row says what it is made of."""

import csv
import io
import re
from collections.abc import Sequence

from analytics.narrative import write_filters
from analytics.result import Result


# A spreadsheet would run a cell that begins with one of these.
FORMULA = re.compile(r"^[=+\-@\t\r]")


def make_csv(results: Sequence[Result]) -> bytes:
    """Results as csv; each row says what it is and where it comes from."""
    stream = io.StringIO()
    keys = list(results[0].to_dict())
    names = list(dict.fromkeys(name for result in results for name in result.group))
    headings = ["label", "definition", "filters", *keys]
    place = headings.index("group")
    headings[place : place + 1] = names
    writer = csv.DictWriter(stream, fieldnames=headings, extrasaction="ignore")
    writer.writeheader()
    for result in results:
        row = result.to_dict() | result.group
        row["label"] = result.measure.label
        row["definition"] = result.measure.definition
        row["filters"] = write_filters(result.filters).strip()
        writer.writerow({key: neutralise(value) for key, value in row.items()})
    # With its mark, so that Excel reads the file as UTF-8.
    return stream.getvalue().encode("utf-8-sig")


def neutralise(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, str) and FORMULA.match(value):
        return "'" + value
    return value
