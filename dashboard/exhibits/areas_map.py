"""A map of authorities, as it is described: what each is coloured by, and what is told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dashboard.exhibits.common.map_values import Value


@dataclass(frozen=True)
class AreasMap:
    """Every authority on a map, of equal hexagons or in its shape.

    `values` are the state and the figures of each authority; those without one are pale. The
    `figure` is a share, a count of `things` (or `one`; a numerator alone) or a state: one of the
    words that an authority `says`, its numerator being their place. States 1 to 4 are bands from
    light to dark, `open` is outlined and `rest` pale, the others are the blanks; `legend` puts
    each in words. `regions` are the printed figures of the regions, `england` that of all; `what`
    are the settings and `verb` what is counted of them. `heads` are the headings of its table
    after authority and region. A `difference` prints points from England, with `shares` beside.
    `facts` are other counts of each authority (0 where it has none), told beside it. With `seen`,
    what that is called, so is how many days before `as_at` anyone was last on site: None where no
    visit is on record; of one that is not `on_site` it is not known. A `small` one has no text in
    its shapes.
    """

    values: Mapping[str, Value]
    regions: Mapping[str, str]
    legend: Sequence[tuple[str, str]]
    title: str
    what: str
    verb: str
    kind: Literal["region", "statistical_region"]
    vintage: str
    view: str
    england: str = ""
    unit: str = "settings"
    selected: str | None = None
    selected_region: str | None = None
    facts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    figure: Literal["share", "difference", "count", "state"] = "share"
    heads: Sequence[str] = ("Visited", "In scope", "Share")
    things: str = ""
    one: str = ""
    says: Sequence[str] = ()
    shares: Mapping[str, str] = field(default_factory=dict)
    is_small: bool = False
    seen: str = ""
    as_at: str = ""
    on_site: Mapping[str, int | None] = field(default_factory=dict)
