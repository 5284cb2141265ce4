import time

import pytest

from assistant.captions import invites, is_glued, is_strip
from assistant.edition import Story
from assistant.statements import statements
from assistant.worth import tellings
from ingest.articles import Article, Paragraph

STRIP = (
    "Skip in Skip x Embed x Share CLOSE THE QUAY IN PICTURES Osten Ferry 1st: new hull | 2:30 The ferry got a new hull last autumn. (Oct. 3) 1 of 3 "
    "Skip in Skip x Embed x Share CLOSE THE QUAY IN PICTURES A space for nets | 0:44 The skipper has asked for a shed that he says would be “a second harbour”. "
    "Bo Larke reports. 2 of 3 Skip in Skip x Embed x Share CLOSE THE QUAY IN PICTURES Fish | 1:02 Cod is dear."
)


def _article(*texts: str, title: str = "Ferry sinks off Port Aldo") -> Article:
    paragraphs = tuple(Paragraph("a", 1, number, text) for number, text in enumerate(texts, 1))
    return Article("a", title, paragraphs, source="Alder Gazette", published="2026-03-10")


@pytest.mark.parametrize(
    "text",
    [
        "Hide Caption 9 of 25 Photos: Ferry sinks: pictures from the quay The ferry lay on its side.", "CLOSE The owner of the ferry gave us a look at it on Monday.",
        "Skip in Skip x Embed x Share CLOSE WHAT TO KNOW Ferry sinks | 1:14 The owner said it sank.", "Image copyright Alder Pool Image caption The pair met on the quay.",
        "Media playback is unsupported on your device Media caption Hale spoke on the quay.", "Getty Images A survivor is carried ashore on Monday.", "Bo Larke has the story (@bolarke).",
        "A quay of nets A post shared by Ada Hale (@adahale) on Dec 22, 2025 at 2:57pm PST", "Ferry sinks off Port Aldo Updated: 2026-03-10 13:14 By Wires(Alder Gazette)",
    ],
)  # fmt: skip
def test_the_buttons_and_captions_of_a_page_are_seen_in_the_sentence_they_run_into(text):
    assert is_glued(text)


@pytest.mark.parametrize(
    "text",
    [
        "Close friends of Hale mourned her.", "Getty Images said on Monday that it would pay.", "Hale shared a post by Orr on Monday.", "Nine of 25 boats were lost.", "The last video shows the quay.",
        "Image rights were sold.", "The next Video Festival opens in Osten.", "Hale has the story of her life to tell.", "The video was posted on Monday by a crew member.", "CLOSE FIGHT ENDS IN OSTEN.",
        "A video posted by the council (@osten) shows how the quay fell.",
    ],
)  # fmt: skip
def test_news_that_only_sounds_like_them_is_news(text):
    assert not is_glued(text)


@pytest.mark.parametrize(
    "text",
    [
        "Look back at the history of Port Aldo each day of the year.", "Celebrating 90 years of the Gazette!", "Scroll down to see the quay.",
        "More: Ferry questions linger", "More about the ferry’s next voyage:",
    ],
)  # fmt: skip
def test_a_text_that_only_invites_to_look_tells_nothing(text):
    assert invites(text)


@pytest.mark.parametrize(
    "text",
    [
        "Looking back, Hale said it was a mistake.", "Fishing boats may leave again, Hale shouted!", "More: the ferry also lost its anchor.", "Serving soldiers were sent to the quay.",
        "Swipe fees cost the shops of Osten a million crowns a year.", "Keeping the quay dry is our duty!",
    ],
)  # fmt: skip  # fmt: skip
def test_news_that_looks_back_invites_nobody(text):
    assert not invites(text)


def test_no_sentence_of_a_strip_of_captions_is_told():
    article = _article("The ferry sank on Monday off Port Aldo, Ada Hale said.", STRIP)
    assert is_strip(STRIP)
    assert not is_strip(article.paragraphs[0].text)
    assert [one.citation.paragraph.number for one in statements(article)] == [1]
    assert {one.citation.paragraph.number for one in tellings(Story("s", "", (article,)))} == {1}


def test_nobody_named_in_a_strip_of_captions_is_taken_for_a_speaker():
    article = _article(
        "Osten says that the ferry was “flight proven”, as the town calls it.",
        "Show Thumbnails Show Captions Last VideoNext Video Bo Osten 1st: hull | 2:30 The hull.",
    )
    assert [one.speaker for one in statements(article) if "proven" in one.text] == ["Osten"]


def test_a_long_text_is_read_in_no_time():
    began = time.perf_counter()
    for text in (
        "A b of 3 " * 20_000,
        "| 1:1" * 20_000,
        "A post shared by " * 9_000,
        "More about " * 9_000,
        "Abc " * 40_000,
    ):
        assert not any((is_glued(text), is_strip(text), invites(text)))
    assert time.perf_counter() - began < 5


def test_the_banner_of_a_later_article_is_no_news_of_its_day():
    assert is_strip("Update: Guilds and council reach a deal to end the strike on Oct. 3. Read more.")
    assert not is_strip("Update: Guilds and council reach a deal to end the strike on Oct. 3.")
    assert not is_strip("Guilds and council reached a deal on Monday. Read more.")
