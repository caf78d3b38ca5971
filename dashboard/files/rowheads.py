"""Tags the first cell of each row of a PDF's tables as the heading of that row.

The typesetter tags the headings of columns; those of rows it only tags where a feature is switched
on that its library for Python cannot switch on yet.
"""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, String


def with_row_headings(content: bytes) -> bytes:
    """Give a tagged PDF whose rows have headings: the same bytes for the same file.

    A cell names the headings that it stands under, so that of its row is added to these.
    """
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        tree = pdf.Root.StructTreeRoot
        for number, row in enumerate(_rows(tree["/K"], Name.Document)):
            first, *others = _tags(row["/K"])
            if first["/S"] != Name.TD:
                continue
            named = f"row{number}"
            first["/S"], first["/ID"] = Name.TH, String(named)
            _of_table(first)["/Scope"] = Name.Row
            NameTree(tree["/IDTree"])[named] = first
            for cell in others:
                held = _of_table(cell)
                held["/Headers"] = Array([*held.get("/Headers", Array()), String(named)])
        pdf.save(written, deterministic_id=True)
    return written.getvalue()


def _of_table(cell: Object) -> Object:
    """Give what a cell says about itself as part of a table."""
    held = cell.get("/A", Array())
    listed = Array([*(held if isinstance(held, Array) else [held])])
    if not any(one["/O"] == Name.Table for one in listed):
        listed.append(Dictionary(O=Name.Table))
    cell["/A"] = listed
    return next(one for one in listed if one["/O"] == Name.Table)


def _rows(node: Object, above: Object) -> Iterator[Object]:
    """Find the rows of the bodies of tables."""
    for tag in _tags(node):
        if tag["/S"] == Name.TR and above in (Name.TBody, Name.Table):
            yield tag
        elif "/K" in tag:
            yield from _rows(tag["/K"], tag["/S"])


def _tags(node: Object) -> Iterator[Object]:
    """Give the tags among what is inside one."""
    for held in node if isinstance(node, Array) else [node]:
        if isinstance(held, Dictionary) and "/S" in held:
            yield held
