"""What every test has: small tables drawn in text, published for real; the sample."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from written_papers import YEAR, Written, write

from analytics.figures.open_release import (
    OpenRelease,
    open_current_release,
    open_release,
)
from analytics.ground.settings import PROJECT
from analytics.papers import PAPERS
from analytics.papers.content import make_paper
from analytics.papers.paper import Paper
from analytics.release.publish import Judge, publish
from analytics.release.store import Release, current_id
from expectations.contract import Column, Source
from expectations.sources import SOURCES


# A deadline is a timed test: it fails on a busy machine, and says nothing of the code.
# The same examples each time: a change passes or fails by what it does, not by luck.
# `--hypothesis-profile hunting` draws others.
settings.register_profile("untimed", deadline=None, derandomize=True)
settings.register_profile("hunting", deadline=None)
settings.load_profile("untimed")

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
FOLDER = Path(__file__).parent

# What is drawn where a row says nothing of it, though the contract does not need it.
USUAL = ("service_areas",)

# A yes to whatever part of drawn rows is rejected: drawn tables are small.
AGREED = frozenset(f"rejected:{source}" for source in SOURCES)

# A landlord whose members see small counts too, except by ward.
INTERNAL = '[disclosure]\naudience = "internal"\n'


# Files that take longest: begun last, one of them would be left alone at the end.
LONGEST = ("browser", "test_variations.py", "test_publish.py", "test_sentences.py")
LONGEST += ("test_losing_nothing.py", "test_incomplete.py", "test_query.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the browser's tests and then with the longest files."""

    def place(item: pytest.Item) -> int:
        parts = item.path.relative_to(FOLDER).parts
        return LONGEST.index(parts[0]) if parts[0] in LONGEST else len(LONGEST)

    items.sort(key=place)


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
    """What fills a column that was not drawn; keys differ row by row."""
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
    wanted = [
        column.name
        for column in source.columns
        if column.is_required or column.name in USUAL
    ]
    filled = [name for name in wanted if name not in drawn]
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


# --- Releases -------------------------------------------------------------------------


@contextmanager
def data_in(folder: Path) -> Iterator[None]:
    """A data folder for what several tests share; meanwhile it is the one in force."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(folder))
        yield


def publish_drawn(
    landing: Path,
    landlord: str = "",
    *,
    as_at: date = AS_AT,
    judge: Judge | None = None,
    **tables: str,
) -> Release:
    """Drawn tables, as a release in the data folder in force.

    SQL alone finds broken rules: that Great Expectations finds the same is tested where
    contract, landing and publishing are, and on the sample.
    """
    for name, text in tables.items():
        write_table(landing, name, text)
    if landlord:
        landing.mkdir(parents=True, exist_ok=True)
        (landing / "landlord.toml").write_text(landlord, encoding="utf-8")
    return publish([landing], as_at=as_at, judge=judge, agreed=AGREED).release


@contextmanager
def open_drawn(
    folder: Path, landlord: str = "", *, is_tallied: bool = False, **drawn: Any
) -> Iterator[OpenRelease]:
    """A folder of their own for drawn tables, published there and open."""
    with data_in(folder / "data"):
        release = publish_drawn(folder / "landing", landlord, **drawn)
    opened = open_release(release, is_tallied=is_tallied)
    yield opened
    opened.warehouse.close()


def share(landlord: str = "", **drawn: Any) -> Any:
    """A fixture: the release of drawn tables, published once for a file's tests."""

    @pytest.fixture(scope="module")
    def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRelease]:
        with open_drawn(tmp_path_factory.mktemp("shared"), landlord, **drawn) as opened:
            yield opened

    return release


@pytest.fixture
def landing(tmp_path: Path) -> Path:
    """An empty folder to land files in."""
    folder = tmp_path / "landing"
    folder.mkdir()
    return folder


@pytest.fixture
def make_release(
    landing: Path, tmp_path: Path, data_folder: Path
) -> Iterator[Callable[..., OpenRelease]]:
    """A function that publishes drawn tables and opens the release.

    `make_release('[disclosure]', complaints="…", homes="…", as_at=…)`. One that is
    alone has a data folder of its own: it is appended to none and has no other rows.
    """
    opened: list[OpenRelease] = []

    def make(
        landlord: str = "", *, is_alone: bool = False, **drawn: Any
    ) -> OpenRelease:
        folder = tmp_path / f"alone-{len(opened)}" if is_alone else data_folder
        with data_in(folder):
            opened.append(open_release(publish_drawn(landing, landlord, **drawn)))
        return opened[-1]

    yield make
    for release in opened:
        release.warehouse.close()


def list_state(folder: Path) -> dict[str, int]:
    """When each file under a folder was last written."""
    return {
        str(path): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file()
    }


def find_common_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder of the whole run, which all workers of pytest-xdist see."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@contextmanager
def hold_for_all(path: Path) -> Iterator[None]:
    """Keep the other workers out meanwhile."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def publish_for_all(factory: pytest.TempPathFactory, name: str) -> Iterator[Path]:
    """A data folder with a landlord of the project's own, judged twice.

    The first worker that needs it publishes it for all: it takes seconds.
    """
    folder = find_common_folder(factory) / name
    with hold_for_all(folder.with_suffix(".lock")), data_in(folder):
        if current_id() is None:
            publish([PROJECT / "data" / name])
    before = list_state(folder)
    yield folder
    assert list_state(folder) == before, f"A test changed the {name} that all share."


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with the sample; whoever changes it takes a copy."""
    with publish_for_all(tmp_path_factory, "sample") as folder:
        yield folder


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with the demo; whoever changes it takes a copy."""
    with publish_for_all(tmp_path_factory, "demo") as folder:
        yield folder


@pytest.fixture(scope="session")
def sample(sample_data: Path) -> Iterator[OpenRelease]:
    """The sample, opened."""
    with data_in(sample_data):
        release = open_current_release()
    yield release
    release.warehouse.close()


@pytest.fixture(scope="session")
def demo(demo_data: Path) -> Iterator[OpenRelease]:
    """The landlord that is wholly made up, opened."""
    with data_in(demo_data):
        release = open_current_release()
    yield release
    release.warehouse.close()


@pytest.fixture(scope="session")
def briefing(sample: OpenRelease) -> Paper:
    """The sample's briefing for its year."""
    return make_paper(sample, "cabinet", YEAR)


@pytest.fixture(scope="session", params=PAPERS)
def written(request: pytest.FixtureRequest, sample: OpenRelease) -> Written:
    """A paper of each kind on the sample's year, in its three formats."""
    return write(make_paper(sample, request.param, YEAR))


@pytest.fixture
def sample_in_force(sample_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample is what is published, for whatever the test starts."""
    monkeypatch.setenv("DATA_DIR", str(sample_data))


@pytest.fixture
def as_public() -> Callable[[OpenRelease], OpenRelease]:
    """A function that shows a release to the public audience instead."""

    def change(release: OpenRelease, **changes: Any) -> OpenRelease:
        landlord = replace(release.landlord, audience="public", **changes)
        return replace(release, landlord=landlord)

    return change
