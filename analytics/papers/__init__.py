"""Papers to take away: Word, PDF and one HTML file from one template."""

from dataclasses import dataclass
from pathlib import Path

from analytics.ground.errors import UsageError, quote_nearest


TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, kw_only=True)
class PaperKind:
    """One kind of paper: its title, and the template an officer can edit.

    `name` is what it is called in a list of papers. `reader` names what landlord.toml
    calls the board it is for, or is whom it is for. One that `is_whole` is about
    everybody in a whole year, whatever else is chosen; one that `is_public` shows only
    what the public may see; one that is `of_case` is about one determination.
    """

    title: str
    name: str
    template: Path
    reader: str = "member_responsible"
    is_whole: bool = False
    is_public: bool = False
    of_case: bool = False


# A new kind of paper is one more template in the folder and one more line here.
PAPERS: dict[str, PaperKind] = {
    "cabinet": PaperKind(
        title="Briefing", name="Briefing", template=TEMPLATES / "cabinet.md"
    ),
    "annual": PaperKind(
        title="Complaints performance and service improvement report",
        name="Annual report",
        template=TEMPLATES / "annual.md",
        reader="governing_body",
        is_whole=True,
    ),
    "update": PaperKind(
        title="Housing Service Update: complaints",
        name="Housing Service Update",
        template=TEMPLATES / "update.md",
        reader="governing_body",
    ),
    "panel": PaperKind(
        title="Panel pack",
        name="Panel pack",
        template=TEMPLATES / "panel.md",
        reader="complaints_panel",
    ),
    "audit": PaperKind(
        title="Complaints: annual report to the auditors",
        name="Audit report",
        template=TEMPLATES / "audit.md",
        reader="audit_body",
        is_whole=True,
    ),
    "scrutiny": PaperKind(
        title="Complaints: report for scrutiny",
        name="Scrutiny report",
        template=TEMPLATES / "scrutiny.md",
        reader="Overview and Scrutiny Committee",
        is_whole=True,
    ),
    "residents": PaperKind(
        title="Your complaints and what became of them",
        name="Residents’ page",
        template=TEMPLATES / "residents.md",
        reader="residents",
        is_whole=True,
        is_public=True,
    ),
    "newsletter": PaperKind(
        title="Your complaints, in brief",
        name="Newsletter, half a page",
        template=TEMPLATES / "newsletter.md",
        reader="residents",
        is_whole=True,
        is_public=True,
    ),
    "determination": PaperKind(
        title="Determination",
        name="One determination",
        template=TEMPLATES / "determination.md",
        reader="governing_body",
        is_whole=True,
        of_case=True,
    ),
    "return": PaperKind(
        title="Counts for the regulator’s return",
        name="Regulator’s return",
        template=TEMPLATES / "return.md",
        reader="Regulator of Social Housing",
        is_whole=True,
    ),
}


def find_kind(name: str) -> PaperKind:
    """The kind of paper of a name; UsageError names the known ones."""
    if name not in PAPERS:
        hint = quote_nearest(name, list(PAPERS))
        raise UsageError(f'There is no paper "{name}"; {hint}.')
    return PAPERS[name]
