"""Draws a briefing as one page of HTML that stands alone."""

from html import escape

from dashboard.files.briefing import ASK, Briefing, Listing
from dashboard.render.alone import STYLE
from dashboard.render.html.markup import headed, row, texts


def to_html(briefing: Briefing) -> bytes:
    """Write a briefing as one page of HTML without a script, which prints on two sheets."""
    pictures = "".join(
        f"<section><h2>{escape(p.headline)}</h2><p>{escape(p.title)}</p>"
        f'<div role="img" aria-label="{escape(p.headline)}">{p.svg}</div></section>'
        for p in briefing.pictures
    )
    figures = "".join(
        f"<div><dt>{escape(label)}</dt>"
        f"<dd><strong>{escape(value)}</strong> {escape(under)}</dd></div>"
        for label, value, under in briefing.figures
    )
    ask = f"<h2>{ASK}</h2>{_list(briefing.ask)}" if briefing.ask else ""
    page = (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(briefing.title)}</title><style>{STYLE}</style></head><body><main>"
        f"<h1>{escape(briefing.title)}</h1><p>{escape(' | '.join(briefing.standing))}</p>"
        f"{_list(briefing.sentences)}<dl>{figures}</dl>"
        f"{ask}"
        f'<div class="pictures">{pictures}</div>{"".join(map(_listing, briefing.listings))}'
        f"<h2>Read this with care</h2>{_list(briefing.caveats)}"
        f"<h2>What is shown</h2><p>{escape(briefing.filters)}.</p></main>"
        f"<footer><p>{escape(briefing.foot)}</p></footer></body></html>\n"
    )
    return page.encode()


def _list(sentences: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{escape(sentence)}</li>' for sentence in sentences)}</ul>"


def _listing(listing: Listing) -> str:
    body = "".join(row(name, texts(cells)) for name, *cells in listing.rows)
    return (
        f"<h2>{escape(listing.headline)}</h2><table><caption>{escape(listing.title)}</caption>"
        f"<thead>{headed(listing.headings)}</thead><tbody>{body}</tbody></table>"
    )
