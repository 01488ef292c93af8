"""Find a Chromium for the browser tests, or get one."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path


# The same browser without its windows comes first: it asks a fifth less of the machine.
SHELL = "chromium-headless-shell"
NAMES = (
    SHELL,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


def find_chromium() -> str | None:
    """The program to start; None if there is none. CHROMIUM names one first."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    return find_playwright()


def find_playwright() -> str | None:
    """The Chromium that Playwright has downloaded, if it has."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Get a Chromium: Debian's where this runs as root, else Playwright's."""
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
        done = subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", SHELL],
            check=False,
            env=quiet,
            stdout=subprocess.DEVNULL,
        )
        if done.returncode == 0 and find_chromium():
            return
    subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"], check=True
    )


def main() -> None:
    """Say which Chromium there is; with --install get one where there is none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--install", action="store_true")
    arguments = parser.parse_args()
    if find_chromium() is None and arguments.install:
        install()
    found = find_chromium()
    if found is None:
        sys.exit("No Chromium was found; name one in the variable CHROMIUM.")
    sys.stdout.write(f"Browser tests use {found}\n")


if __name__ == "__main__":
    main()
