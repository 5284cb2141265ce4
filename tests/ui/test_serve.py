"""The headers that limit what a browser does with the page."""

import tomllib
from pathlib import Path

from asgi import asked, page
from starlette.responses import PlainTextResponse

from ui import launch, serve


def test_every_answer_carries_the_headers_also_where_the_server_fails():
    for path in ("/", "/broken"):
        headers = asked(serve.SafeHeaders(page), path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert serve.HEADERS.items() <= headers.items()


def test_a_failure_says_nothing_of_its_cause():
    answer = asked(serve.SafeHeaders(page), "/broken")
    assert (answer.status, answer.body) == (500, "The server could not answer.")


def test_the_policy_lets_the_page_talk_to_the_host_that_it_came_from_and_no_other():
    def connects(**headers):
        found = asked(serve.SafeHeaders(page), **headers).headers["content-security-policy"]
        return next(part.strip() for part in found.split(";") if "connect-src" in part)

    assert connects() == "connect-src 'self' ws://127.0.0.1:8501 wss://127.0.0.1:8501"
    assert connects(host="evil.example; script-src *") == "connect-src 'self'"
    assert connects(host="") == "connect-src 'self'"


def test_the_policy_lets_no_text_be_run_and_nothing_else_be_fetched():
    assert all(word not in serve.POLICY for word in ("unsafe-eval", "http:", "https:", "*"))
    assert "script-src 'self' blob: 'sha256-" in serve.POLICY  # no inline scripts but Streamlit's own


def test_a_page_with_stricter_headers_of_its_own_keeps_them():
    own = PlainTextResponse("x", headers={"content-security-policy": "default-src 'none'"})
    assert asked(serve.SafeHeaders(own)).headers["content-security-policy"] == "default-src 'none'"


def test_streamlit_run_by_hand_has_the_launchers_settings():
    given = tomllib.loads((Path(serve.__file__).parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert flat(given) == launch.OPTIONS


def flat(table, before=""):
    """A table of tables as dotted names and what a command line would give for their values."""
    found = {}
    for name, value in table.items():
        if isinstance(value, dict):
            found |= flat(value, f"{before}{name}.")
        else:
            found[before + name] = str(value).lower() if isinstance(value, bool) else str(value)
    return found
