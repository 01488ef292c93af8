"""The little the theme cannot say: larger answers, quiet lines, tables, paper."""

STYLE = """
<style>
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
.menu p { font-weight: 700; margin: 0 0 0.8rem; }
.menu h2 { font-size: 0.85rem; font-weight: 400; color: #505A5F; padding: 0;
  margin: 0.9rem 0 0.2rem; }
.menu ul { list-style: none; margin: 0; padding: 0; }
.menu li { margin: 0; }
.menu a { display: block; padding: 0.28rem 0.6rem; border-left: 4px solid transparent;
  color: #1B1B1B !important; text-decoration: none; }
.menu a:hover { background: #E4E9EE; }
.menu a[aria-current] { border-left-color: #12436D; font-weight: 700;
  background: #E4E9EE; }
.kicker { color: #505A5F; margin: 0 0 -1.2rem; font-size: 1rem; }
.panels { display: grid; gap: 1.2rem 1.6rem;
  grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr)); }
.panel { display: flex; flex-direction: column; }
.panel .picture { margin-top: auto; width: 100%; }
.panel h3 { font-size: 1.1rem; padding: 0; margin: 0; }
.panel a, .onward a { color: #12436D; }
.panel p { margin: 0.1rem 0 0.5rem; }
.picture { position: relative; max-width: 430px; }
.picture img { width: 100%; display: block; }
.picture a { position: absolute; }
.picture a:hover { background: rgb(18 67 109 / 9%); }
.drawn img { width: 100%; max-width: 44rem; display: block; }
.note { color: #505A5F; font-size: 0.9rem; margin: 0.5rem 0 0; }
.note a { color: #12436D; }
.bars { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.bars th { text-align: left; font-weight: 400; padding: 0.25rem 0.8rem 0.25rem 0;
  border-bottom: 1px solid #E4E7EA; }
.bars thead th { color: #505A5F; font-size: 0.9rem; }
.bars td { padding: 0.25rem 0.8rem 0.25rem 0; border-bottom: 1px solid #E4E7EA;
  width: 30%; }
.bars td :is(a, .amount) { display: flex; align-items: center; gap: 0.6rem; }
.bars td a { color: #12436D; text-decoration: none; }
.bars td .amount > span:first-child { white-space: nowrap; min-width: 4.6rem; }
.bars td a > span:first-child { text-decoration: underline; white-space: nowrap;
  min-width: 3.6rem; }
:is(.list, .figures) { width: 100%; border-collapse: collapse; margin: 0 0 0.6rem; }
:is(.list, .figures) :is(th, td) { text-align: left; vertical-align: top;
  font-weight: 400; padding: 0.3rem 1rem 0.3rem 0; border-bottom: 1px solid #E4E7EA; }
:is(.list, .figures) thead th { color: #505A5F; font-size: 0.9rem;
  vertical-align: bottom; }
:is(.list, .figures) a { color: #12436D; }
.part { font-size: 1.5rem; padding: 0; margin: 1.6rem 0 0.6rem; }
.choice, .question { display: flex; flex-wrap: wrap; align-items: center;
  gap: 0.3rem 0.8rem; margin: 0.2rem 0 0.6rem; }
.choice span { color: #505A5F; }
.choice ul { display: flex; flex-wrap: wrap; gap: 0.3rem 0.6rem; list-style: none;
  margin: 0; padding: 0; }
.choice li { margin: 0; border-bottom: 3px solid transparent; padding: 0 0.2rem; }
.choice li[aria-current] { border-bottom-color: #12436D; font-weight: 700; }
.choice a { color: #12436D; }
.question label { font-weight: 600; }
.question :is(input, button) { font: inherit; padding: 0.35rem 0.6rem;
  border: 1px solid #6B747B; border-radius: 0.3rem; }
.question input { flex: 1 1 14rem; max-width: 26rem; min-width: 0; }
.question button { background: #F3F5F7; cursor: pointer; }
.question p { flex-basis: 100%; margin: 0; color: #505A5F; font-size: 0.9rem; }
.fold { border: 1px solid #C9CFD4; border-radius: 0.3rem; padding: 0.5rem 0.8rem;
  margin: 0 0 0.8rem; }
.fold summary { cursor: pointer; }
.fold h3 { font-size: 1rem; padding: 0; margin: 0.8rem 0 0.2rem; }
.fold ul { margin: 0; padding-left: 1.1rem; }
.fold a { color: #12436D; }
dl.entries, .entries dt { margin: 0; padding: 0 !important; }
.entries dt a { color: #12436D; font-weight: 600; }
.entries dd { margin: 0 0 0.9rem; padding: 0; max-width: 46rem; }
.whole { white-space: nowrap; }
.figures { font-variant-numeric: tabular-nums; }
.figures :is(td, thead th:not(:first-child)) { text-align: right; }
.figures :is(td, th):last-child { padding-right: 0; }
.code { background: #F3F5F7; padding: 0.7rem 1rem; margin: 0 0 0.6rem;
  white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.85rem; }
.decision { border-top: 4px solid #12436D; padding-top: 0.5rem; margin-bottom: 1.2rem; }
.decision h3 { font-size: 1.1rem; padding: 0; margin: 0 0 0.2rem; }
.track { flex: 1; }
.track > span { display: block; min-width: 2px; }
.track .of { border: 1px solid #6B747B; }
.bar { display: block; height: 0.62rem; background: #12436D; }
.grid { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.grid th, .grid td { text-align: left; vertical-align: top; font-weight: 400;
  padding: 0.3rem 0.6rem 0.3rem 0; border-bottom: 1px solid #E4E7EA; }
.grid thead th { color: #505A5F; font-size: 0.85rem; vertical-align: bottom; }
.grid a { color: #12436D; }
.grid td a { font-weight: 700; font-size: 1.1rem; }
.multiples li { margin: 0 !important; }
.multiples small { display: block; }
.grid td small { margin-left: 0.3rem; }
.grid .below { display: block; margin: 0; }
.grid small, .multiples small { color: #505A5F; font-size: 0.85rem; }
.grid img { display: block; width: 117px; height: 32px; }
.grid .back > * { opacity: 0.75; }
.stMainBlockContainer { max-width: 62rem !important; }
.stMainBlockContainer :is([data-testid="stMarkdownContainer"], .stHtml) >
  :is(p, ul, ol), .note { max-width: 46rem; }
:is(.sentences, .done) a { color: #12436D; }
.multiples { list-style: none; margin: 0 !important; padding: 0 !important;
  display: grid; gap: 0.9rem 1.4rem;
  grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); }
.multiples a { color: #12436D; font-weight: 600; }
.multiples img { display: block; width: 132px; height: 36px; margin-top: 0.2rem; }
.box { background: #F3F5F7; border-left: 4px solid #12436D; padding: 0.7rem 1rem; }
.box h2 { font-size: 1.1rem; padding: 0; margin: 0 0 0.3rem; }
.box ul { margin: 0; padding-left: 1.1rem; }
.chip { background: #F3F5F7; border: 1px solid #8A9299; border-radius: 1rem;
  padding: 0.15rem 0.7rem; font-size: 0.9rem; white-space: nowrap; }
.paper { display: none; }
[data-testid="stExpandSidebarButton"]::after { content: "Menu"; margin-left: 0.3rem;
  font-size: 1rem; }
[data-testid="stExpandSidebarButton"] { width: auto !important; }
.clear::before { content: "◆ "; }
.same::before { content: "● "; }
.unclear::before { content: "○ "; }
.cards { display: grid;
  gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(230px, 1fr)); }
.cards p { margin: 0; }
.cards > div { border-top: 4px solid #12436D; padding-top: 0.5rem; }
.cards img { display: block; width: 132px; height: 36px; }
.cards a { color: #12436D; font-weight: 600; }
.plain { font: inherit; color: #12436D; background: none; border: 0; cursor: pointer;
  padding: 0.3rem 0.4rem; text-decoration: underline; }
.onward { margin: 0; }
.onward a, .foot a { font-weight: 600; color: #12436D; }
.stMainBlockContainer { padding-top: 3.6rem !important;
  padding-bottom: 2rem !important; }
.foot { border-top: 1px solid #C9CFD4; margin-top: 0.8rem; padding-top: 0.8rem;
  color: #505A5F; font-size: 0.9rem; }
.foot p { margin: 0 0 0.5rem; }
.st-key-answer p { font-size: 1.22rem; line-height: 1.5; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * {
  color: #505A5F; opacity: 1;
}
a:focus-visible, button:focus-visible, summary:focus-visible {
  outline: 3px solid #12436D !important; outline-offset: 2px;
}
/* A reader's own space between paragraphs would push these words out of their box. */
:is([data-variant="segmented_control"], summary) p { margin: 0 !important; }
.grid td a { white-space: nowrap; }
@media (min-width: 1200px) {
  .grid td > *, .grid td:not(:has(small)) { white-space: nowrap; }
}
/* Where the menu is folded away its button stands above the page. */
@media (max-width: 1000px) {
  .stMainBlockContainer { padding-top: 4.6rem !important; }
}
@media (max-width: 640px) {
  .list thead:not(:has(a)) { position: absolute; clip-path: inset(50%); }
  .list thead th { display: inline !important; padding-right: 0.8rem !important; }
  .list :is(tr, th, td) { display: block; border: 0; padding: 0; }
  .list tr { border-bottom: 1px solid #E4E7EA; padding: 0.4rem 0; }
  .list td[data-what]::before { content: attr(data-what) ": "; color: #505A5F; }
  .grid thead { position: absolute; clip-path: inset(50%); }
  .grid tr { display: block; border: 1px solid #C9CFD4; margin: 0 0 0.8rem;
    padding: 0.5rem 0.8rem; }
  .grid tbody th { width: auto; }
  .grid th, .grid td { display: block; border: 0; padding: 0.15rem 0; }
  .grid td[data-what]::before { content: attr(data-what) ": "; color: #505A5F;
    font-size: 0.85rem; }
  .grid td.nothing { display: none; }
  .figures :is(td, th) { padding: 0.25rem 0.4rem 0.25rem 0; font-size: 0.85rem; }
}
/* A small telephone, or a desk's screen at 400%: a broken word, but no lost column. */
@media (max-width: 360px) {
  /* Not of figures' cells: a number in two halves is two numbers. */
  .bars th, .list :is(th, td), .figures th { overflow-wrap: anywhere; }
}
/* A reader's own colours: pictures keep the white they are drawn for, and what is
   chosen of several is not told by a ground that is taken away. */
@media (forced-colors: active) {
  .menu a { border-left-color: Canvas; }
  .menu a[aria-current] { border-left-color: Highlight; }
  .bar { forced-color-adjust: none; }
  .stMainBlockContainer img { forced-color-adjust: none; background: #FFFFFF; }
  [data-variant="segmented_control"][data-selected="true"] {
    forced-color-adjust: none; background: Highlight !important;
  }
  [data-variant="segmented_control"][data-selected="true"] * {
    color: HighlightText !important;
  }
}
@media print {
  .paper { display: block; }
  .st-key-in_force, details { display: none !important; }
  [data-testid="stSidebar"], [data-testid="stHeader"] { display: none; }
}
</style>
"""
