"""Source profiles: how a system's export becomes rows with the contract's columns.

A profile is a TOML file that an officer can read and edit. It is declared in
`declared.py`, read from its file in `files.py`, matched to the headings of a sheet in
`matching.py`, and put to work in `shaping.py`.
"""
