from dataclasses import replace
from itertools import permutations

import pytest
from tellers import article

from assistant.answers import Claim
from assistant.edition import Change, Story, ToldStory
from assistant.summary import lead, summary
from ingest.articles import Article, Citation

FIRE = article(
    "harbour", "HOLLMERE - A fire destroyed the old grain store on the quay of Hollmere on Tuesday night. Nobody was hurt.",
    "The fire began in the loft of the grain store shortly after ten, the fire service said.",
    "However, the store had no alarm. He had asked for one twice.",
    '"We saw the flames from the church," said Ida Moll, who lives on the quay.',
)  # fmt: skip
TOLL_BEFORE = article(
    "early", "Two people died when a bus left the road near Osten in heavy rain.", published="2026-03-10T08:00+00:00"
)
TOLL_NOW = article(
    "late", "Five people have now died after a bus left the road near Osten in heavy rain.",
    "The bus company has stopped all its services over the pass until Friday.", published="2026-03-11T09:00+00:00",
)  # fmt: skip
WIRE = "The parliament of Corlund voted on Monday to close its last coal mine within three years."


def story(*articles: Article) -> Story:
    return Story("s", articles[0].title, articles)


def texts(*articles: Article) -> list[str]:
    return [claim.text for claim in summary(story(*articles))]


def test_the_first_sentence_says_what_happened_and_leaves_the_dateline_out():
    first = summary(story(FIRE))[0]
    assert first.text == "A fire destroyed the old grain store on the quay of Hollmere on Tuesday night."
    assert first.citations[0] == Citation(FIRE.paragraphs[0], 11, 11 + len(first.text))


def test_a_dateline_stays_before_a_sentence_that_speaks_of_its_place_without_naming_it():
    told = article("told", "HOLLMERE - The 900 people of this fishing village have no water since Monday.")
    assert texts(told) == [told.paragraphs[0].text]


def test_every_sentence_is_the_exact_words_of_its_first_citation():
    for claim in summary(story(FIRE, TOLL_BEFORE, TOLL_NOW)):
        assert claim.text == claim.citations[0].quote
        assert claim.verdict == "verbatim"


def test_a_sentence_that_leans_on_another_is_told_right_after_it_or_not_at_all():
    store = article(
        "store", "The grain store of Hollmere burned down on Tuesday night. Nobody was hurt.", "However, the grain store of Hollmere had no alarm.",
        "The council of Hollmere will build a new grain store in the spring.", "It will have an alarm, the council of Hollmere said, and a guard.",
    )  # fmt: skip
    told = texts(store)
    assert not any(text.startswith("However") for text in told)
    assert told[-2:] == [store.paragraphs[2].text, store.paragraphs[3].text]


def test_a_summary_may_begin_with_the_second_sentence_where_the_first_needs_another():
    march = article(
        "march",
        "They came with drums and kettles. Some 4,000 nurses marched through Hollmere on Monday for higher pay.",
    )
    assert texts(march)[0] == "Some 4,000 nurses marched through Hollmere on Monday for higher pay."


def test_a_bare_quotation_is_told_with_the_one_who_says_it():
    said = article(
        "said", "The mayor of Osten has closed the old bridge over the river to lorries.",
        '"The bridge is old and the lorries are heavy," said Mayor Ada Hale. "The old bridge will carry no lorries this year."',
    )  # fmt: skip
    for text in texts(said)[1:]:
        assert "Ada Hale" in text


def test_of_a_number_that_moves_the_newest_telling_is_told():
    told = texts(TOLL_BEFORE, TOLL_NOW)
    assert told[0].startswith("Five people have now died")
    assert not any("Two people" in text for text in told)


def test_what_a_newer_article_gives_another_figure_for_is_not_told_beside_it():
    before = article(
        "before", "A storm struck the islands of Merrin.", "Rescuers said that 12 fishermen of the village of Sund were missing after the storm.",
        published="2026-03-10",
    )  # fmt: skip
    now = article(
        "now", "The storm that struck the islands of Merrin has passed, and the harbour is open again.",
        "Rescuers said that 3 fishermen of the village of Sund were missing.", published="2026-03-12",
    )  # fmt: skip
    assert not any("12 fishermen" in text for text in texts(before, now))


