"""Whose word a sentence is."""

import pytest

from assistant.voices import voices
from ingest.articles import Article, Paragraph


def heard(*paragraphs, source="Harbour Post"):
    told = tuple(Paragraph("a", 1, number, text) for number, text in enumerate(paragraphs, 1))
    found = voices(Article("a", "", told, source=source))
    return [(paragraph.text[slice(*place)], voice.speaker, voice.attribution) for paragraph, place, voice in found]


def speakers(*paragraphs):
    return [speaker for _, speaker, _ in heard(*paragraphs)]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("“We lost,” said Ada Hale.", "Ada Hale"),
        ("Ada Hale said that they had lost.", "Ada Hale"),
        ("“We lost,” Commander Ada Hale of the coast guard told reporters.", "Ada Hale"),
        ("Its chief, Rurik Dain, said the device appeared to be intact.", "Rurik Dain"),
        ("Dr Ferris Ould, who keeps the archive, said the readings were useful.", "Ferris Ould"),
        ("“It is one bridge,” said Velmora's foreign minister, Helka Storvand.", "Helka Storvand"),
        ("The count was wrong, according to the manifest.", "the manifest"),
        ("Hale said that Edmar Voss had told colleagues to wait.", "Hale"),
        ("Hale, who called the bridge “a disgrace”, left early.", "Hale"),
        ("His words were echoed by Chancellor Ada Hale, who stressed her wish for “talking”.", "Ada Hale"),
        ("“Nobody knew,” said Richard J. Evans, the keeper of the archive.", "Richard J. Evans"),
        ("“It is not safe,” said student Mira Storvand, holding a flag.", "Mira Storvand"),
        (
            "“It is shut,” read the statement from the harbour's chief engineer on Saturday.",
            "the harbour's chief engineer",
        ),
        (
            "Ferry group Boats for Velmora, which runs three lines, warned that “the quay may sink”.",
            "Ferry group Boats for Velmora",
        ),
        (
            "The Velmora Boat Union, in a letter to parliament, urged it to vote “for the sailors”.",
            "the Velmora Boat Union",
        ),
        ("Hale, Democrat of Eskle, accused the ministry of “hiding the count”.", "Hale"),
        ("Ada Hale tweeted: “We will open on Friday.”", "Ada Hale"),
        ("Ada Hale criticised the council while on visit to Eskle, saying: “It failed.”", "Ada Hale"),
        ("The officer yelled, “Stop there!”", "the officer"),
        ("On Monday the mayor's office called the plan “a gift”.", "the mayor's office"),
        ("Minister of Foreign Affairs Tomas Orr said “nothing has changed”.", "Tomas Orr"),
        ("The count was listed as a gift to a charity called “Boats for All”.", ""),
        ("The longer “bridge effect” was felt in the town.", ""),
        ("The package holds 160 “Heron” boats and a crane.", ""),
        ("It was shown on “Meet the Harbour” last week.", ""),
        ("The council wants to end its “forever works” this year.", ""),
        ("Hale would “not rule out” the risk of sending boats to Velmora and Orr said it was up to the guilds.", "Orr"),
        (
            "The head of the guilds of Velmora and Eskle said it was over.",
            "the head of the guilds of Velmora and Eskle",
        ),
        ("Nobody was hurt and the quay stayed open.", ""),
        ("Nobody said how the Baltic states were to pay for the boats.", ""),
        ("A further 28 African states voted for the treaty.", ""),
        ("However, Western countries are worried about the boats and warn the guilds of a war.", ""),
        ("Jordan states that the count was wrong.", "Jordan"),
        ("Several Arab states voted for the treaty.", ""),
        ("Pakistan states no boat was lost.", "Pakistan"),
        ("Chairman Sullivan states he will not resign.", "Sullivan"),
        ("The chairman states he will not resign.", "the chairman"),
        ("King Orr of Jordan states he will not resign.", "King Orr"),
        ("Leaders of African states met in Osten.", ""),
        ("Gulf states are to pay for the boats.", ""),
        ("The Vatican states he will sail in May.", "the Vatican"),
        ("The march set off three hours after the governor had told members to wait.", ""),
    ],
)
def test_the_speaker_is_the_one_whom_the_sentence_names(sentence, speaker):
    assert speakers(sentence) == [speaker]


