"""Pages of the dashboard opened through its menu, as a reader opens them."""

import os
import re
from dataclasses import dataclass
from html import unescape as unescape_html
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from analytics.ground.settings import PROJECT
from pages.blocks.analysts import KEY
from pages.frame.entries import DEFAULT, OVERVIEW


# The data folder that the pages of this process showed last.
SHOWN: list[str] = []

# Elements that say something in Markdown.
SAYING = ("title", "header", "subheader", "markdown", "caption")
SAYING += ("info", "warning", "error")


# How HTML begins that says no sentence, and what is to be copied as it stands.
CODE = re.compile('<pre class="code">.*?</pre>', re.DOTALL)
OF_A_TABLE = ('<table class="list"', '<table class="figures"')


def start_menu(**query: str | list[str]) -> AppTest:
    """The menu at an address with filters, still to be run.

    All pages of a process share what is open, as those of a server do. It is forgotten
    when another data folder is in force, so that no test sees what another published.
    """
    folder = os.environ["DATA_DIR"]
    if [folder] != SHOWN:
        st.cache_resource.clear()
        SHOWN[:] = [folder]
    menu = AppTest.from_file(str(PROJECT / "pages/menu.py"), default_timeout=60)
    for key, value in query.items():
        menu.query_params[key] = value
    return menu


def open_page(path: str = OVERVIEW, **query: str | list[str]) -> AppTest:
    """A page opened through the menu, with filters as in an address."""
    page = start_menu(**query).run()
    return page if path == DEFAULT else turn_to(page, path)


def turn_to(page: AppTest, path: str) -> AppTest:
    """Another page of the same visit, with its fold for analysts opened."""
    page.session_state[KEY] = True
    return page.switch_page(path).run()


def open_folds(page: AppTest) -> AppTest:
    """The page with every fold opened that is made only when it is."""
    opened: set[str] = set()
    while closed := {key for key in list_folds(page) if key not in opened}:
        for key in closed:
            page.session_state[key] = True
        opened |= closed
        page.run()
    return page


def list_folds(page: AppTest) -> list[str]:
    """The keys of a page's folds; what has none is made with the page."""
    ids = [each.proto.id for each in page.main.expander]
    return [key for each in ids for key in re.findall(r"-((?:fold|for)_\w+)$", each)]


def unescape(text: object) -> str:
    """Markdown as it is read, in so far as escape() wrote it."""
    return re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", str(text)).replace("\u2060", "")


@dataclass(frozen=True)
class Link:
    """A link in our own HTML: its words and where it leads.

    `is_spare` is one for a pointer alone: it stands elsewhere for everybody.
    """

    words: str
    href: str
    is_spare: bool = False

    @property
    def page(self) -> str:
        """The address of the page it opens."""
        return urlsplit(self.href).path

    @property
    def query(self) -> dict[str, list[str]]:
        """What it asks that page for."""
        return parse_qs(urlsplit(self.href).query, keep_blank_values=True)


