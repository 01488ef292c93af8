"""`python -m analytics`: the command line."""

from analytics.cli import main


if __name__ == "__main__":
    main()
