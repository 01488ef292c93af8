"""What stands out, what to ask about it, and what the records cannot say."""

from collections.abc import Sequence
from dataclasses import replace

from analytics.attention import Concern
from analytics.behind.cases import may_see_rows
from analytics.drawing.course import draw_spark
from analytics.view import View
from analytics.words.narrative import write_alt
from pages.blocks.courses import list_quarters
from pages.blocks.panels import write_picture
from pages.frame import entries
from pages.frame.linking import write_link
from pages.frame.marks import mark
from pages.frame.markup import Markup, show_markup


QUESTIONS = 3


def show_findings(view: View, findings: Sequence[Concern]) -> None:
    """The findings beside each other, each with its course; it opens what is behind."""
    if findings:
        items = [
            Markup('<div role="listitem">{}<p>{}</p></div>').format(
                draw_course_of(view, each), link_finding(view, each)
            )
            for each in findings
        ]
        show_markup(
            Markup('<div class="cards" role="list">{}</div>').format(
                Markup("").join(items)
            )
        )


def show_grave(findings: Sequence[Concern], *, is_said: bool = False) -> None:
    """The way to the gravest findings, said here where they are not the title."""
    for each in findings:
        words = f"Of all areas: {mark(each.sentence)} " if is_said else ""
        link = write_link(entries.THEMES[each.theme], "See them")
        show_markup(Markup('<p class="onward">{}{}</p>').format(words, link))


def link_finding(view: View, finding: Concern) -> Markup:
    """To the cases of a finding, for whoever may see them; else to its theme."""
    measure = finding.measure
    words = mark(finding.first_sentence)
    if measure is None or not may_see_rows(view.release, measure):
        return write_link(entries.THEMES[finding.theme], words)
    carried: dict[str, str] = {"measure": measure.id, "rows": finding.part}
    dimension, value = finding.group
    if dimension:
        carried |= {"by": dimension, "group": value}
    return write_link(entries.CASES, words, carried)


def draw_course_of(view: View, finding: Concern) -> Markup | str:
    """The last eight quarters of what a finding is about, where it has any."""
    measure = finding.measure
    if measure is None or measure.is_at_as_at:
        return ""
    dimension, value = finding.group
    where = {**view.where, dimension: (value,)} if dimension else view.where
    of_group = replace(view, where=where)
    course = list_quarters(of_group, [measure.id]).get(measure.id, [])
    if not any(each.value is not None for each in course):
        return ""
    alt = write_alt("Over time", measure.label, course)
    return write_picture(draw_spark(course), alt)


def show_questions(findings: Sequence[Concern]) -> None:
    """What a reader may ask at the meeting, from what was found."""
    questions = list(dict.fromkeys(each.question for each in findings if each.question))
    show_box("Questions to ask", questions[:QUESTIONS])


def show_gaps(gaps: Sequence[str]) -> None:
    """What the records cannot say."""
    show_box("What these records cannot say", gaps)


def show_box(heading: str, sentences: Sequence[str]) -> None:
    """A heading with a short list, in a box."""
    if sentences:
        items = Markup("").join(
            Markup("<li>{}</li>").format(each) for each in sentences
        )
        show_markup(
            Markup('<section class="box"><h2>{}</h2><ul>{}</ul></section>').format(
                heading, items
            )
        )
