"""The parts of a briefing that its statements give."""

from datetime import date

from assistant import sections
from assistant.statements import statements
from ingest.articles import Article, Paragraph

DAY = date(2026, 3, 11)


def stated(*paragraphs, name="a", source="Harbour Post", published="2026-03-11"):
    told = tuple(Paragraph(name, 1, number, text) for number, text in enumerate(paragraphs, 1))
    return list(statements(Article(name, "", told, source=source, published=published)))


def texts(claims):
    return [claim.text for claim in claims]


def test_a_speaker_speaks_once_and_with_a_quotation_before_reported_words():
    found = sections.said(
        stated("Ada Hale said that the quay would stay shut for weeks.", "“We counted every pillar twice,” Hale said.")
    )
    assert [(one.speaker, one.claim.text, one.quotation) for one in found] == [
        ("Ada Hale", "“We counted every pillar twice,” Hale said.", True)
    ]


def test_a_speaker_with_an_initial_and_without_it_is_one():
    found = stated("“We counted them,” said Ada P. Hale.", "“Nobody was told,” said Orr.")
    found += stated("“It is over,” said Ada Hale.", name="b", source="Alder Gazette")
    assert sorted(one.speaker for one in sections.said(found)) == ["Ada P. Hale", "Orr"]


def test_a_quotation_of_two_sentences_keeps_the_words_that_name_its_speaker():
    (one,) = sections.said(stated("“We counted every pillar,” said Ada Hale. “Nobody was told of the cracks.”"))
    assert "Ada Hale" in one.claim.text
    assert one.claim.text == one.claim.citations[0].quote


def test_the_outlets_own_word_is_nobodys_statement():
    assert sections.said(stated("The quay was shut on Monday after a storm.")) == ()


def test_numbers_that_were_told_above_are_not_told_again():
    found = stated("The repair costs 4.7 million crowns.", "Some 45,000 people marched through the capital.")
    told = [found[0].citation]
    assert texts(sections.numbers(found, told)) == ["Some 45,000 people marched through the capital."]


def test_a_sentence_that_goes_on_from_another_is_no_number_alone():
    assert sections.numbers(stated("It costs 4.7 million crowns a year."), ()) == ()


def test_how_long_something_lasted_in_a_year_or_two_is_no_number():
    found = stated("Velmora has been cut off for more than two years.", "The siege of Aumere lasted 900 days.")
    assert texts(sections.numbers(found, ())) == ["The siege of Aumere lasted 900 days."]


def test_the_timeline_is_in_order_of_the_days_and_tells_nothing_that_lies_ahead():
    found = stated(
        "The bridge was shut on 14 November 2025 after a fight.",
        "The accord will be signed on 19 March in Aumere.",
        "Divers reached the wreck on Monday.",
    )
    assert [one.day for one in sections.timeline(found, DAY)] == [date(2025, 11, 14), date(2026, 3, 9)]


def test_what_comes_next_is_told_the_nearest_first():
    found = stated(
        "A preliminary report will be published on 10 April.",
        "The accord will be signed on 19 March in Aumere.",
        "Divers reached the wreck on Monday.",
    )
    assert texts(sections.watch(found, DAY)) == [
        "The accord will be signed on 19 March in Aumere.",
        "A preliminary report will be published on 10 April.",
    ]


def test_an_announcement_that_two_outlets_give_in_the_same_words_is_told_once_with_both():
    words = "A commission of six is to report on them by 30 June."
    (claim,) = sections.watch([*stated(words), *stated(words, name="b", source="The Courier")], DAY)
    assert {citation.paragraph.article_id for citation in claim.citations} == {"a", "b"}


def test_what_the_sources_do_not_know_is_told_in_their_words():
    found = stated(
        "It was not clear what made the ship lean.",
        "The ministry has not said who would pay for it.",
        "He would not say what the action had been.",
        "The captain survived and was questioned.",
    )
    assert texts(sections.unknowns(found)) == [
        "It was not clear what made the ship lean.",
        "The ministry has not said who would pay for it.",
    ]


