"""Links to which a browser adds the filters: what they stand in is the same for every choice.

The top of a page was sent anew with each change of a filter, because each of its 27 links held the
filters: 2.4 kB and 0.7 ms of the server's CPU a change. Such a link names only what it asks
beside them, and what it takes out as "" (`frame/links.js`).
"""

from collections.abc import Sequence
from urllib.parse import urlencode

from dashboard.ui import address

OF_ONE_PAGE = (address.EXPLAIN, address.OF, address.SETTING, address.ONLY)
"""What of an address belongs to one page, and does not lead to another."""
OF_THE_MOMENT = (address.EXPLAIN, address.OF, address.ONLY)
"""What of an address a link within a page leaves: what is explained, and what is shown alone."""

CARRIES = 'class="carries"'


def leaving(names: Sequence[str], **asked: str) -> str:
    """Write what a link asks that takes some names out of the address."""
    return f"?{urlencode(dict.fromkeys(names, '') | asked)}"
