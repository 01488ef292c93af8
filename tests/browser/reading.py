"""How much a page asks of its reader, counted as the browser shows it."""

from dataclasses import dataclass, fields

from playwright.sync_api import Page


# What is shown of a page, folds that are shut and the insides of charts left out: its
# words, those above the first picture, and its longest paragraph or item of a list.
COUNT = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const box = main.querySelector('[data-testid="stMainBlockContainer"]');
  const isShown = each => each.offsetHeight > 0
    && !each.closest('details:not([open])') && !each.closest('.js-plotly-plot');
  const top = each => each.getBoundingClientRect().top;
  const count = text => (text.match(/\\S+/g) || []).length;
  const pictures = [...main.querySelectorAll('.js-plotly-plot, img, svg[role=img]')]
    .filter(each => each.getBoundingClientRect().height > 24);
  const first = Math.min(...pictures.map(top));
  const texts = [...main.querySelectorAll('p, li, h1, h2, h3, h4, td, th')]
    .filter(isShown)
    // A paragraph in an item of a list is counted by itself.
    .filter(each => !each.matches('li:has(p)'))
    .map(each => ({words: count(each.innerText), top: top(each),
      isLong: each.matches('p, li')}));
  const add = some => some.reduce((sum, each) => sum + each.words, 0);
  return {
    words: add(texts),
    before: add(texts.filter(each => each.top < first)),
    longest: Math.max(0, ...texts.filter(each => each.isLong)
      .map(each => each.words)),
    screens: box.scrollHeight / 900,
  };
}"""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a page asks: words, those before its first picture, and how far it goes.

    `longest` is in words the longest paragraph or item of a list, `screens` the height
    in screens of a desk.
    """

    words: float
    before: float
    longest: float
    screens: float

    def list_excess(self, limit: "Reading") -> list[str]:
        """What is more than a limit allows."""
        return [
            f"{each.name}: {getattr(self, each.name):g}, {getattr(limit, each.name):g}"
            for each in fields(self)
            if getattr(self, each.name) > getattr(limit, each.name)
        ]


def read(page: Page) -> Reading:
    """What an open page asks of its reader."""
    return Reading(**page.evaluate(COUNT))
