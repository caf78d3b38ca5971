"""Every role on every page with every control and every file: nothing reaches it from elsewhere."""

import json
import random
import re
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from html import unescape

import pytest
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from tests.access.canaries import NOT_PUBLIC, PUBLIC, PUBLIC_TEXT, TEXT, cookie, opened, urns
from tests.access.canaries import published as publish_canaries
from tests.access.policies import POLICY, ROLES
from tests.access.provider import served_with
from tests.driving import Driven

PAGES = ("", "coverage", "why", "found", "enforcement", "road", "areas", "data")
ELSEWHERE = ("E10000016", "London", "South East", "<script>")
"""What is forged into every control and address: areas of other regions, and nonsense."""
FORGED_STEP = {
    "query_string": "area=E10000016&scope=national&groups=national&mode=internal",
    "page_script_hash": "0123456789abcdef0123456789abcdef",
    "fragment_id": "$$ID-0123456789abcdef-national",
    "cached_message_hashes": ["0123456789abcdef"] * 50,
    "context_info": {"url": "http://127.0.0.1/?area=E10000016", "timezone": "../../etc"},
    "is_history_navigation": True,
}
NOBODY = "http://127.0.0.1:9"
QUICK = ("csv", "svg")
FORMS = {
    "north-west": ("csv", "svg", "ods", "xlsx", "docx", "html", "pdf", "zip"),
    "published": ("csv", "svg", "html", "zip"),
    "london": ("csv", "svg", "png", "ods", "xlsx", "docx", "html", "pdf", "zip"),
}
"""The forms of files that a role asks for: a PNG is a picture of its SVG."""


def itself(identity):
    return identity


def trigger(identity):
    """Name the part of a component that tells of what was done."""
    return _make_trigger_id(identity, "events")


def offered(made, bad):
    """Choose the last that a list offers, and what it does not."""
    last = [*made.options][-1:] if bad == ELSEWHERE[0] else []
    return [(itself, "string_value", each) for each in (*last, bad)]


def placed(_, bad):
    """Choose on the map, as its script does and as it does not."""
    told = json.dumps({"event": "chosen", "value": bad})
    state = (itself, "json_value", json.dumps({"chosen": bad}))
    return [state, (trigger, "json_trigger_value", told)]


def pointed(_, bad):
    """Choose a point of a chart."""
    point = {"customdata": [bad], "legendgroup": bad, "x": bad}
    return [(itself, "string_value", json.dumps({"selection": {"points": [point]}}))]


FORGED = {
    "selectbox": offered,
    "radio": offered,
    "text_input": lambda _, bad: [(itself, "string_value", bad)],
    "number_input": lambda _, bad: [(itself, "double_value", float(len(bad)) * 1e300)],
    "button": lambda *_: [(itself, "trigger_value", True)],
    "plotly_chart": pointed,
    "bidi_component": placed,
}
"""How a control of each kind is set to what is another's; a kind that is not here fails."""

SESSIONS = 200
STEPS = (
    [("enforcement", "explain=actions_in_force")],
    [(page, query) for page in PAGES for query in ("", "show=weeks", "area=london")],
)
"""What each session opens, one of each: first records that tell the roles apart."""


pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("canaries")


@pytest.fixture(scope="module")
def server(folder, write_records):
    root = publish_canaries(folder, write_records)
    with served_with(NOBODY, folder, POLICY, root) as served:
        yield served.address


@cache
def forbidden(role):
    """Give what must be in no byte that a role is sent."""
    regions = {
        "national": set(urns()),
        "north-west": {"North West"},
        "london": {"London"},
        "published": set(urns()),
    }[role]
    found = {urn for region, every in urns().items() if region not in regions for urn in every}
    if role in ("london", "published"):
        found |= {TEXT.encode(), NOT_PUBLIC.encode()}
    return re.compile(b"|".join(sorted(found)) or b"(?!)")


def check(role, contents):
    for content in contents:
        for part in opened(content):
            hit = forbidden(role).search(part)
            assert hit is None, (role, hit.group(), part[:200])


