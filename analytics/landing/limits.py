"""How much of a file is read at all: what lies beyond is refused in a sentence.

A year of complaints of the largest landlord is below 100,000 rows. The limits stand
far above any export, and far below what would fill this machine's memory.
"""

# A million rows of a wide export are about 300 MB of csv; a workbook holds no more.
MAX_TEXT_BYTES = 2_000_000_000
MAX_WORKBOOK_BYTES = 200_000_000
# Unpacked, all parts of a workbook together.
MAX_UNPACKED_BYTES = 1_500_000_000
# XML of sheets packs 10 to 30 times smaller; a bomb a thousand times.
MAX_RATIO = 200
# Below this size a part cannot harm, whatever its ratio.
RATIO_FROM_BYTES = 20_000_000
# Twenty years of the largest national service; parquet packs nothing into very little.
MAX_ROWS = 20_000_000
# Dynamics, the widest system seen, exports some hundreds.
MAX_COLUMNS = 2_000
# Calamine keeps a place for each cell between the first and the last, empty or not.
MAX_CELLS = 30_000_000
# What Excel itself allows.
MAX_EXCEL_ROWS = 1_048_576
MAX_EXCEL_COLUMNS = 16_384
# A line of csv is read in one piece; each letter takes four bytes at most.
MAX_LINE_LETTERS = 4_000_000
# Titles above headings are few; headings are sought no further down.
ROWS_SEARCHED = 30