def test_a_quotation_that_goes_on_keeps_its_speaker():
    assert speakers("“We counted them all,” said Ada Hale. “Nobody was left behind.”") == ["Ada Hale", "Ada Hale"]


def test_she_is_the_woman_the_sentence_before_began_with_and_not_who_spoke_last():
    told = speakers(
        "“We won,” Tomas Orr told supporters. Livia Hale spent the day at the hospital. “I can wait,” she said."
    )
    assert told == ["Tomas Orr", "", "Livia Hale"]


def test_a_surname_stands_for_the_full_name_that_was_given_before():
    assert (
        speakers("“We lost,” said Ada Hale.", "Hale said it was over.", "“Enough,” Mr Hale added.") == ["Ada Hale"] * 3
    )


def test_a_woman_does_not_become_a_he():
    told = speakers("“We lost,” said Mrs Ada Hale. Sol Orr listened. “I did not,” he said.")
    assert told[-1] == "Sol Orr"


def test_a_quotation_that_runs_over_sentences_and_paragraphs_has_one_speaker():
    told = speakers(
        "“It was dark. We heard the bell,” said Ada Hale. “Then nothing.",
        "“In the morning the quay was gone. Nobody knew why.",
        "“That is all.”",
    )
    assert set(told) == {"Ada Hale"}


def test_a_quotation_after_the_words_that_lead_to_it_keeps_their_speaker():
    assert speakers("Ada Hale noted so in a tweet on Friday.", "“The quay will never open.”")[-1] == "Ada Hale"


def test_a_speaker_behind_the_end_of_a_quotation_is_its_own():
    assert speakers("“Why guess?” Mr Orr added.")[0] == "Orr"


def test_he_is_never_a_place_and_never_whom_a_sentence_only_mentions():
    told = speakers(
        "The president, Tomas Orr, said an attack on Velmora could come at any time.",
        "It came amid reports from Eskle.",
        "“Our best friend is calm,” he said.",
    )
    assert told == ["Tomas Orr", "", "Tomas Orr"]


def test_his_website_and_a_statement_on_it_speak_for_him():
    told = speakers("Tomas Orr will not sing on Friday.", "“I am ill,” he wrote in a statement posted to his website.")
    assert told[-1] == "Tomas Orr"
    assert speakers("Tomas Orr is ill.", "The concert is off, according to his website.")[-1] == "Tomas Orr"


def test_they_are_the_group_that_the_article_speaks_of():
    told = speakers("All 42 members of the club are writing to the mayor.", "“We cannot agree,” they wrote.")
    assert told[-1] == "all 42 members of the club"


def test_an_office_stands_for_the_one_who_holds_it_and_for_nobody_where_two_do():
    one = speakers("Foreign minister Tomas Orr arrived.", "“We shall see,” the minister said.")
    two = speakers("Foreign minister Tomas Orr met defence minister Ada Hale.", "“We shall see,” the minister said.")
    assert (one[-1], two[-1]) == ("Tomas Orr", "the minister")


def test_the_officer_is_not_the_officer_who_is_named_elsewhere():
    told = speakers("Officer Tomas Orr was charged.", "The mayor fell ill.", "The officer yelled, “Stop there!”")
    assert told[-1] == "the officer"


def test_another_who_is_not_named_takes_the_word_from_one_who_is():
    told = speakers(
        "“I paint,” said Mira Dain.", "Another painter compared it to a sea.", "“It makes me smile,” she said."
    )
    assert told[-1] == "another painter"