class HtmlReader(HTMLParser):
    """What a reader has of our own HTML: its text, its links, its pictures in words."""

    # What begins on a line of its own, and what stands apart from the words before it.
    LINES = ("p", "li", "tr", "h2", "h3", "div", "section", "caption", "dt", "dd")
    APART = ("td", "th", "small")

    def __init__(self, html: str) -> None:
        """Read some HTML."""
        super().__init__()
        self.text = ""
        self.links: list[Link] = []
        self.alts: list[str] = []
        self.current: list[str] = []
        self.asked: dict[str, str | None] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new line, a picture or the beginning of a link."""
        named = dict(attrs)
        if tag in self.LINES:
            self.text += "\n"
        elif tag in self.APART:
            self.text += " "
        elif tag == "img":
            self.alts.append(named["alt"] or "")
        self.current.append(tag)
        if tag == "a":
            self.asked = named
            self.start = len(self.text)

    def handle_endtag(self, tag: str) -> None:
        """The end of a link."""
        if tag == "a":
            words = self.text[self.start :] or self.asked.get("title") or ""
            is_spare = self.asked.get("aria-hidden") == "true"
            self.links.append(Link(words, self.asked["href"] or "", is_spare))
        elif tag == "style":
            self.text = ""

    def handle_data(self, data: str) -> None:
        """Words."""
        self.text += data


def read_markup(block: AppTest | Block) -> HtmlReader:
    """All of our own HTML in a page, or in a part of it."""
    part = block.main if isinstance(block, AppTest) else block
    return HtmlReader("\n".join(each.proto.body for each in part.get("html")))


def list_said(page: AppTest) -> list[str]:
    """What a page says, element by element; tables are no sentences."""
    said = []
    for each in page.main:
        if each.type == "html":
            sentences = re.sub(CODE, "", each.proto.body)
            if not sentences.startswith(OF_A_TABLE):
                said.append(HtmlReader(sentences).text.strip())
        elif each.type in SAYING:
            said.append(unescape(each.value))
    return said


def read(page: AppTest) -> str:
    """Everything a page says in sentences."""
    return "\n".join(list_said(page))


def read_title(page: AppTest) -> str:
    """What a page found."""
    [title] = page.title
    return unescape(title.value)


def read_kicker(page: AppTest) -> str:
    """Which page it is, and of which period: the small line above the title."""
    [kicker] = [
        HtmlReader(each.proto.body).text.strip()
        for each in page.main.get("html")
        if 'class="kicker"' in each.proto.body
    ]
    return kicker


def read_grid(page: AppTest) -> dict[str, dict[str, str]]:
    """The overview's grid: of each figure its cells by their headings.

    Whom a figure counts stands by its name, and is kept under "whom".
    """
    [grid] = [
        each.proto.body
        for each in page.main.get("html")
        if 'class="grid"' in each.proto.body
    ]
    rows = {}
    for row in re.findall("<tr[^>]*>(<th scope=.row.*?)</tr>", grid):
        [(name, whom)] = re.findall("<a [^>]*>([^<]*)</a> <small>([^<]*)<", row)
        cells = re.findall('<td data-what="([^"]*)"[^>]*>(.*?)</td>', row)
        rows[unescape_html(name)] = {"whom": whom} | {
            heading: " ".join(HtmlReader(cell).text.split()) for heading, cell in cells
        }
    return rows


def list_links(page: AppTest) -> list[Link]:
    """The links of a page beside the menu, without those for a pointer alone."""
    return [link for link in read_markup(page).links if not link.is_spare]


def list_alts(page: AppTest) -> list[str]:
    """What a page's pictures and charts show, in words."""
    charts = [chart.proto.alt for chart in page.main.get("plotly_chart")]
    return [*read_markup(page).alts, *charts]


@dataclass(frozen=True)
class Table:
    """A table in our own HTML: its caption, headings and rows, as they are read."""

    caption: str
    headings: list[str]
    rows: list[list[str]]

    @property
    def value(self) -> pd.DataFrame:
        """The cells by heading; the first of a row names it."""
        index = pd.Index([row[0] for row in self.rows], name=self.headings[0])
        cells = [row[1:] for row in self.rows]
        return pd.DataFrame(cells, index=index, columns=self.headings[1:])


def list_tables(block: AppTest | Block) -> list[Table]:
    """The tables of a page, or of a part of it."""
    part = block.main if isinstance(block, AppTest) else block
    bodies = "".join(each.proto.body for each in part.get("html"))
    return [
        parse_table(table)
        for table in re.findall("<table.*?</table>", bodies, re.DOTALL)
        if table.startswith(OF_A_TABLE)
    ]


def parse_table(body: str) -> Table:
    """One table from its HTML."""
    [caption] = re.findall("<caption[^>]*>(.*?)</caption>", body)
    first, *rows = [
        [
            " ".join(HtmlReader(cell).text.split())
            for cell in re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in re.findall("<tr>(.*?)</tr>", body, re.DOTALL)
    ]
    return Table(unescape_html(caption), first, rows)


def list_codes(page: AppTest) -> list[str]:
    """The queries and commands of a page, to be copied as they stand."""
    bodies = "".join(each.proto.body for each in page.main.get("html"))
    return [HtmlReader(each).text for each in re.findall(CODE, bodies)]


def list_headings(page: AppTest) -> list[str]:
    """The headings of a page's parts, where they are our own HTML."""
    bodies = "".join(each.proto.body for each in page.main.get("html"))
    return [unescape_html(each) for each in re.findall("<h2[^>]*>(.*?)</h2>", bodies)]


def read_table(table: Table) -> dict[str, dict[str, str]]:
    """A table's rows by their first cell, each as its other cells by heading."""
    return {
        row[0]: dict(zip(table.headings[1:], row[1:], strict=True))
        for row in table.rows
    }
