import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import duplicates

STORY = (
    "The harbour council met on Monday evening and voted by nine to four to close the northern quay until June.",
    "Engineers had found cracks in eleven of its pillars after the February storm, chairwoman Ada Lund told the meeting.",
    "Ferries to the outer islands will leave from the fish market instead, and tickets stay valid there.",
    "The repair is to cost 14 million crowns, two thirds of which the region pays.",
)
OTHER = (
    "A court in Port Vale sentenced three former customs officers on Tuesday for taking money from tobacco smugglers.",
    "Judge Piet Maran said that the men had betrayed the trust of the public for years and shown no regret at all.",
    "Their lawyers announced an appeal; the smugglers themselves are to stand trial in the autumn of next year.",
)
BOILERPLATE = "Sign up to our evening letter and have the news of the day brought to you at six, free of charge."


def words(*texts):
    return duplicates.words(texts)


def reworded(share):
    chance = random.Random(3)
    return [" ".join("altered" if chance.random() < share else word for word in text.split()) for text in STORY]


COPIES = {
    "its first third": [STORY[0][:60], STORY[0][60:]],
    "its first half": STORY[:2],
    "a new title": ["What we know about the closed quay", *STORY],
    "boilerplate": [BOILERPLATE, *STORY, BOILERPLATE],
    "another order": [STORY[2], STORY[0], STORY[3], STORY[1]],
    "a twentieth of its words altered": reworded(0.05),
    "other case and punctuation": [text.upper().replace(",", " -") for text in STORY],
}


@pytest.mark.parametrize("kind", COPIES)
def test_a_near_copy_is_told_by_the_words_it_shares(kind):
    assert duplicates.near(words(*STORY), words(*COPIES[kind])) >= duplicates.SHARED


@pytest.mark.parametrize("kind", COPIES)
def test_a_near_copy_shares_bands(kind):
    assert len(set(duplicates.bands(words(*STORY))) & set(duplicates.bands(words(*COPIES[kind])))) >= 2


def test_another_article_is_no_copy_even_with_the_same_boilerplate():
    assert duplicates.near(words(*STORY, BOILERPLATE), words(*OTHER, BOILERPLATE)) == 0.0
    assert not set(duplicates.bands(words(*STORY))) & set(duplicates.bands(words(*OTHER)))


def test_a_short_text_is_nobodys_copy():
    assert duplicates.near(words("The quay is closed."), words("The quay is closed.", *STORY)) == 0.0


def test_a_passage_quoted_in_a_much_longer_text_does_not_make_that_a_copy():
    made = " ".join(f"word{number} and so on" for number in range(200))
    assert duplicates.near(words(STORY[0]), words(*STORY, made)) == 0.0


def test_bands_are_the_same_in_every_run():
    assert duplicates.bands(words(*STORY))[:2] == BANDS


BANDS = [166188176831664229, 708623370285391167]  # stored in libraries: other ones need another SIGNATURE_VERSION


@given(st.lists(st.sampled_from("quay ferry storm court judge crown".split()), max_size=80), st.randoms())
def test_sharing_is_mutual_and_whole_with_itself(text, chance):
    other = chance.sample(text, len(text))
    assert duplicates.near(text, other) == duplicates.near(other, text)
    assert duplicates.shared(text, text) == (1.0 if len(text) >= duplicates.CHECK_WORDS else 0.0)
    bands = duplicates.bands(text)
    assert len(set(bands)) == len(bands) <= duplicates.BINS
    assert all(-(2**63) <= band < 2**63 for band in bands)
