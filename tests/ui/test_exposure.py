"""The page's server as others meet it: what it listens at, whom it answers, what it tells, whatever surrounds its start."""

import contextlib
import http.client
import os
import re
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlencode

import pytest
from browsing import reserved_port
from canary import Canary
from fakes import FakeEmbedder
from streamlit.testing.v1 import AppTest

from assistant.assistant import Assistant
from ui import shown

ROOT = Path(__file__).parent.parent.parent
TOKEN = "the newsroom's own long token"
SOCKET = "/_stcore/stream"
PATHS = ("/", "/briefing", "/nowhere", "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", "/media/x.pdf", "/component/x/y", "/static/js/x.js", "/_stcore/upload_file/a/b")  # fmt: skip


@pytest.fixture(scope="module")
def canary():
    found = Canary()
    yield found
    found.close()


@pytest.fixture(scope="module")
def hostile(canary):
    """What would weaken the server if it were heeded; whatever it asks of the world goes by the canary."""
    return {
        "STREAMLIT_SERVER_ADDRESS": "0.0.0.0", "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "true", "STREAMLIT_SERVER_ENABLE_CORS": "false",
        "STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full", "STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION": "false",
        "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "9000", "STREAMLIT_SERVER_COOKIE_SECRET": "known", "FORWARDED_ALLOW_IPS": "*",
        "STREAMLIT_SERVER_ENABLE_AGENT_API": "true", "STREAMLIT_SERVER_ENABLE_STATIC_SERVING": "true",
        "HTTP_PROXY": canary.address, "HTTPS_PROXY": canary.address, "http_proxy": canary.address, "https_proxy": canary.address,
        "NO_PROXY": "", "no_proxy": "",
    }  # fmt: skip


def hostile_files(folder, canary):
    """Streamlit's own files in the folder where the page is started."""
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "config.toml").write_text(
        f'[server]\naddress = "0.0.0.0"\nenableCORS = false\nenableAgentApi = true\nenableStaticServing = true\n'
        f'corsAllowedOrigins = ["https://evil.example"]\n[client]\nshowErrorDetails = "full"\n'
        f'[browser]\ngatherUsageStats = true\nserverAddress = "evil.example"\n[theme]\nbase = "{canary.address}/theme.toml"\n'
    )
    (folder / ".streamlit" / "secrets.toml").write_text('PROOF_OF_SECRETS = "read"\n[auth]\ncookie_secret = "known"\n')


@contextlib.contextmanager
def opened(folder, first_port, *options, **environment):
    """The address of what `briefing open` serves when it is started in a folder, and its process's number; it writes `log`."""
    with reserved_port(first_port) as port, _opened(folder, str(port), options, environment) as served:
        yield served


@contextlib.contextmanager
def _opened(folder, port, options, environment):
    words = ["briefing", "open", "--no-browser", "--library", "library", "--port", port, *options]
    line = [sys.executable, "-c", f"import sys; from ui.cli import main; sys.argv = {words!r}; main()"]
    told = {key: value for key, value in os.environ.items() if not key.startswith("BRIEFING_")} | {
        "PYTHONPATH": str(ROOT)
    }
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(line, env=told | environment, cwd=folder, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}", server.pid
        finally:
            server.terminate()
            server.wait(60)


def wait_for(home):
    for _ in range(1_200):
        with contextlib.suppress(OSError):
            get(home)
            return
        threading.Event().wait(0.1)
    pytest.fail(f"{home} does not answer")


def children(pid):
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.fixture(scope="module")
def home(tmp_path_factory, canary, hostile):
    """Where a page is served amid all that."""
    folder = tmp_path_factory.mktemp("exposed")
    hostile_files(folder, canary)
    with opened(folder, 8820, **hostile) as (address, _):
        yield address


def get(home, path="/", method="GET", body=None, **headers):
    connection = http.client.HTTPConnection(home.removeprefix("http://"), timeout=20)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()
    finally:
        connection.close()


def shaken(home, **headers):
    """The status of a WebSocket's handshake: 101 where it is opened."""
    name, _, port = home.removeprefix("http://").partition(":")
    known = {
        "Host": f"{name}:{port}", "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol": "streamlit",
    } | headers  # fmt: skip
    lines = [f"GET {SOCKET} HTTP/1.1", *(f"{key}: {value}" for key, value in known.items()), "", ""]
    with socket.create_connection((name, int(port)), timeout=20) as connection:
        connection.sendall("\r\n".join(lines).encode())
        return int(connection.recv(100).split()[1])


def test_it_listens_on_this_machine_alone(home):
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", int(home.rpartition(":")[2])), timeout=5)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_the_headers_and_opens_nothing_to_other_sites(home, path):
    _, headers, _ = get(home, path)
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "access-control-allow-origin" not in headers


