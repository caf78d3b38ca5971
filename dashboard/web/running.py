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
NAMED = {
    "server.baseUrlPath": "STREAMLIT_SERVER_BASE_URL_PATH",
    "server.sslCertFile": "STREAMLIT_SERVER_SSL_CERT_FILE",
    "server.sslKeyFile": "STREAMLIT_SERVER_SSL_KEY_FILE",
}
"""Options that the environment may set: only Streamlit's own command reads its variables."""


def run(app: Any, address: str, port: int) -> None:
    """Serve an app on an address and a port until the process is ended."""
    chosen: dict[str, Any] = {"server.port": port, "server.address": address}
    chosen |= {option: os.environ[name] for option, name in NAMED.items() if name in os.environ}
    if Settings().access == SIGN_IN:
        chosen["secrets.files"] = [os.environ["VISITS_SIGN_IN"]]
    bootstrap.load_config_options(chosen)
    Patient.most = room()
    uvicorn.run(
        app,
        host=address,
        port=port,
        backlog=AT_ONCE,
        http=Patient,
        ws=Measured,
        ssl_certfile=config.get_option("server.sslCertFile"),
        ssl_keyfile=config.get_option("server.sslKeyFile"),
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=bool(config.get_option("server.enableWebsocketCompression")),
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        lifespan="on",
        server_header=False,
        proxy_headers=False,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=5,
    )
