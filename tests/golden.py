"""Facts from outside that the product is held against, in the tests' own form."""

from pages.frame.entries import SATISFACTION, TIMELINESS, VOLUMES


# Worked by hand from the Housing Ombudsman's Complaint Handling Code 2024 (6.2, 6.3,
# 6.4, 6.11, 6.14, 6.15) and GOV.UK's bank holidays for England and Wales: the start day
# is day 0, the next working day is day 1. Arithmetic alone: complaints received before
# 1 April 2024 are judged by the earlier Code's clock, not by this one.
#
# received | acknowledgement due | acknowledged (working days after receipt) |
# stage 1 due, its limit | stage 2 due, its limit
WORKING_DAYS = """
received   | due        | acknowledged | days | due_1      | limit_1    | due_2      | limit_2
2024-03-28 | 2024-04-08 | 2024-04-04   | 3    | 2024-04-18 | 2024-05-02 | 2024-05-02 | 2024-06-03
2024-04-02 | 2024-04-09 | 2024-04-02   | 0    | 2024-04-16 | 2024-04-30 | 2024-04-30 | 2024-05-30
2024-12-20 | 2024-12-31 | 2024-12-20   | 0    | 2025-01-08 | 2025-01-22 | 2025-01-22 | 2025-02-19
2024-12-23 | 2025-01-02 | 2024-12-31   | 4    | 2025-01-15 | 2025-01-29 | 2025-01-29 | 2025-02-26
2025-03-31 | 2025-04-07 | 2025-04-07   | 5    | 2025-04-23 | 2025-05-08 | 2025-05-08 | 2025-06-06
2025-04-16 | 2025-04-25 | 2025-04-17   | 1    | 2025-05-06 | 2025-05-20 | 2025-05-20 | 2025-06-18
2024-05-04 | 2024-05-13 | 2024-05-07   | 1    | 2024-05-21 | 2024-06-05 | 2024-06-05 | 2024-07-03
2023-05-05 | 2023-05-15 | 2023-05-09   | 1    | 2023-05-23 | 2023-06-07 | 2023-06-07 | 2023-07-05
2022-09-16 | 2022-09-26 | 2022-09-20   | 1    | 2022-10-04 | 2022-10-18 | 2022-10-18 | 2022-11-15
"""  # noqa: E501

# Wilson's interval at 95% of numerator of denominator, in per cent to four decimals.
# The counts are Dartford's (annual report 2024-25; the regulator's open data 2024 and
# 2025, landlord code 29UD) and two edges; TP09's are weighted.
WILSON = [
    (63, 74, 75.3105, 91.4919),
    (11, 16, 44.4044, 85.8354),
    (13, 20, 43.2854, 81.8808),
    (2, 2, 34.238, 100.0),
    (0, 5, 0.0, 43.4482),
    (59, 81, 62.2846, 81.3262),
    (10, 16, 38.641, 81.5188),
    (67.4, 188.1, 29.3261, 42.9051),
    (54.0, 175.0, 24.4862, 38.0504),
]

# Of a count per 1,000 homes: Byar's from 10 up, exact Poisson below.
RATES = [
    (74, 4202, 13.8276, 22.1089),
    (16, 4202, 2.175, 6.1838),
    (20, 4216, 2.8964, 7.3268),
    (2, 4216, 0.0575, 1.7136),
    (0, 4216, 0.0, 0.875),
    (9, 4202, 0.9794, 4.0659),
]

# The regulator's open data 2024 and 2025, landlord code 29UD, low cost rental: homes,
# stage 1 made and in time, stage 2 made and in time, and the four rates as published.
REGULATOR = {
    "2023-24": {
        "homes": 4216,
        "stage_1": (13, 20),
        "stage_2": (2, 2),
        "ch01": ("4.7", "0.5"),
        "ch02": ("65.0%", "100.0%"),
        "tp09": ("54.0", "175.0", "30.9%"),
    },
    "2024-25": {
        "homes": 4202,
        "stage_1": (63, 74),
        "stage_2": (11, 16),
        "ch01": ("17.6", "3.8"),
        "ch02": ("85.1%", "68.8%"),
        "tp09": ("67.4", "188.1", "35.8%"),
    },
}

# Gateshead Council's Ombudsman findings of 2024-25 (gateshead.gov.uk/article/33183):
# of 45 findings 34, 2 and 2 adverse, 4 none, 2 redress, 1 outside jurisdiction.
GATESHEAD = (38, 44, "86.4%")

# GOV.UK, bank holidays in England and Wales: those a plain rule would miss, and the
# weekdays that stand in for a holiday on a weekend.
HOLIDAYS = [
    "2022-06-02",  # Late May, moved for the Platinum Jubilee,
    "2022-06-03",  # and the Jubilee itself.
    "2022-09-19",  # The State Funeral.
    "2023-05-08",  # The Coronation.
    "2023-04-10",  # Easter Mondays: Scotland has none.
    "2024-04-01",
    "2025-04-21",
    "2024-08-26",  # The last Monday of August: Scotland's is the first.
    "2020-05-08",  # Early May, moved to the Friday.
    "2020-12-28",  # Substitutes.
    "2021-12-27",
    "2021-12-28",
    "2022-01-03",
    "2022-12-27",
    "2023-01-02",
    "2026-12-28",
]

# The headline measures: on which page, and how the golden figure is written.
HEADLINES = {
    "ch01_1": (VOLUMES, "17.6"),
    "ch01_2": (VOLUMES, "3.8"),
    "ch02_1": (TIMELINESS, "85.1%"),
    "ch02_2": (TIMELINESS, "68.8%"),
    "tp09": (SATISFACTION, "35.8%"),
}

# The same open data for the landlord 29UD as a reader of the regulator's workbook for
# 2023-24 must find it: numerator, denominator, value.
OPEN_DATA = {
    "ch01_1": (20, 4216, 4.7438),
    "ch01_2": (2, 4216, 0.4744),
    "ch02_1": (13, 20, 65.0),
    "ch02_2": (2, 2, 100.0),
    "tp09": (54.0, 175.0, 30.9),
}
# Its five answers in that year, weighted.
OPEN_DATA_ANSWERS = (24.7, 29.3, 20.2, 38.1, 62.7)

# Where the middle half of landlords stood, computed from that open data and the next
# year's by linear interpolation: landlords, first quartile, median, third quartile.
QUARTILES = {
    ("2023-24", "all", "ch01_1"): (354, 24.4, 42.5, 65.1),
    ("2023-24", "councils", "ch01_1"): (157, 21.6, 37.5, 55.7),
    ("2023-24", "associations", "tp09"): (197, 31.9, 37.0, 43.4),
    ("2024-25", "all", "ch02_2"): (354, 70.0, 88.9, 100.0),
    ("2024-25", "councils", "ch01_1"): (159, 28.6, 44.9, 64.6),
    ("2024-25", "councils", "ch02_1"): (158, 64.2, 81.5, 93.9),
    ("2024-25", "councils", "tp09"): (158, 26.1, 31.2, 36.8),
    ("2024-25", "councils_below_5000", "ch01_1"): (52, 27.5, 38.8, 58.0),
    ("2024-25", "associations", "ch01_2"): (195, 6.0, 9.0, 14.0),
}

# The keys of every result, in the order that others script by.
RESULT_KEYS = [
    "measure",
    "period",
    "group",
    "population",
    "unit",
    "numerator",
    "denominator",
    "value",
    "lower",
    "upper",
    "shown",
    "status",
    "reason",
    "is_provisional",
    "is_suppressed",
    "is_made_up",
    "as_at",
    "release",
]
