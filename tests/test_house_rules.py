"""The rules of the house, as tests: a rule that is only a paragraph is soon broken."""

import ast
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from analytics.figures.query import run
from analytics.ground.landlord import Landlord
from analytics.measures import MEASURES
from analytics.measures.dimensions import DIMENSIONS
from analytics.release.building import SQL_FOLDER, read_model
from analytics.release.models import MODELS
from expectations.sources import SOURCES
from pages.frame.entries import DEFAULT, ENTRIES, THEMES


ROOT = Path(__file__).resolve().parent.parent
CODE = [
    ROOT / "app.py",
    *(ROOT / "analytics").rglob("*.py"),
    *(ROOT / "expectations").rglob("*.py"),
    *(ROOT / "pages").rglob("*.py"),
]
# A page is a file in its section's folder; one with blocks of its own is a folder, in
# which it has the name of the folder.
SECTIONS = ("panel", "cabinet", "audit", "data")
PAGES = [
    path
    for section in SECTIONS
    for path in (ROOT / "pages" / section).rglob("*.py")
    if path.parent.name == section or path.stem == path.parent.name
]

# The wings from the ground up: each may import those before it and itself, no other.
WINGS = (
    "expectations",
    "analytics.ground",
    "analytics.landing",
    "analytics.profiles",
    "analytics.measures",
    "analytics.release",
    "analytics.figures",
    "analytics.words",
    "analytics.bearing",
    "analytics.behind",
    "analytics.drawing",
    "analytics.view",
    "analytics.attention",
    "analytics.standing_out",
    "analytics.claims",
    "analytics.papers",
    "analytics.terminal",
    "analytics.commands",
    "analytics.cli",
    "analytics.__main__",
    "pages.server",
    "app",
    "pages.frame",
    "pages.blocks",
    *(f"pages.{section}" for section in SECTIONS),
    "pages.menu",
)
# What stands beside the wings before it and not on them.
BESIDE = {
    "app": ("analytics.commands", "analytics.cli", "analytics.__main__"),
    **{
        f"pages.{each}": tuple(f"pages.{other}" for other in SECTIONS)
        for each in SECTIONS
    },
}
OURS = ("app", "pages", "analytics", "expectations", "tests", "benchmarks", "data")

