"""The files of a release, written from what it tells and from nothing else.

No store, no record and no true count is known here: whatever is written, of whatever kind, is a
function of the released figures alone.
"""

from dashboard.packs.released.files import lightly, texts, written

__all__ = ["lightly", "texts", "written"]
