"""How addresses and messages are written for people: without what nobody but the machine may know.

Every RecordsError, notice, log line and name of a source goes through here.
"""

import os
import re
from functools import cache
from urllib.parse import parse_qsl, unquote, urlsplit

HIDDEN = "…"
ADDRESS = re.compile(r"""(?<![\w+.-])[\w+.-]+://[^\s"'<>]+""")
NAMES = r"pass(?:word|wd|phrase)?|pwd|secret|token|sig|signature|sas|credentials?|apikey|auth"
"""What the name of a secret is, or holds between its dashes and capitals."""
KEYS = r"(?:api|access|account|shared|private|secret|sas|storage)[_-]?key(?:[_-]?id)?"
NAMED = re.compile(
    rf"(?:^|[_\-. ])(?:{NAMES}|{KEYS})(?:$|[_\-. ])|(?:password|passwd|secret|token)$",
    re.IGNORECASE,
)
ASKED = {"key", "code", "sharedaccesssignature", "authorization", "clientsecret", "accesstoken"}
"""Names of parameters that hold a secret where the same word elsewhere need not."""
END_OF_PATH = re.compile("[?#;]|%3f|%23|%3b", re.IGNORECASE)
PAIR = re.compile(r"""(?<![\w.-])([\w.-]+)(["']?\s*=\s*["']?)([^\s&;,"']+)""")
"""A name, the sign and a value. A name is looked for from its beginning only, as an address is: a
spoilt file may hold one of a million letters."""
BEFORE_LETTERS = re.compile(r"\A[^A-Za-z]+")
CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
FORMS = re.compile(
    r"\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b|\beyJ[\w-]{8,5000}\.[\w-]+(?:\.[\w-]*)?"
    r"|\bgh[pousr]_\w{20,}|\bgithub_pat_\w{20,}|\bxox[abprs]-[\w-]{10,}|\bAIza[\w-]{30,}"
    r"|(?<=Bearer )[\w.~+/=-]{8,}|(?<=Basic )[\w+/=]{8,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----(?:.{0,20000}?-----END [A-Z ]*PRIVATE KEY-----)?",
    re.DOTALL,
)
"""Secrets that are known by their look."""
PATH = re.compile(r"(?<![\w/:.…])/(?:[^\s/\"'<>:;,]+/)+([^\s/\"'<>:;,]*)")
SHORTEST, LONG = 6, 12
"""Values shorter than this are not looked for in messages: they would be found in any word. Nor are
parts of values that are not long."""

QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
LONGEST = 100
"""Letters that are quoted of a source's heading or cell."""

_remembered: set[str] = set()


def address(said: str) -> str:
    """Write an address for people: its kind, host and path; never a user, a key or a parameter."""
    scheme, _, rest = said.partition("://")
    return f"{scheme}://{_form_hidden(END_OF_PATH.split(_without_user(rest))[0])}"


def _without_user(rest: str) -> str:
    """Leave out who signs in. A key may hold the very signs that end the name of a host."""
    authority = re.split("[/?#;]", rest)[0]
    if "@" in authority:
        return rest[authority.rindex("@") + 1 :]
    if not authority or _port_is_whole(authority):
        return rest
    if "@" in rest:
        return rest[rest.rindex("@") + 1 :]
    return authority.partition(":")[0] + rest[len(authority) :]


def _port_is_whole(authority: str) -> bool:
    return re.fullmatch(r"(?:\[[0-9A-Fa-f:.]*\]|[^:]*)(?::\d*)?", authority) is not None


def for_people(said: str) -> str:
    """Write a message for people: its addresses as `address` has them, and no secret that we know.

    Known are what addresses held (see `remember`), what variables of the environment hold whose
    names say so, and what looks like a key or a token.
    """
    for secret in sorted(_remembered | _from_environment(), key=len, reverse=True):
        said = said.replace(secret, HIDDEN)
    said = ADDRESS.sub(lambda found: address(found[0].rstrip(".,:)")) + _end(found[0]), said)
    said = PAIR.sub(
        lambda pair: f"{pair[1]}{pair[2]}{HIDDEN}" if _named(pair[1]) else pair[0], said
    )
    return _form_hidden(said)


def for_readers(said: str) -> str:
    """Write a message for readers: as for people, and of a path on the server its last part."""
    return PATH.sub(
        lambda path: path[1] or path[0].rstrip("/").rpartition("/")[2], for_people(said)
    )


def in_short(said: str) -> str:
    """Write a message with the beginning of each long heading or cell that it quotes."""
    return QUOTED.sub(_in_short, said) if len(said) > LONGEST else said


def _in_short(quoted: re.Match[str]) -> str:
    text = quoted[0]
    return text if len(text) <= LONGEST + 2 else f"{text[: LONGEST + 1]}…{text[-1]}"


def remember(said: str) -> None:
    """Remember the secrets of an address, so that no message repeats them whoever writes it."""
    for secret in _secrets(said):
        parts = [part for part in re.split(r"\W+", secret) if len(part) >= LONG]
        _remembered.update(part for part in (secret, *parts) if len(part) >= SHORTEST)


def holds_secret(said: str) -> bool:
    """Say whether a text, such as an address, holds what looks like a password, key or token."""
    return bool(_secrets(said) or FORMS.search(unquote(unquote(said))))


def _secrets(said: str) -> set[str]:
    """Find the values in a text that are secret by where they stand or how they are called."""
    plain = unquote(unquote(said))
    found = {
        value for text in (said, plain) for name, _, value in PAIR.findall(text) if _named(name)
    }
    for one in ADDRESS.findall(said):
        rest = one.partition("://")[2]
        user = rest.removesuffix(_without_user(rest)).removesuffix("@")
        found.add(user.partition(":")[2])
        found |= {value for name, value in _asked(one) if _named(name) or _is_asked(name)}
    return {part for value in found if value for part in (value, unquote(value))}


def _asked(one: str) -> list[tuple[str, str]]:
    """Give the parameters of an address, whatever sign leads to them."""
    tail = re.split("[?#;]", unquote(one), maxsplit=1)
    return parse_qsl(re.sub("[?#;]", "&", tail[1])) if len(tail) > 1 else []


def _named(name: str) -> bool:
    return NAMED.search(CAPITAL.sub("_", BEFORE_LETTERS.sub("", name))) is not None


def _is_asked(name: str) -> bool:
    return re.sub("[_-]", "", name.lower()) in ASKED


def _form_hidden(said: str) -> str:
    return FORMS.sub(HIDDEN, said)


def _end(found: str) -> str:
    return found[len(found.rstrip(".,:)")) :]


def _from_environment() -> set[str]:
    """Give the secrets in variables whose names say so, such as PGPASSWORD."""
    held = {value for name, value in os.environ.items() if _is_secret_variable(name)}
    return {value for value in held if len(value) >= SHORTEST}


@cache
def _is_secret_variable(name: str) -> bool:
    return _named(name)


def host(said: str) -> str:
    """Give the host of an address, with its port if it names one."""
    return urlsplit(address(said)).netloc
