import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tellers import article, hits_of, ranked

from assistant.counted import asked
from assistant.differences import differences, names_a_time, newest_first
from assistant.question import understood
from assistant.versions import versions

HERON = "The ferry Blue Heron sank off Port Aldo."


def differing(question, *articles):
    asked_of, found = ranked(question, *articles)
    told = versions(asked_of, asked(asked_of), found, hits_of(*articles))
    return differences(asked_of, found, found[:3], told)


def told(difference):
    return [claim.text for claim in difference.versions]


def test_a_toll_that_rises_is_told_newest_first_as_of_different_times():
    monday = article("Post", "Nine people have died on the Blue Heron.", published="2026-03-10")
    tuesday = article("Wire", "The death toll of the Blue Heron rose to 14.", published="2026-03-11")
    (found,) = differing("How many people died on the Blue Heron?", monday, tuesday)
    assert (found.kind, found.about, found.different_time) == ("number", "people dead", True)
    assert told(found) == ["The death toll of the Blue Heron rose to 14.", "Nine people have died on the Blue Heron."]


def test_two_counts_of_one_march_are_rival_claims_though_told_a_day_apart():
    one = article("Post", "Some 45,000 people marched in Port Aldo on 9 March.", published="2026-03-10")
    other = article("Wire", "About 28,000 people joined the march in Port Aldo on 9 March.", published="2026-03-11")
    (found,) = differing("How many people marched in Port Aldo?", one, other)
    assert (found.different_time, len(found.versions)) == (False, 2)


def test_rival_counts_inside_one_article_need_two_speakers():
    both = "Police said 28,000 people marched in Port Aldo, while unions said 45,000 people marched."
    (found,) = differing("How many people marched in Port Aldo?", article("Post", both))
    assert told(found) == ["Police said 28,000 people marched in Port Aldo", "unions said 45,000 people marched."]
    assert not found.different_time
    alone = "In the north 28,000 people marched in Port Aldo. In the south 45,000 people marched in Port Aldo."
    assert differing("How many people marched in Port Aldo?", article("Post", alone)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Some 45,000 people marched in Port Aldo.", "About 45,000 people marched in Port Aldo."),
        ("More than 100 people marched in Port Aldo.", "In all 103 people marched in Port Aldo."),
        ("Some 45,000 people marched in Port Aldo.", "Then 300 police marched in Port Aldo."),
        ("Some 45,000 people marched in Port Aldo.", "Up to 9,000 people would have marched in Port Aldo."),
        ("Some 45,000 people marched in Port Aldo on 9 March.", "Some 900 people marched in Port Aldo on 2 March."),
    ],
)
def test_roundings_other_things_and_other_days_are_no_differences(one, other):
    assert differing("How many people marched in Port Aldo?", article("Post", one), article("Wire", other)) == ()


def test_the_dead_of_two_places_are_not_set_against_each_other():
    north = article("Post", "Rockets killed 10 people in Ustra on Monday.", title="Rockets on Ustra")
    south = article("Wire", "Rockets killed 3 people in Palmira on Monday.", title="Rockets on Palmira")
    assert differing("How many people were killed by rockets?", north, south) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nearly 300 people in Ustra have died in the floods.", "Some 14 people in Palmira have died in the floods."),
        (
            "The death toll in the floods has risen to 300.",
            "The death toll of aid workers in the floods has risen to 14.",
        ),
        (
            "The German death toll in the floods has risen to 300.",
            "The Polish death toll in the floods has risen to 14.",
        ),
        ("The floods have killed 300 people since Monday.", "The floods have killed 14 people so far."),
        ("The floods killed 300 people on 2 March.", "The floods killed 14 people on 9 March."),
    ],
)
def test_the_dead_of_other_places_groups_countries_and_times_are_no_versions(one, other):
    articles = article("Post", one, title="Velm floods"), article("Wire", other, title="Velm floods")
    assert differing("How many people died in the floods?", *articles) == ()


def test_a_correction_outranks_what_it_corrects_even_in_an_older_article():
    right = article("Post", "There were 171 people aboard the Blue Heron and not 164.", published="2026-03-10")
    wrong = article("Wire", "There were 164 people aboard the Blue Heron.", published="2026-03-11")
    (found,) = differing("How many people were aboard the Blue Heron?", wrong, right)
    assert found.different_time
    assert "171" in told(found)[0]


