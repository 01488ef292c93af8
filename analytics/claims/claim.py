"""What became of a claim, and of a sentence with its claims."""

from dataclasses import dataclass
from typing import Any


AGREES_WITH = "agrees"

DISAGREES = "disagrees"

SAYS_MORE = "says more than the numbers bear"

AGAINST_CODE = "against the Code’s sense"

OTHER_BENCHMARK = "another year’s benchmark"

UNMATCHED = "cannot be matched"

# The gravest first: what a sentence is called when it has several.
FOUND = (AGAINST_CODE, DISAGREES, OTHER_BENCHMARK, SAYS_MORE, UNMATCHED, AGREES_WITH)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One claim of a sentence: the words, what became of it, and what is right."""

    words: str
    verdict: str
    says: str = ""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A sentence with what was found in it; empty where it claims nothing."""

    sentence: str
    claims: tuple[Claim, ...]

    def to_dict(self) -> dict[str, Any]:
        """The public shape: the sentence, what it is called, and each claim in it."""
        return {
            "sentence": self.sentence,
            "verdict": self.verdict or None,
            "claims": [
                {
                    "words": each.words,
                    "verdict": each.verdict,
                    "says": each.says or None,
                }
                for each in self.claims
            ],
        }

    @property
    def verdict(self) -> str:
        """The gravest of what was found; empty where nothing is claimed."""
        found = {each.verdict for each in self.claims}
        return next((each for each in FOUND if each in found), "")
