"""Tables and commands in our own HTML: read at once, by eye, by ear and on paper.

Streamlit's own table and code block each bring a script of their own, and its table
cannot hold a link.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

import pandas as pd

from pages.frame.markup import Markup, show_markup


# Words are set to the left and stand one below the other on a phone; figures are set to
# the right and stay beside each other, to be compared.
Style = Literal["list", "figures"]


def write_table(
    caption: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    style: Style = "list",
    heads: Sequence[str] = (),
) -> Markup:
    """A table whose first column names its rows; a caption for whoever listens.

    What stands over a column can be more than its name: a link that sorts by it.
    """
    head = Markup("").join(
        Markup('<th scope="col">{}</th>').format(each) for each in heads or headings
    )
    # On a phone each cell stands behind its heading, but for one alone.
    cell = Markup("<td>{1}</td>")
    if len(headings) > 2:
        cell = Markup('<td data-what="{}">{}</td>')
    body = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            first,
            Markup("").join(
                cell.format(heading, each)
                for heading, each in zip(headings[1:], rest, strict=True)
            ),
        )
        for first, *rest in rows
    )
    return Markup(
        '<table class="{}"><caption class="unseen">{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>"
    ).format(style, caption, head, body)


def show_table(table: pd.DataFrame, caption: str, style: Style = "list") -> None:
    """A frame of texts as a table; its index names the rows."""
    rows = [
        (name, *cells)
        for name, cells in zip(table.index, table.to_numpy(), strict=True)
    ]
    headings = [str(table.index.name or ""), *table.columns]
    show_markup(write_table(caption, headings, rows, style))


def write_code(text: str) -> Markup:
    """A query, a command or a file's name, to be copied as it stands."""
    return Markup('<pre class="code"><code>{}</code></pre>').format(text)
