"""Find a Chromium for the browser tests, or install one: run this file to do so."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """Give the path of a browser: named by VISITS_CHROMIUM, on the PATH, or Playwright's own."""
    named = os.environ.get("VISITS_CHROMIUM")
    if named:
        return named
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Install a browser: Playwright's, else the Debian package."""
    tries = (
        [sys.executable, "-m", "playwright", "install", "chromium"],
        ["sh", "-c", "apt-get update -qq && apt-get install -y -qq chromium"],
    )
    for command in tries:
        if subprocess.run(command, check=False, capture_output=True, timeout=600).returncode == 0:
            return


if __name__ == "__main__":
    if find() is None:
        install()
    browser = find()
    print(f"Browser for the tests: {browser}" if browser else "No browser could be installed.")
    sys.exit(0 if browser or not os.environ.get("CI") else 1)