def test_two_outlets_that_tell_one_thing_in_their_own_words_are_told_once():
    one = article(
        "one", "The government of Velmora will cut the tax on fuel by a tenth from May.", published="2026-03-10"
    )
    other = article(
        "other", "Velmora will cut its fuel tax by a tenth, the government said on Tuesday.", published="2026-03-10"
    )
    assert len(texts(one, other)) == 1


def test_a_sentence_that_several_outlets_print_is_told_once_and_cites_them_all():
    copies = [article(name, WIRE) for name in ("north", "south", "west")]
    (claim,) = summary(story(*copies))
    assert {citation.paragraph.article_id for citation in claim.citations} == {"north", "south", "west"}
    assert claim.text == WIRE


def test_independent_outlets_are_cited_before_copies_of_one_that_is_cited_already():
    first, copy, own = article("a", WIRE), article("b", WIRE, origin_of="a"), article("c", WIRE)
    (claim,) = summary(story(own, copy, first))
    voices = [citation.paragraph.article_id for citation in claim.citations]
    assert voices[-1] in {"a", "b"}
    assert "c" in voices[:2]


@pytest.mark.parametrize(
    "other",
    [
        "The parliament of Corlund voted on Monday to close its last coal mine within four years.",
        "The parliament of Corlund voted on Monday not to close its last coal mine within three years.",
        "The parliament of Corlund voted on Friday to close its last coal mine within three years.",
        "The parliament of Velmora voted on Monday to close its last coal mine within three years.",
        "The parliament of Corlund voted on Monday to close its last salt mine within three years.",
    ],
)
def test_nearly_the_same_words_with_another_number_day_name_thing_or_a_no_are_no_second_witness(other):
    told = summary(story(article("a", WIRE), article("b", other)))
    assert all(len(claim.citations) == 1 for claim in told)


def test_a_summary_does_not_depend_on_the_order_of_the_articles():
    articles = [FIRE, TOLL_BEFORE, TOLL_NOW, article("north", WIRE), article("south", WIRE)]
    assert len({summary(story(*order)) for order in permutations(articles)}) == 1


def test_a_quotation_is_not_cut_off_in_its_middle():
    told = article(
        "told",
        "Captain Rolf Aune wrote in his log: “The sea was calm at noon. The mast broke at one.” The ship came home on Friday.",
    )
    assert "Captain Rolf Aune wrote in his log: “The sea was calm at noon. The mast broke at one.”" in texts(told)


def test_what_an_outlet_says_of_its_own_page_is_not_told():
    page = article(
        "page", "Correction: an earlier version of this article named the wrong mayor of Hollmere.",
        "The town of Hollmere has bought the meadow behind the church for a school.", "Sign up for our newsletter about Hollmere and its school.",
    )  # fmt: skip
    assert texts(page) == ["The town of Hollmere has bought the meadow behind the church for a school."]


def test_an_article_without_any_sentence_is_told_in_what_it_has():
    assert texts(article("ticker", "Hollmere 3 Osten 1 after extra time on Saturday")) == [
        "Hollmere 3 Osten 1 after extra time on Saturday"
    ]
    assert texts(article("word", "Closed.")) == []


def test_an_article_of_one_endless_sentence_is_told_in_it():
    endless = "The council of Osten " + "and the council of Sund " * 20 + "have agreed on one plan for the pass."
    assert texts(article("endless", endless)) == [endless]


def test_no_more_sentences_are_told_than_asked_for():
    assert len(summary(story(FIRE), 1)) == 1


def test_a_summary_in_another_language_leaves_out_no_words_that_are_english_only():
    told = replace(
        article(
            "brev",
            "Stortinget vedtok mandag å stenge den siste gruven i landet.",
            "Gruven i fjellet stenger om tre år, sa ministeren.",
        ),
        language="no",
    )
    assert texts(told)[0].startswith("Stortinget")


