"""A file becomes sheets of text, without meaning: no source or contract known here."""
