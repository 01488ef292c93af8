"""Papers to take away: Word, PDF and one HTML file from one template."""

from dataclasses import dataclass
from pathlib import Path

from analytics.ground.errors import UsageError, quote_nearest


TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, kw_only=True)
class PaperKind:
    """One kind of paper: what it is called, and the template an officer can edit."""

    title: str
    template: Path


# A new kind of paper is one more template in the folder and one more line here.
PAPERS: dict[str, PaperKind] = {
    "cabinet": PaperKind(title="Briefing", template=TEMPLATES / "cabinet.md"),
}


def find_kind(name: str) -> PaperKind:
    """The kind of paper of a name; UsageError names the known ones."""
    if name not in PAPERS:
        hint = quote_nearest(name, list(PAPERS))
        raise UsageError(f'There is no paper "{name}"; {hint}.')
    return PAPERS[name]
