"""A sentence on a page of its own, with a way on: what is said where there is no page to show."""

from html import escape

from dashboard.render.style import STYLE


def sentence_page(title: str, said: str, address: str, name: str, before: str = "") -> str:
    """Say something under a title, with a link; what stands `before` the link leads up to it."""
    end = "." if before else ""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        f"<h1>{escape(title)}</h1><p>{escape(said)}</p>"
        f'<p>{escape(before)}<a href="{escape(address)}">{escape(name)}</a>{end}</p>'
        "</body></html>\n"
    )
