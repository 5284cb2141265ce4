"""What `check` tells of a library and of what it needs around it, and what `--repair` mends."""

import os
import sqlite3
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import FakeEmbedder

from assistant import settings, surroundings
from assistant.assistant import Assistant
from assistant.care import AROUND, PARTS, found_around
from ingest import clock, embedder
from ingest.errors import ModelError, SettingsError
from ingest.library import FILE_NAME

QUAY = "The quay in Port Aldo was closed on Monday after a storm tore away 40 metres of its wall."


@pytest.fixture
def stocked(assistant, write, monkeypatch):
    monkeypatch.setattr(embedder, "checked", lambda name: "fake")
    files = [
        write(f"{n}.md", f"# Quay {n}\n\n{QUAY}\n\nThe storm of week {n} was the worst of {n * 9} years.")
        for n in range(5)
    ]
    list(assistant.add(map(str, files)))
    return assistant


def told(assistant, *, repair=False):
    return {one["part"]: one for one in assistant.check(repair=repair)}


def changed(assistant, statement, *parameters):
    with sqlite3.connect(assistant.library.folder / FILE_NAME) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        done = connection.execute(statement, parameters)
        connection.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'revision'")
    connection.close()
    return done.rowcount


def test_of_a_sound_library_every_part_is_told_and_is_well(stocked):
    found = told(stocked)
    assert {
        "library",
        "words",
        "embeddings",
        "index",
        "model files",
        "disk",
        "permissions",
        "clock",
        "version",
    } <= found.keys()
    assert [one for one in found.values() if not one["ok"]] == []
    assert not any(one["repaired"] for one in told(stocked, repair=True).values())


DAMAGES = {
    "a paragraph that words do not find": ("words", "DELETE FROM paragraphs_fts WHERE rowid = 1"),
    "words of a paragraph that is no longer there": ("words", "INSERT INTO paragraphs_fts (rowid, text) VALUES (999, 'x')"),
    "a damaged index of words": ("words", "UPDATE paragraphs_fts_data SET block = x'00ff' WHERE id > 10"),
    "a vector of half its size": ("embeddings", "UPDATE embeddings SET vector = substr(vector, 1, 100) WHERE chunk_id = 2"),
    "a vector of no numbers": ("embeddings", f"UPDATE embeddings SET vector = x'{'0000c07f' * 64}' WHERE chunk_id = 2"),
    "a vector of a wrong length": ("embeddings", f"UPDATE embeddings SET vector = x'{'0000803f' * 64}' WHERE chunk_id = 2"),
    "a vector that is text": ("embeddings", "UPDATE embeddings SET vector = 'x' WHERE chunk_id = 2"),
    "a vector that is gone": ("embeddings", "DELETE FROM embeddings WHERE chunk_id = 3"),
}  # fmt: skip


@pytest.mark.parametrize(("part", "damage"), DAMAGES.values(), ids=DAMAGES)
def test_what_is_derived_is_told_and_made_anew(stocked, part, damage):
    before = [(hit.paragraph, round(hit.score, 5)) for hit in stocked.search("storm Port Aldo quay")]
    assert changed(stocked, damage)
    assert not told(stocked)[part]["ok"]
    mended = told(stocked, repair=True)[part]
    assert (mended["ok"], mended["repaired"]) == (True, True)
    assert all(one["ok"] for one in stocked.check())
    assert [(hit.paragraph, round(hit.score, 5)) for hit in stocked.search("storm Port Aldo quay")] == before


@pytest.mark.parametrize("damage", ["a vector of half its size", "a vector of no numbers"])
def test_a_damaged_vector_hinders_no_question(stocked, damage):
    changed(stocked, DAMAGES[damage][1])
    again = Assistant.open(stocked.settings, embedder=FakeEmbedder())
    assert [claim.text for claim in again.ask("When was the quay in Port Aldo closed?").claims][:1] == [QUAY]
    again.close()


def test_a_broken_reference_is_told(stocked):
    changed(stocked, "DELETE FROM versions WHERE article_id = (SELECT min(id) FROM articles)")
    assert "broken reference" in told(stocked)["library"]["state"]


