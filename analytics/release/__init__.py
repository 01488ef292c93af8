"""From landed files to a published release, and back to a database over one."""
