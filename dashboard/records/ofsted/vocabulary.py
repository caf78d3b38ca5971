"""Published words and ours: matched whatever their case, spacing or dashes, never guessed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from dashboard.records import words
from dashboard.records.ofsted.cells import is_word, spreadsheet_fault

NOT_JUDGED = "Not judged"
"""An inspection without a judgement, usually because no children were present."""
DASHES = "[\u2010\u2011\u2012\u2013\u2014\u2015\u2212]"
SIGNS = ("", "outcome ")
QUOTES = "[\u2018\u2019\u02bc`]"


def plain(text: pl.Expr) -> pl.Expr:
    """Reduce a published word to the form in which spellings are compared."""
    spaced = text.str.to_lowercase().str.replace_all(DASHES, "-").str.replace_all(QUOTES, "'")
    return spaced.str.replace_all(r"[\s\u00a0]+", " ").str.strip_chars()


def plain_word(text: str) -> str:
    """Reduce one published word in the same way."""
    return str(pl.select(plain(pl.lit(text))).item())


def loose(text: pl.Expr) -> pl.Expr:
    """Reduce a type further: no apostrophes, spaces or signs, and each word in the singular.

    More than 295 days is written in many ways, all of which are one; fewer is another.
    """
    said = plain(text).str.replace_all("'", "").str.replace_all("<", " under ")
    said = said.str.replace_all(r"/| an? (?:year|annum)\b", " year ")
    said = said.str.replace_all(r"\b(?:more than|over|per|year|annum|annually)\b", " ")
    said = said.str.replace_all(r"ies\b", "y").str.replace_all(r"([a-z]{3,})s\b", "$1")
    return said.str.replace_all("[^a-z0-9]+", "")


@dataclass(frozen=True)
class Vocabulary:
    """What a column of published words may say, and our word for each.

    `former` are words of earlier years: read like the others, and said. `holding` are words that
    tell what others mean that hold them, such as "interim"; `otherwise` is what stands for any
    word that is none of these; `form` is what spellings are compared in.
    """

    name: str
    meaning: Mapping[str, str]
    former: Mapping[str, str] = field(default_factory=dict)
    holding: Mapping[str, str] = field(default_factory=dict)
    otherwise: str | None = None
    form: Callable[[pl.Expr], pl.Expr] = plain

    def read(self, column: str) -> pl.Expr:
        """Give our word; null for a blank and for a word that is not known."""
        said = self.form(pl.col(column))
        known = dict(zip(self._forms(self.meaning), self.meaning.values(), strict=True))
        known |= dict(zip(self._forms(self.former), self.former.values(), strict=True))
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
        former = rows.filter(self.form(pl.col(column)).is_in(self._forms(self.former)))
        return self._counted(former, column)

    def others(self, rows: pl.DataFrame, column: str) -> dict[str, tuple[str, int]]:
        """Count the rows of each word that is none of ours, where one stands for all of them."""
        strange = ~self.form(pl.col(column)).is_in(self._forms(self.meaning))
        named = rows.filter(strange & (self.read(column) == self.otherwise))
        return self._counted(named, column) if self.otherwise else {}

    def _forms(self, said: Iterable[str]) -> list[str]:
        words = pl.DataFrame({"said": list(said)}, schema={"said": pl.String})
        return words.select(self.form(pl.col("said"))).to_series().to_list()

    def _counted(self, rows: pl.DataFrame, column: str) -> dict[str, tuple[str, int]]:
        counts = rows.group_by(column, our=self.read(column)).len().sort("len", column)
        return {said: (our, count) for said, our, count in counts.reverse().iter_rows()}

    def variants(self, rows: pl.DataFrame, column: str) -> dict[str, int]:
        """Count the rows that spell a known word otherwise than most rows of this table do."""
        known = pl.col(column).filter(self.read(column).is_not_null())
        counts = rows.select(spelling=known).with_columns(form=self.form(pl.col("spelling")))
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
    form=loose,
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
OPEN, CLOSED, NOT_YET = "open", "closed", "not yet registered"
ENDING = "cancel|resign|clos(?:e|ed|ing|ure)\\b"
COMING = r"propos|pending|appl[iy]|await|intend|in progress"
STATUSES = Vocabulary(
    "registration status",
    {
        **dict.fromkeys(("active", "suspended", "registered", "open", "current"), OPEN),
        **dict.fromkeys(("resigned", "cancelled", "closed", "no longer exists"), CLOSED),
    },
    holding={
        f"(?:{COMING}).*(?:{ENDING})|(?:{ENDING}).*(?:{COMING})": OPEN,
        f"{COMING}|refused|not (?:yet )?registered": NOT_YET,
        f"{ENDING}|ceased|revoked|removed|lapsed|dissolved|de-?registered": CLOSED,
        r"\b(?:suspended|suspension)\b": OPEN,
    },
)
"""What is suspended, or is to close, is still on the register; what is applied for is not yet."""