def test_a_second_verb_belongs_to_the_subject_of_its_own_clause():
    assert speakers("Orr, a sailor, is seen after the man stopped him and asked if he backed the “new quay”.") == [
        "the man"
    ]


def test_names_inside_of_a_quotation_do_not_say_it():
    assert speakers("Ada Hale laughed.", "“Former mayor Tomas Orr says I lost,” she said.")[-1] == "Ada Hale"


def test_single_marks_quote_as_double_ones_do_and_apostrophes_do_not():
    assert speakers("‘We lost,’ said Ada Hale.") == ["Ada Hale"]
    assert speakers("The sailors' boats lay in the harbour's mouth.") == [""]


@pytest.mark.parametrize(
    "text", ["and said " * 2000 + "“x y”", "ABCDEFGHIJ" * 30 + "!", "A-B-C-D-E-F-G-H-I-J-K-L-M?", "“" * 3000]
)
def test_a_text_made_to_keep_the_reader_busy_is_read_all_the_same(text):
    assert set(speakers(text)) == {""}


@pytest.mark.parametrize(
    ("sentence", "attribution"),
    [
        ("“It will be one bridge,” a diplomat said.", "unnamed"),
        ("Officials on both sides said that it would open.", "unnamed"),
        ("The Northern Ledger reported that it would open.", "outlet"),
        ("The Harbour Post said that it had seen the letter.", "outlet"),
        ("The ministry said that it would open.", "named"),
        ("It opened at noon.", "own"),
    ],
)
def test_how_a_speaker_is_known_is_told(sentence, attribution):
    assert [found for *_, found in heard(sentence)] == [attribution]


def test_a_speaker_without_a_name_keeps_his_words_over_a_long_aside():
    told = speakers(
        "A deckhand, who spoke on condition that he was not identified, said that the lamp was faulty. “It came on,” he said."
    )
    assert [one.lower() for one in told] == ["a deckhand", "a deckhand"]


def test_a_number_with_a_comma_is_nobody():
    assert "000" not in " ".join(
        speakers("The railway expects 110,000 passengers in the first year and says that it needs 85,000.")
    )


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Pope Aldo said it was right to help.", "Pope Aldo"),
        ("“We lost,” Velmora's Minister of Internal Affairs Mira Tol told the paper.", "Mira Tol"),
        ("Earlier, US Ambassador to the UN Mira Tol said the talks went on.", "Mira Tol"),
        ("Then U.S. Ambassador to the United Nations Mira Tol said no.", "Mira Tol"),
        ("A Karsk entrepreneur said the tour was full.", "a Karsk entrepreneur"),
    ],
)  # fmt: skip
def test_he_may_be_one_who_is_called_by_his_office_and_comes_before_those_named_earlier(sentence, speaker):
    said = speakers(
        "The regulator took over Harbour Lines on Friday.", "Tomas Orr stayed away.", sentence, "“Wait,” she said."
    )
    assert said[-1] == speaker


@pytest.mark.parametrize(
    "title", ["Russia warns the harbour.", "Eskle Germany opened a line.", "TASS followed the talks."]
)
def test_he_is_no_country_no_firm_of_a_country_and_no_outlet(title):
    assert speakers("Mira Tol opened the talks.", title, "She said that the quay was shut.")[-1] == "Mira Tol"


def test_the_group_is_the_body_that_was_just_called_a_group():
    trucks = "Most fish is carried on carts, according to the Velmora Carting Associations, a trade group."
    assert speakers(trucks + " They carry nine tons, the group says. “Without carts,” the group says, “Velmora stops.”")[1:] == [
        "the Velmora Carting Associations", "the Velmora Carting Associations",
    ]  # fmt: skip
    assert speakers("The Osten Harbour Authority said the quay was shut.", "The agency said it would reopen.") == [
        "the Osten Harbour Authority", "the Osten Harbour Authority",
    ]  # fmt: skip


