"""The made-up council's names and days, said once for every extract."""

from datetime import date


# The day the extracts were taken: nothing later is known.
AS_AT = date(2026, 4, 15)

FIRST_DAY = date(2021, 4, 1)
LAST_DAY = date(2026, 3, 31)
YEARS = ("2021-22", "2022-23", "2023-24", "2024-25", "2025-26")

# The new complaints system: from here on more is recorded.
NEW_SYSTEM = date(2023, 10, 2)
OLD_SYSTEM_NAME = "Complaints register"
NEW_SYSTEM_NAME = "Caseline"

# From here on the closure survey was sent and refusals were noted.
RECORDED_FROM = date(2023, 4, 1)

REPAIRS = "Repairs and maintenance"
HEATING = "Heating and hot water"
PLANNED = "Planned works"
ASB = "Anti-social behaviour"
ESTATES = "Estates and cleaning"
RENTS = "Rents and service charges"
TENANCY = "Tenancy management"
LETTINGS = "Lettings and allocations"
LEASEHOLD = "Leasehold services"

# What was planted to be found: README.md says it in words.
SLOW_REVIEWS_FROM = date(2025, 10, 1)
BUSY_WARD = "Millrace"
SLOW_AREA = HEATING
PLANTED_FROM = date(2025, 4, 1)
