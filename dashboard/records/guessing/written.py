"""Write guesses as a mapping file, each with how sure it is, for whoever corrects it."""

import json
import re
from collections.abc import Iterator, Sequence

from dashboard.records.guessing import days
from dashboard.records.guessing.columns import SURE
from dashboard.records.guessing.found import Guess
from dashboard.records.guessing.headings import tells_closing
from dashboard.records.guessing.seen import Seen
from dashboard.records.model import TABLES
from dashboard.records.shown import LONGEST
from dashboard.records.sources.headings import form
from dashboard.records.sources.mapping import ISO
from dashboard.records.values.day_forms import swap
from dashboard.records.words import folded

HEAD = """\
# A first mapping, guessed from headings and words: correct it by hand.
# "sure" and "a guess" say how sure each line is; a line that begins with # is not in force.
# data/columns.md says what every column may hold.
"""
WIDTH = 44


def written(guesses: Sequence[Guess], others: Sequence[Seen]) -> str:
    """Give the text of a mapping file."""
    lines = [HEAD]
    for guess in guesses:
        lines += [*_table(guess), ""]
    for seen in others:
        where = f"{seen.file}, sheet {seen.sheet}" if seen.sheet else seen.file
        lines.append(f"# {_line(where)} was taken for none of the tables.")
    return "\n".join(lines).rstrip() + "\n"


def _table(guess: Guess) -> Iterator[str]:
    seen, table = guess.seen, guess.table
    yield f"[{table}]"
    stem = seen.file.rpartition(".")[0]
    if stem != table:
        yield f"file = {_text(seen.file)}"
    if seen.sheet and form(seen.sheet) != table:
        yield f"sheet = {_text(seen.sheet)}"
    if seen.encoding:
        yield _noted(f"encoding = {_text(seen.encoding)}", "a guess: it is not UTF-8")
    if seen.separator != ",":
        yield _noted(f"separator = {_text(seen.separator)}", "sure")
    if guess.dates and guess.dates != ISO:
        yield _noted(f"dates = {_text(guess.dates)}", _why(guess, guess.dates))
    if guess.version:
        yield _noted(f"version = {_text(guess.version)}", "a guess: which row is later")
    if guess.forms:
        yield f"[{table}.dates]"
    for column, own in guess.forms.items():
        why = _why(guess, own) if swap(own) != own else "sure"
        yield _noted(f"{column} = {_text(own)}", why)
    yield from _columns(guess)
    for column, theirs in guess.words.items():
        yield from _words(table, column, theirs)


def _why(guess: Guess, form: str) -> str:
    """Say how sure the order of day and month is, and what to correct."""
    first = f"whether day or month stands first in {_line(guess.swappable or '')}"
    if guess.doubt == days.EITHER:
        return f"a guess: nothing tells {first}. If the month, write {_text(swap(form))}"
    if guess.doubt == days.OTHERS:
        return f"a guess, as in the other tables: nothing here tells {first}"
    if guess.doubt == days.BOTH:
        return "a guess: days are written in both orders of day and month. Mend them first"
    return "sure"


def _columns(guess: Guess) -> Iterator[str]:
    named = {c: h for c, h in guess.columns.headings.items() if form(h) != c}
    if named or guess.lacking or guess.unused:
        yield f"[{guess.table}.columns]"
    for column, heading in named.items():
        sure = guess.columns.scores[column] >= SURE
        yield _noted(f"{column} = {_text(heading)}", "sure" if sure else "a guess")
    for column in guess.lacking:
        yield f'# {column} = ""  # not found, and needed: name its heading'
    schema = TABLES[guess.table].columns()
    absent = [c for c in schema if c not in guess.columns.headings and c not in guess.lacking]
    if absent:
        yield f"# not found, and not needed: {', '.join(absent)}"
    if guess.table == "settings" and "closed_on" in absent:
        yield f"# closed_on: {_why_open(guess)}, so every setting counts as open"
    for column, cells in guess.unread.items():
        few = f"{len(cells):,} cell{'s are no days' if len(cells) > 1 else ' is no day'}"
        yield f"# {column}: {few} in the form of the others, such as {_line(cells[0])}. Mend them"
    if guess.unused:
        yield f"# headings that are not used: {_list(guess.unused)}"


def _why_open(guess: Guess) -> str:
    """Say what tells of closing though no column gives the day of it."""
    closing = [heading for heading in guess.unused if tells_closing(heading)]
    if guess.closed_words:
        heading, word = map(_line, guess.closed_words)
        return f"{heading} says {word} of some, but no column gives the day"
    return f"not used: {_list(closing)}" if closing else "no heading has a word of closing"


def _words(table: str, column: str, theirs: dict[str, str | None]) -> Iterator[str]:
    ours = getattr(TABLES[table].columns()[column], "categories", ())
    same = {folded(own) for own in ours}
    differ = {word: meant for word, meant in theirs.items() if folded(word) not in same}
    if not differ:
        return
    known = {word: meant for word, meant in differ.items() if meant is not None}
    yield f"[{table}.words.{column}]" if known else f"# [{table}.words.{column}]"
    for word, meant in known.items():
        yield _noted(f"{_key(word)} = {_text(meant)}", "a guess")
    for word in sorted(differ.keys() - known.keys()):
        yield f'# {_key(word)} = ""  # not guessed: a blank, or one of {"; ".join(ours)}'


def _line(text: str) -> str:
    """Keep text of a source in the one line of a comment, without signs that no text may hold."""
    line = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _list(headings: Sequence[str]) -> str:
    return "; ".join(map(_line, headings))


def _noted(line: str, note: str) -> str:
    return f"{line.ljust(WIDTH)} # {note}"


def _key(word: str) -> str:
    return word if re.fullmatch(r"[A-Za-z0-9_-]+", word) else _text(word)


def _text(value: str | None) -> str:
    """Write text as TOML does, which for what a line may hold is as JSON does."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
