"""An outlet whose name passes for another's: it stays an outlet of its own, and whoever reads of it is told."""

import json
from datetime import UTC, datetime

import pytest

from assistant.alike import listed, look_alikes
from assistant.editions import Order, made

FALSE = "\u0421ourier"  # its first letter is Cyrillic
NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)


@pytest.fixture
def add(assistant, write):
    """Put articles of outlets in, each with a text of its own."""

    def added(**texts):
        rows = [
            {"title": text[:20], "text": text, "source": source, "published": "2026-03-10T08:00:00+00:00"}
            for source, text in texts.items()
        ]
        file = write("rows.jsonl", "\n".join(map(json.dumps, rows)))
        assert {one.outcome for one in assistant.add([str(file)])} == {"added"}

    return added


TRUE_STORY = {"Courier": "The quay of Port Aldo was closed on Monday by harbour master Rosa Imhof."}
FALSE_STORY = {FALSE: "The quay of Port Aldo stays open, and nobody called Rosa Imhof has closed it."}


def alike(notices):
    return [one for one in notices if "look alike" in one or "may pass for" in one]


def test_two_names_that_look_the_same_stay_two_outlets_and_the_answer_says_so(assistant, add):
    add(**TRUE_STORY, **FALSE_STORY)
    assert assistant.outlets() == sorted(["Courier", FALSE], key=str.casefold)
    answer = assistant.ask("Who closed the quay of Port Aldo?")
    (told,) = alike(answer.notices)
    assert "\u2068Courier\u2069 (in Latin letters)" in told
    assert f"\u2068{FALSE}\u2069 (in Cyrillic and Latin letters)" in told
    assert told.index("Courier\u2069") < told.index(FALSE)
    assert {
        one.article.source
        for one in assistant.search("the quay of Port Aldo", filters=assistant.filters(NOW, sources=["Courier"]))
    } == {"Courier"}


def test_the_briefing_of_the_day_says_it_too(assistant, add):
    add(**TRUE_STORY, **FALSE_STORY)
    assert len(alike(made(assistant, Order(now=NOW)).notices)) == 1


def test_a_disguised_name_is_told_though_the_library_has_none_like_it(assistant, add):
    add(**FALSE_STORY)
    (told,) = alike(assistant.ask("Who closed the quay of Port Aldo?").notices)
    assert "is made of Cyrillic and Latin letters" in told


def test_nothing_is_said_of_honest_names(assistant, add):
    add(**TRUE_STORY, **{"Harbour Post": "Rosa Imhof, the harbour master, closed the quay of Port Aldo for a week."})
    assert alike(assistant.ask("Who closed the quay of Port Aldo?").notices) == []
    assert look_alikes(["Courier"], ["Courier", "courier", "Kurier"]) == ()


def test_an_article_whose_title_is_disguised_has_a_note_of_it(assistant, write):
    row = {"title": "P\u0430rliament votes", "text": "The council met.", "source": FALSE}
    list(assistant.add([str(write("row.jsonl", json.dumps(row)))]))
    (article,) = assistant.articles()
    assert [note.partition(" has words")[0] for note in article.notes] == ["its title", "its outlet's name"]
    assert (article.title, article.source) == (row["title"], FALSE)


def test_among_outlets_that_are_chosen_from_only_those_that_pass_for_others_say_in_which_letters():
    names = ["Courier", FALSE, "Post", "courier", "\u041f\u043e\u0441\u0442", "P\u043est"]
    told = listed(names)
    assert list(told) == names
    assert [told[one] == one for one in names] == [False, False, False, False, True, False]
    assert told[FALSE] == f"{FALSE} (in Cyrillic and Latin letters)"
    assert len(set(told.values())) == len(names)
    assert listed(["Courier", "Post"]) == {"Courier": "Courier", "Post": "Post"}