def test_one_part_that_cannot_be_looked_at_hinders_no_other(stocked, monkeypatch):
    def missing(_):
        raise ModelError("the model is missing; install it")

    monkeypatch.setattr(embedder, "checked", missing)
    changed(stocked, "DROP TABLE feeds")
    found = told(stocked)
    assert found["model files"]["state"] == "the model is missing; install it"
    assert "no such table" in found["feeds"]["state"]
    assert found["words"]["ok"]


@pytest.fixture
def page(stocked):
    """Another that has the same library open, and its index in use, as the page has."""
    opened = Assistant.open(stocked.settings, embedder=FakeEmbedder())
    stocked.index.close()
    assert opened.index.open(build=True)
    yield opened
    opened.close()


@pytest.mark.parametrize("repair", [False, True])
def test_an_index_that_another_process_has_in_use_is_well_and_its_files_are_left_alone(stocked, page, repair):
    found = told(stocked, repair=repair)["index"]
    assert (found["ok"], found["repaired"]) == (True, False)
    assert f"in use by process {os.getpid()}" in found["state"]
    assert f"it holds {len(page.vectors.current()[0])} of {len(page.vectors.current()[0])} chunks" in found["state"]
    assert page.index.state == "healthy"


def test_once_it_is_given_back_it_is_looked_at_again(stocked, page):
    told(stocked)
    page.index.close()
    assert told(stocked)["index"]["state"] == "healthy"


def around(part, *, repair=False, **given):
    return next(one for one in found_around(settings.load(**given), repair=repair) if one["part"] == part)


def test_little_room_is_told(monkeypatch):
    assert around("disk")["ok"]
    monkeypatch.setattr(surroundings.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 5_000_000}))
    found = around("disk")
    assert not found["ok"]
    assert "5.0 MB free" in found["state"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_keys_that_others_may_read_are_told_and_shut(tmp_path):
    Path(".env").write_text("BRIEFING_SENTENCES=3\n")
    Path(".env").chmod(0o644)
    assert not around("permissions", library=tmp_path / "library")["ok"]
    assert around("permissions", repair=True, library=tmp_path / "library")["repaired"]
    assert stat.S_IMODE(Path(".env").stat().st_mode) == 0o600
    assert around("permissions", library=tmp_path / "library")["ok"]


def test_a_chat_model_without_its_key_is_told_and_none_is_called():
    found = around("chat model", model="openai:gpt-4o-mini")
    assert not found["ok"]
    assert "OPENAI_API_KEY" in found["state"]


@pytest.mark.parametrize("year", [1970, 2024, 2106])
def test_a_clock_that_cannot_be_right_is_told_and_nothing_is_stamped_by_it(year, monkeypatch):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(year, 1, 1, tzinfo=tz)

    monkeypatch.setattr(clock, "datetime", Clock)
    monkeypatch.setattr(surroundings, "datetime", Clock)
    with pytest.raises(SettingsError, match="set it, or name the moment with --now"):
        clock.present()
    assert not around("clock")["ok"]


def test_a_clock_that_can_be_right_is_believed():
    assert clock.present().tzinfo is UTC
    assert around("clock")["ok"]


def test_articles_that_were_added_by_a_clock_a_month_ahead_are_told_and_take_their_place(stocked, write):
    ahead = datetime.now(UTC) + timedelta(days=30)
    list(
        stocked.add(
            [str(write("late.md", "# Late\n\nThe late ferry to the outer islands was taken out of service."))], ahead
        )
    )
    assert stocked.articles()[0].title == "Late"
    assert stocked.days()[0] > datetime.now(UTC).date() + timedelta(days=20)
    assert "1 articles were added by a clock that was ahead" in told(stocked)["stamps"]["state"]
    assert told(stocked, repair=True)["stamps"]["repaired"]
    assert "stamps" not in told(stocked)
    assert stocked.days()[0] <= datetime.now(UTC).date() + timedelta(days=1)


def test_no_two_parts_have_one_name():
    names = [name for name, _ in (*PARTS, *AROUND)]
    assert len(set(names)) == len(names)
