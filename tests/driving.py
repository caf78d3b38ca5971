"""A reader without a browser: signs in, opens pages, changes filters, and keeps every byte.

It speaks the protocol of the version of Streamlit that the lock holds.
"""

import http.client
import re
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

XSRF = "_streamlit_xsrf"
DONE = ForwardMsg.FINISHED_SUCCESSFULLY
WAIT = 60
RUNS_KEPT = 2
"""So many runs a browser keeps a message, and may be told of it again by its hash alone."""


class Driven:
    """One reader at one address: its cookies, its connection, and what it was sent."""

    def __init__(self, address, headers=None, cookies=None, below="", keeps=0):
        self.address, self.headers, self.below = address, dict(headers or {}), below
        self.cookies = dict(cookies or {})
        self.socket, self.session = None, None
        self.received, self.elements, self.widgets = [], {}, {}
        self.redirect, self.exceptions, self.cached = None, 0, {}
        self.query, self.page = "", ""
        self.runs, self.told, self.keeps = 0, {}, keeps
        self.callback, self.led = "", ""

    def ask(self, path, method="GET", form=None, at=None, follow=False):
        """Ask for a path with the cookies and keep new ones; give status, headers, body."""
        place = urlsplit(at or self.address)
        line = http.client.HTTPConnection(place.hostname, place.port, timeout=WAIT)
        headers = dict(self.headers)
        if self.cookies and not at:
            headers["Cookie"] = "; ".join(f"{n}={v}" for n, v in self.cookies.items())
        if not at and not path.startswith(f"{self.below}/"):
            path = f"{self.below}{path}"
        body = urlencode(form) if form else None
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request(method, path, body=body, headers=headers)
            answer = line.getresponse()
            content = answer.read()
        finally:
            line.close()
        for name, value in answer.headers.items():
            if name.lower() == "set-cookie" and not at:
                self._keep(value)
        if follow and answer.status in (302, 303, 307):
            there = urlsplit(answer.headers["Location"])
            return self.ask(there._replace(scheme="", netloc="").geturl())
        return answer.status, answer.headers, content

    def _keep(self, said):
        name, value = said.split(";", 1)[0].split("=", 1)
        value = value.strip('"')
        gone = "max-age=0" in said.lower() or not value
        self.cookies.pop(name, None) if gone else self.cookies.update({name: value})

    def connect(self, session=None, origin=None):
        """Open the connection that pages come by, as a browser does."""
        self.ask("/_stcore/health")
        token = self.cookies.get(XSRF, "PLACEHOLDER")
        protocols = ["streamlit", token, *([session] if session else [])]
        headers = dict(self.headers)
        headers["Cookie"] = "; ".join(f"{n}={v}" for n, v in self.cookies.items())
        self.line = ExitStack()
        opening = connect(
            self.address.replace("http", "ws", 1) + f"{self.below}/_stcore/stream",
            subprotocols=protocols,
            origin=origin or self.address,
            additional_headers=headers,
            max_size=None,
            open_timeout=WAIT,
            proxy=None,
        )
        self.socket = self.line.enter_context(opening)
        return self

    def open(self, page="", query=""):
        """Open a page and wait until it is whole."""
        self.page, self.query = page, query
        self.elements.clear()
        return self.run()

    def run(self, widgets=()):
        """Run the page with what some of its controls are set to, and wait until it is whole."""
        if self.socket is None:
            self.connect()
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_name = self.page
        asked.rerun_script.is_auto_rerun = False
        self.runs += 1
        asked.rerun_script.cached_message_hashes.extend(
            one for one, run in self.told.items() if self.runs - run <= self.keeps
        )
        for one in widgets:
            state = asked.rerun_script.widget_states.widgets.add()
            state.id = one[0]
            setattr(state, one[1], one[2])
        self.socket.send(asked.SerializeToString())
        for message in self._messages():
            if message.WhichOneof("type") == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                return self
        return self

    def _messages(self) -> Iterator[ForwardMsg]:
        while True:
            content = self.socket.recv(timeout=WAIT)
            self.received.append(content)
            message = ForwardMsg()
            message.ParseFromString(content)
            self._take(message)
            yield message

    def _take(self, message):
        kind = message.WhichOneof("type")
        if kind == "ref_hash" or message.metadata.cacheable:
            self.told[message.ref_hash or message.hash] = self.runs
        if kind == "ref_hash":
            held = self.cached[message.ref_hash]
            message.MergeFrom(held)
            kind = "delta"
        elif message.hash:
            self.cached[message.hash] = message
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id
        elif kind == "auth_redirect":
            self.redirect = message.auth_redirect.url
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._element(tuple(message.metadata.delta_path), message.delta.new_element)

    def _element(self, path, element):
        kind = element.WhichOneof("type")
        self.exceptions += kind == "exception"
        self.elements[path] = element
        made = getattr(element, kind) if kind else None
        identity = getattr(made, "id", "")
        if isinstance(identity, str) and identity.startswith("$$ID-"):
            self.widgets[identity] = (kind, made)

    @property
    def text(self):
        """Give all text of the page, without marks."""
        said = []
        for _, element in sorted(self.elements.items()):
            kind = element.WhichOneof("type")
            made = getattr(element, kind) if kind else None
            said.append(getattr(made, "body", "") or getattr(made, "label", "") or "")
        return re.sub(r"<[^>]+>", " ", "\n".join(said))

    def control(self, key):
        """Find a control by its key: its identity and what it is."""
        return next((i, m) for i, m in reversed(self.widgets.items()) if i.endswith(f"-{key}"))

    def press(self, key):
        """Press a button."""
        return self.run([(self.control(key)[0], "trigger_value", True)])

    def choose(self, key, value):
        """Choose one of a list by what it says."""
        return self.run([(self.control(key)[0], "string_value", value)])

    def close(self):
        """Hang up."""
        if self.socket is not None:
            self.line.close()
            self.socket = None

    def sign_in(self, provider, subject):
        """Sign in at the provider as a person, the way that the page says."""
        self.open()
        self.press("sign_in")
        status, headers, _ = self.ask(self.redirect)
        assert status == 302, status
        there = urlsplit(headers["Location"])
        path = there._replace(scheme="", netloc="").geturl()
        status, headers, _ = self.ask(path, "POST", {"sub": subject}, at=provider)
        assert status == 302, status
        self.callback = urlsplit(headers["Location"])._replace(scheme="", netloc="").geturl()
        status, headers, _ = self.ask(self.callback)
        self.led = headers["Location"]
        assert status == 302
        self.close()
        return self