# The only places that put SQL together from strings.
SQL_MODULES = (
    "analytics/profiles/*",
    "analytics/release/append.py",
    "analytics/release/carrying.py",
    "analytics/release/erasure.py",
    "analytics/release/staging.py",
    "analytics/release/building.py",
    "analytics/release/row_changes.py",
    "analytics/release/warehouse.py",
    "analytics/figures/counting/*",
)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def list_imports(path: Path) -> set[str]:
    """Full names of what a file imports, wherever it does it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def read_imports(path: Path) -> set[str]:
    """Top-level names of the packages a file imports."""
    return {each.split(".")[0] for each in list_imports(path)}


def find_wing(module: str) -> str | None:
    """The wing a module is in; None if it is in none."""
    return next((w for w in WINGS if f"{module}.".startswith(f"{w}.")), None)


def find_upward(importer: str, imports: set[str]) -> set[str]:
    """What a module may not import: what lies in a wing above, beside, or in none."""
    wing = find_wing(importer)
    assert wing, f"{importer} is in no wing"
    below = set(WINGS[: WINGS.index(wing) + 1]) - set(BESIDE.get(wing, ())) | {wing}
    ours = {each for each in imports if each.split(".")[0] in OURS}
    return {each for each in ours if find_wing(each) not in below}


@pytest.mark.parametrize("path", CODE, ids=name)
def test_imports_go_down_only(path: Path) -> None:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    module = module.removesuffix(".__init__")
    if module in ("analytics", "pages"):
        assert not read_imports(path) & set(OURS)
        return
    assert find_upward(module, list_imports(path)) == set()


@pytest.mark.parametrize(
    ("importer", "imported", "is_upward"),
    [
        ("analytics.words.cells", "analytics.measures.result.Result", False),
        # The same wing; one above; the command line, which is above them all.
        ("analytics.words.cells", "analytics.words.names.name_group", False),
        ("analytics.words.cells", "analytics.drawing.charts.draw_bars", True),
        ("analytics.view", "analytics.cli.main", True),
        # A section does not know another, nor a block a page.
        ("pages.panel.outcomes", "pages.audit.cases.rows.show_rows", True),
        ("pages.blocks.figure", "pages.panel.overview.grid.show_headlines", True),
        ("pages.data.number.number", "pages.data.number.passport.show_passport", False),
        # No code knows the tests, the generators or a wing that there is not.
        ("analytics.papers.write", "tests.golden.HEADLINES", True),
        ("analytics.ground.errors", "analytics.utils.anything", True),
        # Other people's packages are no wing's.
        ("analytics.ground.intervals", "scipy.special.gammaincinv", False),
    ],
)
def test_an_import_upward_is_found(importer, imported, is_upward) -> None:
    assert bool(find_upward(importer, {imported})) is is_upward


@pytest.mark.parametrize("path", CODE, ids=name)
def test_streamlit_stays_in_the_pages(path: Path) -> None:
    if path.relative_to(ROOT).parts[0] not in ("app.py", "pages"):
        assert "streamlit" not in read_imports(path)


def test_great_expectations_is_imported_in_one_module() -> None:
    users = [name(path) for path in CODE if "great_expectations" in read_imports(path)]
    assert users == ["expectations/validate.py"]


def test_pages_do_not_load_great_expectations() -> None:
    # It takes seconds, so the module that has it may be imported only inside a publish.
    for path in CODE:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom):
                assert node.module != "expectations.validate", name(path)


def test_sql_is_put_together_in_few_places() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    exempt = settings["tool"]["ruff"]["lint"]["per-file-ignores"]
    allowed = {
        path
        for path, rules in exempt.items()
        if "S608" in rules and path.startswith(("analytics", "pages", "expectations"))
    }
    assert allowed == set(SQL_MODULES)


def test_every_page_is_in_the_menu_and_every_entry_is_a_page() -> None:
    listed = {entry.path for entry in ENTRIES}
    assert listed == {path.relative_to(ROOT / "pages").as_posix() for path in PAGES}
    assert DEFAULT in listed
    assert {measure.theme for measure in MEASURES.values()} == set(THEMES)


# Defined in two modules and the same in both: on the screen and on paper, for each
# theme, for Markdown of two kinds, or a command and what it calls.
SAME_THING = {
    "THEME",
    "FONT",
    "HEIGHT",
    "DASHES",
    "MARKS",
    "Row",
    "draw_bars",
    "draw_columns",
    "draw_dots",
    "draw_limits",
    "draw_range",
    "escape",
    "find_top",
    "import_benchmarks",
    "make_figure",
    "prune_releases",
    "publish",
    "use_release",
}


def list_defined(path: Path) -> set[str]:
    """The names of functions, classes and constants that a file defines."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {each.id for each in node.targets if isinstance(each, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return found


def test_a_name_means_one_thing() -> None:
    # A page is a script: what it calls its results is its own.
    defined = Counter(
        each for path in CODE if path not in PAGES for each in list_defined(path)
    )
    twice = {each for each, files in defined.items() if files > 1}
    assert twice == SAME_THING


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_is_title_blocks_and_nothing_of_its_own(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    functions = (ast.FunctionDef, ast.ClassDef, ast.Lambda)
    assert not [node for node in ast.walk(tree) if isinstance(node, functions)]
    assert not re.search(r"\bselect\b.*\bfrom\b", source)
    assert len(source.splitlines()) <= 130


@pytest.mark.parametrize("model", MODELS)
def test_a_model_says_its_grain_first_and_ends_with_its_last_step(model: str) -> None:
    sql = read_model(model)
    assert sql.startswith("-- One row per ")
    assert re.search(r"\nselect \* from \w+\n(order by [^;]+)?$", sql)


def test_every_model_is_built_and_every_file_is_a_model() -> None:
    assert {path.stem for path in SQL_FOLDER.glob("*.sql")} == set(MODELS)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda each: each.id)
