import errno
import os
import socket
import sys
import time
from pathlib import Path

import papers
import pytest
from web import item, rss

from ingest.articles import Page
from ingest.extract import read
from ingest.found import Address, HandedIn, Rejected
from ingest.media import EPUB
from ingest.sources import MOST_FILE_BYTES, page_from_bytes, pages, pages_from_bytes


def only(locator):
    (found,) = pages(str(locator))
    return found


def test_a_missing_path_fails_in_words(tmp_path):
    found = only(tmp_path / "gone.txt")
    assert isinstance(found, Rejected)
    assert found.failed
    assert "check the path" in found.reason


def test_an_empty_file_is_refused(write):
    assert "empty" in only(write("a.txt", " \n")).reason


def test_a_kind_that_cannot_be_read_is_named_with_those_that_can(write):
    assert ".jsonl" in only(write("a.xyz", b"\x00\x01 no text")).reason


def test_a_wrong_name_does_not_matter(write):
    assert only(write("story.txt", "<!doctype html><p>The quay is shut.")).media_type == "text/html"
    assert only(write("story.jpg", "The quay is shut.")).media_type == "text/plain"
    assert "picture" in only(write("story.md", b"\x89PNG\r\n\x1a\n\x00")).reason


def test_text_whose_name_says_something_else_is_read_only_when_it_is_named(write, tmp_path):
    write("all/count.py", "print('The quay is shut.')")
    write("all/story", "The quay is shut.")
    program, story = pages(str(tmp_path / "all"))
    assert isinstance(story, Page)
    assert "by its own name" in program.reason
    assert only(tmp_path / "all" / "count.py").media_type == "text/plain"


def test_bytes_are_judged_like_a_file_of_that_name(write):
    for name, body in (("a.txt", b"The quay is shut."), ("a.pdf", b"%PDF-1.7"), ("a.txt", b"MZ\x00"), ("a.txt", b" ")):
        given, read = page_from_bytes(name, body), only(write(name, body))
        assert type(given) is type(read)
        assert getattr(given, "media_type", "") == getattr(read, "media_type", "")
        assert getattr(given, "reason", "") == getattr(read, "reason", "")


def test_a_web_address_is_handed_on_and_nothing_is_fetched():
    assert only("https://courier.example/a#top") == Address("https://courier.example/a")
    assert "begins with https://" in only("ftp://courier.example/a").reason


def test_the_entries_of_a_feed_that_was_saved_are_articles(write):
    entries = item("https://courier.example/1", "One", "The quay is shut."), item("https://courier.example/2", "Two")
    for name in ("feed.xml", "feed.txt", "feed"):
        page, rest = pages(str(write(name, rss(*entries))))
        assert (page.locator, read(page).text) == (str(write(name, rss(*entries))) + ":1", "The quay is shut.")
        assert rest.reason.startswith("1 of its 2 entries have no text of their own; add the feed by its web address")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-32", "koi8-r"])
def test_a_feed_that_was_saved_is_read_in_its_encoding(write, encoding):
    feed = f"<?xml version='1.0' encoding='{encoding}'?>" + rss(
        item("https://courier.example/1", "Порт", "Порт закрыт.")
    )
    assert read(only(write("feed.xml", feed.encode(encoding)))).text == "Порт закрыт."


def test_a_list_of_feeds_that_was_saved_names_its_feeds(write):
    opml = "<opml><body><outline xmlUrl='https://courier.example/feed'/></body></opml>"
    assert only(write("mine.opml", opml)).addresses == ("https://courier.example/feed",)
    assert only(write("none.opml", "<opml><body/></opml>")).reason == "it names no feed"


def test_a_feed_that_says_nothing_is_rejected_with_what_to_do(write):
    assert "add the feed by its web address" in only(write("feed.xml", rss())).reason


def test_a_pipe_does_not_block(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert only(tmp_path / "a.txt").failed


def test_a_folder_gives_every_file_in_order_without_hidden_ones(write, tmp_path):
    for name in ("b/2.md", "a/1.txt", ".git/x.txt", "README.md"):
        write(f"all/{name}", "Text.")
    found = [os.path.relpath(page.locator, tmp_path / "all") for page in pages(str(tmp_path / "all"))]
    assert found == ["a/1.txt", "b/2.md"]


def test_a_link_out_of_the_folder_is_not_followed(write, tmp_path):
    secret = write("secret.txt", "Text.")
    write("all/a.txt", "Text.")
    (tmp_path / "all" / "b.txt").symlink_to(secret)
    assert len(list(pages(str(tmp_path / "all")))) == 1


def test_an_import_is_one_page_a_line_named_by_its_number(write):
    found = list(pages(str(write("a.jsonl", '{"text": "x"}\n\nnot json\n'))))
    assert [page.locator.rsplit(":", 1)[1] for page in found] == ["1", "3"]
    assert all(isinstance(page, Page) for page in found)


def test_an_import_handed_over_as_bytes_is_one_page_a_line():
    found = list(pages_from_bytes("a.jsonl", b'{"text": "x"}\n{"text": "y"}\n'))
    assert [page.locator for page in found] == ["a.jsonl:1", "a.jsonl:2"]
    assert [page.media_type for page in pages_from_bytes("a.txt", b"The quay is shut.")] == ["text/plain"]


def test_a_file_that_was_handed_in_is_read_from_its_bytes_whatever_it_is_called(tmp_path):
    for name in ("../../quay.md", "https://courier.example/quay.md", str(tmp_path)):
        (page,) = pages(HandedIn(name, b"The quay is shut."))
        assert (page.locator, page.body) == (name, b"The quay is shut.")


def test_a_document_that_bears_the_name_of_an_import_is_read_as_what_it_is(write):
    body = papers.epub({"1.xhtml": "<p>The quay is shut.</p>"})
    assert only(write("a.jsonl", body)).media_type == EPUB
    assert [page.media_type for page in pages_from_bytes("a.jsonl", body)] == [EPUB]


# Files that are no files, too long, locked, or named to confuse


def test_a_file_that_may_not_be_read_fails_in_words_and_the_rest_goes_on(write, tmp_path, monkeypatch):
    locked = write("all/a.txt", "The quay is shut.")
    write("all/b.txt", "The ferry goes nowhere.")
    opens = os.open

    def refusing(path, *flags):
        if Path(path).name == locked.name:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return opens(path, *flags)

    monkeypatch.setattr(os, "open", refusing)
    first, second = pages(str(tmp_path / "all"))
    assert first.failed
    assert "Permission denied" in first.reason
    assert isinstance(second, Page)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_fails_in_words(write):
    path = write("a.txt", "The quay is shut.")
    path.chmod(0)
    assert "Permission denied" in only(path).reason


def a_pipe(path):
    os.mkfifo(path)


def a_socket(path):
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path.name)  # from the folder itself: the whole path may be too long for a socket


