"""Where a library may lie: folders of any name, moved and copied, read-only, and on a disk that is full."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from fakes import FakeEmbedder

from assistant import settings
from assistant.assistant import Assistant
from ingest import disk as lying
from ingest.errors import LibraryError
from ingest.library import FILE_NAME, Library

QUESTION, WORDS = (
    "Who counted barges beside the pier?",
    "Warden Ondrel counted nine barges beside the pier on Monday.",
)


def opened(folder, *, create=False):
    return Assistant.open(settings.load(library=folder), create=create, embedder=FakeEmbedder())


def stocked(folder, tmp_path):
    source = tmp_path / "article.txt"
    source.write_text(WORDS, encoding="utf-8")
    assistant = opened(folder, create=True)
    assert [one.outcome for one in assistant.add([str(source)])] == ["added"]
    return assistant


def answered(folder):
    assistant = opened(folder)
    try:
        return [hit.paragraph.text for hit in assistant.search(QUESTION, 1)]
    finally:
        assistant.close()


@contextmanager
def mounted(place, *options):
    """A small file system of its own."""
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(place)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("nothing can be mounted here: that needs the rights of root")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.parametrize(
    "name",
    [
        "my own news",
        "Новости 新聞 أخبار",
        "50% off? #1 & more",
        'it\'s "quoted"',
        "a" * 200,
        "file:x?mode=memory",
        "-rf",
    ],
)
def test_a_library_may_lie_in_a_folder_of_any_name(tmp_path, name):
    stocked(tmp_path / name, tmp_path).close()
    assert answered(tmp_path / name) == [WORDS]
    assert (tmp_path / name / FILE_NAME).is_file()


@pytest.mark.parametrize("name", ["50% off? #1 & more", "Новости"])
def test_it_is_read_by_any_name_where_nothing_may_be_written(tmp_path, name, monkeypatch):
    stocked(tmp_path / name, tmp_path).close()
    monkeypatch.setattr(lying.os, "access", lambda *_: False)
    assert answered(tmp_path / name) == [WORDS]


def test_the_home_folder_is_known_by_its_sign(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    stocked(Path("~/news"), tmp_path).close()
    assert (tmp_path / "news" / FILE_NAME).is_file()


def test_a_library_that_is_moved_or_linked_to_answers_as_before(tmp_path):
    stocked(tmp_path / "here", tmp_path).close()
    (tmp_path / "here").rename(tmp_path / "there")
    (tmp_path / "link").symlink_to("there")
    assert answered(tmp_path / "there") == answered(tmp_path / "link") == [WORDS]
    text = b"".join(
        file.read_bytes() for file in (tmp_path / "there").rglob("*") if file.is_file() and "gen-" not in str(file)
    )
    assert str(tmp_path / "here").encode() not in text


def test_a_folder_that_is_copied_while_it_is_in_use_is_a_library(tmp_path):
    assistant = stocked(tmp_path / "here", tmp_path)
    shutil.copytree(tmp_path / "here", tmp_path / "copy")
    assistant.close()
    assert answered(tmp_path / "copy") == [WORDS]


def test_a_library_that_may_only_be_read_answers_and_refuses_articles_in_words(tmp_path):
    with mounted(tmp_path / "disk", "size=100m") as disk:
        stocked(disk / "library", tmp_path).close()
        subprocess.run(["mount", "-o", "ro,remount", str(disk)], check=True)
        assistant = opened(disk / "library")
        assert [hit.paragraph.text for hit in assistant.search(QUESTION, 1)] == [WORDS]
        answer = assistant.ask(QUESTION, conversation="barges")
        assert WORDS in answer.claims[0].text
        assert "not kept in its conversation" in answer.notices[-1]
        with pytest.raises(LibraryError, match=r"can only be read|MB are free"):
            list(assistant.add([str(tmp_path / "article.txt")]))
        assert all(one["ok"] for one in assistant.check() if one["part"] == "library")
        assistant.close()


def test_a_library_of_somebody_else_is_read_while_they_write(tmp_path):
    """As another user, who may read the files but write none, with and without the owner having it open."""
    if os.getuid() or not shutil.which("setpriv"):
        pytest.skip("taking another user's place needs the rights of root")
    folder = Path("/".join(["", "tmp"])) / f"places-{os.getpid()}"  # what pytest makes is closed to others
    folder.mkdir(mode=0o755)
    try:
        assistant = stocked(folder / "library", tmp_path)
        for path in (folder / "library", *(folder / "library").iterdir()):
            path.chmod(0o755)
        assert read_by_nobody(folder / "library") == WORDS
        assistant.close()
        assert read_by_nobody(folder / "library") == WORDS
    finally:
        shutil.rmtree(folder)


def read_by_nobody(folder):
    code = (
        "import sys; from pathlib import Path; from ingest.library import Library; l = Library.open(Path(sys.argv[1]));"
        "print(l.article(l.outlines()[0].id).text)"
    )
    root = str(Path(__file__).parent.parent.parent)
    line = ["setpriv", "--reuid", "65534", "--clear-groups", sys.executable, "-c", code, str(folder)]
    done = subprocess.run(
        line, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": root}, cwd="/"
    )
    if "Permission denied" in done.stderr and "ingest" not in done.stderr:
        pytest.skip("another user cannot run this interpreter")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_what_is_read_beside_a_writer_is_looked_at_anew(tmp_path, monkeypatch):
    assistant = stocked(tmp_path / "library", tmp_path)
    assistant.close()
    monkeypatch.setattr(lying.os, "access", lambda *_: False)
    reader = Library.open(tmp_path / "library")
    assert reader.database.read_only
    monkeypatch.undo()
    writer = opened(tmp_path / "library")
    (tmp_path / "b.txt").write_text("The quay was closed on Tuesday after a storm.", encoding="utf-8")
    list(writer.add([str(tmp_path / "b.txt")]))
    assert len(reader.outlines()) == 2
    writer.close()
    assert len(reader.outlines()) == 2
    reader.close()


def test_a_disk_that_is_nearly_full_takes_no_article_and_answers(tmp_path):
    with mounted(tmp_path / "disk", "size=40m") as disk:
        folder = disk / "library"
        stocked_elsewhere(folder, tmp_path)
        assistant = opened(folder)
        with pytest.raises(LibraryError, match="MB are free"):
            list(assistant.add([str(tmp_path / "article.txt")]))
        assert [hit.paragraph.text for hit in assistant.search(QUESTION, 1)] == [WORDS]
        assistant.close()


def stocked_elsewhere(folder, tmp_path):
    stocked(tmp_path / "elsewhere", tmp_path).close()
    shutil.copytree(tmp_path / "elsewhere", folder)


def test_a_disk_that_fills_up_loses_nothing_and_needs_no_repair(tmp_path, monkeypatch):
    monkeypatch.setattr(lying, "LEAST_FREE", 0)  # no warning: it fills while it is written
    with mounted(tmp_path / "disk", "size=8m") as disk:
        folder = disk / "library"
        stocked_elsewhere(folder, tmp_path)
        (disk / "ballast").write_bytes(bytes(free(disk) - 200_000))
        many = tmp_path / "many.jsonl"
        many.write_text(
            "\n".join(
                f'{{"id": "{n}", "text": "Clerk {n} kept ledger {n}. {"He wrote on. " * 200}"}}' for n in range(60)
            )
        )
        assistant, before = opened(folder), []
        with pytest.raises(LibraryError, match=r"free some space|there is space"):
            before += (one.article_id for one in assistant.add([str(many)]) if one.outcome == "added")
        assert [hit.paragraph.text for hit in assistant.search(QUESTION, 1)] == [WORDS]
        assistant.close()
        with (disk / "ballast2").open("wb") as rest:
            rest.write(bytes(max(0, free(disk))))
        assert answered(folder) == [WORDS]
        for ballast in disk.glob("ballast*"):
            ballast.unlink()
        assistant = opened(folder)
        assert set(before) <= {one.id for one in assistant.articles()}
        assert assistant.check()[0]["ok"]
        assert "added" in {one.outcome for one in assistant.add([str(many)])}
        assistant.close()


def free(place):
    return shutil.disk_usage(place).free
