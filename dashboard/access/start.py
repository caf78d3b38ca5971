"""What must be so before a server may start: nobody is let in by an oversight."""

import tomllib
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from dashboard.access.policy import read
from dashboard.settings import OPEN, PROXY, SIGN_IN, SettingError, Settings

NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
SECRET_LENGTH = 32
WEAK = (
    f"a secret that can be guessed. Use {SECRET_LENGTH} random characters or more, the same for "
    "every server of one address."
)
HERE = ("localhost", "ip6-localhost")


def check(address: str, settings: Settings) -> None:
    """Refuse with a SettingError to serve an address in a way that lets in who must not come in."""
    if settings.access == OPEN:
        if not is_here(address):
            raise SettingError(
                f"Others could reach {address} without signing in. Set VISITS_ACCESS to {SIGN_IN} "
                f"(readers sign in here) or {PROXY} (a proxy lets them in), or serve 127.0.0.1."
            )
        return
    if settings.audit is None and (settings.access == SIGN_IN or settings.policy is not None):
        raise SettingError("Readers are known, so name the folder of the log: set VISITS_AUDIT.")
    if settings.access == SIGN_IN:
        if settings.policy is None:
            raise SettingError(
                "Readers sign in, so name the policy of who may see what: set VISITS_POLICY."
            )
        if settings.provider is None:
            raise SettingError(
                "Readers sign in, so name the file of the provider: set VISITS_SIGN_IN."
            )
        check_provider(settings.provider)
    if settings.policy is not None:
        _check_policy(settings)


def cookie_secret(path: Path) -> str:
    """Read the secret by which cookies are signed, refusing one that can be guessed."""
    try:
        secret = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise SettingError("The file that VISITS_COOKIE_SECRET names cannot be read.") from fault
    if is_weak(secret):
        raise SettingError(f"VISITS_COOKIE_SECRET names a file with {WEAK}")
    return secret


def is_weak(secret: str) -> bool:
    """Say whether a secret can be guessed: too short, or of few letters."""
    return len(secret) < SECRET_LENGTH or len(set(secret)) < 8


def is_here(address: str) -> bool:
    """Say whether an address is of this machine only."""
    try:
        return ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return address in HERE


def _check_policy(settings: Settings) -> None:
    policy = read(settings.policy) if settings.policy else None
    if policy is None or not policy.groups:
        raise SettingError(
            "The policy has no group, so nobody could see anything. Add [groups.NAME]."
        )
    if settings.access == PROXY and policy.proxy is None:
        raise SettingError(
            "A proxy lets readers in and there is a policy, so the policy must name the headers "
            "that say who they are: add [proxy] with user, groups and addresses."
        )


def check_provider(path: Path) -> None:
    """Refuse a file of the provider that lacks something, or has a secret that can be guessed."""
    auth = _auth(path)
    lacking = [name for name in NEEDED if not isinstance(auth.get(name), str) or not auth[name]]
    if lacking:
        raise SettingError(
            f"The file that VISITS_SIGN_IN names lacks in [auth]: {', '.join(lacking)}."
        )
    if is_weak(auth["cookie_secret"]):
        raise SettingError(f"cookie_secret in the file that VISITS_SIGN_IN names is {WEAK}")
    if not auth["redirect_uri"].endswith("/oauth2callback"):
        raise SettingError("redirect_uri must be the address of the dashboard and /oauth2callback.")


def _auth(path: Path) -> Mapping[str, Any]:
    try:
        auth = tomllib.loads(path.read_text(encoding="utf-8")).get("auth")
    except (OSError, ValueError, RecursionError) as fault:
        raise SettingError(
            f"The file that VISITS_SIGN_IN names cannot be read ({type(fault).__name__})."
        ) from fault
    if not isinstance(auth, dict):
        raise SettingError("The file that VISITS_SIGN_IN names has no [auth].")
    return auth
