"""What the landlord printed, beside what its records come to."""

from pages.audit.printed.reconciled import (
    show_all,
    show_none_printed,
    show_other_years,
    show_unlike,
    show_verdicts,
    work_out,
)
from pages.frame.view import read_view


view = read_view().unfiltered
settled = work_out(view.release)
of_year = [each for each in settled if each.printed.reporting_year == view.year.label]
if of_year:
    show_verdicts(view, of_year)
    show_unlike(of_year)
    show_all(view, of_year)
else:
    show_none_printed(view)
show_other_years(view, settled)
