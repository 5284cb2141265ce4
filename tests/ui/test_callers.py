"""Who may talk to the page: names that are the server's own, and no page of another site."""

import pytest
from asgi import asked, page

from ui.callers import KnownCallers

KINDS = pytest.mark.parametrize("kind", ["http", "websocket"])


def status(app, kind, **headers):
    return asked(app, kind=kind, **headers).status or 200  # a WebSocket that is let in has no status


@KINDS
@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost", "LOCALHOST:8501", "[::1]:8501"])
def test_the_page_is_reached_by_this_machines_names(kind, host):
    assert status(KnownCallers(page), kind, host=host) == 200


@KINDS
@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8501", "127.0.0.1.evil.example", "0.0.0.0:8501", "", "localhost@evil.example", "127.0.0.1/x", "localhost:x"],
)  # fmt: skip
def test_a_name_that_another_site_made_point_here_is_refused(kind, host):
    assert status(KnownCallers(page), kind, host=host) == 400


@KINDS
@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://127.0.0.1:9999", "http://localhost:8501", "http://127.0.0.1:8501.evil.example", "", "file://"],
)  # fmt: skip
def test_a_page_of_another_site_or_of_another_port_may_not_use_this_one(kind, origin):
    assert status(KnownCallers(page), kind, origin=origin) == 403


@KINDS
def test_the_page_itself_may(kind):
    assert status(KnownCallers(page), kind, origin="http://127.0.0.1:8501") == 200


@KINDS
def test_without_a_login_only_this_machine_is_answered(kind):
    assert status(KnownCallers(page), kind, caller="192.0.2.7") == 403
    assert status(KnownCallers(page), kind, caller="::ffff:127.0.0.1") == 200
    assert status(KnownCallers(page, open_to_others=True), kind, caller="192.0.2.7") == 200


@KINDS
def test_a_name_that_was_given_is_known_and_no_other(kind):
    app = KnownCallers(page, ["News.example"], open_to_others=True)
    assert status(app, kind, host="news.example", origin="https://news.example") == 200
    assert status(app, kind, host="other.news.example") == 400
