"""Ask whether what the dashboard runs on has known faults, and fail where nobody could be asked.

An audit that skips packages, or is answered for none, ends well by itself: here it does not. Exit
code 0: every package was asked about and none has a fault; 1: some have; 2: it could not be asked.
"""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
LOCK = HERE.parents[1] / "requirements-run.lock"
PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", re.MULTILINE)
OK, FAULTY, NOT_ASKED = 0, 1, 2


def pinned(lock):
    """Give for each package of a lock its version."""
    found = PINNED.findall(lock.read_text(encoding="utf-8"))
    return {name.lower().replace("_", "-"): version for name, version in found}


def numbers(version):
    """Give the numbers of a version, to compare it."""
    return [int(part) for part in re.findall(r"\d+", version)[:4]]


def below_floors(versions, floors):
    """List what is older than the version in which a known fault was mended."""
    with floors.open(encoding="utf-8") as file:
        return [
            f"{row['package']} {versions[row['package']]} < {row['floor']}: {row['advisory']}"
            for row in csv.DictReader(file)
            if row["package"] in versions
            and numbers(versions[row["package"]]) < numbers(row["floor"])
        ]


def judge(versions, report, here=lambda _: True):
    """Judge the answers of an audit: an exit code, and sentences that say why.

    `here` says of a package whether it is installed on this kind of machine: of others nobody asks.
    """
    answers = {found["name"].lower().replace("_", "-"): found for found in report}
    silent = [
        name
        for name in versions
        if here(name) and (name not in answers or "vulns" not in answers[name])
    ]
    if silent or not answers:
        listed = ", ".join(silent[:5]) or "anything"
        return NOT_ASKED, [f"Not audited: nobody answered for {listed} ({len(silent)} packages)."]
    said = [
        f"{name} {found.get('version')}: {fault['id']}"
        for name, found in answers.items()
        for fault in found["vulns"]
    ]
    return (FAULTY if said else OK), said


def asked(lock):
    """Ask about every package of a lock; no answer is an empty report."""
    command = ["-m", "pip_audit", "--strict", "--disable-pip", "--require-hashes"]
    options = ["--requirement", str(lock), "--format", "json", "--progress-spinner", "off"]
    done = subprocess.run(
        [sys.executable, *command, *options], capture_output=True, text=True, check=False
    )
    try:
        return json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        last = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"The audit ended with: {re.sub(r'https?://[^ ]+', 'its address', last)}")
        return []


def main():
    """Audit the lock of what is served, and say what was found."""
    versions = pinned(LOCK)
    low = below_floors(versions, HERE / "floors.csv")
    code, said = judge(versions, asked(LOCK), here=lambda name: name not in ELSEWHERE)
    for sentence in [*low, *said]:
        print(sentence)
    if code == OK and not low:
        print(f"Asked about {len(versions)} packages; none has a known fault.")
    sys.exit(code if code != OK else FAULTY if low else OK)


ELSEWHERE = {"colorama", "tzdata", "pywin32", "appnope"}
"""Packages of other kinds of machines, which an audit here does not look at."""


if __name__ == "__main__":
    main()