def signed_in(address, role, number=0):
    return Driven(address, cookies=cookie(address, f"{role}-{number}", role))


@pytest.fixture(scope="module")
def addresses(server):
    """Give every address of a file or text that who may see all is shown, on any page."""
    reader = signed_in(server, "national")
    read_through(reader)
    reader.close()
    sent = unescape(markup(reader))
    found = set(re.findall(r'"((?:files|text)/[^"<>\s]+)"', sent))
    asked = {"", *(f"?{each}" for each in re.findall(r'data-asked="([^"]+)"', sent))}
    found |= {link + each for link in found if "?" not in link for each in asked}
    assert len(found) > 500
    return sorted(found)


def read_through(reader):
    """Open every page in several ways, and the records behind its figures."""
    for page in PAGES:
        for query in ("", "area=E10000016", "area=london", "asat=2020-11-23"):
            reader.open(page, query)
        explained(reader, page)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_with_every_control_holds_nothing_from_elsewhere(server, role):
    reader = signed_in(server, role)
    read_through(reader)
    reader.close()
    assert not reader.exceptions
    check(role, reader.received)
    assert (b"EX0" in b"".join(reader.received)) or role == "london"
    assert sum(forge(server, role, page) for page in PAGES) > (100 if role in FORMS else 60)


@pytest.mark.parametrize("role", FORMS)
def test_every_file_and_text_that_others_are_shown_holds_nothing_from_elsewhere(
    server, role, addresses
):
    reader, asked, found = signed_in(server, role), chosen(addresses, FORMS[role]), Counter()
    for link in asked:
        status, _, content = reader.ask(f"/{link}")
        found[status] += 1
        assert (status == 403) == (role == "london" and link.startswith("files/")), (role, link)
        check(role, [content])
    assert found.total() == len(asked) > 100
    assert found[200] > found.total() / 2 or role == "london"


def chosen(addresses, forms):
    """Choose addresses in some forms: of quick ones each, of others each file once, as varied."""
    named = [link for link in addresses if link.partition("?")[0].rpartition(".")[2] in forms]
    by_path = {}
    for link in named:
        by_path.setdefault(link.partition("?")[0], []).append(link)
    slow = [
        every[number % len(every)]
        for number, (path, every) in enumerate(by_path.items())
        if path.rpartition(".")[2] not in QUICK
    ]
    texts = [link for link in addresses if link.startswith("text/")]
    return [*texts, *slow, *(n for n in named if n.partition("?")[0].rpartition(".")[2] in QUICK)]


def forge(server, role, page):
    """Set every control of a page to what it offers and to what it does not; say how often."""
    reader, tried = signed_in(server, role).open(page), 0
    for identity, (kind, made) in [*reader.widgets.items()]:
        if identity.endswith("-sign_out"):
            continue
        for bad in ELSEWHERE if role in FORMS else ELSEWHERE[:1]:
            for more, field, value in FORGED[kind](made, bad):
                reader.run([(more(identity), field, value)])
                tried += 1
    reader.close()
    check(role, reader.received)
    return tried


def explained(reader, page):
    """Open the records behind the first and the last figure of a page."""
    reader.open(page, "explain=choose")
    widgets = (made for _, made in reader.widgets.values())
    figures = next((m for m in widgets if "Figure" in str(getattr(m, "label", ""))), None)
    for figure in [*figures.options][:1] + [*figures.options][-1:] if figures else ():
        reader.choose("explained", figure)


def markup(reader):
    """Give the page as it was sent."""
    return "\n".join(b"".join(reader.received).decode("utf-8", "replace").splitlines())


