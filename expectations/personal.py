"""What personal data looks like in a cell; none of it has a column in the contract.

The patterns are read by Python's and by DuckDB's regular expressions alike, so they
use nothing that only one of the two knows.
"""

PERSONAL_PATTERNS: dict[str, str] = {
    "an e-mail address": r"[^\s@;,]+@[^\s@;,]+\.[^\s@;,]+",
    # A dot stands between groups of figures alone: 01.04.2024 01.05.2024 are two dates,
    # and 0.1234567890 a number.
    "a telephone number": (
        r"(?:(?:\+|\b00)44[\s\xa0()-]*(?:0[\s\xa0()-]*)?|\b0|\(0)(?:[\s\xa0()-]*\d){9,10}\b"
        r"|(?:(?:\+|\b00)44[\s\xa0.()-]*(?:0[\s\xa0.()-]*)?|\b0)"
        r"\d{2,4}[.\xa0]\d{3,4}[.\xa0]?\d{3,4}\b"
    ),
    # Letters that no postcode has in that place are left out, so "Q1 2nd" is not one.
    "a postcode": r"(?i:\b[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2}\b)",
    "a National Insurance number": (
        r"(?i:\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?(?:\d{2}\s?){3}[A-D]\b)"
    ),
}

ANY_PERSONAL_PATTERN = "|".join(f"(?:{each})" for each in PERSONAL_PATTERNS.values())
