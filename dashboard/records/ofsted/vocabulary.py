"""Published words and ours: matched whatever their case, spacing or dashes, never guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from dashboard.records import words

NOT_JUDGED = "Not judged"
"""An inspection without a judgement, usually because no children were present."""
DASHES = "[\u2010\u2011\u2012\u2013\u2014\u2015\u2212]"
QUOTES = "[\u2018\u2019\u02bc`]"


def plain(text: pl.Expr) -> pl.Expr:
    """Reduce a published word to the form in which spellings are compared."""
    spaced = text.str.to_lowercase().str.replace_all(DASHES, "-").str.replace_all(QUOTES, "'")
    return spaced.str.replace_all(r"[\s\u00a0]+", " ").str.strip_chars()


def plain_word(text: str) -> str:
    """Reduce one published word in the same way."""
    return str(pl.select(plain(pl.lit(text))).item())


@dataclass(frozen=True)
class Vocabulary:
    """What a column of published words may say, and our word for each."""

    name: str
    meaning: Mapping[str, str]

    def read(self, column: str) -> pl.Expr:
        """Give our word; null for a blank and for a word that is not known."""
        known, ours = list(self.meaning), list(self.meaning.values())
        return plain(pl.col(column)).replace_strict(
            known, ours, default=None, return_dtype=pl.String
        )

    def fault(self, column: str) -> pl.Expr:
        """Name a word that is not known; null where it is known, or blank."""
        unknown = pl.col(column).is_not_null() & self.read(column).is_null()
        return pl.when(unknown).then(
            pl.format('{} "{}" is not known', pl.lit(self.name), pl.col(column))
        )

    def variants(self, rows: pl.DataFrame, column: str) -> dict[str, int]:
        """Count the rows that spell a known word otherwise than most rows of this table do."""
        known = pl.col(column).filter(self.read(column).is_not_null())
        counts = rows.select(spelling=known).with_columns(form=plain(pl.col("spelling")))
        counts = counts.group_by("form", "spelling").len().sort("len", "spelling", descending=True)
        rare = counts.filter(pl.int_range(pl.len()).over("form") > 0).sort("spelling")
        return dict(rare.select("spelling", "len").iter_rows())


def _known(ours: Iterable[str], also: Mapping[str, str]) -> dict[str, str]:
    return {**{plain_word(word): word for word in ours}, **also}


PROVISION_TYPES = Vocabulary(
    "provision type",
    _known(
        words.PROVIDERS,
        {
            "residential special school registered as a children's home": words.HOMES[2],
            "residential special schools (registered as a children's home)": words.HOMES[2],
            "voluntary adoption agency branch": "Voluntary adoption agency",
            "further education college with residential provision": (
                "Further education college with residential accommodation"
            ),
        },
    ),
)
SECTORS = Vocabulary("sector", _known(words.SECTORS, {}))
JUDGEMENTS = Vocabulary(
    "judgement",
    _known(
        words.GRADES[:4],
        {
            "requires improvement": words.GRADES[2],
            "not judged": NOT_JUDGED,
            "not yet inspected": words.NOT_YET_INSPECTED,
        },
    ),
)
EVENT_TYPES = Vocabulary(
    "event type",
    _known(
        words.VISIT_TYPES,
        {
            "monitoring inspection": "Monitoring visit",
            "sc - emergency inspection": "Emergency inspection",
            "sc emergency inspection": "Emergency inspection",
            "assurance inspection": "Assurance visit",
            "ilacs standard inspection": "Full inspection",
            "ilacs short inspection": "Full inspection",
            "ilacs focused visit": "Focused visit",
            "ilacs monitoring visit": "Monitoring visit",
            "la monitoring visit": "Monitoring visit",
        },
    ),
)
OPEN, CLOSED = "open", "closed"
STATUSES = Vocabulary(
    "registration status",
    {
        "active": OPEN,
        "suspended": OPEN,
        "resigned": CLOSED,
        "cancelled": CLOSED,
        "closed": CLOSED,
    },
)
