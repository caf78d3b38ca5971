"""Find a LibreOffice to open files with, or install one: run this file to do so."""

import os
import shutil
import subprocess
import sys

import pytest

NAMES = ("soffice", "libreoffice")
PARTS = ("calc", "writer")
PACKAGES = " ".join(f"libreoffice-{part}-nogui" for part in PARTS)


def find() -> str | None:
    """Give the path of LibreOffice: named by VISITS_OFFICE, or on the PATH."""
    return os.environ.get("VISITS_OFFICE") or next(filter(None, map(shutil.which, NAMES)), None)


def lacking() -> list[str]:
    """Name the parts of Debian's packages that are missing; nothing can be said of another's."""
    if find() is None:
        return [*PARTS]
    if os.environ.get("VISITS_OFFICE") or shutil.which("dpkg-query") is None:
        return []
    asked = ["dpkg-query", "--show", "--showformat", "${db:Status-Status} ${Package}\n"]
    held = subprocess.run(asked, check=False, capture_output=True, text=True, timeout=60).stdout
    lines = (line.partition(" ") for line in held.splitlines())  # what was heard of is listed too
    named = {name for status, _, name in lines if status == "installed" and "libreoffice" in name}
    return [
        p for p in PARTS if named and not named & {f"libreoffice-{p}", f"libreoffice-{p}-nogui"}
    ]


def install() -> None:
    """Install the parts that are needed, from Debian's packages."""
    command = f"apt-get update -qq && apt-get install -y -qq --no-install-recommends {PACKAGES}"
    subprocess.run(["sh", "-c", command], check=False, capture_output=True, timeout=900)


def converted(file, form, folder):
    """Open a file in LibreOffice, save it in another form, and give the path of what was saved.

    Without LibreOffice a test is skipped, but fails where tests must run.
    """
    found = find()
    if found is None:
        reason = "no LibreOffice: set VISITS_OFFICE to the path of its soffice"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [found, profile, "--headless", "--convert-to", form, "--outdir", folder, file]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    made = folder / f"{file.stem}.{form}"
    assert made.exists(), f"LibreOffice could not open {file.name}"
    return made


if __name__ == "__main__":
    if lacking():
        install()
    left = lacking()
    print(f"LibreOffice for the tests: {find()}; lacking: {', '.join(left) or 'nothing'}")
    sys.exit(1 if left and os.environ.get("CI") else 0)
