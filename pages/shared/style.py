"""The little the theme cannot say: larger answers, quiet lines, tables, paper."""

STYLE = """
<style>
.st-key-answer p { font-size: 1.22rem; line-height: 1.5; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * {
  color: #505A5F; opacity: 1;
}
.stMainBlockContainer [data-testid="stPageLink"] a p {
  text-decoration: underline; font-weight: 600; color: #12436D;
}
.stMainBlockContainer [data-testid="stPageLink"] a { padding-left: 0; }
a:focus-visible, button:focus-visible, summary:focus-visible {
  outline: 3px solid #12436D !important; outline-offset: 2px;
}
[data-testid="stTable"] th { color: #1B1B1B !important; }
[class*="st-key-figures_"] table { font-variant-numeric: tabular-nums; }
[class*="st-key-figures_"] td,
[class*="st-key-figures_"] thead th:not(:first-child) { text-align: right !important; }
[class*="st-key-card_"] strong { font-size: 1.3rem; }
/* A table that scrolls sideways cannot be scrolled by keyboard, so none does. */
[data-testid="stTable"] > div { overflow: visible; }
@media (max-width: 640px) {
  [data-testid="stTable"] :is(td, th) {
    padding: 4px 3px !important; font-size: 0.8rem;
  }
  [data-testid="stTable"] :is(td, th) * {
    white-space: normal !important; overflow-wrap: anywhere !important;
    font-size: inherit;
  }
  /* Headings are broken only where a whole word would not fit. */
  [data-testid="stTable"] th * { overflow-wrap: break-word !important; }
}
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"] { display: none; }
}
</style>
"""
