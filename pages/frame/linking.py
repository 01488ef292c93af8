"""Links in our own HTML: written here, and followed without loading the page anew.

Streamlit's own links are an element each, none can stand in a table, and they carry
filters by a way of their own. These are plain links that hold the whole view, so that
they open in a new tab as well. A press is made a step of the browser's history, which
Streamlit follows as it follows Back: what stands in the address is what is shown.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from pages.frame.choices import CARRIED
from pages.frame.entries import HOME, MENU, find_address
from pages.frame.filters import read_in_force
from pages.frame.markup import Markup


# A press on one of our links, on the button of a question, or on that which copies the
# address.
SCRIPT = """
export default function({data}) {
  const query = new URLSearchParams(location.search);
  for (const [name, values] of Object.entries(data.query))
    if (!query.has(name)) for (const value of values) query.append(name, value);
  if (query.toString() !== new URLSearchParams(location.search).toString())
    history.replaceState(history.state, '', `${location.pathname}?${query}`);
  const PRESSED = '[data-go],[data-copy],[data-ask]';
  const copy = (button) => {
    const show = () => prompt('The link to this view', location.href);
    const done = () => { button.textContent = 'Link copied'; };
    // Browsers give the clipboard to a page of this machine or of https alone.
    if (!navigator.clipboard) return show();
    navigator.clipboard.writeText(location.href).then(done, show);
  };
  const go = (address) => {
    history.pushState({}, '', address);
    window.dispatchEvent(new PopStateEvent('popstate'));
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  };
  // Enter in the box presses its button; Streamlit keeps the form from being sent.
  const ask = ({form}) => {
    const query = new URLSearchParams(new FormData(form));
    go(`${form.getAttribute('action')}?${query}`);
  };
  const press = (event) => {
    const from = event.target.closest && event.target.closest(PRESSED);
    const wantsTab = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!from || event.button || wantsTab) return;
    event.preventDefault();
    if (from.hasAttribute('data-copy')) return copy(from);
    if (from.hasAttribute('data-ask')) return ask(from);
    go(from.href);
  };
  // The filters open at the end of the document; the keyboard is led there.
  const enter = (event) => {
    const button = event.target.closest
      && event.target.closest('[data-testid="stPopoverButton"]');
    if (!button || event.detail) return;
    // Drawn late, or once more: until they go on by themselves.
    let isLeft = false;
    setTimeout(() => { isLeft = true; }, 5000);
    for (const kind of ['keydown', 'pointerdown']) {
      document.addEventListener(kind, () => { isLeft = true; }, {
        capture: true, once: true,
      });
    }
    const seek = () => {
      const first = document.querySelector('[data-testid="stPopoverBody"] input');
      const inside = '[data-testid="stPopoverBody"] *';
      if (first && !document.activeElement.closest(inside)) first.focus();
      if (!isLeft) requestAnimationFrame(seek);
    };
    seek();
  };
  // Once: the page stays the same however often it is drawn.
  if (window.linksAreFollowed) return;
  window.linksAreFollowed = true;
  document.addEventListener('click', press);
  document.addEventListener('click', enter);
}
"""

listen = st.components.v2.component("links", js=SCRIPT)

# No reference and no search is longer.
LONGEST_QUESTION = 100

# What a link can carry besides the filters in force.
Carried = Mapping[str, str | Sequence[str]]


def follow_links(page: str) -> None:
    """Have presses on our links followed; once on each page.

    Streamlit takes the query out of the address when it turns to another page, and
    writes again only what a reader changes there; so it is told here, page by page.
    """
    listen(
        key="links",
        height=1,
        data={"page": page, "query": {**read_in_force(), **read_asked()}},
    )


def write_href(page: str, carried: Carried | None = None) -> str:
    """The address of a page, with the filters in force and what else it is about.

    A filter that is carried takes the place of the one in force.
    """
    query = {**read_in_force(), **(carried or {})}
    address = find_address(page)
    return f"{address}?{urlencode(query, doseq=True)}" if query else address


def write_link(page: str, words: str, carried: Carried | None = None) -> Markup:
    """A link to a page, with the filters in force and what else it is about."""
    href = write_href(page, carried)
    return Markup('<a data-go="" href="{}">{}</a>').format(href, words)


def read_asked() -> dict[str, list[str]]:
    """What the address asks of its page, besides the filters."""
    kept = {key: st.query_params.get_all(key) for key in CARRIED}
    return {key: values for key, values in kept.items() if values}


def write_here(page: str, words: str, **carried: str) -> Markup:
    """A link to the page one is on: as asked, but for what is carried.

    What is carried empty is asked no more.
    """
    asked = {**read_asked(), **carried}
    return write_link(page, words, {key: each for key, each in asked.items() if each})


def write_choice(
    page: str, label: str, name: str, options: Mapping[str, str], current: str
) -> Markup:
    """What a page can show instead of what it shows: a link each, beside each other.

    Whatever was leafed to begins anew.
    """
    links = [
        Markup('<li aria-current="true">{}</li>').format(words)
        if value == current
        else Markup("<li>{}</li>").format(
            write_here(page, words, **{name: value, "start": ""})
        )
        for value, words in options.items()
    ]
    return Markup(
        '<nav class="choice" aria-label="{0}"><span>{0}</span><ul>{1}</ul></nav>'
    ).format(label, Markup("").join(links))


def write_question(page: str, label: str, name: str, button: str, hint: str) -> Markup:
    """A box to type what a page is to show; it goes into the address like a link."""
    asked = {key: each for key, each in read_asked().items() if key != name}
    hidden = [
        Markup('<input type="hidden" name="{}" value="{}">').format(key, value)
        for key, values in {**read_in_force(), **asked}.items()
        for value in ([values] if isinstance(values, str) else values)
    ]
    return Markup(
        '<form class="question" action="{}">{}<label for="ask_{}">{}</label>'
        '<input type="text" id="ask_{}" name="{}" value="{}" maxlength="{}" '
        'autocomplete="off"><button type="submit" data-ask="">{}</button><p>{}</p>'
        "</form>"
    ).format(
        *(find_address(page), Markup("").join(hidden), name, label, name, name),
        *(st.query_params.get(name, ""), LONGEST_QUESTION, button, hint),
    )


def write_menu(name: str, current: str) -> Markup:
    """The menu: every page by section, the current one marked for eyes and ears."""
    sections = []
    for section, entries in MENU.items():
        links = [
            Markup('<li><a data-go="" href="{}"{}>{}</a></li>').format(
                write_href(entry.path),
                Markup(' aria-current="page"')
                if entry.address == (current or HOME.address)
                else "",
                entry.title,
            )
            for entry in entries
        ]
        sections.append(
            Markup("<h2>{}</h2><ul>{}</ul>").format(section, Markup("").join(links))
        )
    return Markup('<nav class="menu" aria-label="Pages"><p>{}</p>{}</nav>').format(
        name, Markup("").join(sections)
    )
