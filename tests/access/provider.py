"""A real OpenID provider on this machine, and the dashboard served with sign-in at it."""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.request import Request, urlopen

from tests.browser.serving import served
from tests.test_server import free_port

FORGING = """
import sys
from authlib.jose import JsonWebKey
from oidc_provider_mock import _app, __main__

ours = JsonWebKey.generate_key("RSA", 2048, is_private=True)
made = _app.OpenIDCode.get_jwt_config

def forged(self, grant, client=None):
    said = made(self, grant, client)
    return {**said, "key": {**ours.as_dict(is_private=True), "kid": said["key"]["kid"]}}

_app.OpenIDCode.get_jwt_config = forged
__main__.run()
"""
COOKIE_SECRET = "k7Jw0pXz4QbT9vLs2RmY8dHf6GnC3uEa"


@contextmanager
def provided(log, *options, forging=False):
    """Run a provider until the end of the block and give its address."""
    port = free_port()
    command = ["-c", FORGING] if forging else ["-m", "oidc_provider_mock"]
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", *command, "--port", str(port), *options],
            env=os.environ | {"AUTHLIB_INSECURE_TRANSPORT": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            assert process.poll() is None, log.read_text()
            try:
                urlopen(f"{address}/jwks", timeout=2).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def enrol(provider, subject, **claims):
    """Say what the provider tells of a person from now on."""
    asked = Request(
        f"{provider}/users/{subject}",
        data=json.dumps(claims).encode(),
        headers={"Content-Type": "application/json"},
        method="PUT",
    )
    urlopen(asked, timeout=10).close()


@contextmanager
def served_with(provider, folder, policy, snapshots=None, below="", **variables):
    """Serve the dashboard with sign-in at a provider, under a policy, on a port of its own.

    `below` is the path, such as /visits, under which it is served.
    """
    port = free_port()
    (folder / "policy.toml").write_text(policy, encoding="utf-8")
    (folder / "sign_in.toml").write_text(
        "[auth]\n"
        f'redirect_uri = "http://127.0.0.1:{port}{below}/oauth2callback"\n'
        f'cookie_secret = "{COOKIE_SECRET}"\n'
        'client_id = "visits"\nclient_secret = "not-secret-here"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    named = {
        "VISITS_ACCESS": "sign-in",
        "VISITS_POLICY": str(folder / "policy.toml"),
        "VISITS_SIGN_IN": str(folder / "sign_in.toml"),
        "VISITS_AUDIT": str(folder / "audit"),
        "AUTHLIB_INSECURE_TRANSPORT": "1",
    }
    if below:
        named["STREAMLIT_SERVER_BASE_URL_PATH"] = below.strip("/")
    with served(folder / "log", snapshots, port=port, **named | variables) as server:
        yield server
