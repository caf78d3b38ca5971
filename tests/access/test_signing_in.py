"""Signing in at a real provider, and what happens to who should not come in."""

import json
import time

import pytest
from itsdangerous import URLSafeTimedSerializer

from tests.access.policies import POLICY
from tests.access.provider import COOKIE_SECRET, enrol, provided, served_with
from tests.browser.serving import opened_browser
from tests.driving import Driven

KENT, MANCHESTER = "E10000016", "E08000003"
FILE = "/files/data/by-authority.csv"
COOKIE = "_streamlit_user"
KEPT_BACK = """[...document.querySelectorAll(".stMainBlockContainer *")]
  .filter((each) => getComputedStyle(each).animationName === "coming").length"""
"""Counts what is not seen while a page is made."""


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    with provided(tmp_path_factory.mktemp("provider") / "log") as address:
        enrol(address, "ann", groups=["national"])
        enrol(address, "bob", groups=["north-west", "staff"])
        enrol(address, "eve", groups=["cleaners"])
        enrol(address, "tom")
        yield address


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def server(provider, folder):
    with served_with(provider, folder, POLICY) as served:
        yield served.address


@pytest.fixture
def driven(server):
    opened = []

    def made(**more):
        opened.append(Driven(server, **more))
        return opened[-1]

    yield made
    for one in opened:
        one.close()


def test_who_has_not_signed_in_is_asked_to_and_is_given_nothing(driven):
    reader = driven().open("coverage")
    assert "Sign in to see the dashboard." in reader.text
    assert not [piece for piece in reader.received if b"visited" in piece]
    outside = ("/release/latest/index.html", "/coverage?mode=share", "/text/coverage?mode=public")
    for path in (FILE, "/text/coverage", "/media/x", *outside):
        status, headers, body = reader.ask(path)
        assert (status, body) == (401, b"Sign in to see the dashboard.")
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.long
@pytest.mark.browser
def test_a_reader_who_has_not_signed_in_sees_at_once_how_to(server):
    with opened_browser() as browser:
        page = browser.new_page()
        page.goto(f"{server}/coverage")
        page.locator(".st-key-sign_in button").wait_for(state="attached")
        assert page.evaluate(KEPT_BACK) == 0
        assert page.get_by_role("heading", name="Assurance visits").is_visible()
        assert page.get_by_role("button", name="Sign in").is_visible()


def test_who_signs_in_sees_what_the_groups_may_on_pages_and_in_files(driven, provider):
    ann, bob = driven().sign_in(provider, "ann"), driven().sign_in(provider, "bob")
    assert "In England we have visited" in ann.open("coverage").text
    text = bob.open("coverage").text
    assert "In North West only we have visited" in text
    assert KENT in ann.ask(FILE)[2].decode()
    status, _, content = bob.ask(FILE)
    assert status == 200
    assert MANCHESTER in content.decode()
    assert KENT not in content.decode()
    assert b"Your access: North West only" in bob.ask("/text/coverage")[2]
    assert (ann.exceptions, bob.exceptions) == (0, 0)


def test_who_is_in_no_group_is_told_so_everywhere(driven, provider):
    for subject, why in (("eve", "in no group"), ("tom", "your groups")):
        reader = driven().sign_in(provider, subject)
        assert why in reader.open("coverage").text
        status, _, body = reader.ask(FILE)
        assert status == 403
        assert why in body.decode()


def test_a_forged_cookie_is_nobody(driven, provider):
    ann = driven().sign_in(provider, "ann")
    real = ann.cookies[COOKIE]
    wider = {**json.loads(loaded(real)), "groups": ["national"], "sub": "mallory"}
    forged = {
        "another secret": signed(wider, "another-secret-of-32-characters-x"),
        "another name": URLSafeTimedSerializer(COOKIE_SECRET, salt="x").dumps(json.dumps(wider)),
        "another place": signed({**wider, "origin": "http://127.0.0.1:1"}),
        "cut": real[:-3],
        "no list": signed(["national"]),
        "text": "ann",
    }
    for name, cookie in forged.items():
        reader = driven(cookies={COOKIE: cookie})
        assert reader.ask(FILE)[0] == 401, name
        assert "Sign in to see" in reader.open("coverage").text, name


def test_a_sign_in_ends_with_its_token_and_after_the_hours_of_the_policy(driven, provider):
    claims = json.loads(loaded(driven().sign_in(provider, "ann").cookies[COOKIE]))
    for change in ({"exp": time.time() - 1}, {"iat": time.time() - 9 * 3600}):
        reader = driven(cookies={COOKIE: signed({**claims, **change})})
        status, _, body = reader.ask(FILE)
        assert (status, body) == (401, b"Your sign-in has ended. Sign in again.")
        assert "Your sign-in has ended" in reader.open("coverage").text