def test_a_paragraph_of_nothing_but_quotations_is_read_in_no_time():
    quoted = article(
        "quoted",
        "The old ferry sank on Monday evening near Hollmere.",
        '"Six people saw the old ferry sink there." ' * 4_000,
    )
    assert texts(quoted)[0] == quoted.paragraphs[0].text


# -- the lead ---------------------------------------------------------------------------------------------------


def told(number: int, *articles: Article, **more) -> ToldStory:
    one = replace(story(*articles), id=str(number))
    return ToldStory(one, number, summary(one), **more)


def claim(text: str, of: Article) -> Claim:
    return Claim(text, (Citation(of.paragraphs[-1], 0, len(of.paragraphs[-1].text)),))


EVENTS = [
    "The harbour of Hollmere froze over on Sunday for the first time in forty years.",
    "A court in Osten has freed two bakers who sold bread without salt.",
    "Sund elected its first woman mayor by eleven votes.",
    "The night ferry to Merrin is late again because of fog.",
]


def test_the_lead_has_one_sentence_of_each_of_the_first_three_stories():
    stories = [told(number, article(f"a{number}", text)) for number, text in enumerate(EVENTS, 1)]
    assert [one.text for one in lead(stories)] == EVENTS[:3]


def test_the_lead_tells_nothing_twice():
    again = "For the first time in forty years the harbour of Hollmere froze on Sunday."
    stories = [
        told(number, article(f"a{number}", text)) for number, text in enumerate([EVENTS[0], again, EVENTS[1]], 1)
    ]
    assert [one.text for one in lead(stories)] == [EVENTS[0], EVENTS[1]]


def test_the_lead_prefers_stories_with_something_new():
    old, new = told(1, FIRE, news="unchanged"), told(2, article("north", WIRE))
    assert [one.text for one in lead([old, new])] == [WIRE, old.summary[0].text]


def test_of_a_story_that_was_told_before_the_lead_tells_what_has_changed():
    change = claim(TOLL_NOW.paragraphs[-1].text, TOLL_NOW)
    (first,) = lead([told(1, TOLL_BEFORE, TOLL_NOW, news="developing", changes=(Change("updated", None, change),))])
    assert first == change


def test_a_change_that_only_an_earlier_article_tells_does_not_lead():
    earlier = claim(FIRE.paragraphs[-1].text, FIRE)
    one = told(1, TOLL_NOW, news="developing", changes=(Change("new", None, earlier),))
    assert lead([one]) == (one.summary[0],)


def test_a_sentence_that_is_too_long_does_not_lead_where_another_can():
    long = "The council of Osten " + "and the council of Sund " * 10 + "have agreed on one plan for the pass."
    short = "The pass road between Osten and Sund will be closed for one year from June."
    (first,) = lead([told(1, article("pass", long, short))])
    assert first.text == short


def test_a_long_sentence_leads_rather_than_one_that_needs_it():
    long = "The mayor of Osten, Ada Hale, " + "and the council of Sund " * 9 + "have agreed on one plan for the pass."
    needing = "The plan for the pass was made by Hale last year, the council of Sund said."
    (first,) = lead([told(1, article("pass", long, needing))])
    assert first.text == long


def test_a_story_without_a_sentence_has_none_in_the_lead():
    assert lead([told(1, article("word", "Closed."))]) == ()


def test_a_correction_is_neither_told_in_a_summary_nor_in_the_lead():
    note = "Correction: On Tuesday we wrote that three people had died. The right number on that day was two."
    corrected = article(
        "late", "Five people have now died after a bus left the road near Osten in heavy rain.", note,
        "The bus company has stopped all its services over the pass until Friday.", published="2026-03-11T09:00+00:00",
    )  # fmt: skip
    assert not any(text in note for text in texts(corrected))
    cited = Claim(note, (Citation(corrected.paragraphs[1], 0, len(note)),))
    one = told(1, corrected, news="developing", changes=(Change("corrected", None, cited),))
    assert lead([one]) == (one.summary[0],)
