"""What is handed in on a page: names that try to be paths, lines that are no links, files that are too large."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import handed_in
from assistant.handed_in import LONGEST_NAME, NAMELESS, files, given_name, links
from ingest.found import HandedIn

COURIER = "https://courier.example/quay"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../x", "x"),
        ("/etc/passwd", "passwd"),
        ("C:\\news\\quay.md", "quay.md"),
        ("quay\x00\x1b[31m.md", "quay[31m.md"),
        ("quay\u202edm.exe", "quaydm.exe"),
        ("a\nb.md", "a b.md"),
        ("", NAMELESS),
        ("..", NAMELESS),
        ("../", NAMELESS),
        ("https://courier.example/a.html", "a.html"),
    ],
)
def test_a_file_is_called_by_the_last_part_of_its_name_in_letters_that_can_be_seen(name, shown):
    assert given_name(name) == shown


def test_a_name_of_three_hundred_letters_is_cut_and_keeps_its_ending():
    found = given_name("q" * 300 + ".jsonl")
    assert len(found) == LONGEST_NAME
    assert found.endswith("….jsonl")


@given(st.text())
def test_no_name_leads_anywhere(name):
    found = given_name(name)
    assert "/" not in found
    assert "\\" not in found
    assert 0 < len(found) <= LONGEST_NAME
    assert found.strip(".")
    assert given_name(found) == found


def test_two_files_of_one_name_both_go_in():
    assert files([("quay.md", b"one"), ("quay.md", b"two")]).things == (
        HandedIn("quay.md", b"one"),
        HandedIn("quay.md", b"two"),
    )


def test_a_file_that_is_too_large_is_refused_in_words_and_the_others_go_in():
    found = files([("large.txt", b"x" * 25_000_001), ("quay.md", b"one")])
    assert [one.name for one in found.things] == ["quay.md"]
    assert "larger than 25 MB" in found.refused[0].reason


def test_links_are_taken_one_a_line_or_in_a_row_each_once():
    assert links(f" {COURIER}\n\n{COURIER}#part\nhttps://a.example/1 https://a.example/2\nfeed:https://a.example/f\n").things == (
        COURIER, "https://a.example/1", "https://a.example/2", "https://a.example/f",
    )  # fmt: skip


def test_the_beginning_of_an_address_may_be_left_away():
    assert links("www.courier.example/quay").things == ("https://www.courier.example/quay",)


@pytest.mark.parametrize("line", ["/etc/passwd", "~/.ssh/id_rsa", "file:///etc/passwd", "javascript:alert(1)", "the quay", "-", "quay.md\\x"])  # fmt: skip
def test_a_line_that_is_no_web_address_reads_no_file_and_is_refused(line):
    found = links(f"{line}\n{COURIER}")
    assert found.things == (COURIER,)
    assert [one.item for one in found.refused] == [line]
    assert "no web address" in found.refused[0].reason


def test_too_many_lines_are_cut_and_that_is_said():
    found = links("\n".join(f"https://a.example/{number}" for number in range(handed_in.MOST_LINES + 7)))
    assert len(found.things) == handed_in.MOST_LINES
    assert "too many" in found.refused[0].reason


def test_a_message_of_links_alone_is_told_from_a_question_about_one():
    assert handed_in.addresses_only(f"{COURIER} https://a.example/\n") == [COURIER, "https://a.example/"]
    for question in (f"What does {COURIER} say?", "", "courier.example", "Who closed the quay?"):
        assert handed_in.addresses_only(question) == []