def test_a_callback_that_is_played_again_lets_nobody_in(driven, provider):
    ann = driven().sign_in(provider, "ann")
    for cookies in ({}, {n: v for n, v in ann.cookies.items() if COOKIE not in n}):
        thief = driven(cookies=cookies)
        assert thief.ask(ann.callback)[0] == 302
        assert COOKIE not in thief.cookies
        assert thief.ask(FILE)[0] == 401


def test_who_is_revoked_loses_an_open_page_with_the_next_step(driven, provider, folder):
    enrol(provider, "may", groups=["north-west"])
    may = driven().sign_in(provider, "may").open("coverage")
    assert "North West only" in may.text
    policy = folder / "policy.toml"
    try:
        policy.write_text(POLICY.replace('["gone"]', '["gone", "may"]'), encoding="utf-8")
        may.elements.clear()
        assert "Your access to the dashboard was withdrawn." in may.run().text
        assert may.ask(FILE)[0] == 403
        policy.write_text(POLICY.replace('["North West"]', '["London"]'), encoding="utf-8")
        may.elements.clear()
        assert "London only" in may.run().text
        policy.write_text("[groups", encoding="utf-8")
        may.elements.clear()
        assert "Nobody is let in at the moment" in may.run().text
        assert may.ask(FILE)[0] == 403
    finally:
        policy.write_text(POLICY, encoding="utf-8")


def test_who_signs_out_is_out(driven, provider):
    ann = driven().sign_in(provider, "ann").open("coverage")
    copied = dict(ann.cookies)
    ann.press("sign_out")
    assert ann.ask(ann.redirect)[0] == 302
    assert COOKIE not in ann.cookies
    assert ann.ask(FILE)[0] == 401
    thief = driven(cookies=copied)
    status, _, said = thief.ask(FILE)
    assert (status, said) == (401, b"Your sign-in has ended. Sign in again.")
    assert "Your sign-in has ended" in thief.open("coverage").text
    assert driven().sign_in(provider, "ann").ask(FILE)[0] == 200


def test_signing_in_leads_back_to_what_was_asked_for_and_nowhere_else(driven, provider):
    reader = driven()
    reader.ask("/coverage?area=north-west&type=childrens-home")
    reader.sign_in(provider, "bob")
    assert reader.led == "/coverage?area=north-west&type=childrens-home"
    assert "visits_view" not in reader.cookies
    for view in ("//evil.example/", "/evil", "https://evil.example", "/coverage%0d%0aX:1", "/auth"):
        reader = driven(cookies={"visits_view": view})
        assert reader.sign_in(provider, "bob").led in ("/", "./", "")


def test_a_header_is_believed_from_no_proxy_where_readers_sign_in(driven):
    reader = driven(headers={"X-Reader": "ann", "X-Reader-Groups": "national"})
    assert reader.ask(FILE)[0] == 401
    assert "Sign in to see" in reader.open("coverage").text


@pytest.mark.long
def test_a_token_signed_by_somebody_else_lets_nobody_in(tmp_path):
    with provided(tmp_path / "forging", forging=True) as forger:
        enrol(forger, "ann", groups=["national"])
        with served_with(forger, tmp_path, POLICY) as served:
            reader = Driven(served.address).sign_in(forger, "ann")
            assert COOKIE not in reader.cookies
            assert "Sign in to see" in reader.open("coverage").text
            reader.close()


@pytest.mark.long
def test_signing_in_works_below_a_path(provider, tmp_path):
    with served_with(provider, tmp_path, POLICY, below="/visits") as served:
        reader = Driven(served.address, below="/visits")
        assert "Sign in to see the dashboard." in reader.open("coverage").text
        reader.close()
        reader.ask("/coverage?area=north-west")
        reader.sign_in(provider, "bob")
        assert reader.led == "/visits/coverage?area=north-west"
        assert "In North West only we have visited" in reader.open("coverage").text
        assert reader.ask(FILE)[0] == 200
        reader.press("sign_out")
        assert reader.ask(reader.redirect)[0] == 302
        assert reader.ask(FILE)[0] == 401
        reader.close()


def loaded(cookie):
    return URLSafeTimedSerializer(COOKIE_SECRET, salt=COOKIE).loads(cookie)


def signed(claims, secret=COOKIE_SECRET):
    return URLSafeTimedSerializer(secret, salt=COOKIE).dumps(json.dumps(claims))