def test_what_is_announced_without_a_day_comes_after_what_has_one():
    found = stated(
        "The nets are expected within three weeks.", "Every family would be lent a house by the end of the month, Ada Hale said.",
        "The accord will be signed on 19 March in Aumere.",
    )  # fmt: skip
    assert texts(sections.watch(found, DAY)) == [found[2].text, found[0].text, found[1].text]


def test_what_is_past_and_what_is_only_talk_is_not_awaited():
    found = stated(
        "Most of the florists had ordered their bulbs for 23 March.", '"We shall have the complaints by Friday."',
        "The number of cases has risen to 173, from 118 on Monday.", "The slope fell by three metres within two weeks.",
    )  # fmt: skip
    assert sections.watch(found, DAY) == ()


def test_a_question_that_nobody_answered_is_no_unknown_but_what_it_is_too_early_to_know_is():
    found = stated(
        "A spokeswoman for Ada Hale declined to comment on private talks.", "The company did not reply to the Ledger's questions.",
        "The institute has not said that the two facts are connected.", "The survey said it was too early to name a cause.",
    )  # fmt: skip
    assert texts(sections.unknowns(found)) == [found[3].text]


def test_a_caption_or_headline_without_an_end_is_no_number_and_no_day():
    found = stated(
        "Grey Heron Height: 70 metres Crew: 27 people on Monday were 41", "Divers reached 41 people on Monday."
    )
    assert texts(sections.numbers(found, ())) == ["Divers reached 41 people on Monday."]
    assert [one.claim.text for one in sections.timeline(found, DAY)] == ["Divers reached 41 people on Monday."]


def test_that_somebody_did_not_say_a_word_himself_is_no_unknown():
    found = stated("“I did not say a thing about it,” said Ada Hale.", "The guild did not say when it will sail.")
    assert texts(sections.unknowns(found)) == ["The guild did not say when it will sail."]


def test_whom_one_article_calls_by_his_surname_only_is_the_one_whom_another_names_in_full():
    found = stated("“We counted them,” said Mr. Hale.", "“Nobody was told,” said Mr. Orr.")
    found += stated("“It is over,” said Ada Hale.", name="b", source="Alder Gazette")
    assert sorted(one.speaker for one in sections.said(found)) == ["Ada Hale", "Orr"]
    two = [*found, *stated("“It is not over,” said Tomas Hale.", name="c", source="Osten Mail")]
    assert sorted(one.speaker for one in sections.said(two)) == ["Ada Hale", "Hale", "Orr", "Tomas Hale"]


def test_a_caption_is_nobodys_word_and_both_are_nobody():
    assert sections.said(stated("Ada Hale says the quay is shut")) == ()
    assert sections.said(stated("Both said they had been told of the cracks.")) == ()


def test_the_day_since_which_something_is_so_is_not_its_day():
    found = stated(
        "Since Hale was sworn in on January 20, the council fired a dozen clerks.",
        "Since the storm, the quay reopened on January 22.",
        "A row of arrests was made in Osten after Hale was sworn in on January 19.",
        "The ferry was lost after it left the quay on March 9.",
    )
    assert [one.day for one in sections.timeline(found, DAY)] == [date(2026, 1, 22), date(2026, 3, 9)]


def test_what_was_done_ahead_of_a_day_to_come_is_not_what_comes_next():
    found = stated(
        "The council resisted calls to step in ahead of the March 24 election in Osten.",
        "Voters are expected to watch the two before the March 24 vote.",
        "The crews are to sign the accord before March 24, Hale said.",
    )
    assert texts(sections.watch(found, DAY)) == [found[2].text]


def test_a_row_of_a_table_is_not_what_comes_next():
    assert sections.watch(stated("Episodes 10 to 11: March 24"), DAY) == ()
