"""Print the answer, the tiles and the headlines of every page, to be read aloud.

`python -m tests.sentences` reads the illustrative records, `--snapshots FOLDER` others, and
`--at '?area=E10000016'` one choice.
"""

import argparse
from pathlib import Path
from urllib.parse import parse_qsl

from dashboard import delivery
from dashboard.audit.reconciliation import reconciled
from dashboard.measures import opening
from dashboard.ui import address
from tests.sentences.blocks import blocks, is_headline


def main() -> None:
    """Print what each page says, a line for each sentence, with the element it stands in."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--snapshots", type=Path)
    asked.add_argument("--at", default="", help="what follows the ? in the address of a page")
    asked.add_argument("--all", action="store_true", help="also the words beside the figures")
    args = asked.parse_args()
    records = reconciled(opening.open_store(args.snapshots))
    query = dict(parse_qsl(args.at.lstrip("?")))
    for path in delivery.VIEWS:
        print(f"\n# {path}")
        for block in said(path, records, query):
            if is_headline(block) or (args.all and block.element == "p"):
                print(f"{block.element:>3}  {block.text}")


def said(path, records, query):
    """Read a page of a choice as blocks of words."""
    selection = address.read_exactly(query, records)
    return blocks(delivery.lay_out(path, records, selection, files=False).pieces)


if __name__ == "__main__":
    main()
