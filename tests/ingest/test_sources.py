import os

from ingest.articles import Page
from ingest.sources import Rejected, pages


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
    assert ".jsonl" in only(write("a.xyz", "x")).reason


def test_a_web_address_is_answered_with_what_to_do():
    assert "save the page" in only("https://courier.example/a").reason


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
