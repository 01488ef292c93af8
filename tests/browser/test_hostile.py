"""Text from extracts is shown as it is: it draws nothing, links nowhere, asks nobody."""  # noqa: E501

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import data_in, publish_drawn, write_table
from playwright.sync_api import Browser, Page

from browser.dashboard import (
    ADDRESSES,
    PATIENCE,
    Dashboard,
    close_filters,
    download,
    go,
    main,
    open_everything,
    open_options,
    read_in_force,
    read_text,
    settle,
    show,
    sidebar,
    strip_joiners,
)


pytestmark = pytest.mark.browser

# Each would become something if it were read as Markdown, html, maths or an address.
# A csv of a list parts at ";", a drawn table at "|", so neither stands in these.
IMAGE = "![seen](http://evil.invalid/image.png)"
LINK = "[Sign in again](http://evil.invalid/link)"
HTML = "<img src=http://evil.invalid/html.png onerror=document.title='hurt'>"
ANCHOR = '<a href="http://evil.invalid/anchor">here</a>'
MATHS = r"$\frac{1}{2}$ and $$x^2$$"
ICON = ":material/home: :red[alarm] :smile: :blue-badge[new]"
SCRIPT = "[press](javascript:document.title='hurt')"
ADDRESS = "http://evil.invalid/plain and www.evil.invalid/bare"
EMPHASIS = "**bold** _slanted_ `code` ~~gone~~ <b>fat</b> &copy;"
HEADING = "# Resign! [x]: http://evil.invalid/reference"

LANDLORD = f"""
name = '''{IMAGE} {ADDRESS} Council'''

[disclosure]
audience = "internal"

[checks]
rejected_share = 0.5

[sample]
anchored = {{}}
"""


