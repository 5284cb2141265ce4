"""The login of a page that others can reach."""

import re
from urllib.parse import urlencode

import pytest
from asgi import asked, page

from ui.login import COOKIE, LASTS, LONGEST_FORM, PLACE, TRIES, WINDOW, Login

TOKEN = "a token of the newsroom's own, ünguessed"


@pytest.fixture
def now():
    return [1_000_000.0]


@pytest.fixture
def app(now):
    return Login(page, TOKEN, lambda: now[0])


def give(app, token, caller="192.0.2.7", **headers):
    return asked(app, PLACE, urlencode({"token": token}).encode(), caller=caller, **headers)


def session(app):
    return re.match(rf"{COOKIE}=([^;]+);", give(app, TOKEN).headers["set-cookie"])[1]


@pytest.mark.parametrize("path", ["/", "/briefing", "/_stcore/health", "/_stcore/host-config", "/media/x.pdf", "/static/js/a.js", "/_stcore/upload_file/a/b", "/component/x", "/login/", "//login"])  # fmt: skip
def test_without_a_session_every_path_gives_the_form_and_nothing_else(app, path):
    answer = asked(app, path)
    assert answer.status == 401
    assert "the page" not in answer.body
    assert answer.body == asked(app, PLACE).body


def test_without_a_session_no_websocket_is_opened(app):
    assert asked(app, "/_stcore/stream", kind="websocket").status == 401
    assert asked(app, "/_stcore/stream", kind="websocket", cookie=f"{COOKIE}={session(app)}").status == 0


def test_the_token_opens_the_page_by_a_cookie_that_scripts_and_other_sites_do_not_get(app):
    answer = give(app, TOKEN)
    assert (answer.status, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert asked(app, "/briefing", cookie=f"other=1; {COOKIE}={session(app)}").body == "the page"


def test_the_cookie_does_not_hold_the_token_and_no_two_are_alike(app):
    assert session(app) != session(app)
    assert not any(word in session(app) for word in ("token", "newsroom", TOKEN.encode().hex()[:16]))


def test_the_form_is_asked_nothing_that_could_lead_elsewhere(app):
    answer = asked(app, PLACE, urlencode({"token": TOKEN, "next": "//evil.example"}).encode(), caller="192.0.2.7")
    assert answer.headers["location"] == "/"
    assert "<script" not in asked(app, "/x?next=<script>").body


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "\x00", "x" * LONGEST_FORM])
def test_another_token_does_not(app, token):
    answer = give(app, token)
    assert answer.status == 401
    assert "set-cookie" not in answer.headers
    assert "That is not the token" in answer.body


def test_who_tries_too_often_waits_and_others_do_not(app, now):
    assert [give(app, "wrong").status for _ in range(TRIES + 2)] == [401] * TRIES + [429] * 2
    assert give(app, TOKEN).status == 429
    assert give(app, TOKEN, caller="192.0.2.8").status == 303
    now[0] += WINDOW + 1
    assert give(app, TOKEN).status == 303


@pytest.mark.parametrize(
    "forged",
    ["", "-", "x", "2000000-aa-bb", "9999999999-00-" + "0" * 64, "é-é-é", "{session}0", "9{session}", "{session}; x=1\r\n"],
)  # fmt: skip
def test_a_forged_session_is_none(app, forged):
    mine = session(app)
    assert asked(app, cookie=f"{COOKIE}={forged.replace('{session}', mine)}").status == (
        200 if "; x" in forged else 401
    )


def test_a_session_ends_after_a_week_and_with_the_server(app, now):
    mine = session(app)
    assert asked(Login(page, TOKEN, lambda: now[0]), cookie=f"{COOKIE}={mine}").status == 401
    now[0] += LASTS - 1
    assert asked(app, cookie=f"{COOKIE}={mine}").status == 200
    now[0] += 2
    assert asked(app, cookie=f"{COOKIE}={mine}").status == 401
