"""Find which of our words another word stands for: by likeness, initials or a shortening."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from dashboard.records.guessing.hints import WORDS
from dashboard.records.words import folded

LIKE = 0.8
"""From here on two spellings are one word."""


def meaning(column: str, word: str, ours: Sequence[str]) -> str | None:
    """Give the one of our words that a word stands for, or None where several may be meant.

    The surest way to see it comes first.
    """
    text = " ".join(re.findall(r"\w+", folded(word)))
    same = [own for own in ours if folded(own) == folded(word)]
    known = WORDS.get(column, {}).get(text)
    if same or known:
        return same[0] if same else known
    for fits in (_alike, _initials, _first_initials, _shortened, _part):
        found = [own for own in ours if fits(text, " ".join(re.findall(r"\w+", folded(own))))]
        if len(found) == 1:
            return found[0]
        if found:
            return None
    return None


def _alike(word: str, own: str) -> bool:
    return SequenceMatcher(None, word, own).ratio() >= LIKE


def _initials(word: str, own: str) -> bool:
    return word.replace(" ", "") == "".join(part[0] for part in own.split())


def _first_initials(word: str, own: str) -> bool:
    """Say whether three letters or more are initials of ours, in order, from the first."""
    letters, initials = word.replace(" ", ""), "".join(part[0] for part in own.split())
    return len(letters) > 2 and letters[0] == initials[0] and _in_order(letters, initials)


def _shortened(word: str, own: str) -> bool:
    """Say whether the letters of a short word stand in ours in order, from its first."""
    letters = word.replace(" ", "")
    return len(letters) > 1 and letters[0] == own[0] and _in_order(letters, own) and _short(word)


def _part(word: str, own: str) -> bool:
    """Say whether all words are among ours, or all of ours among them, whatever their endings."""
    one, other = ({part.rstrip("s") for part in text.split()} for text in (word, own))
    return bool(one) and (one <= other or other <= one)


def _short(word: str) -> bool:
    return " " not in word and len(word) <= 5


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