def test_a_measure_is_complete_and_its_prose_is_in_order(measure) -> None:
    assert re.fullmatch(r"[a-z0-9_]+", measure.id)
    assert measure.label[0].isupper()
    assert not measure.label.endswith(".")
    for sentence in (measure.definition, measure.why_it_matters, *measure.caveats):
        assert sentence[0].isupper(), sentence
        assert sentence.endswith("."), sentence
        assert not re.search(r"\b(select|null|boolean|sql)\b", sentence), sentence
    assert measure.authority
    assert measure.population[0].islower() or measure.population.startswith("Ombudsman")
    assert set(measure.sources) <= set(SOURCES)
    assert measure.model in MODELS
    assert set(measure.dimensions) <= set(DIMENSIONS)
    assert bool(measure.recorded_sql) == bool(measure.not_recorded_reason)


def test_every_dimension_is_used_by_a_measure() -> None:
    used = {each for measure in MEASURES.values() for each in measure.dimensions}
    assert used == set(DIMENSIONS)


def test_every_measure_runs_by_every_dimension_it_accepts(make_release) -> None:
    # On a release without a row: a wrong column name fails, a figure cannot.
    release = make_release(coverage="source | from_date | is_recorded")
    for measure in MEASURES.values():
        for dimension in measure.dimensions:
            run(release, [measure], [release.default_period], by=[dimension])


def test_the_contract_has_no_place_for_a_person() -> None:
    forbidden = re.compile(
        r"(^|_)(address|email|phone|birth|surname|forename|text)(_|$)"
    )
    names = {column.name for source in SOURCES.values() for column in source.columns}
    assert not {each for each in names if forbidden.search(each)}
    # ward_name is a place's name; no other name has a column.
    assert {each for each in names if each.endswith("_name")} == {"ward_name"}


@pytest.mark.parametrize("source", SOURCES.values(), ids=lambda each: each.name)
def test_a_source_says_what_it_holds(source) -> None:
    assert source.grain.startswith("One row per ")
    assert set(source.key) <= {column.name for column in source.columns}
    for column in source.columns:
        assert column.definition[0].isupper(), column.name
        assert column.definition.endswith("."), column.name
    for expect in source.expects:
        assert expect.column in {column.name for column in source.columns}
        assert (expect.severity == "warn") == bool(expect.table)


def test_todays_date_comes_in_only_where_a_release_is_published() -> None:
    users = [
        name(path)
        for path in CODE
        if re.search(r"\.today\(|\.now\(", path.read_text(encoding="utf-8"))
    ]
    # The as-at date where nobody gives one, and when a release was published.
    assert users == ["analytics/release/publish.py"]


def test_nothing_is_reported_and_only_this_machine_is_served() -> None:
    text = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    config = tomllib.loads(text)
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["address"] == "localhost"
    assert config["client"]["showErrorDetails"] == "none"
    judge = (ROOT / "expectations" / "validate.py").read_text(encoding="utf-8")
    switch = 'os.environ["GX_ANALYTICS_ENABLED"] = "false"'
    assert judge.index(switch) < judge.index("import great_expectations")


def test_versions_are_pinned_exactly() -> None:
    for file in ("requirements.txt", "requirements-dev.txt", "constraints.txt"):
        lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
        pins = [line for line in lines if line and not line.startswith(("#", "-"))]
        assert pins
        assert all(re.fullmatch(r"[A-Za-z0-9_.\-]+==[\w.]+", pin) for pin in pins), file


def test_the_neutral_landlord_is_never_a_sample_and_speaks_to_the_public() -> None:
    assert not Landlord().is_sample
    assert Landlord().audience == "public"
