"""Published words and ours: matched whatever their case, spacing or dashes, never guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from dashboard.records import words

NOT_JUDGED = "Not judged"
"""An inspection without a judgement, usually because no children were present."""
DASHES = "[\u2010\u2011\u2012\u2013\u2014\u2015\u2212]"
SIGNS = ("", "outcome ")
CELL_ERROR = r"^(#[A-Z0-9/]+[!?]?|Err:\d+)$"
QUOTES = "[\u2018\u2019\u02bc`]"


def plain(text: pl.Expr) -> pl.Expr:
    """Reduce a published word to the form in which spellings are compared."""
    spaced = text.str.to_lowercase().str.replace_all(DASHES, "-").str.replace_all(QUOTES, "'")
    return spaced.str.replace_all(r"[\s\u00a0]+", " ").str.strip_chars()


def plain_word(text: str) -> str:
    """Reduce one published word in the same way."""
    return str(pl.select(plain(pl.lit(text))).item())


def is_word(text: pl.Expr) -> pl.Expr:
    """Say whether a cell holds a word, and not what a spreadsheet writes where it has none."""
    return text.str.contains(r"^[^=#].*[A-Za-z]|^[A-Za-z]") & ~text.str.contains(CELL_ERROR)


def spreadsheet_fault(column: str, name: str) -> pl.Expr:
    """Say that a cell holds a formula without a result, or an error; null where it does not."""
    text = pl.col(column)
    return (
        pl.when(text.str.starts_with("="))
        .then(
            pl.lit(
                f"{name} holds a formula that was never calculated: open the file in Excel, save "
                "it, and import it again"
            )
        )
        .when(text.str.contains(CELL_ERROR))
        .then(pl.format("{} holds the error {} of a spreadsheet", pl.lit(name), text))
    )


@dataclass(frozen=True)
class Vocabulary:
    """What a column of published words may say, and our word for each.

    `former` are words of earlier years: read like the others, and said. `holding` are words that
    tell what others mean that hold them, such as "interim"; `otherwise` is what stands for any
    word that is none of these.
    """

    name: str
    meaning: Mapping[str, str]
    former: Mapping[str, str] = field(default_factory=dict)
    holding: Mapping[str, str] = field(default_factory=dict)
    otherwise: str | None = None

    def read(self, column: str) -> pl.Expr:
        """Give our word; null for a blank and for a word that is not known."""
        said = plain(pl.col(column))
        known = {**self.meaning, **self.former}
        exact = said.replace_strict(
            list(known), list(known.values()), default=None, return_dtype=pl.String
        )
        held = [pl.when(said.str.contains(w)).then(pl.lit(o)) for w, o in self.holding.items()]
        other = pl.when(is_word(pl.col(column))).then(pl.lit(self.otherwise, pl.String))
        return pl.coalesce(exact, *held, other)

    def fault(self, column: str) -> pl.Expr:
        """Name a word that is not known; null where it is known, or blank."""
        unknown = pl.col(column).is_not_null() & self.read(column).is_null()
        return pl.when(unknown).then(
            pl.coalesce(
                spreadsheet_fault(column, self.name),
                pl.format('{} "{}" is not known', pl.lit(self.name), pl.col(column)),
            )
        )

    def said(self, rows: pl.DataFrame, column: str) -> dict[str, tuple[str, int]]:
        """Count the rows of each word that is read as another, with our word: of earlier years."""
        former = rows.filter(plain(pl.col(column)).is_in(list(self.former)))
        return self._counted(former, column)

    def others(self, rows: pl.DataFrame, column: str) -> dict[str, tuple[str, int]]:
        """Count the rows of each word that is none of ours, where one stands for all of them."""
        strange = ~plain(pl.col(column)).is_in(list(self.meaning))
        named = rows.filter(strange & (self.read(column) == self.otherwise))
        return self._counted(named, column) if self.otherwise else {}

    def _counted(self, rows: pl.DataFrame, column: str) -> dict[str, tuple[str, int]]:
        counts = rows.group_by(column, our=self.read(column)).len().sort("len", column)
        return {said: (our, count) for said, our, count in counts.reverse().iter_rows()}

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
        [kind for kind in words.PROVIDERS if kind != words.ANOTHER_TYPE],
        {
            "residential special school registered as a children's home": words.HOMES[2],
            "residential special schools (registered as a children's home)": words.HOMES[2],
            "voluntary adoption agency branch": "Voluntary adoption agency",
            "further education college with residential provision": (
                "Further education college with residential accommodation"
            ),
            "supported accommodation provider": words.SUPPORTED_ACCOMMODATION,
        },
    ),
    former={
        "residential special school (>295 days/year)": words.HOMES[2],
        "residential special school (>295 days)": words.HOMES[2],
        "independent fostering provider": "Independent fostering agency",
        "independent fostering service": "Independent fostering agency",
    },
    otherwise=words.ANOTHER_TYPE,
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
    former={
        "adequate": words.GRADES[2],
        "satisfactory": words.GRADES[2],
        "ri": words.GRADES[2],
        **{str(number): grade for number, grade in enumerate(words.GRADES[:4], 1)},
        **{f"{number}.0": grade for number, grade in enumerate(words.GRADES[:4], 1)},
        **{f"grade {number}": grade for number, grade in enumerate(words.GRADES[:4], 1)},
    },
)
"""Outstanding was 1 and inadequate 4; what is now requires improvement was adequate, and before
that satisfactory."""
OUTCOMES = Vocabulary(
    "outcome",
    _known(words.SUPPORTED_OUTCOMES, {"not yet inspected": words.NOT_YET_INSPECTED}),
    former={f"{said}{n}": o for n, o in enumerate(words.SUPPORTED_OUTCOMES, 1) for said in SIGNS},
    holding={
        "inconsistent": words.SUPPORTED_OUTCOMES[1],
        "consistently strong": words.SUPPORTED_OUTCOMES[0],
        "serious.*weakness|widespread.*weakness": words.SUPPORTED_OUTCOMES[2],
    },
)
"""The outcomes of supported accommodation: the first is the best."""
EVENT_TYPES = Vocabulary(
    "event type",
    _known(
        words.VISIT_TYPES,
        {
            "ilacs standard inspection": words.FULL_INSPECTION,
            "ilacs short inspection": words.FULL_INSPECTION,
            "supported accommodation inspection": words.FULL_INSPECTION,
        },
    ),
    holding={
        r"\bmonitoring\b": "Monitoring visit",
        r"\binterim\b": "Interim inspection",
        r"\bemergency\b": "Emergency inspection",
        r"\bassurance\b": "Assurance visit",
        r"\bfocused\b": "Focused visit",
        r"\bfull inspection\b": words.FULL_INSPECTION,
    },
)
OPEN, CLOSED = "open", "closed"
STATUSES = Vocabulary(
    "registration status",
    {
        **dict.fromkeys(("active", "suspended", "registered", "open", "current"), OPEN),
        **dict.fromkeys(("resigned", "cancelled", "closed", "no longer exists"), CLOSED),
    },
)
