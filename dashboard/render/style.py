"""The style of pages that stand alone: briefings, releases, a sentence with a way on."""

from pathlib import Path

STYLE = Path(__file__).with_name("alone.css").read_text(encoding="utf-8")
