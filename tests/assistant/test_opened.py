"""A citation that is opened: what is shown of its article, what is marked, and the sources beside it."""

import json
from datetime import UTC, datetime

import pytest

from assistant.opened import MOST_NEXT, marks, next_to, opened, walk

NOW, LATER = datetime(2026, 3, 12, 9, tzinfo=UTC), datetime(2026, 3, 14, 9, tzinfo=UTC)
QUAY = "The quay of Port Aldo was closed on Monday. Rosa Imhof signed the order, her office said."
ROW = {"title": "Quay closed", "source": "Harbour Post", "author": "Ann Hale", "url": "https://post.example/quay",
       "published": "2026-03-10T08:00:00+00:00", "language": "en", "text": f"{QUAY}\n\nNobody was hurt."}  # fmt: skip


@pytest.fixture
def add(assistant, write):
    """Add an article as the quay's, with some fields changed; gives its id."""

    def added(now=NOW, **fields):
        (outcome,) = list(assistant.add([str(write("a.jsonl", json.dumps(ROW | fields)))], now=now))
        return outcome.article_id

    return added


def cited(article_id, start=0, end=43, **fields):
    found = {"number": 1, "article_id": article_id, "version": 1, "paragraph": 1, "start": start, "end": end, "quote": QUAY[start:end],
             "title": "Quay closed", "source": "Harbour Post", "published": "2026-03-10", "changed_since": False}  # fmt: skip
    return found | fields


def spans(found):
    return [(one.start, one.end, one.chosen) for one in found]


def test_the_whole_article_is_shown_and_what_was_clicked_is_told_from_what_else_is_cited(assistant, add):
    quay = add()
    other, elsewhere = cited(quay, 44, 61), cited("another")
    shown = opened(assistant.library, cited(quay), [other, elsewhere], UTC)
    assert [one.text for one in shown.paragraphs] == [QUAY, "Nobody was hurt."]
    assert spans(shown.marks[1]) == [(0, 43, True), (44, 61, False)]
    assert (shown.title, shown.outlet, shown.author, shown.day) == (
        "Quay closed",
        "Harbour Post",
        "Ann Hale",
        "10 March 2026",
    )
    assert (shown.language, shown.url, shown.remarks) == ("en", "https://post.example/quay", ())  # fmt: skip


def test_the_words_that_were_clicked_are_one_mark_within_longer_ones():
    assert spans(marks([(0, 40), (10, 20)], (10, 20))) == [(0, 10, False), (10, 20, True), (20, 40, False)]
    assert spans(marks([(0, 0)], (0, 0))) == []


def test_an_older_version_says_so_and_whether_the_newest_still_has_the_words(assistant, add):
    quay = add()
    add(now=LATER, text="The quay of Port Aldo is open again.\n\nNobody was hurt.")
    (changed,) = opened(assistant.library, cited(quay, changed_since=True), [], UTC).remarks
    (stands,) = opened(assistant.library, cited(quay, 0, 16, paragraph=2, quote="Nobody was hurt."), [], UTC).remarks
    assert changed == "Version 1 of 2: the article has changed since; its newest version no longer has these words."
    assert stands.endswith("its newest version still has these words.")
    (newest,) = opened(assistant.library, cited(quay, 0, 3, version=2), [], UTC).remarks
    assert newest == "Version 2 of 2, stored 14 March 2026."


def test_an_article_that_its_outlet_took_back_says_so(assistant, add):
    quay = add()
    assistant.library.mark_gone(quay, "the address answers 410", LATER)
    (gone,) = opened(assistant.library, cited(quay), [], UTC).remarks
    assert gone == "No longer shown at its address, noted 14 March 2026: the address answers 410."


def test_a_near_copy_names_the_article_it_came_from(assistant, add):
    long = " ".join(f"{QUAY} Boat {number} was moved to basin {number * 7}." for number in range(12))
    add(text=long)
    copy = add(
        text=f"{long} It is shut.",
        title="Quay shut",
        source="Courier",
        url="https://courier.example/q",
        published="2026-03-11",
    )
    remarks = opened(assistant.library, cited(copy), [], UTC).remarks
    plain = [one.replace("\u2068", "").replace("\u2069", "") for one in remarks]
    assert plain == ["A near copy of Quay closed of Harbour Post: the two count as one source."]


def test_only_an_address_of_the_web_becomes_a_link(assistant, add):
    assert opened(assistant.library, cited(add(url="javascript:alert(1)")), [], UTC).url == ""


def test_of_an_article_that_was_taken_out_the_cited_words_are_left(assistant, add):
    quay = add()
    assistant.remove([quay])
    shown = opened(assistant.library, cited(quay), [], UTC)
    assert [one.text for one in shown.paragraphs] == [QUAY[:43]]
    assert shown.remarks[0].startswith("This article is no longer in the library")
    assert spans(shown.marks[1]) == [(0, 43, True)]


def test_an_article_without_a_date_is_shown_as_not_dated(assistant, add):
    assert opened(assistant.library, cited(add(published="")), [], UTC).day == "not dated, added 12 March 2026"


def test_the_reader_goes_from_source_to_source_in_the_order_of_their_numbers():
    first, again, second = cited("a"), cited("a", 44, 61), cited("b", number=2)
    here = walk([[first, second, again]], again)
    assert (here.at, here.of, here.before, here.after) == (1, 2, None, second)
    assert walk([[first, second]], second).before == first


def test_the_walk_keeps_to_the_answer_that_has_the_citation():
    older, newer = [cited("a"), cited("b", number=2)], [cited("c"), cited("d", number=2), cited("e", number=3)]
    assert walk([older, newer], older[1]).of == 2
    assert walk([older, newer], newer[1]).after == newer[2]
    assert walk([older, newer], cited("elsewhere")) is None


def test_what_may_be_opened_next_is_of_the_answer_that_has_the_citation_the_nearest_first():
    older = [cited("a", number=number, paragraph=number) for number in range(1, 20)]
    newer = [cited("b"), cited("b"), cited("c", number=2)]
    near = next_to([older, newer], older[9])
    assert len(near) == MOST_NEXT
    assert near[0] == older[9]
    assert {one["number"] for one in near[1:3]} == {9, 11}
    assert next_to([older, newer], None) == [newer[0], newer[2]]
    assert next_to([], None) == []


def alter(assistant, before, after):
    with assistant.library.database.transaction() as connection:
        connection.execute("UPDATE paragraphs SET text = replace(text, ?, ?)", (before, after))


@pytest.mark.parametrize(("word", "quoted"), [("Monday", True), ("hurt", False)])
def test_a_text_that_is_not_what_was_stored_says_so_and_gives_the_words_that_were_cited(assistant, add, word, quoted):
    quay = add()
    alter(assistant, word, "Sunday")
    damaged, *more = opened(assistant.library, cited(quay), [], UTC).remarks
    assert "The text is not what was stored" in damaged
    assert "briefing check --repair" in damaged
    assert more == ([f"These words were cited from it: \u2068{QUAY[:43]}\u2069"] if quoted else [])


def test_an_older_version_that_was_damaged_says_so_and_the_newest_does_not(assistant, add):
    quay = add()
    add(now=LATER, text="The quay of Port Aldo is open again.\n\nNobody was hurt.")
    alter(assistant, "Rosa", "Rose")
    told = [opened(assistant.library, one, [], UTC).remarks for one in (cited(quay), cited(quay, 0, 0, version=2))]
    assert ["not what was stored" in one[0] for one in told] == [True, False]
