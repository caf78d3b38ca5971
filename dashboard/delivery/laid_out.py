"""Pages laid out unseen: what a page says and offers, and the page as text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.access.reader import ANYBODY, Reader
from dashboard.delivery.asked import NoSuchFileError, read
from dashboard.exhibits.download import Offer
from dashboard.exhibits.pages import PAGES
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.render.leading import Links
from dashboard.render.pieces import Opened
from dashboard.render.read import read as read_page
from dashboard.settings import Settings
from dashboard.snapshots import snapshot_folder
from dashboard.stopping import go_on
from dashboard.ui import address, days, explain, header, twin
from dashboard.ui.notices import NotKnownError

VIEWS = {page.path: (page.name, page) for page in PAGES}


@dataclass(frozen=True)
class Page:
    """A page laid out unseen: its name, its records, what was chosen, what it says and offers.

    `pieces` are of HTML, `offers` by name, and `held` says what is held back.
    """

    path: str
    name: str
    store: Store
    selection: Selection
    pieces: Sequence[str]
    offers: Mapping[str, Offer]
    held: Sequence[str]


def twin_without_files(path: str, store: Store, selection: Selection) -> str:
    """Write a page as text that stands beside those of the other pages, with no server."""
    page = lay_out(path, store, selection)
    links = [(name, f"{other}.html") for other, (name, _) in VIEWS.items()]
    title = header.title(page.name, store, selection)
    return twin.document(title, page.name, links, twin.without_files(page.pieces))


def lay_out(
    path: str,
    store: Store,
    selection: Selection,
    query: str = "",
    explained: str | None = None,
    notices: Sequence[str] = (),
    files: bool = True,
) -> Page:
    """Lay a page out without anybody seeing it, and give what it says and offers.

    With the name of a figure, what explains it is laid out too; NoSuchFileError where it has none.
    """
    go_on()
    page, store = VIEWS[path][1], store.listing()
    links = Links(path, query, files, up="../", lead=twin.lead)
    top = header.top(store, links.text("data"), snapshot_folder.troubles(Settings().snapshots))
    said = read_page(page, Opened(store, selection, notices, links))
    try:
        more = explain.unseen(store, selection, explained, links)
    except NotKnownError as fault:
        raise NoSuchFileError(str(fault)) from fault
    offers = said.offers | more.offers
    pieces = [top, *said.pieces, *more.pieces, header.foot(store, links, len(offers))]
    return Page(path, page.name, store, selection, pieces, offers, said.held)


def text(path: str, query: Mapping[str, str], reader: Reader = ANYBODY) -> str:
    """Write a page as text for an address, with links to its files and to the other pages."""
    if path not in VIEWS:
        raise NoSuchFileError("There is no such page.")
    store, selection = read(query, reader.scope)
    asked = address.of_files(selection, address.day_of(query), store)
    explained = query.get(address.EXPLAIN)
    notices = address.read(query, store)[1]
    page = lay_out(path, store, selection, asked, explained, notices, reader.export)
    latest = urlencode({n: v for n, v in query.items() if n != address.AS_AT})
    band = days.band(store, address.day_of(query), f"?{latest}")
    links = [(name, Links(other, asked, up="../").text()) for other, (name, _) in VIEWS.items()]
    title = header.title(page.name, store, selection)
    return twin.document(title, page.name, links, [band, *page.pieces])
