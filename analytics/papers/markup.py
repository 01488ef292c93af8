"""From a template and a paper to Markdown in which no text can be more than text."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    meta,
    nodes,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from analytics.ground.errors import Refusal
from analytics.papers import TEMPLATES, find_kind
from analytics.papers.paper import Grid, Paper, PaperChart


# Every ASCII mark: a backslash before one makes it itself, whatever it could mean.
MARKS = re.compile(r"([!-/:-@\[-`{-~])")
# What no XML document can hold, and what would turn the direction of the words around
# it; neither can be seen.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]")


# Letters in four lines of a printed page: a longer paragraph is not read.
FOUR_LINES = 400


class Markdown(str):
    """Text that our own filters made: Markdown already, not to be escaped again.

    Anything joined to it or cut from it is plain text again, and is escaped.
    """

    __slots__ = ()


def clean(text: object) -> str:
    """A text on one line, of characters every format can hold."""
    line = UNSEEN.sub("", " ".join(str(text).split()))
    return "".join(letter for letter in line if not is_nothing(letter))


def is_nothing(letter: str) -> bool:
    """Whether a character stands for none: half a pair, or set aside for ever."""
    return unicodedata.category(letter) == "Cs" or ord(letter) & 0xFFFE == 0xFFFE


def escape(text: object) -> str:
    """A text as Markdown that is read as exactly that text."""
    return MARKS.sub(r"\\\1", clean(text))


def finish(value: object) -> object:
    """What a template may print: our own Markdown as it is, all else escaped."""
    if isinstance(value, Markdown):
        return str(value)
    # Printing what is undefined is an error, and becomes one here.
    return escape(str(value))


def write_paragraph(sentences: Sequence[str]) -> Markdown:
    """Sentences as paragraphs, none of them longer than it is read."""
    paragraphs: list[str] = []
    for sentence in sentences:
        longer = f"{paragraphs[-1]} {sentence}" if paragraphs else ""
        if longer and len(longer) <= FOUR_LINES:
            paragraphs[-1] = longer
        else:
            paragraphs.append(sentence)
    return Markdown("\n\n".join(map(escape, paragraphs)))


def write_points(points: Sequence[str]) -> Markdown:
    """Sentences as a list."""
    return Markdown("\n".join(f"- {escape(point)}" for point in points))


def write_note_block(notes: Sequence[str]) -> Markdown:
    """Remarks in the style of notes."""
    if not notes:
        return Markdown("")
    return Markdown(f"::: note\n{write_paragraph(notes)}\n:::")


def write_charts(charts: Sequence[tuple[int, PaperChart]]) -> Markdown:
    """Charts, each by the name of the file it will be in."""
    return Markdown(
        "\n\n".join(
            f"![{escape(chart.alt)}](chart-{number})" for number, chart in charts
        )
    )


def write_grids(grids: Sequence[Grid]) -> Markdown:
    """Tables, each under its title."""
    return Markdown("\n\n".join(write_grid(grid) for grid in grids))


def write_grid(grid: Grid) -> str:
    """One table: its title if it has one, a header row and its rows."""
    rule = ["---:" if is_number else ":---" for is_number in grid.numbers]
    rows = [grid.headings, *grid.rows]
    lines = [f"| {' | '.join(escape(cell) for cell in row)} |" for row in rows]
    lines.insert(1, f"| {' | '.join(rule)} |")
    title = f"::: caption\n{escape(grid.title)}\n:::\n\n" if grid.title else ""
    return title + "\n".join(lines)


TEMPLATE_FILTERS: dict[str, Callable[..., Markdown]] = {
    "paragraph": write_paragraph,
    "points": write_points,
    "notes": write_note_block,
    "tables": write_grids,
    "charts": write_charts,
}


def fill_template(paper: Paper, template: Path | None = None) -> str:
    """A paper as Markdown, by its template.

    Raises Refusal, naming file and line, if the template cannot be followed.
    """
    path = template or find_kind(paper.kind).template
    try:
        return (
            make_environment(path.parent, paper)
            .get_template(path.name)
            .render(paper=paper, **{section.key: section for section in paper.sections})
        )
    except TemplateSyntaxError as error:
        raise refuse(Path(error.filename or path), error.lineno, error) from error
    except (
        TemplateError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        OSError,
    ) as error:
        raise refuse(path, find_line(error, path.parent), error) from error


def find_used(template: Path, keys: Sequence[str]) -> list[str]:
    """Which sections a template uses, by their keys, in the order in which it does.

    All of them where that cannot be read: filling the template will say why.
    """
    loader = FileSystemLoader([template.parent, TEMPLATES])
    environment = ImmutableSandboxedEnvironment()
    environment.filters |= TEMPLATE_FILTERS
    found: dict[str, None] = {}
    asked, waiting = set(), [template.name]
    while waiting:
        name = waiting.pop(0)
        asked.add(name)
        try:
            tree = environment.parse(loader.get_source(environment, name)[0])
        except (TemplateError, OSError, UnicodeError):
            return list(keys)
        declared = meta.find_undeclared_variables(tree)
        names = (each.name for each in tree.find_all(nodes.Name))
        found |= dict.fromkeys(each for each in names if each in declared)
        others = meta.find_referenced_templates(tree)
        waiting += [other for other in others if other and other not in asked]
    return [key for key in found if key in keys]


def make_environment(folder: Path, paper: Paper) -> ImmutableSandboxedEnvironment:
    """Jinja with our filters, in which an unknown name is an error."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([folder, TEMPLATES]),
        undefined=StrictUndefined,
        finalize=finish,
        trim_blocks=True,
        lstrip_blocks=True,
        # finish() escapes instead, for Markdown.
        autoescape=False,
    )
    numbers = {id(chart): place for place, chart in enumerate(paper.charts, start=1)}
    environment.filters |= TEMPLATE_FILTERS | {
        "charts": lambda charts: write_charts(
            [(numbers[id(chart)], chart) for chart in charts]
        ),
    }
    return environment


def find_line(error: BaseException, folder: Path) -> int:
    """The line of the template at which an error arose; nought if it has none."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if Path(trace.tb_frame.f_code.co_filename).parent == folder:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def refuse(path: Path, line: int, error: BaseException) -> Refusal:
    """The sentence for an error in a template."""
    reason = " ".join(str(error).split()).rstrip(".") or type(error).__name__
    place = f"{path.name}, line {line}" if line else path.name
    return Refusal(f"{place}: the template cannot be followed: {reason}.")


def fill_frame(path: Path, **texts: object) -> str:
    """What stands around a paper, HTML or XML, with every text escaped for it."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(path.parent),
        undefined=StrictUndefined,
        autoescape=True,
        keep_trailing_newline=True,
    )
    kept = {
        name: text if isinstance(text, Markup) else clean(text)
        for name, text in texts.items()
    }
    return environment.get_template(path.name).render(kept)