def publish_hostile(folder: Path, landing: Path) -> None:
    """A release with hostile text in every column of text that a page shows."""
    write_table(
        landing,
        "complaints",
        f"""
        complaint_id | stage | tenure    | received_date | acknowledged_date | responded_date | outcome | service_areas | channel | ward_name
        C-1          | 1     | lcra      | 2024-05-01    | 2024-05-02        | 2024-05-07     | upheld  | {IMAGE}       | {HTML}  | {LINK}
        C-2          | 1     | lcra      | 2024-06-03    | 2024-06-04        | 2024-07-30     | upheld  | {ADDRESS}     | {MATHS} | {ADDRESS}
        C-3          | 1     | leasehold | 2024-08-01    | 2024-08-02        | 2024-08-07     | upheld  | {ANCHOR}      | {ICON}  | {MATHS}
        C-4          | 1     | lcra      | 2024-09-02    | 2024-09-03        |                |         | {MATHS}       | {LINK}  | {HTML}
        C-5          | 2     | lcra      | 2024-10-01    | 2024-10-02        | 2024-10-31     | upheld  | {ICON}        | {LINK}  | {HTML}
        C-6          | {LINK} | {IMAGE} | 2024-10-01    | 2024-10-02        | {ADDRESS}      | {HTML}  | {ICON}        | {LINK}  | {HTML}
        {LINK}       | 2     | lcra      | 2024-10-01    | 2024-10-02        | 2024-10-31     |         | {HEADING}     | {LINK}  | {HTML}
        """,  # noqa: E501
    )
    write_table(
        landing,
        "homes",
        """
        year_end_date | stock_type | homes_owned
        2025-03-31    | lcra       | 1000
        2025-03-31    | leasehold  | 100
        """,
    )
    write_table(
        landing,
        "perception_survey",
        f"""
        reporting_year | stock_type | responses | complained_yes | very_satisfied | fairly_satisfied | neither | fairly_dissatisfied | very_dissatisfied | improvement_themes
        2024-25        | lcra       | 100       | 50             | 10             | 10               | 10      | 10                  | 10                | {IMAGE};{ADDRESS};{MATHS}
        """,  # noqa: E501
    )
    write_table(
        landing,
        "learning_actions",
        f"""
        action_id | theme     | description | status    | owner     | service_area
        A-1       | {IMAGE}   | {HTML}      | open      | {LINK}    | {ICON}
        A-2       | {ADDRESS} | {ADDRESS}   | completed | {ADDRESS} | {ICON}
        A-3       | {MATHS}   | {SCRIPT}    | proposed  | {ICON}    | {ICON}
        A-4       | {HEADING} | {EMPHASIS}  | open      | {HEADING} | {ICON}
        """,
    )
    write_table(
        landing,
        "events",
        f"""
        event_date | date_precision | label     | kind   | breaks_baseline
        2024-05-01 | day            | {IMAGE}   | system | true
        2024-08-01 | month          | {ADDRESS} | system | true
        2024-11-01 | season         | {ANCHOR}  | system | true
        """,
    )
    write_table(
        landing,
        "coverage",
        f"""
        source     | from_date  | to_date    | is_recorded | note
        refusals   | 2020-04-01 | 2026-03-31 | false       | {IMAGE} {ADDRESS}
        {LINK}     | 2020-04-01 | 2026-03-31 | true        | {HTML}
        complaints | 2020-04-01 | 2026-03-31 | true        | {MATHS}
        """,
    )
    write_table(
        landing,
        "self_assessment",
        f"""
        reporting_year | provision | complies | evidence | commentary | improvement
        2024-25        | 6.3       | no       | {IMAGE}  | {HTML}     | {MATHS}
        2024-25        | 6.14      | yes      | {LINK}   | {ADDRESS}  | {SCRIPT}
        2024-25        | {HEADING} | yes      | {IMAGE}  | {IMAGE}    | {IMAGE}
        """,
    )
    write_table(
        landing,
        "ombudsman_findings",
        f"""
        determination_id | determined_date | head      | category | finding
        D-1              | 2024-11-01      | {IMAGE}   | {HTML}   | maladministration
        {LINK}           | 2024-11-02      | {ADDRESS} | {MATHS}  | service_failure
        """,
    )
    write_table(
        landing,
        "ombudsman_orders",
        f"""
        determination_id | order_id | description | kind
        D-1              | 1        | {SCRIPT}    | order
        """,
    )
    write_table(
        landing,
        "published_figures",
        f"""
        document | reference | statement | reporting_year | value| category | measure_id
        {IMAGE}  | {ADDRESS} | {LINK}    | 2022-23        | 12    |          |
        {IMAGE}  | {ADDRESS} | {LINK}    | 2024-25        | 12    | {HTML}   | ch02_1
        {IMAGE}  | {ADDRESS} | {SCRIPT}  | 2024-25        | 12    |          | {MATHS}
        """,
    )
    # A file and a column are named by whoever sends them.
    (landing / "![x](evil.invalid) www.evil.invalid.txt").write_text("nothing")
    homes = landing / "homes.csv"
    lines = homes.read_text(encoding="utf-8").splitlines()
    heading, *rows = lines
    homes.write_text(
        "\n".join([f"{heading},{LINK}", *(f"{row},1" for row in rows)]),
        encoding="utf-8",
    )
    with data_in(folder):
        publish_drawn(landing, LANDLORD)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A server that shows a release full of hostile text."""
    folder = tmp_path_factory.mktemp("hostile")
    publish_hostile(folder / "data", folder / "landing")
    shutil.rmtree(folder / "landing")
    with show(folder / "data", folder / "server.log") as server:
        yield server


# Where each of them has to be seen, letter by letter.
SHOWN = {
    "Overview": (IMAGE, ADDRESS, ANCHOR, MATHS),
    "Volumes": (IMAGE, ADDRESS, ANCHOR, MATHS, ICON, HEADING),
    "Outcomes": (IMAGE, ADDRESS, ANCHOR, MATHS, ICON, HEADING),
    "Timeliness": (IMAGE, ADDRESS, ANCHOR, MATHS, ICON, HEADING),
    "Satisfaction": (IMAGE, ADDRESS, MATHS),
    "Learning": (IMAGE, HTML, LINK, ADDRESS, MATHS, SCRIPT, ICON, EMPHASIS, HEADING),
    "Refused complaints": (IMAGE, ADDRESS),
    "Ombudsman": (IMAGE, ADDRESS, LINK, HTML, MATHS, SCRIPT),
    "Papers": (IMAGE, ADDRESS),
    # What is pasted is tried in its own test.
    "Check a draft": (),
    "Comments and questions": (),
    "Service areas": (IMAGE, ADDRESS, ANCHOR, MATHS, ICON, LINK, HTML, HEADING),
    "Cases": (IMAGE, ADDRESS, ANCHOR, MATHS),
    "Audits of cases": (),
    "Self-assessment": (IMAGE, HTML, LINK, ADDRESS, MATHS, SCRIPT, HEADING),
    "Printed figures": (IMAGE, LINK, ADDRESS, HTML, SCRIPT, MATHS),
    # What is dropped there is tried below.
    "Bring in an export": (),
    "Extracts": (IMAGE, ADDRESS, LINK, HTML, MATHS),
    # No text of an extract stands on these but the landlord's name.
    "Definitions": (),
    "Where a number comes from": (),
    "Accessibility": (IMAGE, ADDRESS),
}

# What text could have become. Our own links and pictures are told by all that is in
# them: links to a page of ours with nothing but letters of a query, whatever words they
# are of, and pictures that are whole. A measure's name for scripts is code of our own.
BECOME = """() => {
  const has = (each, ...names) =>
    [...each.attributes].every(attribute => names.includes(attribute.name));
  const isLink = each => each.matches('a[data-go]')
    && /^[a-z-]+(\\?[\\w%+&=.~-]*)?$/.test(each.getAttribute('href'))
    && has(each, 'data-go', 'href', 'title', 'style', 'tabindex', 'aria-hidden',
      'aria-current')
    && [...each.querySelectorAll('*')].every(inner => inner.matches('span'));
  const isPicture = each => each.matches('img') && has(each, 'src', 'alt')
    && each.src.startsWith('data:image/svg+xml;base64,') && each.naturalWidth > 0;
  const found = [...document.querySelectorAll(
    'a, img, iframe, object, script, ' +
    'svg image, svg a, em, del, b, .katex, [class*="stMarkdownColored"], ' +
    '[class*="stMarkdownBadge"], [data-testid="stMarkdownContainer"] [role="img"]'
  )].filter(each => !isLink(each) && !isPicture(each));
  return found.map(each => each.outerHTML)
    .filter(html => html.includes('evil') || html.includes('hurt')
      || !/^<(a|script|iframe)[ >]/.test(html));
}"""


def list_trespasses(page: Page) -> list[str]:
    """Elements that text from an extract has made."""
    return list(page.evaluate(BECOME))


@pytest.mark.parametrize("title", ADDRESSES)
def test_hostile_text_stays_text(
    hostile: Dashboard, browser: Browser, title: str
) -> None:
    # Without the policy that the server sends, so that escaping is tested alone: with
    # it the browser would hold back what the page asks for.
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, bypass_csp=True
    )
    context.set_default_timeout(PATIENCE * 500)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    try:
        go(page, f"{hostile.url}/{ADDRESSES[title]}?year=2024-25")
        open_everything(page)
        own = (hostile.url, hostile.url.replace("http", "ws"), "data:", "blob:")
        assert [url for url in asked if not url.startswith(own)] == []
        assert list_trespasses(page) == []
        assert page.title() == title
        text = read_text(page)
        for written in SHOWN[title]:
            assert written in text
        assert f"{IMAGE} {ADDRESS} Council" in (
            strip_joiners(sidebar(page).inner_text())
        )
        assert page.get_by_test_id("stException").count() == 0
    finally:
        context.close()


def test_hostile_options_of_a_filter_stay_text(
    hostile: Dashboard, new_page: Callable[..., Page]
) -> None:
    page = new_page(bypass_csp=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    go(page, f"{hostile.url}/volumes")
    for label, hostile_text in (("Service area", IMAGE), ("Ward", LINK)):
        open_options(page, label)
        page.get_by_role("option", name=hostile_text).click()
        assert list_trespasses(page) == []
        close_filters(page)
        settle(page)
    paper = main(page).locator(".paper").text_content() or ""
    assert f"complaints about {IMAGE} in {LINK}" in strip_joiners(paper)
    button = strip_joiners(read_in_force(page))
    assert button == f"2024-25 · all residents · both stages · {IMAGE} · {LINK}"
    for key, hostile_text in (("area", IMAGE), ("ward", LINK)):
        tag = main(page).locator(f"[class*='st-key-tag_{key}'] button:visible")
        assert strip_joiners(tag.locator("p").inner_text()) == hostile_text
        # What is said of a tag under a pointer is text too.
        tag.hover()
        hint = page.get_by_role("tooltip")
        hint.wait_for(state="visible")
        assert strip_joiners(hint.inner_text()) == f"Show without: {hostile_text}"
        assert list_trespasses(page) == []
        main(page).locator("h1").hover()
        hint.wait_for(state="hidden")
    assert [url for url in asked if "evil" in url.partition("?")[0]] == []


def test_a_download_of_hostile_text_runs_nothing_in_a_spreadsheet(
    hostile: Dashboard, new_page: Callable[..., Page]
) -> None:
    page = go(new_page(), f"{hostile.url}/learning")
    open_everything(page)
    figures = page.locator(".st-key-fold_theme")
    button = figures.get_by_role("button", name="csv")
    button.wait_for(state="visible")
    # What is offered while a page is being drawn again is gone when it is drawn.
    file = download(page, button.click)
    text = file.path().read_text(encoding="utf-8-sig")
    assert IMAGE in text
    assert not any(line.startswith(("=", "+", "-", "@")) for line in text.splitlines())


def test_hostile_text_of_a_dropped_file_stays_text(
    hostile: Dashboard, new_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = new_page(bypass_csp=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    go(page, f"{hostile.url}/bring-in")
    path = tmp_path / "odd.csv"
    headings = ("Our Ref", "Date Received", "Decision", IMAGE, LINK, HTML)
    cells = (ADDRESS, "23/06/2025", IMAGE, LINK, HTML, MATHS)
    lines = [
        ",".join(f'"{each.replace(chr(34), "")}"' for each in row)
        for row in (headings, cells, cells)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    main(page).locator("input[type=file]").set_input_files(path)
    main(page).get_by_role("button", name="Try it", exact=True).click()
    main(page).get_by_text("We have not seen an export like this").wait_for()
    settle(page)
    open_everything(page)
    own = (hostile.url, hostile.url.replace("http", "ws"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []
    assert list_trespasses(page) == []
    assert LINK.replace('"', "") in read_text(page)
