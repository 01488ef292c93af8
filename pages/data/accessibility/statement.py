"""The accessibility statement as plain data: what fails, what is checked, whom to tell.

Every sentence is true of the version named here. Whoever changes what a sentence is
about changes the sentence; what can be compared with the tests is compared in one.
"""

from dataclasses import dataclass

from analytics.ground.landlord import Landlord


# The version this was prepared with, and the day, as in CHANGELOG.md.
VERSION = "0.2.0"
PREPARED = "22 November 2026"

# The widths at which the project's tests open every page.
WIDTHS = (1280, 768, 400)
# The pages walked through by keyboard.
WALKED = ("Overview", "Timeliness")
# What of axe-core's findings fails a test.
FAILING = ("serious", "critical")


@dataclass(frozen=True)
class Passage:
    """A heading with its paragraphs, and a list under them."""

    heading: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...] = ()


ANSWER = (
    "This dashboard is made to be used by everybody, to the level that the law asks of "
    "public bodies: WCAG 2.2 AA. It meets that in part: what is known not to work is "
    "listed here."
)

SECTIONS = (
    Passage(
        "What this statement is for",
        (
            "The Public Sector Bodies (Websites and Mobile Applications) (No. 2) "
            "Accessibility Regulations 2018 ask public bodies to make their websites "
            "accessible and to say how far they are. This statement is about the pages "
            "of the dashboard, not about the papers that can be made with it.",
            "It is a model that comes with the software. A landlord that serves the "
            "dashboard answers for it, and should check it again where it is served.",
        ),
    ),
    Passage(
        "How accessible it is",
        ("You should be able to:",),
        (
            "read every page with a keyboard alone",
            "read every figure of a chart in its text for screen readers, and in the "
            "table under it",
            "zoom to 400% on a desk's screen without scrolling a page sideways",
            "use your own colours and wider spacing",
            "tell what is meant without telling colours apart",
        ),
    ),
    Passage(
        "What is known not to work",
        (),
        (
            "Charts are pictures. They do not follow your own colours: among dark "
            "colours they stay white.",
            "At 400% zoom, on narrow telephones and with wider spacing than usual, "
            "some labels of charts are cut off or stand over each other. The figures "
            "are in the table under the chart. Words in tables are broken in two.",
            "With wider spacing than usual, some tables on a telephone have to be "
            "scrolled sideways.",
            "When a filter is changed the page is drawn again, and a screen reader is "
            "not told that it was.",
            "All definitions have the same name in the browser's tab. The heading of "
            "the page tells them apart.",
            "What is folded away is not printed unless it is opened first.",
            "In a funnel other landlords are dots, and no table beside it lists them. "
            "The command line prints what the regulator's file holds of each.",
        ),
    ),
    Passage(
        "What nobody has tried",
        (
            "It was not tried with people who use a screen reader, a magnifier, voice "
            "control or a switch. Nobody outside the project has checked it. It was "
            "tried in one browser, Chromium, and not in Firefox, Safari or on a real "
            "telephone. There may be failures that nobody has found.",
        ),
    ),
    Passage(
        "What is checked, and how",
        ("The project's own tests open the dashboard in Chromium:",),
        (
            f"Every page of the menu is opened {WIDTHS[0]:,}, {WIDTHS[1]} and "
            f"{WIDTHS[2]} pixels wide, and at {WIDTHS[2]} everything folded away on it "
            "is opened as well, and the menu. The program axe-core then looks for "
            "failures. One "
            f"that it calls {FAILING[0]} or {FAILING[1]} fails the test, and so do "
            "words of ordinary size with a contrast below 4.5 to 1.",
            "No page may scroll sideways at these widths, and no table may be cut off.",
            "Every picture and chart must have its figures in its text for screen "
            "readers; what a pointer can press in a picture the keyboard must find in "
            "the figures under it.",
            f"{WALKED[0]} and {WALKED[1]} are walked through by keyboard: every link, "
            "filter and folded part must be reached, and none may hold the keyboard. "
            f"On {WALKED[1]} one must also see where one is, and be able to change a "
            "filter, open a table and download it.",
        ),
    ),
    Passage(
        "What was looked at once",
        (
            "For this version every page was also opened in Chromium in windows of 640 "
            "and 320 pixels, which is what a desk's screen shows at 200% and 400%, and "
            "none scrolled sideways. Some pages were looked at with wider spacing, as "
            "WCAG asks, with a reader's own dark colours, and printed.",
        ),
    ),
)

CONTACT_HEADING = "Whom to tell"
ENFORCEMENT = Passage(
    "If the answer does not help",
    (
        "Contact the Equality Advisory and Support Service (EASS). The Equality and "
        "Human Rights Commission (EHRC) is responsible for enforcing the regulations "
        "in England.",
    ),
)
PREPARATION = Passage(
    "When this was prepared",
    (f"It was prepared with version {VERSION} of this dashboard, on {PREPARED}.",),
)


def write_contact(landlord: Landlord) -> str:
    """The sentence over whom to tell, or that the landlord has named nobody."""
    name = landlord.name or "The landlord"
    if not landlord.accessibility_contact:
        return (
            f"{name} has not named anybody to tell about accessibility here. "
            "Use the landlord's usual ways to get in touch."
        )
    return (
        "Tell us what you cannot use, and what you need in another form. "
        f"For {landlord.name or 'the landlord'} that goes to:"
    )
