from datetime import UTC, datetime

import pytest

from ingest.headers import announced, folded
from ingest.responses import Response

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def response(**headers):
    raw = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    return Response("http://courier.example/", 200, folded(raw), b"", NOON)


@pytest.mark.parametrize(("text", "seconds"), [("0", 0), ("120", 120), (" 7 ", 7), ("9" * 4_400, 86_400), ("86401", 86_400),
    ("Wed, 25 Nov 2026 12:05:00 GMT", 300), ("Wed, 25 Nov 2026 11:00:00 GMT", 0), ("Fri, 25 Nov 2044 12:00:00 GMT", 86_400),
    ("Wed, 25 Nov 2026 12:05:00 -0000", 300), ("soon", None), ("", None), ("1.5", None), ("-1", None)])  # fmt: skip
def test_the_quiet_a_server_asks_for_is_read_in_both_spellings(text, seconds):
    assert response(retry_after=text).retry_after == seconds


def test_the_kind_of_a_page_is_read_without_its_parameters():
    assert response(content_type=" Text/HTML ; charset=x").media_type == "text/html"
    assert response().media_type == ""


def test_headers_are_lower_case_joined_and_without_cookies():
    headers = folded(
        [(b"Vary", b"Accept"), (b"VARY", b"Cookie"), (b"Set-Cookie", b"a=1"), (b"X-Name", "ä".encode("latin-1"))]
    )
    assert dict(headers) == {"vary": "Accept, Cookie", "x-name": "ä"}


@pytest.mark.parametrize(
    ("text", "bytes_"), [("5", 5), ("5, 5", 0), ("-1", 0), ("x", 0), ("٣", 0), ("9" * 30, 0), ("", 0)]
)
def test_a_length_is_believed_when_it_is_a_plain_number(text, bytes_):
    assert announced({"content-length": text}) == bytes_