def test_the_newest_version_comes_first_and_is_the_short_answer():
    monday = article("Post", "Nine people have died on the Blue Heron.", published="2026-03-10")
    tuesday = article("Wire", "The death toll of the Blue Heron rose to 14.", published="2026-03-11")
    question, found = ranked("How many people died on the Blue Heron?", monday, tuesday)
    versions_told = versions(question, asked(question), found, hits_of(monday, tuesday))
    first, short = newest_first(question, found, None, versions_told)
    assert (first[0].sentence.hit.article, short.text) == (tuesday, "14")
    assert sorted(map(id, (one.sentence.citation for one in first))) == sorted(
        id(one.sentence.citation) for one in found
    )


def counted(question, *articles):
    """The short answer that the versions of a number give, and the article that tells it."""
    asked_of, found = ranked(question, *articles)
    told = versions(asked_of, asked(asked_of), found, hits_of(*articles))
    _, short = newest_first(asked_of, found, None, told)
    return short.text, short.sentence.sentence.hit.article.source


TUNNEL = "How many people were killed in the fire in the Karn tunnel?"


@pytest.mark.parametrize("later", ["killed 44 people", "killed at least 44 people"])
def test_a_later_number_outdoes_the_bound_of_an_earlier_headline(later):
    first = article("Post", "More than 30 people killed in fire in the Karn tunnel.", published="2026-03-10")
    second = article("Wire", f"Tuesday's fire in the Karn tunnel {later}.", published="2026-03-11")
    assert counted(TUNNEL, first, second) == ("44", "Wire")
    assert differing(TUNNEL, first, second) == ()


def test_a_bound_goes_with_the_nearest_number_and_hides_none_that_it_may_be():
    first = article("Post", "More than 30 people were killed in the fire in the Karn tunnel.", published="2026-03-10")
    second = article("Wire", "The fire in the Karn tunnel has killed 33 people.", published="2026-03-10")
    third = article("Mail", "The fire in the Karn tunnel has killed 44 people so far.", published="2026-03-11")
    (found,) = differing(TUNNEL, first, second, third)
    assert found.different_time
    assert [[one.paragraph.article_id for one in claim.citations] for claim in found.versions] == [
        ["Mail"],
        ["Wire", "Post"],
    ]


def test_of_the_tolls_of_one_day_the_one_that_most_articles_tell_is_the_short_answer():
    told = [
        article(name, f"The fire in the Karn tunnel has killed {number} people.")
        for name, number in (("Post", 33), ("Wire", 44), ("Mail", 44))
    ]
    assert counted(TUNNEL, *told)[0] == "44"


def test_a_late_copy_of_a_lower_toll_is_not_newer_than_what_as_many_articles_told_the_day_before():
    high = article("Post", "The fire in the Karn tunnel has killed 44 people.", published="2026-03-10")
    late = article("Wire", "The fire in the Karn tunnel has killed 33 people.", published="2026-03-11")
    assert counted(TUNNEL, high, late) == ("44", "Post")


@pytest.mark.parametrize("lowered", ["has killed 33 people and not 44", "is now known to have killed fewer, 33 people"])
def test_a_toll_that_an_article_takes_back_or_lowers_is_not_newer_for_being_higher(lowered):
    high = article("Post", "The fire in the Karn tunnel has killed 44 people.", published="2026-03-10")
    late = article("Wire", f"The fire in the Karn tunnel {lowered}.", published="2026-03-11")
    assert counted(TUNNEL, high, late) == ("33", "Wire")


def test_the_country_of_the_place_that_a_question_names_sets_no_two_tolls_apart():
    first = article("Post", "Nine people have died in the fire in Port Aldo, Norway.", published="2026-03-10")
    second = article("Wire", "The toll of the fire in Port Aldo has risen to 14.", published="2026-03-11")
    (found,) = differing("How many people died in the fire in Port Aldo?", first, second)
    assert found.different_time


def test_tolls_of_what_a_question_is_about_are_of_one_event_where_their_articles_tell_of_one_day():
    first = article(
        "Post", "Rockets were fired at Ustra on Monday.", "The attack killed 10 people.", published="2026-03-10"
    )
    same = article("Wire", "The attack on Ustra on Monday shocked all.", "It killed 14 people.", published="2026-03-12")
    next_one = article(
        "Mail", "The attack on Ustra on Wednesday shocked all.", "It killed 14 people.", published="2026-03-12"
    )
    question = "How many people were killed in the attack on Ustra?"
    assert len(differing(question, first, same)) == 1
    assert differing(question, first, next_one) == ()


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("How many people died?", False),
        ("How many people had died on 9 March?", True),
        ("How many people were first said to be aboard?", True),
        ("How many people died in 2025?", True),
    ],
)
def test_a_question_that_names_a_time_is_not_answered_with_the_newest(question, named):
    assert names_a_time(understood(question)) is named


