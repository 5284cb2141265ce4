import json

import pytest
from fakes import FakeEmbedder

from ingest import embedder
from ingest.library import FILE_NAME

QUAY = "# Quay\n\nThe quay in Port Aldo was closed on Monday after a storm tore away its wall."


class OtherEmbedder(FakeEmbedder):
    identity = "other"


@pytest.fixture
def stocked(briefing, write):
    briefing("add", str(write("quay.md", QUAY)))
    return briefing


def test_a_sound_library_is_told_part_by_part(stocked):
    code, out, err = stocked("check")
    assert (code, err) == (0, "")
    assert {line.split()[0] for line in out.splitlines()} == {"ok"}
    assert stocked("check", "--quiet")[1] == ""


def test_other_programs_read_it_as_json(stocked):
    code, out, _ = stocked("check", "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert all({"part", "ok", "state", "repaired"} <= one.keys() for one in found)


def test_where_no_library_can_be_opened_the_rest_is_told(briefing, tmp_path):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / FILE_NAME).write_bytes(b"SQLite format 3\0" + b"\0garbage" * 1000)
    code, out, _ = briefing("check", "--library", str(tmp_path / "broken"))
    lines = out.splitlines()
    assert code == 1
    assert lines[0].startswith("BAD  library")
    assert any(line.startswith("ok   disk") for line in lines)


def test_another_model_is_told_and_reads_the_library_when_that_is_asked_for(stocked, monkeypatch):
    known = {"": FakeEmbedder, "other": OtherEmbedder}
    monkeypatch.setattr(embedder, "load", lambda name="", *_: known[name]())
    monkeypatch.setattr(embedder, "identity_of", lambda name: known[name].identity)
    monkeypatch.setenv("BRIEFING_EMBEDDING_MODEL", "other")
    code, out, _ = stocked("check")
    assert code == 1
    assert "BAD  embeddings" in out
    code, out, err = stocked("reindex")
    assert (code, out) == (0, "1 chunks read by the model other, 1 older embeddings dropped, index: built anew\n")
    assert err == "reading: 0 of 1 done\nreading: 1 of 1 done\n"
    assert stocked("check")[0] == 0


def test_reindex_tells_as_json_what_came_of_it(stocked):
    code, out, err = stocked("reindex", "--json", "--quiet")
    told = json.loads(out)
    assert (code, err, told["model"], told["read"], told["indexed"]) == (0, "", "fake", 0, True)
