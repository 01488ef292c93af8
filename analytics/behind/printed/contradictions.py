"""Why a printed figure cannot be right, whatever the records say."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache

from analytics.behind.printed.asked import Reckoned
from analytics.behind.printed.figures import Printed
from analytics.ground.rounding import write_count, write_rounded
from analytics.measures.base import Share
from expectations.sources.published_figures import PER_CENT


# No landlord of the regulator's data has more complaints of a year and stage.
LARGEST_BASE = 20_000


def find_own(printed: Printed) -> str:
    """A part larger than its whole, or a share that is not that of its counts."""
    counted, cases = printed.numerator, printed.denominator
    if counted is None or cases is None:
        return ""
    if counted > cases:
        return f"{write_count(counted)} cannot be a part of {write_count(cases)}."
    if printed.is_count or not cases or printed.sign != "%":
        return ""
    share = 100 * counted / cases
    if write_rounded(share, printed.places) != write_rounded(
        printed.value, printed.places
    ):
        return (
            f"{write_count(counted)} of {write_count(cases)} is "
            f"{write_rounded(share, printed.places or 1)}%."
        )
    return ""


def find_contrary(plain: Reckoned) -> str:
    """A sentence that says of those that count what is true of the others.

    `plain` is the share of those that count, which the figure equals.
    """
    measure = plain.asked.measures[0]
    if not isinstance(measure, Share) or plain.value is None:
        return ""
    rest = measure.write(Fraction(measure.scale) - Fraction(plain.value))
    return (
        f"The words say the contrary: {plain.shown} {measure.counted}, {rest} "
        f"{measure.uncounted}."
    )


def find_larger_part(
    printed: Printed, found: Iterable[Reckoned], others: Sequence[Printed]
) -> str:
    """Of fewer residents more were printed than of all of them.

    The whole is what has the printed denominator; its parts are figures printed of the
    measure that counts the same of the residents whom the regulator names.
    """
    counted, cases = printed.numerator, printed.denominator
    if counted is None or cases is None:
        return ""
    for each in found:
        wholes = [measure.id for measure in each.asked.measures]
        if each.cases != cases or each.asked.period.label != printed.reporting_year:
            continue
        parts = [find_printed_part(whole, printed, others) for whole in wholes]
        if not all(parts):
            continue
        part = sum((each.numerator or 0 for each in parts if each), Fraction(0))
        of = sum((each.denominator or 0 for each in parts if each), Fraction(0))
        if counted < part and of <= cases:
            document = parts[0].document if parts[0] else ""
            return (
                f"A part is larger than this whole: {write_count(part)} of "
                f"{write_count(of)} for tenants alone, in {document}."
            )
    return ""


def find_printed_part(
    whole: str, printed: Printed, others: Sequence[Printed]
) -> Printed | None:
    """A figure, printed with its counts, of a part of the residents of a whole."""
    for other in others:
        measure = other.measure
        if (
            measure is not None
            and measure.of_chosen == whole
            and other.reporting_year == printed.reporting_year
            and other.denominator is not None
        ):
            return other
    return None


def find_no_base(
    printed: Printed, table: Sequence[Printed], bases: Iterable[int]
) -> str:
    """Shares of one table that no whole numbers of any known total come to."""
    shares = [each for each in table if each.unit == PER_CENT and each.category]
    if printed not in shares or len(shares) < 3:
        return ""
    shown = tuple((each.value, each.places) for each in shares)
    known = sorted(set(bases))
    if not known or any(fits_base(shown, base) for base in known):
        return ""
    least = find_least_base(shown)
    tried = ", ".join(write_count(each) for each in known)
    if least is None:
        return f"No total at all gives these shares together; {tried} were tried."
    return (
        f"The shares printed together need a total of {write_count(least)} at least; "
        f"the records have {tried}."
    )


# Shares of one table, each with its decimals.
Shares = tuple[tuple[Fraction, int], ...]


@cache
def find_least_base(shares: Shares) -> int | None:
    """The smallest total of which all shares can be; None where there is none."""
    totals = range(1, LARGEST_BASE)
    return next((base for base in totals if fits_base(shares, base)), None)


def fits_base(shares: Shares, base: int) -> bool:
    """Whether whole numbers of a total come to all the shares, to their decimals."""
    return all(
        write_rounded(Fraction(100 * round(share * base / 100), base), places)
        == write_rounded(share, places)
        for share, places in shares
    )


def find_wrong_sum(printed: Printed, table: Sequence[Printed]) -> str:
    """A total that the parts printed beside it do not come to."""
    parts = [each for each in table if each.category and each.is_count]
    if printed.category or not printed.is_count or len(parts) < 2:
        return ""
    total = sum((each.value for each in parts), Fraction(0))
    if total == printed.value:
        return ""
    return f"The parts printed beside it come to {write_count(total)}."
