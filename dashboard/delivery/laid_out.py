"""Pages laid out unseen: what a page says and offers, and the page as text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.access import scope as access
from dashboard.access.reader import ANYBODY, Reader
from dashboard.delivery.asked import NoSuchFileError, read
from dashboard.exhibits.download import Offer
from dashboard.exhibits.made import make_all
from dashboard.exhibits.page import Page as PageValue
from dashboard.exhibits.pages import PAGES
from dashboard.measures import Selection, Store, WithheldError
from dashboard.render.head import NO_EXHIBIT
from dashboard.render.leading import Links
from dashboard.render.pieces import Opened
from dashboard.render.read import Read, read_alone
from dashboard.render.read import read as read_page
from dashboard.settings import Settings
from dashboard.snapshots import snapshot_folder
from dashboard.stopping import go_on
from dashboard.ui import address, days, explain, foot, header, twin
from dashboard.ui.notices import NotKnownError

VIEWS = {page.path: (page.name, page) for page in PAGES}


@dataclass(frozen=True)
class Page:
    """A page laid out unseen: its name, its records, what was chosen, what it says and offers.

    `pieces` are of HTML, `offers` by name, and `withheld` says what is held back.
    """

    path: str
    name: str
    store: Store
    selection: Selection
    pieces: Sequence[str]
    offers: Mapping[str, Offer]
    withheld: Sequence[str]


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
    only: str | None = None,
) -> Page:
    """Lay a page out without anybody seeing it, and give what it says and offers.

    With the name of a figure, what explains it is laid out too; with the key of an exhibit it is
    `only` that one. NoSuchFileError where the page has none of that name.
    """
    go_on()
    page, store = VIEWS[path][1], store.listing()
    links = Links(path, query, files, up="../", lead=twin.lead)
    top = header.top(store, links.text("data"), snapshot_folder.troubles(Settings().snapshots))
    said = _read(page, Opened(store, selection, notices, links), only)
    if only is not None and explained is not None:
        make_all(page, store, selection)
    try:
        more = explain.unseen(store, selection, explained, links)
    except NotKnownError as fault:
        raise NoSuchFileError(str(fault)) from fault
    offers = said.offers | more.offers
    pieces = [top, *said.pieces, *more.pieces, foot.foot(store, links, len(offers))]
    return Page(path, page.name, store, selection, pieces, offers, said.withheld)


def _read(page: PageValue, opened: Opened, only: str | None) -> Read:
    if only is None:
        return read_page(page, opened)
    said = read_alone(page, opened, only)
    if said is None:
        raise NoSuchFileError(NO_EXHIBIT.format(only))
    return said


def has_exhibit(path: str, key: str, query: Mapping[str, str], scope: access.Scope) -> bool:
    """Say whether a page has an exhibit of a name, for what an address asks.

    True where that cannot be told: one is held back, or the address asks for what there is not.
    """
    page = VIEWS[path][1]
    try:
        store, selection = read(query, scope)
    except NoSuchFileError:
        return True
    found = make_all(page, store, selection)
    return any(isinstance(each, WithheldError) or key in {e.key for e in each} for each in found)


def text(path: str, query: Mapping[str, str], reader: Reader = ANYBODY) -> str:
    """Write a page as text for an address, with links to its files and to the other pages."""
    if path not in VIEWS:
        raise NoSuchFileError("There is no such page.")
    store, selection = read(query, reader.scope)
    asked = address.of_files(selection, address.day_of(query), store)
    explained = query.get(address.EXPLAIN)
    notices = address.read(query, store)[1]
    only = query.get(address.ONLY)
    page = lay_out(path, store, selection, asked, explained, notices, reader.export, only)
    latest = urlencode({n: v for n, v in query.items() if n != address.AS_AT})
    band = days.band(store, address.day_of(query), f"?{latest}")
    links = [(name, Links(other, asked, up="../").text()) for other, (name, _) in VIEWS.items()]
    title = header.title(page.name, store, selection)
    return twin.document(title, page.name, links, [band, *page.pieces])
