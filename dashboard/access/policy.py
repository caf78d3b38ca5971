"""The policy of an installation: which groups of its directory may see and do what.

    [sign_in]
    groups = "groups"          # the claim that names the groups of who signs in
    hours = 8

    [groups."visits-north-west"]
    regions = ["North West"]
    export = true

    revoked = ["subject"]      # at the top: people who are let in no more, whatever their groups

It is read again whenever it has changed, so that whoever loses a right loses it with the next step.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from dashboard.access.scope import Limit
from dashboard.areas.authorities import REGIONS
from dashboard.records.words import SETTING_TYPES
from dashboard.settings import SettingError

ALL = "all"
ENTRIES = ("sign_in", "proxy", "groups", "revoked")


@dataclass(frozen=True)
class SignIn:
    """How the claims of a token are read, and how long a sign-in lasts.

    `groups` and `subject` name the claims; `hours` is the longest that a sign-in lasts, and with
    `end_with_token` it ends with its token if that is earlier.
    """

    groups: str = "groups"
    subject: str = "sub"
    hours: int = 8
    end_with_token: bool = True


@dataclass(frozen=True)
class Proxy:
    """The headers in which a proxy says who a reader is, and the addresses that it asks from."""

    user: str
    groups: str
    addresses: tuple[str, ...] = ("127.0.0.1", "::1")


@dataclass(frozen=True)
class Grant:
    """What a group may see and do."""

    limit: Limit = field(default_factory=Limit)
    unpublished: bool = False
    export: bool = False


@dataclass(frozen=True)
class Policy:
    """Every group with what it may see and do, and how who is in it is found out."""

    sign_in: SignIn = SignIn()
    proxy: Proxy | None = None
    groups: Mapping[str, Grant] = field(default_factory=dict)
    revoked: frozenset[str] = frozenset()


def read(path: Path) -> Policy:
    """Read a policy as it is in its file now; raises SettingError where it cannot be used."""
    try:
        state = path.stat()
        return _read(path, state.st_mtime_ns, state.st_size, state.st_ino)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as fault:
        raise SettingError(
            "The policy of who may see what cannot be read. VISITS_POLICY names a file in TOML "
            f"that the server may read ({type(fault).__name__})."
        ) from fault


@lru_cache(maxsize=1)
def _read(path: Path, *_: int) -> Policy:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    _refuse_others(said, ENTRIES, "The policy")
    proxy = said.get("proxy")
    sign_in = _made(SignIn, said.get("sign_in", {}), "[sign_in]")
    if sign_in.hours < 1:
        raise SettingError("[sign_in] of the policy: hours must be 1 or more.")
    return Policy(
        sign_in,
        None if proxy is None else _proxy(proxy),
        {name: _grant(name, told) for name, told in _table(said, "groups").items()},
        frozenset(_texts(said.get("revoked", []), "revoked")),
    )


def _proxy(told: Any) -> Proxy:
    proxy: Proxy = _made(Proxy, told, "[proxy]")
    try:
        for address in proxy.addresses:
            ip_network(_texts([address], "[proxy]: addresses")[0], strict=False)
    except ValueError as fault:
        raise SettingError(f"[proxy] of the policy: addresses: {fault}.") from fault
    return proxy


def _grant(name: str, told: Any) -> Grant:
    where = f'The group "{name}"'
    if not isinstance(told, dict):
        raise SettingError(f"{where} of the policy must be a table.")
    rights = ("unpublished", "export")
    _refuse_others(told, ("regions", "setting_types", *rights), where)
    limit = Limit(
        _some(told.get("regions"), REGIONS, f"{where}: regions"),
        _some(told.get("setting_types"), SETTING_TYPES, f"{where}: setting_types"),
    )
    given = {right: told.get(right, False) for right in rights}
    if any(not isinstance(value, bool) for value in given.values()):
        raise SettingError(f"{where} of the policy: {', '.join(rights)} are true or false.")
    return Grant(limit, **given)


def _some(named: Any, known: Sequence[str], where: str) -> tuple[str, ...] | None:
    """Read words of a list; "all" is no limit, and nothing said is a fault: it may be a slip."""
    if named == ALL:
        return None
    words = _texts(named, where)
    unknown = [word for word in words if word not in known]
    if unknown or not words:
        raise SettingError(
            f'{where} must be "{ALL}" or a list of these: {", ".join(known)}'
            + (f". Not known: {', '.join(unknown)}." if unknown else ".")
        )
    return tuple(word for word in known if word in words)


def _texts(said: Any, where: str) -> list[str]:
    if not isinstance(said, list) or any(not isinstance(word, str) for word in said):
        raise SettingError(f'{where} must be a list of words in quotes, or "{ALL}".')
    return said


def _table(said: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = said.get(name, {})
    if not isinstance(found, dict):
        raise SettingError(f"[{name}] of the policy must be a table.")
    return found


def _made(kind: Any, told: Any, where: str) -> Any:
    """Make a part of the policy from its table, refusing what it does not have."""
    if not isinstance(told, dict):
        raise SettingError(f"{where} of the policy must be a table.")
    _refuse_others(told, [each.name for each in fields(kind)], where)
    lists = {name: tuple(value) for name, value in told.items() if isinstance(value, list)}
    try:
        made = kind(**told | lists)
    except TypeError as fault:
        raise SettingError(f"{where} of the policy lacks an entry: {fault}.") from fault
    for each in fields(kind):
        value, kinds = getattr(made, each.name), {"str": str, "int": int, "bool": bool}
        if type(value) is not kinds.get(str(getattr(each.type, "__name__", each.type)), tuple):
            raise SettingError(f"{where} of the policy: {each.name} is not of the right kind.")
    return made


def _refuse_others(told: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    others = [name for name in told if name not in known]
    if others:
        raise SettingError(
            f"{where} has an entry that there is not: {', '.join(others)}. Use {', '.join(known)}."
        )
