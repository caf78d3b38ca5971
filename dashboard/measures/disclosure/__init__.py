"""What may leave the inspectorate: small figures that tell of a setting are hidden, and proved so.

In a store of mode *share* or *public* every question goes to its `Guard`, and the records behind
the counts are shut: `protect` is therefore the one way by which a figure reaches a page, a file or
a picture, and whatever asks in another way gets an exception and says that it is hidden.

- `shape` says in which one shape protected measures are given, as a linear system.
- `suppress` hides the small cells, then as many others as it takes that linear programming cannot
  tell any of them; `audit` proves it, for everything that can ever be released at once.
- `guard` answers questions; `HiddenError` is what stands in for an answer that may not be given.

What cannot be proved in the time is not released.
"""

from dashboard.measures.disclosure.guard import Guard
from dashboard.measures.disclosure.hidden import HIDDEN, HiddenError

__all__ = ["HIDDEN", "Guard", "HiddenError"]