def a_link_to_a_device(path):
    path.symlink_to("/dev/zero")


def a_link_to_itself(path):
    path.symlink_to(path)


def a_link_to_nothing(path):
    path.symlink_to("gone.txt")


@pytest.mark.skipif(sys.platform == "win32", reason="made with POSIX calls")
@pytest.mark.parametrize(
    "made", [a_pipe, a_socket, a_link_to_a_device, a_link_to_itself, a_link_to_nothing], ids=lambda made: made.__name__
)
def test_what_is_no_file_is_refused_at_once(made, tmp_path):
    made(tmp_path / "a.txt")
    start = time.monotonic()
    found = only(tmp_path / "a.txt")
    assert found.failed
    assert found.reason
    assert time.monotonic() - start < 10  # what holds a reader up does so for good


def test_linked_folders_are_not_followed_and_loops_end(write, tmp_path):
    write("all/a.txt", "The quay is shut.")
    write("other/b.txt", "The ferry goes nowhere.")
    (tmp_path / "all" / "loop").symlink_to(tmp_path / "all")
    (tmp_path / "all" / "out").symlink_to(tmp_path / "other")
    assert [Path(page.locator).name for page in pages(str(tmp_path / "all"))] == ["a.txt"]


def test_a_link_in_a_circle_does_not_stop_a_folder(write, tmp_path):
    write("all/a.txt", "The quay is shut.")
    (tmp_path / "all" / "b.txt").symlink_to(tmp_path / "all" / "b.txt")
    (tmp_path / "all" / "c.txt").symlink_to("gone.txt")
    story, *circles = pages(str(tmp_path / "all"))
    assert isinstance(story, Page)
    assert [circle.failed for circle in circles] == [True, True]


def test_a_file_that_becomes_a_link_while_its_folder_is_read_is_refused(write, tmp_path):
    secret = write("secret.txt", "Secret.")
    write("all/a.txt", "The quay is shut.")
    swapped = write("all/b.txt", "The ferry goes nowhere.")
    found = pages(str(tmp_path / "all"))
    assert isinstance(next(found), Page)
    swapped.unlink()
    swapped.symlink_to(secret)
    assert "leads out" in next(found).reason


def test_a_sparse_file_of_ten_gigabytes_is_refused_at_once(tmp_path):
    path = tmp_path / "a.txt"
    path.touch()
    try:
        os.truncate(path, 10_000_000_000)
    except OSError as error:
        pytest.skip(f"this file system holds no such file ({error})")
    start = time.process_time()
    assert f"larger than {MOST_FILE_BYTES // 1_000_000} MB" in only(path).reason
    assert time.process_time() - start < 2


def test_long_odd_and_colliding_names_are_read(write, tmp_path):
    names = ["s" * 251 + ".txt", "Story.txt", "story.TXT", "a b\n\u202e.txt", "..txt.txt", "%2e%2e.txt", "-rf.txt"]
    for name in names:
        write(f"all/{name}", f"The quay is shut, says {len(name)}.")
    on_disk = [path for path in (tmp_path / "all").iterdir() if not path.name.startswith(".")]
    found = list(pages(str(tmp_path / "all")))
    assert len(found) == len(on_disk)
    assert all(isinstance(page, Page) for page in found)


@pytest.mark.parametrize("locator", ["a\0b.txt", "x" * 5_000, "", "~nobody-of-this-name/a.txt"])
def test_what_is_no_path_fails_in_words(locator):
    assert only(locator).reason


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text here")
def test_a_file_whose_name_is_no_text_is_stored_like_any_other(assistant, tmp_path):
    (tmp_path / "news").mkdir()
    path = os.fsencode(tmp_path / "news") + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("The quay was closed on Monday.")
    (outcome,) = assistant.add([str(tmp_path / "news")])
    assert outcome.outcome == "added"
    assert outcome.item.endswith("caf\\udce9.txt")
