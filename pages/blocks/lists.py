"""Figures as sentences, with the way to their cases."""

from collections.abc import Sequence

from analytics.measures.result import Result
from analytics.view import View
from analytics.words.narrative import write_known_or_gap, write_sentence
from pages.blocks.behind import fold_behind
from pages.blocks.cases import has_cases, write_cases_href
from pages.blocks.prose import show_list
from pages.frame.marks import mark
from pages.frame.markup import Markup, show_markup


def show_linked(view: View, results: Sequence[Result]) -> None:
    """Figures as sentences, each of which opens its cases where it has any."""
    items = [
        Markup("<li>{}</li>").format(
            Markup('<a data-go="" href="{}">{}</a>').format(
                write_cases_href(view, each), mark(write_sentence(each))
            )
            if has_cases(each)
            else mark(write_sentence(each))
        )
        for each in results
    ]
    show_markup(Markup('<ul class="sentences">{}</ul>').format(Markup("").join(items)))


def show_sentences(view: View, results: Sequence[Result], key: str) -> None:
    """Figures as sentences, those missing in one, with what lies behind them."""
    show_list(write_known_or_gap(results))
    fold_behind(view, results, key)
