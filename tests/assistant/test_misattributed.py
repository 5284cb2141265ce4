"""Who says what, and to whom a claim gives it."""

import pytest

from assistant.misattributed import MOST_SAYINGS, misattributed
from assistant.speakers import sayings
from assistant.wording import read

TOLD = (
    "Mayor Ada Hale said the bridge would be closed. She added that the work would take two months. "
    "“Nobody asked us,” said Cal Orr, who runs a shop. “We will lose our customers.” "
    "According to the police, the traffic will be heavy. The tolls, claims of fraud and reports of delays were not discussed."
)


def wrong(claim, told=TOLD, context=""):
    return [claim[start:end] for start, end in misattributed(read(claim), read(told), context)]


def test_speakers_are_read_before_and_behind_the_verb():
    assert [one.words.strip() for one in sayings(read(TOLD))] == ["Mayor Ada Hale", "She", "Cal Orr", "the police"]


@pytest.mark.parametrize(
    "claim",
    [
        "Hale said the bridge would be closed.",
        "According to Hale, the bridge would be closed.",
        "The work would take two months, Ada Hale said.",
        "The mayor said that the work would take two months.",
        "“We will lose our customers,” Orr said.",
        "The traffic will be heavy, police said.",
        "She said the bridge would be closed.",
    ],
)
def test_a_saying_left_to_its_speaker_is_let_be(claim):
    assert wrong(claim) == []


@pytest.mark.parametrize(
    ("claim", "speaker"),
    [
        ("Cal Orr said the bridge would be closed.", "Cal Orr"),
        ("“We will lose our customers,” Ada Hale said.", "Ada Hale"),
    ],
)
def test_a_saying_given_to_another_is_found(claim, speaker):
    assert wrong(claim) == [speaker]


def test_an_aside_does_not_make_a_speaker_of_what_is_said():
    told = "Hale's spokesman Dan Peel said Velmora was aware of the report, but had not read it."
    assert wrong("Dan Peel, who speaks for Hale, said Velmora knew of the report.", told) == []
    assert wrong("Cal Orr, who runs a shop, said Velmora knew of the report.", told) == ["Cal Orr"]


def test_claims_that_somebody_has_behind_a_preposition_speak_for_nobody():
    assert sayings(read("Orr was pressed over his false claims that the bridge was shut.")) == ()
    assert [one.words for one in sayings(read("The mayor claims the bridge was shut; his lawyer claims so too."))] == [
        "The mayor",
        "his lawyer",
    ]


def test_what_somebody_said_is_not_what_those_said_who_belong_to_him():
    told = (
        "“They came at dawn,” Orr told reporters. “But they were very polite.” Orr's lawyer added that it was a farce."
    )
    assert wrong("Orr's lawyer said they were very polite.", told) == ["Orr's lawyer"]
    assert wrong("Orr said they were very polite.", told) == []
    assert wrong("Orr's lawyer said it was a farce.", told) == []
    assert wrong("Orr said it was a farce.", told) == ["Orr"]


def test_who_speaks_for_somebody_may_stand_for_him():
    assert wrong("Orr said it was a farce.", "Orr's office said that it was a farce.") == []
    assert wrong("Orr's office said it was a farce.", "Orr said that it was a farce.") == []
    told = "Tarn's chief adviser, Dan Peel, asked why the trial was so late. Tarn was silent."
    assert wrong("Dan Peel – chief adviser to Tarn, Sol Tarn – asked why the trial was so late.", told) == []


def test_a_pronoun_that_tells_more_of_a_subject_means_the_subject():
    told = "Cal Orr was asked about the law. Hale was pressed on her words about Imber, whom she once called a danger to Tarn."
    assert wrong("Orr said that Imber was a danger to Tarn.", told) == ["Orr"]
    assert wrong("Hale said that Imber was a danger to Tarn.", told) == []
    assert (
        wrong("Orr said that Imber was a danger to Tarn.", told.replace("Hale was pressed on her", "There were")) == []
    )
    assert wrong("Orr said that Imber was a danger.", "Orr spoke last. Imber was a danger, she said.") == []


def test_who_is_named_elsewhere_does_not_say_what_others_say_in_passing():
    told = "Cal Orr left the council. The Courier saw a letter from Dan Peel to Judge Renn asking him to put off the trial of Hale."
    assert wrong("Orr asked the judges to put off the trial of Hale.", told) == ["Orr"]
    assert wrong("Peel asked the judge to put off the trial of Hale.", told) == []
    assert (
        wrong(
            "Orr asked the judge to put off the trial.",
            "Orr came late. She wrote to Renn asking him to put off the trial.",
        )
        == []
    )


@pytest.mark.parametrize(
    "told",
    [
        "Hale stopped short of saying she wouldn't sell the mill.",
        "Hale never said that she would not sell the mill.",
        "Orr spoke of the mill. However, Hale declined to say that she would not sell the mill, which the law allows.",
    ],
)
def test_what_somebody_did_not_say_is_not_said_though_the_claim_has_a_not_of_its_own(told):
    assert wrong("Hale said she would not sell the mill.", told) == ["Hale"]


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("Hale never said she would not sell the mill.", "Hale stopped short of saying she wouldn't sell the mill."),
        ("Hale said she would not return.", "Hale did not say why she resigned, but said that she would not return."),
        ("Hale said nobody had told her of the sale.", "Hale said the board did not tell her of the sale."),
        (
            "Hale said she would not sell the mill.",
            "Hale did not say on Monday that she would not sell the mill. On Friday Hale said she would not sell the mill.",
        ),
    ],
)
def test_what_is_said_beside_what_is_not_is_let_be(claim, told):
    assert wrong(claim, told) == []


def test_the_context_names_who_he_is():
    told = "He said that the bridge would be closed."
    assert wrong("Sol Imber said that the bridge would be closed.", told, "Sol Imber becomes mayor") == []
    assert wrong("Sol Imber said that the bridge would be closed.", told) == ["Sol Imber"]


def test_what_one_man_said_is_not_anothers_who_is_called_so_elsewhere():
    told = "His lawyer, Anneke Duval, said he would appeal. Judge Tobias Renn spoke of a long sentence."
    assert wrong("The judge said that he would appeal.", told) == ["The judge"]
    assert wrong("The lawyer said that he would appeal.", told) == []
    assert wrong("The judge said that he would appeal.", told.replace("Anneke Duval", "Tobias Renn")) == []


def test_of_a_claim_in_which_dozens_speak_the_last_are_believed_to_nobody():
    claim = "; ".join(f"Ada Hale said the bridge would be closed on day {day}" for day in range(MOST_SAYINGS + 2))
    assert wrong(claim) == ["Ada Hale"] * 2
