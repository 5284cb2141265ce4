"""Forty-five paths that lead out, block or confuse: nothing outside is read, nothing waits, and the rest of the folder goes in."""

import os
import socket
import sys
import threading
import time
from pathlib import Path

import pytest

from ingest.articles import Page
from ingest.found import HandedIn
from ingest.sources import pages

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="made with POSIX calls")
SECRET = "SWORDFISH-7731"
TEXT = "The quay of Port Aldo was closed on Monday."
OUTSIDE = "../outside/secret.txt"
AT_ONCE = 10  # seconds, on a machine that is busy: what holds a reader up does so for good
# Named by the user as they stand: no decoding and no rewriting makes another path of one.
NAMED = (
    "%2e%2e/outside/secret.txt", "..%2foutside%2fsecret.txt", "%2e%2e%2foutside%2fsecret.txt", "..%252foutside/secret.txt", "..\\outside\\secret.txt",
    "%5c%5coutside%5csecret.txt", "\\\\127.0.0.1\\c$\\secret.txt", "//127.0.0.1/share/secret.txt", "file:///etc/hostname", "file://127.0.0.1/etc/hostname",
    "FILE:///etc/hostname", "a.txt\0.md", "..;/outside/secret.txt", "....//outside/secret.txt", "outside/secret.txt%00.md", "~root-of-nobody/secret.txt",
    "${HOME}/secret.txt", "$(cat secret.txt)", "`id`", "| cat secret.txt", "-", "x" * 256, "x/" * 2_500, " ", ".", "CON", "NUL:", "a.txt::$DATA", "\ud800.txt",
)  # fmt: skip
ODD = (
    "x" * 251 + ".txt", "Story.txt", "STORY.txt", "story.TXT", "a b\n\u202e.txt", "%2e%2e%2fsecret.txt", "-rf.txt", "a..%00.txt", "a\\..\\b.txt", "con.txt",
    "$(id).txt", "é.txt", "e\u0301.txt", "ﬁle.txt", "'; DROP TABLE articles;--.txt",
)  # fmt: skip


def fifo(path, _):
    os.mkfifo(path)


def listening(path, _):
    os.chdir(path.parent)  # the whole path may be too long for a socket
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


def link(to):
    return lambda path, _: path.symlink_to(to)


def link_to_secret(path, outside):
    path.symlink_to(outside / "secret.txt")


def chain_of_links(path, outside):
    for number in range(5):
        path.with_name(f".{number}").symlink_to(path.with_name(f".{number + 1}"))
    path.with_name(".5").symlink_to(outside / "secret.txt")
    path.symlink_to(path.with_name(".0"))


def folder_out(path, outside):
    path.symlink_to(outside, target_is_directory=True)


def sparse(path, _):
    path.touch()
    os.truncate(path, 10_000_000_000)


def endless_line(path, _):
    path.with_suffix(".jsonl").touch()
    os.truncate(path.with_suffix(".jsonl"), 200_000_000)


IN_A_FOLDER = {
    "a pipe": fifo, "a socket": listening, "a link up": link(OUTSIDE), "a link to a file": link_to_secret, "a chain of links": chain_of_links,
    "a link to itself": link("m.txt"), "a link to nothing": link("gone.txt"), "a link to a device": link("/dev/zero"), "a link to the terminal": link("/dev/stdin"),
    "a link to memory": link("/proc/self/mem"), "a link to what is told of us": link("/proc/self/environ"), "a link to a folder": folder_out,
    "a link to its own folder": link("."), "a link to the root": link("/"), "ten gigabytes": sparse, "a line without end": endless_line,
}  # fmt: skip


@pytest.fixture
def outside(tmp_path, monkeypatch):
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.txt").write_text(SECRET)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("SECRET", SECRET)
    (tmp_path / "inside").mkdir()
    monkeypatch.chdir(tmp_path / "inside")
    return folder


def read(locator):
    """What a locator gives, and how long it took."""
    began = time.monotonic()
    found = list(pages(locator))
    return found, time.monotonic() - began


def test_there_are_forty_five_and_more():
    assert len(NAMED) + len(IN_A_FOLDER) >= 45


@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize("path", NAMED, ids=lambda path: ascii(path[:30]))
def test_no_spelling_makes_a_path_lead_elsewhere(path):
    found, seconds = read(path)
    assert not any(SECRET in getattr(one, "body", b"").decode() for one in found)
    assert all(one.reason for one in found)
    assert seconds < AT_ONCE


@pytest.mark.parametrize("kind", IN_A_FOLDER)
def test_what_lies_in_a_folder_leads_nowhere_and_holds_up_nothing(outside, kind):
    Path("a.txt").write_text(TEXT)
    Path("z.txt").write_text(f"{TEXT} It rained.")
    IN_A_FOLDER[kind](Path("m.txt").absolute(), outside)
    found, seconds = read(str(Path.cwd()))
    read_whole = [one for one in found if isinstance(one, Page)]
    assert [Path(one.locator).name for one in read_whole] == ["a.txt", "z.txt"]
    assert not any(SECRET.encode() in one.body for one in read_whole)
    assert seconds < AT_ONCE


@pytest.mark.usefixtures("outside")
def test_names_that_confuse_are_only_names():
    for name in ODD:
        Path(name).write_text(f"{TEXT} {len(name)}")
    found, _ = read(".")
    assert sorted(Path(one.locator).name for one in found) == sorted(one.name for one in Path().iterdir())
    assert all(isinstance(one, Page) for one in found)


def test_a_hard_link_is_a_file_of_the_folder_like_any_other(outside):
    """Who can make one could have copied the file: nothing is gained by refusing it, and no system tells which name came first."""
    Path("a.txt").hardlink_to(outside / "secret.txt")
    (found,) = read(".")[0]
    assert isinstance(found, Page)


def test_a_file_that_is_swapped_for_a_link_again_and_again_never_leads_out(outside):
    over, story, other = threading.Event(), Path("m.txt").absolute(), Path("link").absolute()
    Path("a.txt").write_text(TEXT)

    def swap():
        while not over.is_set():
            other.symlink_to(outside / "secret.txt")
            other.replace(story)
            story.with_name("file").write_text(TEXT)
            story.with_name("file").replace(story)

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        seen = [one for _ in range(100) for one in read(str(story.parent))[0]]
    finally:
        over.set()
        thread.join()
    assert sum(Path(one.locator).name == "a.txt" and isinstance(one, Page) for one in seen) == 100
    assert not any(SECRET.encode() in one.body for one in seen if isinstance(one, Page))


@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize("name", [*NAMED, *ODD], ids=lambda name: ascii(name[:30]))
def test_a_file_that_a_browser_hands_in_is_its_bytes_whatever_it_is_called(name):
    (found,) = pages(HandedIn(name, TEXT.encode()))
    assert isinstance(found, Page)
    shown = name.encode(errors="backslashreplace").decode()  # what is no text in any encoding could not be printed
    assert (found.locator, found.body, found.media_type.partition("/")[0]) == (shown, TEXT.encode(), "text")
