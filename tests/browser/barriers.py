"""What shuts readers out of a page: what axe finds, and what lies beyond the screen."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


# What is drawn anew is pale for a moment, and what is about to be; that is no barrier.
IS_STILL = """() => !document.querySelector('[data-stale="true"]')
  && document.getAnimations().every(each =>
  each.playState !== 'running'
  || each.effect.getComputedTiming().iterations === Infinity)"""


def find_barriers(page: Page) -> list[str]:
    """What axe finds that shuts people out: rule, weight and element, a line each."""
    page.wait_for_function(IS_STILL)
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    return [
        f"{each['id']} ({each['impact']}): {node['target']} {node['html'][:200]}"
        for each in found.response["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def find_beyond(page: Page) -> list[str]:
    """What makes a page scroll sideways, or lies beyond the right edge of its screen.

    What scrolls or is cut inside a box of its own is the box's matter, and so is what
    is for ears alone.
    """
    return list(
        page.evaluate(
            """() => {
              const main = document.querySelector('[data-testid="stMain"]');
              const wide = [document.documentElement, main].filter(
                each => each.scrollWidth > each.clientWidth);
              const hides = each => each !== main
                && getComputedStyle(each).overflowX !== 'visible';
              const isBoxed = each => {
                for (let up = each.parentElement; up && up !== main;
                    up = up.parentElement) if (hides(up)) return true;
                return false;
              };
              const edge = main.getBoundingClientRect().right + 1;
              const beyond = [...main.querySelectorAll('*')].filter(each =>
                each.getBoundingClientRect().right > edge
                && getComputedStyle(each).clipPath === 'none' && !isBoxed(each));
              return [...wide, ...beyond].map(
                each => `${each.tagName} ${each.className} ${each.innerText ?? ''}`
                  .slice(0, 120));
            }"""
        )
    )


def find_cut_cells(page: Page) -> list[str]:
    """Cells of tables whose words end beyond their cell or their table.

    A table that may not scroll must fit; else its last words are on no screen.
    """
    return list(
        page.evaluate(
            """() => [...document.querySelectorAll(
              '[data-testid="stMain"] .stHtml table')].flatMap(
              each => {
                const edge = each.getBoundingClientRect().right + 1;
                return [...each.querySelectorAll('th, td')].filter(cell => {
                  const words = document.createRange();
                  words.selectNodeContents(cell);
                  const end = words.getBoundingClientRect().right;
                  return end > edge || end > cell.getBoundingClientRect().right + 1;
                }).map(cell => cell.innerText);
              })"""
        )
    )
