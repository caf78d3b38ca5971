"""A link that more than one page shows."""

from html import escape


def more(address: str, words: str) -> str:
    """Lead to the page that has the rest; without an address there is nothing to show."""
    return (
        f'<p class="files"><a href="{escape(address)}">{escape(words)}</a></p>' if address else ""
    )
