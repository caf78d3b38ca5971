"""The security headers that are on every answer, also on one that could not be given.

Around Streamlit 1.67: its page holds inline scripts, and components run from a blob.
"""

import base64
import hashlib
import logging
import re

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.web.bundle import FONTS
from dashboard.web.pages import index

told = logging.getLogger(__name__)
FAILED = (
    "This could not be written, and why is in the log of the server. Tell whoever looks after this "
    "dashboard; the pages themselves may still open."
)
# Streamlit runs a component's code from a blob, which only a script that runs already can make.
POLICY = (
    "default-src 'self'; script-src 'self' blob: {scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)


def content_security_policy(page: str) -> str:
    """Allow this server only, and of inline scripts only those that Streamlit's own page holds."""
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()) for text in scripts]
    return POLICY.format(scripts=" ".join(f"'sha256-{digest.decode()}'" for digest in digests))


class SafeHeaders:
    """Put the security headers on every answer.

    It stands outermost: a fault of whatever stands within is answered here, in a sentence.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": content_security_policy(index()),
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a request on and add the headers to what comes back."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        started = False

        async def send_safely(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                if "/media/" in scope["path"] and not scope["path"].endswith(FONTS):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        try:
            await self.app(scope, receive, send_safely)
        except Exception as fault:
            told.error("%r could not be answered", scope["path"], exc_info=fault)
            if not started:
                failed = PlainTextResponse(FAILED, 500, {"Cache-Control": "no-store"})
                await failed(scope, receive, send_safely)