def test_the_group_stays_unnamed_where_two_bodies_may_be_it_or_it_was_named_long_ago():
    two = "The Carters, a trade group, met the Boatmen, another group, on Monday. The group said it was over."
    assert speakers(two)[-1] == "the group"
    far = "The Carters, a trade group, met on Monday. Rain fell. Snow fell. Hail fell. The group said it was over."
    assert speakers(far)[-1] == "the group"


def test_behind_its_verb_the_ministry_of_a_country_speaks_and_not_what_it_tells():
    assert speakers("Two children from Osten died on the ferry, said Velmora's ministry of foreign affairs.") == [
        "Velmora's ministry of foreign affairs"
    ]


def test_it_is_the_country_that_the_sentence_before_is_about():
    told = speakers(
        "The ministry said that two had died.", "Norway condemned the raid. It said the raider showed “cowardice”."
    )
    assert told[-1] == "Norway"


def test_a_word_that_is_large_only_because_it_opens_a_sentence_is_not_they():
    told = speakers("Two owners wrote a letter. Telephones may have “bad effects” on the young, they said.")
    assert told[-1] == "two owners"
    letter = speakers(
        "The women wrote: “We are tired.”", "Further stressing it, the women note that they write “for all guilds”."
    )
    assert letter[-1] == "the women"


def test_they_are_not_a_group_that_was_spoken_of_long_ago():
    assert (
        speakers(
            "The guilds said it was over.",
            "Rain fell.",
            "Snow fell.",
            "Hail fell.",
            "Sleet fell.",
            "Boats may “sink”, they said.",
        )[-1]
        == ""
    )


def test_a_holder_of_an_office_with_a_name_behind_its_comma_has_that_name_over_what_follows():
    sentence = "“It is an experiment on our children,” said Common Harbour’s CEO, Ada Hale, warning that guilds’ “models” may hurt."
    assert speakers(sentence) == ["Ada Hale"]


def test_a_body_that_stands_alone_before_is_no_first_name():
    assert (
        speakers("OstenX will sail on Friday.", "Three OstenX Heron boats are ready.", "“It will sail,” OstenX said.")[
            -1
        ]
        == "OstenX"
    )


def test_what_is_called_the_grey_heron_is_a_thing_and_no_he():
    texts = (
        "Ada Hale built the Grey Heron.",
        "Grey Heron will sail.",
        "The Grey Heron is blue.",
        "He said it was “fast”.",
    )
    assert "Grey Heron" not in speakers(*texts)


def test_a_place_that_the_article_lies_in_is_no_he():
    told = speakers(
        "Agents came to his Fort Aldo home at dawn. Rain fell. Snow fell. Hail fell.",
        "The charges were read in court in Fort Aldo.",
        "“I will not resign,” he said.",
    )
    assert told[-1] == ""
    known = speakers("The guilds trust in Sol Dain.", "Sol Dain laughed.", "Dain stood up.", "“Wait,” he said.")
    assert known[-1] == "Sol Dain"  # who is only trusted in is no place


def test_one_behind_the_verb_speaks_whatever_is_told_of_him():
    sentence = (
        "Most of the plums come through Aldo, said Tomas Orr, interim chair of Velmora University's school of trade."
    )
    assert speakers(sentence) == ["Tomas Orr"]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The fair is short, but fans remain assured that it will return.", ""),
        ("Potters in 49 states may want to wait.", ""),
        ("Most of them were children and families seeking to make claims for the quay.", ""),
        ("It was a long debate on the “quay”, I'd say.", ""),
        ("It costs 4 crowns (as it did in May, according to the harbour office.)", "the harbour office"),
        ("Clinics are open, according to the HARBOUR TODAY Network in Osten.", "the HARBOUR TODAY Network in Osten"),
        ("The mayor over the weekend had tweeted that Orr “failed”.", "the mayor"),
        ("It would be signed, one person close to the talks said.", "one person close to the talks"),
        (
            "The plan holds five works ― piers, a crane and three boats for officers ― the ministry said.",
            "the ministry",
        ),
        ("Noting that Tuesday is the last day, Ada Hale, the acting chief, said it was hard.", "Ada Hale"),
        (
            "Mr. Hale, briefing aides after Mr. Orr’s remarks, said the speech reflected a slow process of listening to guilds, among them young sailors who made it clear.",
            "Hale",
        ),
        ("The rules issued Thursday said it would open.", "the rules"),
    ],
)
def test_scraps_of_a_sentence_say_nothing(sentence, speaker):
    assert speakers(sentence) == [speaker]


