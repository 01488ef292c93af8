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
/* A link is read to its end, and one to another address of the same page is a link. */
.stMainBlockContainer [data-testid="stPageLink"] a:not(:hover) {
  background: transparent;
}
.stMainBlockContainer [data-testid="stPageLink"] a :is(span, div, p) {
  white-space: normal; overflow: visible;
}
a:focus-visible, button:focus-visible, summary:focus-visible {
  outline: 3px solid #12436D !important; outline-offset: 2px;
}
[data-testid="stTable"] th { color: #1B1B1B !important; }
[class*="st-key-figures_"] table { font-variant-numeric: tabular-nums; }
[class*="st-key-figures_"] td,
[class*="st-key-figures_"] thead th:not(:first-child) { text-align: right !important; }
[class*="st-key-card_"] strong { font-size: 1.3rem; }
/* Tables fit, because not every browser scrolls them by keyboard. Where a reader's
   own wider spacing makes one too wide, scrolling is better than a lost column. */
[data-testid="stTable"] > div { overflow: auto hidden; }
/* A reader's own space between paragraphs would push these words out of their box. */
:is([data-variant="segmented_control"], summary) p { margin: 0 !important; }
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
/* A small telephone, or a desk's screen at 400%: a broken word, but no lost column. */
@media (max-width: 360px) {
  [data-testid="stTable"] th * { overflow-wrap: anywhere !important; }
  /* A number in two halves is two numbers. */
  [class*="st-key-figures_"] td * { overflow-wrap: break-word !important; }
}
/* A reader's own colours: pictures keep the white they are drawn for, and what is
   chosen of several is not told by a ground that is taken away. */
@media (forced-colors: active) {
  .stMainBlockContainer img { forced-color-adjust: none; background: #FFFFFF; }
  [data-variant="segmented_control"][data-selected="true"] {
    forced-color-adjust: none; background: Highlight !important;
  }
  [data-variant="segmented_control"][data-selected="true"] * {
    color: HighlightText !important;
  }
}
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"] { display: none; }
}
</style>
"""