def test_a_day_that_was_moved_is_a_difference_of_dates():
    one = article("Post", "The Karn bridge will open to lorries on 1 April.", published="2026-03-10")
    other = article("Wire", "The Karn bridge will open to lorries on 8 April.", published="2026-03-12")
    (found,) = differing("When will the Karn bridge open to lorries?", one, other)
    assert (found.kind, found.different_time) == ("date", True)
    assert "8 April" in told(found)[0]


def test_the_newest_day_and_person_come_first_too():
    old = article("Post", "The Karn bridge will open to lorries on 1 April.", published="2026-03-10")
    new = article(
        "Wire", "PORT ALDO, March 12 - The Karn bridge will open to lorries on 8 April.", published="2026-03-12"
    )
    question, found = ranked("When will the Karn bridge open to lorries?", old, new)
    first, short = newest_first(question, found, None, ())
    assert (first[0].sentence.hit.article, short.text) == (new, "8 April")


def test_one_quotation_given_to_two_people_is_a_difference_of_attribution():
    words = '"We counted slowly and in daylight, every single paper," said {}.'
    one, other = article("Post", words.format("Ada Hale")), article("Wire", words.format("Sol Arden"))
    (found,) = differing("What was said about the count?", one, other)
    assert found.kind == "attribution"
    assert differing("What was said about the count?", one, article("Wire", words.format("Judge Ada Hale"))) == ()


def test_what_outlets_say_of_one_thing_in_a_word_differs_wherever_else_their_sentences_lead():
    one = article("Post", "Paid trips to Italy and Aldo are in the 48-page report of Ada Hale.")
    other = article("Wire", "Ada Hale blamed the harbour, the 47-page report says.")
    (found,) = differing("How many pages does the report of Ada Hale have?", one, other)
    assert (found.different_time, len(found.versions)) == (False, 2)


def test_two_winners_are_a_difference_of_persons():
    one = article("Post", "Ada Hale won the vote for mayor of Port Aldo.")
    other = article("Wire", "Sol Arden won the vote for mayor of Port Aldo.")
    (found,) = differing("Who won the vote for mayor of Port Aldo?", one, other)
    assert (found.kind, found.different_time) == ("actor", False)


def test_one_person_under_two_names_is_no_difference():
    one = article("Post", "Ada Hale won the vote for mayor of Port Aldo.")
    other = article("Wire", "Mayor Hale won the vote for mayor of Port Aldo.")
    assert differing("Who won the vote for mayor of Port Aldo?", one, other) == ()


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("The council approved the plan for the new harbour road.", "The council rejected the plan for the new harbour road.", "outcome"),
        ("The company was warned of the faulty lamp in March.", "The company was not warned of the faulty lamp in March.", "negation"),
    ],
)  # fmt: skip
def test_the_opposite_of_what_is_shown_is_a_difference(one, other, kind):
    (found,) = differing("What happened in the dispute?", article("Post", one), article("Wire", other))
    assert found.kind == kind


SENTENCES = [
    "Nine people have died on the Blue Heron.", "The death toll of the Blue Heron rose to 14, from 9 on Monday.", HERON,
    "There were 171 people aboard the Blue Heron and not 164.", "Police said 10 people died, while unions said 30 people died.",
    "Ada Hale won the vote on 3 May.", "It was not closed.", "Rockets killed 10 people and wounded 25 in Ustra.",
]  # fmt: skip
QUESTIONS = [
    "How many people died on the Blue Heron?",
    "How many people were aboard?",
    "Who won the vote?",
    "What happened to the Blue Heron?",
]


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(QUESTIONS),
    st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), min_size=1, max_size=3),
)
def test_every_version_is_the_exact_words_of_a_paragraph_and_no_two_are_the_same(question, texts):
    articles = [article(f"outlet{n}", " ".join(each), published=f"2026-03-{10 + n}") for n, each in enumerate(texts)]
    for found in differing(question, *articles):
        assert len(found.versions) > 1
        assert len(set(told(found))) == len(found.versions)
        for claim in found.versions:
            first = claim.citations[0]
            assert claim.text == first.quote == first.paragraph.text[first.start : first.end]


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(QUESTIONS), st.sampled_from([one for one in SENTENCES if "while" not in one]))
def test_a_sentence_does_not_differ_from_itself(question, sentence):
    assert differing(question, article("Post", sentence), article("Wire", sentence, published="2026-03-12")) == ()
