"""Pages that stand alone: releases, briefings, a sentence where there is no page to show."""

from html import escape
from pathlib import Path

STYLE = Path(__file__).with_name("alone.css").read_text(encoding="utf-8")


def document(title: str, body: str) -> str:
    """Write a page of HTML that needs nothing else."""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>{body}</body></html>\n"
    )


def sentence_page(title: str, said: str, address: str, name: str, before: str = "") -> str:
    """Say something under a title, with a link; what stands `before` the link leads up to it."""
    end = "." if before else ""
    link = f'<a href="{escape(address)}">{escape(name)}</a>'
    return document(
        title, f"<h1>{escape(title)}</h1><p>{escape(said)}</p><p>{escape(before)}{link}{end}</p>"
    )
