"""Run the server with connections that are bounded.

Around Streamlit 1.67: its own server bounds no connection and reads no environment.
"""

import os
from typing import Any

import uvicorn
from streamlit import config
from streamlit.web import bootstrap

from dashboard.settings import SIGN_IN, Settings
from dashboard.web.connections import AT_ONCE, LARGEST_MESSAGE, Measured, Patient, room

PING_SECONDS = 30
MOST_WAITING = 2048
"""Connections of the process in front that may wait: it has bounded how many there are."""
NAMED = {
    "server.baseUrlPath": "STREAMLIT_SERVER_BASE_URL_PATH",
    "server.sslCertFile": "STREAMLIT_SERVER_SSL_CERT_FILE",
    "server.sslKeyFile": "STREAMLIT_SERVER_SSL_KEY_FILE",
}
"""Options that the environment may set: only Streamlit's own command reads its variables."""


def run(app: Any, address: str, port: int) -> None:
    """Serve an app on an address and a port until the process is ended."""
    configure(address, port)
    uvicorn.run(app, host=address, port=port, ws=Measured, **_encrypted(), **_bounded())


def run_behind(app: Any, socket: str, address: str, port: int) -> None:
    """Serve an app at a socket of this machine, for a process in front at an address and a port."""
    configure(address, port)
    uvicorn.run(app, uds=socket, ws=Measured, **_bounded() | {"backlog": MOST_WAITING})


def run_in_front(app: Any, address: str, port: int, websocket: Any) -> None:
    """Serve what sends requests on, and websockets as `websocket` does."""
    bounded = _bounded() | {"date_header": False}
    uvicorn.run(app, host=address, port=port, ws=websocket, **_encrypted(), **bounded)


def configure(address: str, port: int) -> None:
    """Give Streamlit its options."""
    chosen: dict[str, Any] = {"server.port": port, "server.address": address}
    chosen |= {option: os.environ[name] for option, name in NAMED.items() if name in os.environ}
    if Settings().access == SIGN_IN:
        chosen["secrets.files"] = [os.environ["VISITS_SIGN_IN"]]
    bootstrap.load_config_options(chosen)


def _encrypted() -> dict[str, Any]:
    return {
        "ssl_certfile": config.get_option("server.sslCertFile"),
        "ssl_keyfile": config.get_option("server.sslKeyFile"),
    }


def _bounded() -> dict[str, Any]:
    Patient.most = room()
    return {
        "backlog": AT_ONCE,
        "http": Patient,
        "ws_max_size": LARGEST_MESSAGE,
        "ws_per_message_deflate": bool(config.get_option("server.enableWebsocketCompression")),
        "ws_ping_interval": PING_SECONDS,
        "ws_ping_timeout": PING_SECONDS,
        "lifespan": "on",
        "server_header": False,
        "proxy_headers": False,
        "access_log": False,
        "log_level": "warning",
        "timeout_graceful_shutdown": 5,
    }
