"""Spoil files at random and check each: `python -m tests.records.campaign KIND FIRST COUNT`.

A seed is one file. Prints, as JSON, how many were rejected and accepted, and every failure: a
fault without a sentence, a file that took too long, or a row that is not accounted for.
"""

import csv
import io
import json
import random
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl

from dashboard.records.check import RecordsError, check, check_extract
from dashboard.records.rules import Around
from dashboard.records.sources.files import read_table
from dashboard.records.sources.mapping import Mapping
from tests.records import forked
from tests.records.conftest import KENT, write_ods, write_xlsx

SECONDS = 10
"""Of work that one file may take, in this process and in those that it starts."""
BUSY = 30
"""How much longer that may last on a machine that has much else to do."""
SPECIAL = (
    *(b'"', b'""', b"\r", b"\n", b"\r\n", b",", b";", b"\t", b"\0", b"\xef\xbb\xbf", b"\xff\xfe"),
    *(b"\xa0", "–’é\u200b".encode(), b"#N/A", b"NaN", b"1e999", b"=1+1", b"-", b" ", b"Total"),
    *(b"2020-02-31", b"07/09/2020", b"03/04/20", b"2020-09-07T23:30:00Z", b"99999999999999999999"),
)
HEADINGS = ("visit_id", "urn", "visit_type", "reason", "started_on", "inspector_days", "extra")
SETTINGS = pl.DataFrame(
    {
        "urn": [f"EX{number:06}" for number in range(9)],
        "setting_type": ["Children's home"] * 9,
        "la_code": [KENT] * 9,
    }
)

AROUND = Around(date(2020, 12, 7), None, {"settings": check("settings", SETTINGS).kept})


def rows(chance):
    """Give a few visits, some of which need quotation marks."""
    return [
        (
            f"V{number}",
            f"EX{chance.randrange(9):06}",
            chance.choice(["Assurance visit", "Monitoring visit"]),
            chance.choice([None, "Follow-up"]),
            f"2020-{chance.randint(9, 11):02}-{chance.randint(1, 28):02}",
            chance.choice(["1.5", "2", None]),
            chance.choice([None, "a, b", 'say "x"', "two\nlines", "é"]),
        )
        for number in range(chance.randint(1, 12))
    ]


def spoiled(data, chance):
    """Change some bytes: flip, delete, insert, cut, repeat, exchange."""
    data = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        if not data:
            break
        place, other = chance.randrange(len(data)), chance.randrange(len(data))
        first, last = min(place, other), max(place, other)
        act = chance.randrange(7)
        if act == 0:
            data[place] ^= 1 << chance.randrange(8)
        elif act == 1:
            del data[place : place + chance.randint(1, 9)]
        elif act == 2:
            data[place:place] = chance.choice(SPECIAL)
        elif act == 3:
            del data[last:]
        elif act == 4:
            data[place:place] = data[first : min(last, first + 200)]
        elif act == 5:
            data[place : place + 4] = chance.randbytes(4)
        else:
            data[first], data[last] = data[last], data[first]
    return bytes(data)


def written(kind, chance, folder):
    """Write one spoiled file of a kind."""
    path = folder / f"visits.{kind}"
    table = [HEADINGS, *rows(chance)]
    if kind == "csv":
        text = io.StringIO()
        csv.writer(text, lineterminator=chance.choice(("\n", "\r\n"))).writerows(table)
        path.write_bytes(spoiled(text.getvalue().encode(), chance))
        return path
    if kind == "parquet":
        memory = io.BytesIO()
        pl.DataFrame(table[1:], schema=HEADINGS, orient="row").write_parquet(memory)
        path.write_bytes(spoiled(memory.getvalue(), chance))
        return path
    (write_xlsx if kind == "xlsx" else write_ods)(path, {"visits": table})
    path.write_bytes(spoiled_archive(path.read_bytes(), chance))
    return path


def spoiled_archive(data, chance):
    """Spoil the archive as a whole, or one of its parts before it is packed again."""
    if chance.random() < 0.3:
        return spoiled(data, chance)
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(memory, "w") as new:
        names = old.namelist()
        telling = [n for n in names if n.endswith(("sheet1.xml", "content.xml", "workbook.xml"))]
        chosen = chance.choice(telling * 4 + names)
        for name in names:
            part = old.read(name)
            new.writestr(name, spoiled(part, chance) if name == chosen else part)
    return memory.getvalue()


def records(path):
    """Count the records of an accepted CSV with Python's own reader, headings and all."""
    data = path.read_bytes()
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    return sum(1 for _ in csv.reader(io.StringIO(text.replace("\r\n", "\n"), newline="")))


def tried(path):
    """Check one file: give "rejected" or "accepted", or what went wrong."""
    try:
        extract = read_table("visits", path)
    except RecordsError as error:
        told = error.issue is not None and str(error).strip()
        return "rejected" if told else f"no sentence: {error!r}"
    checked = check_extract("visits", extract, Mapping(), AROUND)
    parts = checked.kept.height + checked.set_aside.height + checked.passed.height
    above = next((f.row for f in extract.issues if f.check == "heading-lower"), 1)
    if parts != extract.read:
        return f"{extract.read} rows read, {parts} accounted for"
    if path.suffix == ".csv" and records(path) != above + parts:
        return f"{records(path)} records, {above} above and {parts} accounted for"
    if checked.set_aside["fault"].null_count() or checked.set_aside["check"].null_count():
        return "a row without a reason"
    return "accepted"


def spent(reading):
    """Give the seconds of work so far, of this process and of those that read files for it."""
    return time.process_time() + reading.seconds


def main(kind, first, count):
    """Try files of a kind, one for each seed."""

    def late(*_):
        raise TimeoutError

    signal.signal(signal.SIGALRM, late)
    tally, failures = Counter(), {}
    with tempfile.TemporaryDirectory() as scratch, forked.kept() as reading:
        for seed in range(first, first + count):
            path = written(kind, random.Random(seed), Path(scratch))
            signal.alarm(BUSY * SECONDS)
            before = spent(reading)
            try:
                outcome = tried(path)
            except BaseException as error:
                outcome = f"{type(error).__name__}: {error}"
            signal.alarm(0)
            took = spent(reading) - before
            if took > SECONDS:
                outcome = f"it took {took:.0f} seconds"
            tally["rejected" if outcome == "rejected" else "accepted"] += 1
            if outcome not in ("rejected", "accepted"):
                failures[seed] = outcome
    print(json.dumps({"tally": tally, "failures": failures}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
