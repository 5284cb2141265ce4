import sys

import browsing
import pytest

from ingest import embedder as models
from ui import cli


@pytest.fixture(autouse=True)
def nothing_suggested(monkeypatch):
    """No question is looked for behind a page that is drawn; gives what looks for them."""
    from ui import suggested

    look = suggested._look
    monkeypatch.setattr(suggested, "_look", lambda search, *_: search.done.set())
    return look


@pytest.fixture(autouse=True, scope="module")
def _browser_put_away():
    """A file's browser does not outlive it: what drives it keeps others from running loops of events."""
    yield
    browsing.put_away()


@pytest.fixture
def briefing(monkeypatch, capsys, tmp_path):
    """Run the command in this process, with hashed words for meaning; gives (exit code, stdout, stderr)."""
    from fakes import FakeEmbedder

    monkeypatch.setattr(models, "load", lambda name="", *_: FakeEmbedder())
    for name in ("identity_of", "checked"):
        monkeypatch.setattr(models, name, lambda name: FakeEmbedder.identity)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["briefing", *arguments, "--library", str(tmp_path / "library")])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out = capsys.readouterr()
        return ended.value.code or 0, out.out, out.err

    return run
