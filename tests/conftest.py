"""What every test has: small tables drawn in text, published for real."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analytics.figures.open_release import OpenRelease, open_release
from analytics.release.publish import publish
from expectations.contract import Column, Source
from expectations.sources import SOURCES


# What a required column holds where a test does not draw it.
DEFAULTS = {
    "id": "X-1",
    "text": "Repairs",
    "date": "2024-04-02",
    "integer": "1",
    "decimal": "1",
    "boolean": "true",
    "year": "2024-25",
}

AS_AT = date(2025, 6, 30)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own: the project's is out of reach."""
    folder = tmp_path / "data"
    monkeypatch.setenv("DATA_DIR", str(folder))
    return folder


def draw(text: str) -> list[dict[str, str]]:
    """Rows of a table drawn in text: headings, then cells between bars."""
    lines = [line for line in text.splitlines() if line.strip()]
    names, *rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [dict(zip(names, row, strict=True)) for row in rows]


def default_cell(source: Source, column: Column, number: int) -> str:
    """What fills a required column that was not drawn; keys differ row by row."""
    if column.choices:
        return column.choices[0]
    if column.kind == "id" and column.name in source.key:
        return f"X-{number}"
    return DEFAULTS[column.kind]


def write_table(folder: Path, source_name: str, text: str) -> Path:
    """A csv of a source with the rows drawn; required columns not drawn are filled."""
    source = SOURCES[source_name]
    rows = draw(text)
    drawn = list(rows[0]) if rows else draw_headings(text)
    filled = [name for name in source.required if name not in drawn]
    lines = [",".join([*drawn, *filled])]
    for number, row in enumerate(rows, start=1):
        cells = [
            *row.values(),
            *(default_cell(source, source.column(name), number) for name in filled),
        ]
        lines.append(",".join(quote(cell) for cell in cells))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{source_name}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def draw_headings(text: str) -> list[str]:
    """The headings of a table drawn without rows."""
    return [name.strip() for name in text.strip().split("|")]


def quote(cell: str) -> str:
    """A cell as csv holds it."""
    return (
        '"' + cell.replace('"', '""') + '"' if any(c in cell for c in ',"\n') else cell
    )


@pytest.fixture
def landing(tmp_path: Path) -> Path:
    """An empty folder to land files in."""
    folder = tmp_path / "landing"
    folder.mkdir()
    return folder


@pytest.fixture
def make_release(landing: Path) -> Iterator[Callable[..., OpenRelease]]:
    """A function that publishes drawn tables and opens the release.

    `make_release(complaints="…", homes="…", as_at=…, landlord='name = "X"')`.
    """
    opened: list[OpenRelease] = []

    def make(*, as_at: date = AS_AT, landlord: str = "", **tables: str) -> OpenRelease:
        for name, text in tables.items():
            write_table(landing, name, text)
        if landlord:
            (landing / "landlord.toml").write_text(landlord, encoding="utf-8")
        publication = publish([landing], as_at=as_at)
        opened.append(open_release(publication.release))
        return opened[-1]

    yield make
    for release in opened:
        release.warehouse.close()


@pytest.fixture
def as_public() -> Callable[[OpenRelease], OpenRelease]:
    """A function that shows a release to the public audience instead."""

    def change(release: OpenRelease, **changes: Any) -> OpenRelease:
        landlord = replace(release.landlord, audience="public", **changes)
        return replace(release, landlord=landlord)

    return change
