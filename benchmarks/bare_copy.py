"""The reference import: DuckDB copies a csv to parquet, every cell as text."""

import sys

import duckdb


def copy_csv(source: str, target: str) -> None:
    """One csv as one parquet, nothing looked at."""
    duckdb.execute(
        f"copy (select * from read_csv('{source}', all_varchar = true)) to '{target}'"
    )


if __name__ == "__main__":
    copy_csv(*sys.argv[1:])
