import pytest

from assistant.topics import counted, people_of, subject, undated


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Who vetoed the UN resolution on shipping?", "the UN resolution on shipping"),
        ("Who voted against the EU levy on Tuesday?", "the EU levy"),
        ("How many envoys attended the St Aldo summit in July 2023?", "the St Aldo summit"),
        ("What happened to the Karsk ferry?", "the Karsk ferry"),
        ("How many backed Tol's government on Monday?", "Tol's government"),
        ("What is Hale's plan worth to pilots?", "Hale's plan"),
    ],
)
def test_a_name_that_only_tells_which_thing_is_meant_is_no_topic_by_itself(question, thing):
    assert subject(question) == thing


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Which Ukrainian leaders met the bishop?", "the Ukrainian leaders that met the bishop"),
        ("Where was captured Russian equipment displayed?", "captured Russian equipment"),
        ("Which Japanese minister visited Ondrel?", "Ondrel"),
        ("What do Spanish people eat?", "Spanish people"),
        ("When did Spain sign?", "Spain"),
    ],
)
def test_a_word_for_the_people_of_a_country_is_no_topic_before_its_noun(question, thing):
    assert subject(question) == thing


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Who won the recount in Ondrel?", "the recount in Ondrel"),
        ("Who tended the light at Cape Orr in the 1870s?", "the light at Cape Orr"),
        ("Who opened the Moscow show of captured tanks?", "the Moscow show of captured tanks"),
        ("Who owned the pieces of Hale's harp before Orr?", "the pieces of Hale's harp"),
        ("Who signed for the lost parcel?", "the lost parcel"),
    ],
)
def test_what_somebody_did_something_to_is_the_topic_where_it_is_asked_who(question, thing):
    assert subject(question) == thing


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("How did the Ondrel council react to the storm?", "the Ondrel council"),
        ("When was the Karsk tunnel closed?", "the Karsk tunnel"),
        ("Did the Karsk board close the quay?", "the Karsk board"),
    ],
)
def test_a_topic_ends_before_its_verb(question, thing):
    assert subject(question) == thing


def test_a_day_or_a_year_is_no_part_of_a_topic():
    assert undated("the vote on Monday") == "the vote"
    assert undated("the vote on the quay") == "the vote on the quay"


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("How many Tarnwick patients were in hospital?", "the Tarnwick patients"),
        ("How many night trains stopped in Karsk?", "the night trains"),
        ("How many people fell ill?", ""),
        ("How many of the trains were late?", ""),
        ("Who was ill?", ""),
    ],
)
def test_those_who_are_counted_can_be_spoken_of_further(question, several):
    assert counted(question) == several


def test_those_whom_a_text_names_are_persons_called_by_their_bare_names():
    assert people_of("Mira Tol's lawyer met Tomas Orr. The 9th Airborne Division left.") == ("Mira Tol", "Tomas Orr")


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("How many Americans lost data in the Eskle breach?", "the Eskle breach"),
        ("At which Australian beach did a New Year's parade boat catch fire?", "New Year's parade boat"),
        ("When did a Karsk court convict Ada Hale?", "Karsk court"),
        ("How many Karsk pilots did Eskle Air dismiss?", "the Karsk pilots"),
        ("What do Germans think of the levy?", "the levy"),
        ("How many Canadians were affected?", ""),
        ("Who was killed?", ""),
        ("How many were affected in Karsk?", "Karsk"),
    ],
)
def test_no_word_for_a_people_and_nothing_that_was_done_is_a_topic(question, thing):
    assert subject(question) == thing


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("What is going on in Port Vale?", "Port Vale"),
        ("What's happening in Port Vale this week?", "Port Vale"),
        ("What is the latest on the Karsk bridge?", "the Karsk bridge"),
        ("Any news on the ferry?", "the ferry"),
    ],
)
def test_news_is_asked_of_the_thing_that_it_is_of(question, thing):
    assert subject(question) == thing


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Who is suing over Ondrel's toll rule?", "Ondrel's toll rule"),
        ("Who was building the Karsk bridge in 2026?", "the Karsk bridge"),
        ("Who is Sterling Hale?", "Sterling Hale"),
        ("Who is leading Estia in the polls?", "Estia"),
        ("Who is backing Ada Hale for mayor?", "Ada Hale"),
        ("Who is running for mayor?", "running for mayor"),
    ],
)
def test_what_somebody_is_at_is_the_topic_and_not_that_he_is(question, thing):
    assert subject(question) == thing
