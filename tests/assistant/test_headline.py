from dataclasses import replace
from itertools import permutations

import pytest
from tellers import article

from assistant.edition import Story
from assistant.headline import headline, is_label
from ingest.articles import Article

BRIDGE = "The old bridge of Osten was closed on Monday after engineers found a crack in its second arch."
MINE = "The last coal mine of Corlund will close in 2029, the parliament decided after a long debate."


def called(*articles):
    return headline(Story("s", "as it came", articles))


def test_a_title_that_its_own_text_bears_out_is_the_headline():
    assert called(article("a", BRIDGE, title="Crack closes old bridge of Osten")) == "Crack closes old bridge of Osten"


def test_two_articles_with_each_others_titles_do_not_deceive():
    bridge = article("a", BRIDGE, title="Parliament of Corlund closes its last coal mine")
    mine = article("b", MINE, title="Crack closes old bridge of Osten")
    assert called(bridge) == BRIDGE.rstrip(".")
    assert called(mine) == MINE.rstrip(".")


def test_a_title_with_a_figure_that_the_text_does_not_hold_is_not_borne_out():
    assert called(article("a", MINE, title="Corlund to close its last 7 coal mines in 2029")) == MINE.rstrip(".")
    rounded = article(
        "a", "The mine cost 2.6 million crowns, the parliament was told.", title="Mine cost the parliament £2.6m"
    )
    assert called(rounded) == "Mine cost the parliament £2.6m"


def test_the_title_of_the_article_that_tells_most_of_the_story_is_taken_whatever_the_order():
    articles = (
        article("a", BRIDGE, "Lorries have to go round by Sund.", title="Crack closes old bridge of Osten"),
        article("b", BRIDGE, title="Old bridge of Osten closed after crack is found"),
        article(
            "c",
            "A bakery in Osten has no flour because the old bridge is closed.",
            title="Bakery in Osten has no flour",
        ),
    )
    found = {called(*order) for order in permutations(articles)}
    assert len(found) == 1
    assert found != {"Bakery in Osten has no flour"}


def test_the_newer_of_two_good_titles_is_taken():
    old = article(
        "a", "Two people died when a bus left the road near Osten.", title="Two die as bus leaves road near Osten"
    )
    new = article(
        "b",
        "Five people died when a bus left the road near Osten.",
        title="Five die as bus leaves road near Osten",
        published="2026-03-12",
    )
    assert called(new, old) == "Five die as bus leaves road near Osten"


def test_a_question_comes_after_a_title_that_tells():
    asks = article("a", BRIDGE, title="Is the old bridge of Osten closed after a crack was found?")
    tells = article("b", BRIDGE, title="Old bridge of Osten closed")
    assert called(asks, tells) == "Old bridge of Osten closed"


def test_a_long_sentence_in_place_of_a_title_is_cut_at_a_word():
    found = called(article("a", BRIDGE + " " + MINE, title="Ten recipes with rhubarb"))
    assert found == BRIDGE.rstrip(".")
    long = article(
        "a",
        "The council of Osten and the council of Sund have agreed on one plan for the pass road between their towns and the border.",
        title="Rhubarb",
    )
    assert called(long).endswith("…")
    assert long.text.startswith(called(long).removesuffix("…") + " ")


def test_a_story_without_titles_and_sentences_keeps_its_name():
    assert called(article("a", "Closed.", title="Rhubarb")) == "as it came"


@pytest.mark.parametrize(
    "title", ["Live updates", "World", "Alder Gazette", "World news - The Alder Gazette", "Alder Gazette | Business"]
)
def test_the_name_of_an_outlet_or_a_section_is_no_headline(title):
    text = f"{BRIDGE} Live updates from around the world, business news and more are in the Alder Gazette."
    labelled = replace(article("a", text, title=title, published="2026-03-12"), source="Alder Gazette")
    assert called(labelled) == BRIDGE.rstrip(".")
    assert called(labelled, article("b", BRIDGE, title="Crack closes old bridge")) == "Crack closes old bridge"


def test_an_outlet_is_known_by_its_address():
    assert is_label(Article("a", "Alder News", (), url="https://www.aldernews.example/quay"))
    assert is_label(Article("a", "Alder News", (), source="aldernews.example"))
    assert not is_label(Article("a", "Alder falls", (), url="https://www.aldernews.example/quay"))


@pytest.mark.parametrize(
    "title",
    ["World record", "Health minister of Corlund leaves", "Live: mine of Corlund closes", "Osten", "Gazette sold"],
)
def test_a_title_that_says_what_happened_is_no_label(title):
    assert not is_label(Article("a", title, (), source="Alder Gazette"))


def test_a_notice_that_a_report_was_withdrawn_comes_after_a_title_that_tells():
    notice = article(
        "a",
        "The Wire has withdrawn its report that the bridge of Osten fell.",
        title="WITHDRAWN: report that bridge of Osten fell",
    )
    told = article("b", BRIDGE, title="Crack closes old bridge of Osten")
    assert called(notice, told) == called(told, notice) == "Crack closes old bridge of Osten"


def test_a_title_whose_end_is_cut_off_tells_more_than_a_question():
    asked = article("a", BRIDGE, "Lorries have to go round by Sund.", title="Is the old bridge of Osten closed?")
    cut = article(
        "b", "Sund has lost its road as the old bridge of Osten was closed.", title="How Sund lost its road ..."
    )
    assert called(asked, cut) == cut.title
    assert called(asked, article("c", MINE, title="Is the last coal mine of Corlund done?")).endswith("?")
