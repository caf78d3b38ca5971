"""Follow a page of the guides literally: write its files, run its commands, compare their output.

A block says in its first line what it is: a `file` to write, text to `append`, what is `before` and
`after` in a file, a `command` (which `fails`, or `serves`), or lines of the `output` of the last.
"""

import re
import shlex

BLOCK = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page):
    """Give the blocks of a page: what each is, what about it, and its text."""
    return [match.groups() for match in BLOCK.finditer(page.read_text(encoding="utf-8"))]


def correct(path, begins, text):
    """Put lines in place of those that begin in a certain way."""
    content = path.read_text(encoding="utf-8")
    found = re.findall(rf"^{re.escape(begins)}.*\n", content, re.MULTILINE)
    assert len(found) == 1, f"{path.name} has {len(found)} lines that begin with {begins!r}"
    path.write_text(content.replace(found[0], text), encoding="utf-8")


def follow(page, folder, run):
    """Do what a page says, block by block, but for serving; give the command that serves.

    `run` is given the words of a command and whether it fails, and gives its output.
    """
    told, waiting, serves = "", None, ""
    for kind, about, text in blocks(page):
        match kind, about:
            case "file", place:
                path = folder / place
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            case "append", place:
                with (folder / place).open("a", encoding="utf-8") as file:
                    file.write(text)
            case "before", place:
                waiting = folder / place, text.rstrip("\n")
            case "after", _:
                correct(*waiting, text)
            case "command", "serves":
                serves = text.strip()
            case "command", _:
                told = run(shlex.split(text), about == "fails")
            case "output", _:
                missing = [line for line in text.splitlines() if line not in told]
                assert missing == [], told
    return serves
