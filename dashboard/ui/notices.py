"""What a link asks for that these records cannot give: left out of a page, refused of a file."""

from dataclasses import dataclass


class NotKnownError(LookupError):
    """A link asks for what there is not: one sentence or more that say what, and what to do."""


@dataclass(frozen=True)
class Notice:
    """Why a value of a link is not used as it is, and what a page does instead.

    `wider` says that the page then shows more than was asked for.
    """

    why: str
    instead: str = "We left it out."
    wider: bool = True

    @property
    def on_a_page(self) -> str:
        """Say both, as a page does."""
        return f"{self.why} {self.instead}"
