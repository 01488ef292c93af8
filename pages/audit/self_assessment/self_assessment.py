"""The self-assessment against the Code, and what the records say beside it."""

from analytics.behind.self_assessment import list_measured, read_answers
from pages.audit.self_assessment.answers import (
    show_all_answers,
    show_changed,
    show_contradicted,
    show_none,
    show_not_yes,
    show_yes,
)
from pages.frame.view import read_view


view = read_view().unfiltered
measured = {
    each.measure.id: each for each in view.ask(*list_measured(), periods=[view.year])
}
answers = read_answers(view.release, view.year, measured)
if answers:
    show_yes(view, answers)
    show_contradicted(view, answers)
    show_not_yes(answers)
    show_changed(answers)
    show_all_answers(view, answers)
else:
    show_none(view)
