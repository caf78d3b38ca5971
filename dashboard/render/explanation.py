"""What explains a figure, in HTML: what it means, and the records that count and that do not."""

from collections.abc import Iterator

from dashboard.exhibits.download import Offer
from dashboard.exhibits.explained import sentences, tables
from dashboard.exhibits.explained.figure import Figure
from dashboard.exhibits.explained.worked import Worked
from dashboard.measures import Selection, Store
from dashboard.measures.behind import Behind, behind
from dashboard.measures.behind.tables import needs
from dashboard.measures.known import Told
from dashboard.render.html.markup import facts
from dashboard.render.html.tables import plain
from dashboard.render.leading import Links
from dashboard.render.pieces import beside_file, files, headline, note, piece, source
from dashboard.render.read import Read

LEFT_OUT = "Records looked at that do not count in the figure"


def explanation(
    figure: Figure, store: Store, selection: Selection, again: str, links: Links
) -> Read:
    """Say what a figure means and comes to, and list the records that count and those that do not.

    `again` is the address that opens the explanation again.
    """
    found, made = behind_it(figure, store), Read()
    made.pieces.append(piece(facts("facts", sentences.facts(figure, store, selection, again))))
    if found is not None:
        made.pieces += _counted(made, figure, found, store, selection, links)
        made.pieces += _left_out(made, figure, found, store, selection, links)
    return made


def behind_it(figure: Figure, store: Store) -> Behind | None:
    """Give the records behind a figure; None where the records do not hold what it counts."""
    if isinstance(figure, Worked):
        return figure.found()
    period = store.period(figure.selection.since, figure.selection.until)
    told = Told(figure.measure, store.cube, period, (), figure.where)
    if not told.standing.is_known:
        return None
    return behind(figure.measure, store.records, store.as_at, period, figure.where, told.only)


def _counted(
    made: Read, figure: Figure, found: Behind, store: Store, selection: Selection, links: Links
) -> Iterator[str]:
    label = figure.label(figure.selection, store)
    said = sentences.counted(figure, found)
    if not found.counted.height:
        yield note(f"{said}.")
        return
    yield headline(said, label)
    headings, rows = tables.counted(found)
    yield piece(plain(rows, headings, f"Records behind: {label}", "words wide"))
    yield note(" ".join(filter(None, [tables.more(found), sentences.NO_NAMES])))
    yield source(store)
    file = tables.counted_file(figure, found, store, selection)
    yield from _file(made, "explained", Offer(said, label, file), links)


def _left_out(
    made: Read, figure: Figure, found: Behind, store: Store, selection: Selection, links: Links
) -> Iterator[str]:
    label, said = figure.label(figure.selection, store), sentences.left_out(found)
    yield headline(said, LEFT_OUT)
    if found.left_out.height:
        headings, rows = tables.left_out(figure, found)
        yield piece(plain(rows, headings, f"Left out of: {label}"))
    yield note(sentences.set_aside(store, sorted(needs(figure.measure.numerator.table))))
    yield source(store)
    if found.left_out.height:
        file = tables.left_out_file(figure, found, store, selection)
        yield from _file(made, "left-out-of-it", Offer(said, LEFT_OUT, file), links)


def _file(made: Read, name: str, offer: Offer, links: Links) -> Iterator[str]:
    made.offers[name] = offer
    yield from beside_file(offer.file)
    yield files(name, offer, links)
