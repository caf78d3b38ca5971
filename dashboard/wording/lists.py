"""Parts put together as a sentence does, how one opens, and words as an address has them."""

import re


def listed(parts: list[str]) -> str:
    """Join parts as a sentence does: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def opening(text: str) -> str:
    """Give a sentence its capital; none of several open it as "Not one of the 12"."""
    text = re.sub(r"^none of the\b", "not one of the", text)
    return text[:1].upper() + text[1:]


def within(text: str) -> str:
    """Write words as they stand within a sentence, without their capital."""
    return text[:1].lower() + text[1:]


def either(choices: list[str]) -> str:
    """Join choices as a sentence does: "a, b or c"."""
    return " or ".join(filter(None, [", ".join(choices[:-1]), *choices[-1:]]))


def slug(text: str) -> str:
    """Write words as they stand in an address or a file name: "all-childrens-homes"."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "")).strip("-")
