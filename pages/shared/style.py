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
[data-testid="stTable"] th { color: #1B1B1B !important; }
[class*="st-key-figures_"] table { font-variant-numeric: tabular-nums; }
[class*="st-key-figures_"] td,
[class*="st-key-figures_"] thead th:not(:first-child) { text-align: right !important; }
[class*="st-key-card_"] h3 { padding: 0; }
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"] { display: none; }
}
</style>
"""
