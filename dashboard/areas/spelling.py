"""Bring the spellings of a name together, without ever guessing at a near miss."""

import re

# "City of London" keeps its first words, because London alone is a region.
TITLES = re.compile(
    r"\b(city of(?! london)|county of|(royal |london )?borough of"
    r"|(city |county |metropolitan |borough )*council)\b"
)


def plain(name: str) -> str:
    """Drop capitals and punctuation, and write & as and."""
    words = name.casefold().replace("&", " and ").replace("'", "").replace("’", "")
    return " ".join(re.findall(r"\w+", words))


def bare(name: str) -> str:
    """Drop the titles around a name as well, such as City of or County Council."""
    return " ".join(TITLES.sub(" ", plain(name)).split())
