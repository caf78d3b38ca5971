"""Names of who makes and who approves: one person has one, however it is typed."""

import unicodedata

from dashboard.records.check import RecordsError


def named(name: str) -> str:
    """Read a name, of letters of one script; raises RecordsError where it is none.

    Letters of two scripts in one name look alike and are not: Latin "A" and Cyrillic "А".
    """
    seen = (sign for sign in unicodedata.normalize("NFKC", name) if sign.isprintable())
    read = " ".join("".join(seen).split())
    if not _folded(read):
        raise RecordsError("Say who it is by a name with letters: --by NAME or --approve NAME.")
    used = scripts(read)
    if len(used) > 1:
        raise RecordsError(f'The name "{read}" mixes {_and(used)} letters. Write it in one script.')
    return read


def check_second(second: str, maker: str) -> None:
    """Refuse a second name that is the maker's, or that may look like it.

    Names are one if they differ only in capitals, spaces, marks or points.
    """
    if is_same(second, maker):
        raise RecordsError(f"{maker} made it, so somebody else has to approve it.")
    both = {*scripts(second), *scripts(maker)}
    if len(both) > 1:
        raise RecordsError(
            f"{maker} and {second} are names in {_and(both)} letters, some of which look alike. "
            "Write both in one script."
        )


def is_same(one: str, other: str) -> bool:
    """Say whether two names are of one person."""
    return _folded(one) == _folded(other)


def scripts(name: str) -> set[str]:
    """Name the scripts of the letters of a name."""
    letters = (sign for sign in name if sign.isalpha() and unicodedata.category(sign) != "Lm")
    return {unicodedata.name(sign, "UNKNOWN").split()[0].capitalize() for sign in letters}


def _folded(name: str) -> str:
    read = unicodedata.normalize("NFKC", name).casefold()
    return "".join(sign for sign in read if sign.isalnum())


def _and(used: set[str]) -> str:
    return " and ".join(sorted(used))
