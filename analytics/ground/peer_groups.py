"""Groups of landlords that a landlord may be set beside, declared once."""

from dataclasses import dataclass

from analytics.ground.errors import UsageError, quote_nearest


COUNCIL = "council"
ASSOCIATION = "association"

# The regulator's own band of size, all homes for rent and shared ownership together.
SMALL_BELOW = 5_000


@dataclass(frozen=True, kw_only=True)
class PeerGroup:
    """Some landlords of the regulator's open data, and what to call them."""

    id: str
    label: str
    # Many of them, in the middle of a sentence.
    noun: str
    # Council or association; empty for both.
    landlord_type: str = ""
    is_small: bool = False

    def holds(self, landlord_type: str, is_small: bool | None) -> bool:
        """Whether a landlord is in it; one whose size is unknown is in no size."""
        return self.landlord_type in ("", landlord_type) and (
            not self.is_small or is_small is True
        )


GROUPS: dict[str, PeerGroup] = {
    group.id: group
    for group in (
        PeerGroup(
            id="all",
            label="All landlords with 1,000 homes or more",
            noun="landlords with 1,000 homes or more",
        ),
        PeerGroup(
            id="councils", label="Councils", noun="councils", landlord_type=COUNCIL
        ),
        PeerGroup(
            id="councils_below_5000",
            label=f"Councils below {SMALL_BELOW:,} homes",
            noun=f"councils below {SMALL_BELOW:,} homes",
            landlord_type=COUNCIL,
            is_small=True,
        ),
        PeerGroup(
            id="associations",
            label="Housing associations and other private providers",
            noun="housing associations",
            landlord_type=ASSOCIATION,
        ),
    )
}

# Beside whom a landlord stands that has not said.
DEFAULT_GROUP = "all"


def find_group(group_id: str) -> PeerGroup:
    """The group of an id, the default for none; UsageError names the nearest."""
    if group_id and group_id not in GROUPS:
        hint = quote_nearest(group_id, list(GROUPS))
        raise UsageError(f'There is no group of landlords "{group_id}"; {hint}.')
    return GROUPS[group_id or DEFAULT_GROUP]
