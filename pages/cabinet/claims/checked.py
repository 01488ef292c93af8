"""A draft to check, and what was found in each of its sentences."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from analytics.claims.checking import LONGEST_DRAFT
from analytics.claims.claim import AGREES_WITH, FOUND, Checked, Claim
from pages.blocks.prose import head_part, show_note
from pages.frame.marks import mark
from pages.frame.markup import Markup, show_markup


NOT_CLAIMED = "no figure or claim was recognised"
HOW_IT_WORKS = (
    "It knows the words of the measures and no others. What it does not recognise it "
    "says so, and it can be wrong: read what it says beside each."
)


def ask_draft(year: str) -> str:
    """The draft that somebody wants checked; empty until it is sent."""
    with st.form("draft", enter_to_submit=False):
        text = st.text_area(
            f"Paste a paragraph about {year}",
            height=180,
            max_chars=LONGEST_DRAFT,
            key="draft_text",
        )
        is_sent = st.form_submit_button("Check it", type="primary")
    show_note(HOW_IT_WORKS)
    return text.strip() if is_sent else ""


def show_checked(checked: Sequence[Checked]) -> None:
    """How many sentences agree, and each with what was found in it."""
    amounts = Counter(each.verdict for each in checked if each.verdict)
    total = sum(amounts.values())
    said = [f"{amounts[name]} {name}" for name in reversed(FOUND) if amounts[name]]
    summary = f"Of {total} with a claim: {'; '.join(said)}." if total else NOT_CLAIMED
    parts = [head_part("What was found"), Markup("<p>{}</p>").format(summary)]
    parts += [write_sentence_checked(each) for each in checked]
    show_markup(Markup("").join(parts))


def write_sentence_checked(checked: Checked) -> Markup:
    """A sentence under what it is called, with what is right."""
    verdict = checked.verdict or NOT_CLAIMED
    wrong = [each for each in checked.claims if each.verdict != AGREES_WITH]
    lines = [write_claim(each) for each in wrong]
    listed = Markup("<ul>{}</ul>").format(Markup("").join(lines)) if lines else ""
    return Markup('<section class="decision"><h3>{}</h3><p>{}</p>{}</section>').format(
        verdict[0].upper() + verdict[1:], checked.sentence, listed
    )


def write_claim(claim: Claim) -> Markup:
    """A claim that does not agree: its words, what it is, what the records say."""
    return Markup("<li>“{}”: {}. {}</li>").format(
        claim.words, claim.verdict, mark(claim.says)
    )
