"""Bring the spellings of a name together, without ever guessing at a near miss."""

import re

TITLES = re.compile(
    r"authority|borough|city|corporation|council|county|district|england|la|met|metro|metropolitan"
    r"|of|royal|ua|unitary|bc|cc|dc|lb|lbc|mbc|mdc|rb|rbc|and"
)
"""Words that say what kind of authority it is, before or after its name."""
IN_FULL = {
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "ne": "north east",
    "nw": "north west",
    "se": "south east",
    "sw": "south west",
    "saint": "st",
    "the": "",
    "beds": "bedfordshire",
    "berks": "berkshire",
    "bucks": "buckinghamshire",
    "cambs": "cambridgeshire",
    "derbys": "derbyshire",
    "glos": "gloucestershire",
    "gloucs": "gloucestershire",
    "hants": "hampshire",
    "herts": "hertfordshire",
    "lancs": "lancashire",
    "leics": "leicestershire",
    "lincs": "lincolnshire",
    "northants": "northamptonshire",
    "notts": "nottinghamshire",
    "oxon": "oxfordshire",
    "salop": "shropshire",
    "staffs": "staffordshire",
    "wilts": "wiltshire",
    "worcs": "worcestershire",
    "yorks": "yorkshire",
}
"""Points of the compass, counties and Saint as they are written short, and in full."""
SMALL = frozenset(("and", "of", "on", "upon", "with"))
BEFORE_REORGANISATION = re.compile(r"^pre lgr( \d{4})? ")


def plain(name: str) -> str:
    """Drop capitals and punctuation, and write & as and."""
    words = name.casefold().replace("&", " and ").replace("'", "").replace("’", "")
    return " ".join(re.findall(r"\w+", words))


def whole(name: str) -> str:
    """Write what is short in full and Saint as St, and drop The."""
    named = BEFORE_REORGANISATION.sub("", plain(name))
    return " ".join(" ".join(IN_FULL.get(word, word) for word in named.split()).split())


def bare(name: str) -> str:
    """Drop the titles around a name as well, such as City of or County Council.

    London alone is a region, so the City of London keeps its first words.
    """
    words = whole(name).replace("london borough", "borough").split()
    inside = [place for place, word in enumerate(words) if not TITLES.fullmatch(word)]
    core = words[inside[0] : inside[-1] + 1] if inside else words
    if core == ["london"]:
        return "city of london" if {"city", "corporation"} & {*words} else whole(name)
    return " ".join(core)


def forms(name: str) -> tuple[str, ...]:
    """Give the forms in which a name is looked up, the most exact first.

    The words in any order come after those in their own: Tyneside, North is North Tyneside.
    """
    known = (whole(name), bare(name))
    return tuple(form for each in known for form in (each, _in_any_order(each)) if each)


def _in_any_order(name: str) -> str:
    return "~" + " ".join(sorted(word for word in name.split() if word not in SMALL))