def test_a_junior_is_meant_by_his_surname_where_nobody_else_has_it():
    told = speakers("Tomas P. Hale Jr. was charged.", "Mr. Hale left the court.", "“I will fight,” Mr. Hale said.")
    assert told[-1] == "Tomas P. Hale Jr"
    other = speakers("Tomas Hale Jr. was charged.", "His father, President Hale, was away.", "“No,” Hale said.")
    assert other[-1] == "Hale"


def test_the_president_is_the_one_who_is_only_called_president_and_surname():
    told = speakers("President Orr fired the guard.", "President Orr left.", "“At last,” the president said.")
    assert told[-1] == "Orr"
    two = speakers(
        "President Orr met President Dain.",
        "President Orr left.",
        "President Dain stayed.",
        "“No,” the president said.",
    )
    assert two[-1] == "the president"


def test_two_who_debate_are_not_one_person():
    told = speakers(
        "It comes weeks after the fiery Ada Hale-Tomas Orr debate.",
        "Hale agreed to another, but Orr said he will not go.",
    )
    assert told[-1] == "Orr"


def test_she_is_whom_the_sentence_before_is_about_and_not_what_was_called_so():
    told = speakers(
        "Livia Orr sold plums in the alley.",
        "Orr was so well known that she kept the post of the alley.",
        "Years ago, Mira Tol helped turn the mill into a school, called the Mill of Osten.",
        "“When we turned the mill, my goal was one of sharing,” she said.",
    )
    assert told[-1] == "Mira Tol"


def test_he_is_the_subject_of_the_main_clause():
    told = speakers(
        "Tomas Orr came.", "Sol Dain came.", "On the day that Mr. Orr resigned, Mr. Dain left.", "“Well,” he said."
    )
    assert told[-1] == "Sol Dain"


def test_what_somebody_said_according_to_an_indictment_is_its_word():
    sentence = "According to the indictment, between June and July, Mr. Orr told “senior clerks” about the ledger."
    assert speakers(sentence) == ["the indictment"]
    assert speakers("Orr told Dain he should “wait for the boat”, the indictment said.") == ["the indictment"]
    assert speakers("Orr, who read the indictment, said it was “a lie”.") == ["Orr"]


def test_a_firm_whose_name_has_an_apostrophe_keeps_it():
    told = speakers("Dalo's sells pies.", "A pie at Dalo's holds plums, according to the Dalo's website.")
    assert told[-1] == "Dalo's"
    assert speakers("The pie holds plums, according to the Mill's website.", "The Mill opened in May.")[0] == "the Mill"


def test_the_annual_report_of_a_body_is_the_word_of_the_body():
    assert speakers("It costs 4 crowns, according to the Mint's 2024 Annual Report.") == ["the Mint"]


def test_a_body_named_by_its_letters_is_no_he():
    told = speakers(
        "TOVAX warned the guilds.",
        "“The storm is coming,” said Tomas Orr.",
        "TOVAX begged for help.",
        "“Wait,” he said.",
    )
    assert told[-1] == "Tomas Orr"


@pytest.mark.parametrize("aside", ["citing the guild", "sitting next to Ada Hale", "wearing a grey scarf"])
def test_what_somebody_does_meanwhile_is_no_speaker(aside):
    assert speakers(f"The Harbour Union, {aside}, said that eleven were hurt.")[0] != aside