def test_another_name_or_site_gets_nothing_by_http_or_websocket(home):
    assert get(home, host="evil.example")[0] == 400
    assert get(home, origin="https://evil.example")[0] == 403
    assert shaken(home, Host="evil.example") == 400
    assert shaken(home, Origin="https://evil.example") == 403
    assert shaken(home, Origin="http://127.0.0.1:1") == 403
    assert shaken(home, Origin=home) == 101


def test_an_upload_needs_streamlits_token_and_the_programs_interface_is_shut(home):
    assert get(home, "/_stcore/upload_file/a/b", "PUT", b"x", origin=home)[0] == 403
    told = get(home, "/_stcore/agent/interact", "POST", "{}", content_type="application/json")
    assert (told[0], "server.enableAgentApi" in told[2]) == (403, True)


def test_nothing_was_asked_of_the_world(home, canary):
    assert shaken(home, Origin="https://other.example") == 403  # for which Streamlit asks what its own address is
    assert get(home)[0] == 200
    assert canary.calls == []


def test_what_is_asked_of_the_world_would_have_been_seen(canary, hostile):
    other = Canary()
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), other.address)
    code = "from streamlit import net_util; net_util.get_external_ip()"
    subprocess.run([sys.executable, "-c", code], env=os.environ | hostile | proxies, check=True, capture_output=True)
    other.close()
    assert other.calls
    assert canary.calls == []


@pytest.fixture
def open_home(tmp_path):
    """Where a page is served to others as well, what its server wrote, and the server's number."""
    (tmp_path / "token").write_text(TOKEN + "\n")
    with opened(tmp_path, 8860, "--address", "0.0.0.0", "--host-name", "127.0.0.1", "--token-file", "token") as (
        home,
        pid,
    ):
        yield home, tmp_path / "log", pid


def test_open_to_others_every_path_and_the_websocket_want_the_login(open_home):
    home, log, pid = open_home
    for path in PATHS:
        status, headers, body = get(home, path)
        assert (status, "The token of this server" in body) == (401, True)
        assert "default-src 'none'" in headers["content-security-policy"]
    assert shaken(home, Origin=home) == 401
    assert get(home, "/login", "POST", urlencode({"token": "wrong"}))[0] == 401
    status, headers, _ = get(home, "/login", "POST", urlencode({"token": TOKEN}), origin=home)
    assert status == 303
    cookie = re.match(r"[^;]+", headers["set-cookie"])[0]
    assert get(home, cookie=cookie)[0] == 200
    assert get(home, "/_stcore/health", cookie=cookie)[2] == "ok"
    assert shaken(home, Origin=home, Cookie=cookie) == 101
    assert get(home, cookie=cookie, host="evil.example")[0] == 400
    assert TOKEN not in log.read_text()
    assert all(TOKEN not in Path(f"/proc/{one}/cmdline").read_text() for one in (pid, *children(pid)))


def test_open_to_others_without_a_token_it_does_not_start(tmp_path):
    for code in (
        "import sys; from ui.cli import main; sys.argv = ['briefing', 'open', '--address', '0.0.0.0', '--host-name', 'news.example']; main()",
        "import sys; from ui.unconfigured import main; sys.argv = ['streamlit', 'run', sys.argv[1], '--server.address=0.0.0.0', '--server.port=8899', '--server.headless=true']; main()",
    ):
        line = [sys.executable, "-c", code, str(ROOT / "ui" / "app.py")]
        done = subprocess.run(
            line,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 1
        assert "token of at least 20 characters" in done.stderr
        assert "Traceback" not in done.stderr


def test_streamlit_run_serves_the_same_page_behind_the_same_guards(tmp_path):
    with reserved_port(8890) as port:
        _served_alike(tmp_path, port)


def _served_alike(tmp_path, port):
    line = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(ROOT / "ui" / "app.py"),
        f"--server.port={port}",
        "--server.headless=true",
    ]
    told = os.environ | {"PYTHONPATH": str(ROOT), "BRIEFING_LIBRARY": str(tmp_path / "library")}
    server = subprocess.Popen(line, env=told, cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    try:
        home = f"http://127.0.0.1:{port}"
        wait_for(home)
        assert "default-src 'none'" in get(home)[1]["content-security-policy"]
        assert get(home, host="evil.example")[0] == 400
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", port), timeout=5)
    finally:
        server.terminate()
        assert "External" not in server.communicate(timeout=20)[0]


def test_the_page_is_drawn_from_the_file_that_streamlit_runs(tmp_path, monkeypatch):
    monkeypatch.setenv("BRIEFING_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setattr(
        shown, "open_sample", lambda chosen: Assistant.open(chosen, create=True, embedder=FakeEmbedder())
    )
    page = AppTest.from_file(str(ROOT / "ui" / "app.py"), default_timeout=60).run()
    assert not page.exception
    assert "This is the sample library" in page.info[0].value
