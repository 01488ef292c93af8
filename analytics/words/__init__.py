"""Results as words: names, cells, sentences, notes and tables of plain text."""
