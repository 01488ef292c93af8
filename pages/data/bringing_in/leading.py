"""Eye and keyboard led to what a press brought: the page stays where it was pressed."""

import streamlit as st


# Once for each press, however often the page is drawn.
LEAD_SCRIPT = """
export default function({data}) {
  if (window.ledTo === data.press) return;
  window.ledTo = data.press;
  const seek = (frames) => {
    const found = document.querySelector(data.selector);
    if (!found && frames) return requestAnimationFrame(() => seek(frames - 1));
    // Whoever is in a box by now is not taken out of it.
    const boxes = 'input, textarea, [role=spinbutton]';
    const isBusy = document.activeElement?.matches(boxes);
    if (!found || isBusy) return;
    found.tabIndex = -1;
    found.focus({preventScroll: true});
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  };
  seek(120);
}
"""

lead = st.components.v2.component("lead", js=LEAD_SCRIPT)


def lead_to(selector: str, press: str) -> None:
    """Show the top of the page, with the keyboard on what a selector finds."""
    lead(key="lead", height=1, data={"selector": selector, "press": press})
