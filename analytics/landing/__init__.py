"""Files as they came: sheets with headings and rows of text, without any meaning."""
