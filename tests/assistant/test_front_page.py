"""A briefing as a page shows it, prepared as plain data."""

import pytest
from editions import claim, edition, story

from assistant.front_page import front_page, shown_claims, sources_told
from assistant.lengths import shortened

DATED = [
    {"date": f"2026-03-0{day}", "claim": claim(70 + day, f"On day {day} the wall moved.")} for day in (7, 8, 9)
]  # fmt: skip


def page(*stories, length="long", sections=None, **other):
    whole = edition(*stories, **other)
    return front_page(shortened(whole, length, sections), whole)


def sentences(card):
    """Every sentence of a card that is not folded up."""
    for part in (*card.upto, *card.after):
        if not part.folded:
            yield from (cell for pair in part.pairs for cell in pair.cells)
            yield from part.sentences


def part(card, title):
    return next(one for one in (*card.upto, *card.after) if one.title.startswith(title))


def test_each_sentence_stands_with_its_own_citation():
    told = page(story(1), story(2, timeline=DATED))
    found = [*told.lead.sentences, *(one for card in told.cards for one in sentences(card))]
    assert len(found) == 1 + 10 + 12
    assert [one.text.strip("“”") for one in found] == [one.citations[0]["quote"] for one in found]


def test_what_was_and_what_is_now_stand_side_by_side():
    (card,) = page(story(1)).cards
    (pair,) = part(card, "What has changed since 2026-03-10").pairs
    assert pair.title == "Updated"
    assert [(one.label, one.text) for one in pair.cells] == [
        ("Was", "The repair costs 9 million 12."), ("Now", "It costs 14 million 13."),
    ]  # fmt: skip


def test_changes_of_both_kinds_keep_their_own_citations():
    changes = [
        {"kind": "new", "before": None, "after": claim(80, "A crane has come.")},
        {"kind": "updated", "before": claim(81, "It costs 9 million."), "after": claim(82, "It costs 14 million.")},
        {"kind": "dropped", "before": claim(83, "A diver is missing."), "after": None},
    ]
    (card,) = page(story(1, changes=changes)).cards
    found = list(sentences(card))
    assert [one.text.strip("“”") for one in found] == [one.citations[0]["quote"] for one in found]
    assert [one.label for one in part(card, "What has changed").sentences] == ["New", "No longer reported"]


def test_a_headline_of_a_model_is_said_to_be_one_and_cites_what_bears_it_out():
    (card,) = page(story(1, headline=claim(90, "The quay is shut."))).cards
    (said,) = card.upto[0].sentences
    assert "a chat model's words" in said.text
    assert said.citations[0]["quote"] == "The quay is shut."
    assert card.upto[1].sentences[0].text == "The quay was closed on Monday 10."


def test_what_nothing_stands_against_is_a_sentence_under_what_it_is():
    changes = [{"kind": "new", "before": None, "after": claim(80, "A crane has come.")}]
    (card,) = page(story(1, changes=changes)).cards
    changed = part(card, "What has changed")
    assert changed.pairs == ()
    assert [(one.label, one.text) for one in changed.sentences] == [("New", "A crane has come.")]


@pytest.mark.parametrize(
    ("news", "words"), [("new", "New since"), ("developing", "something has changed"), ("unchanged", "nothing new")]
)
def test_the_news_in_a_story_is_put_in_words_when_there_was_an_earlier_briefing(news, words):
    assert words in page(story(1, news=news)).cards[0].news
    assert page(story(1, news=news), since=None).cards[0].news == ""


def test_who_tells_a_story_is_put_in_words():
    assert (
        sources_told(2, 1, ["The Courier", "Harbour Post"])
        == "Only one source in 2 articles: The Courier, Harbour Post"
    )
    assert (
        sources_told(2, 2, ["The Courier", "Harbour Post"])
        == "Told by 2 independent sources: The Courier, Harbour Post"
    )
    assert sources_told(0, 0, []) == ""


def test_a_timeline_is_drawn_from_three_days_on():
    assert page(story(1)).cards[0].dated == ()
    assert page(story(1, timeline=DATED[:2] * 2)).cards[0].dated == ()
    drawn = page(story(1, timeline=DATED)).cards[0]
    assert [day for day, _ in drawn.dated] == ["2026-03-07", "2026-03-08", "2026-03-09"]
    assert drawn.upto[-1].title == "Timeline"
    assert page(story(1, timeline=DATED), length="short").cards[0].dated == ()


def test_the_rank_is_explained_by_its_terms_and_by_what_each_of_them_moves():
    first = story(1, rank_terms={"origins": 2.0, "watch": 1.0})
    second = story(2, rank_terms={"origins": 2.5, "watch": 0.0})
    for length in ("long", "short"):
        told = page(first, second, length=length).cards[0]
        reasons = [(one.label, one.text) for one in part(told, "Why this rank").sentences]
        assert reasons == [
            ("origins +2.00", "how many outlets tell it independently"),
            ("watch +1.00", "how many names of the watch list stand in it; without it, place 2"),
            ("sum +3.00", "which gives place 1"),
        ]


def test_the_sources_of_a_story_are_those_it_cites_and_open():
    card = page(story(1), story(2)).cards[1]
    places = part(card, "Sources (10)").sentences
    assert all(one.citations[0]["title"] in one.text for one in places)
    assert {one.citations[0]["number"] for one in places} == {
        cited["number"] for one in sentences(card) for cited in one.citations
    }


def test_words_that_changed_or_went_since_are_marked():
    told = page(story(1, summary=[claim(60, "A.", changed_since=True), claim(61, "B.", removed=True)])).cards[0]
    assert [one.warning for one in told.upto[0].sentences] == [
        "its article has changed since", "its article was taken out of the library",
    ]  # fmt: skip


def test_every_article_of_the_day_is_accounted_for_at_every_length():
    for length in ("long", "short"):
        coverage = page(*(story(number) for number in range(1, 8)), length=length).coverage
        assert sum(len(part.sentences) for part in coverage) == 7 * 10 + 1
        assert coverage[-1].sentences[-1].text == "article x0 (too short)"
        assert all(part.folded for part in coverage)


def test_a_day_of_nothing_is_an_empty_page():
    told = front_page({}, {})
    assert (told.lead.sentences, told.cards, told.coverage) == ((), (), ())
    assert shown_claims({}) == []