@pytest.mark.parametrize("role", ROLES)
def test_every_file_of_a_forged_address_holds_nothing_from_elsewhere(server, role):
    reader = signed_in(server, role)
    names = ("everything.zip", "briefing.docx", "page.xlsx", "page.ods", "by-authority.csv")
    contents, refused = [], 0
    for page in [p or "summary" for p in PAGES]:
        for query in ("", "?area=E10000016", "?area=london&explain=visits"):
            status, _, content = reader.ask(f"/text/{page}{query}")
            assert status in ((200, 404) if query else (200,))
            contents.append(content)
        for name in names[1 if page != "data" else 0 :]:
            status, _, content = reader.ask(f"/files/{page}/{name}?area=london")
            refused += status == 403
            contents.append(content)
    check(role, contents)
    assert (refused > 0) == (role == "london")


@pytest.mark.parametrize("role", ("london", "published"))
def test_no_message_of_any_kind_brings_anything_from_elsewhere(server, role):
    """Send what no browser would: every kind of message, every part of a step forged."""
    reader = signed_in(server, role).open("coverage")
    for kind in BackMsg.DESCRIPTOR.fields_by_name:
        for message in forged(kind, reader):
            reader.socket.send(message.SerializeToString())
            reader.open("coverage")
            assert "Sign in" not in reader.text
    reader.close()
    assert not reader.exceptions
    check(role, reader.received)


def forged(kind, reader):
    """Give messages of a kind that ask for what is another's."""
    message = BackMsg()
    if kind == "rerun_script":
        for name, value in FORGED_STEP.items():
            step = BackMsg()
            step.rerun_script.page_name = "coverage"
            step.rerun_script.MergeFrom(ClientState(**{name: value}))
            for identity in [*reader.widgets][:8]:
                step.rerun_script.widget_states.widgets.add(id=identity, json_value='"London"')
            yield step
        return
    if BackMsg.DESCRIPTOR.fields_by_name[kind].message_type:
        getattr(message, kind).SetInParent()
    else:
        setattr(message, kind, True)
    yield message


def test_what_is_looked_for_can_be_found_by_who_may_see_it(server):
    behind = "/files/enforcement/explained.csv?explain=actions_in_force"
    every = {urn for found in urns().values() for urn in found}
    listed = {role: signed_in(server, role).ask(behind)[2] for role in ROLES}
    found = {role: {urn for urn in every if urn in listed[role]} for role in ROLES}
    assert found["national"] == every
    assert found["north-west"] == urns()["North West"]
    assert found["published"] == {urn for urn in every if int(urn[2:]) % 2}
    assert listed["london"] == b"Files are not part of your access."
    for role in ("london", "north-west"):
        with pytest.raises(AssertionError):
            check(role, [listed["national"]])


def test_two_hundred_sessions_of_four_roles_do_not_share_what_is_kept(server):
    chance = random.Random(7)
    readers = [(role, signed_in(server, role, n)) for n in range(50) for role in ROLES]
    assert len(readers) == SESSIONS
    seen = defaultdict(set)

    def step(each):
        role, reader, page, query = each
        reader.open(page, query)
        check(role, reader.received)
        seen[role].update(re.findall(rb"EX\d{6}", b"".join(reader.received)))
        reader.received.clear()
        return reader.exceptions

    try:
        with ThreadPoolExecutor(8) as together:
            for choices in STEPS:
                turns = [(role, reader, *chance.choice(choices)) for role, reader in readers]
                chance.shuffle(turns)
                assert not any(together.map(step, turns))
    finally:
        for _, reader in readers:
            reader.close()
    for role in ("north-west", "published"):  # what would be found if it were shared
        assert seen[role]
        assert seen["national"] - seen[role]


def test_no_log_holds_what_a_record_says(server, folder):
    reader = signed_in(server, "north-west")
    reader.open("coverage", "area=E10000016")
    reader.ask("/files/coverage/nothing.csv?area=EX000001")
    reader.close()
    written = (folder / "log").read_bytes()
    assert written
    every = {urn for found in urns().values() for urn in found}
    canaries = (TEXT, PUBLIC_TEXT, NOT_PUBLIC, PUBLIC)
    assert not [c for c in {*every, *(name.encode() for name in canaries)} if c in written]
