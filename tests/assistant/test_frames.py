from datetime import date

import pytest

from assistant.verify import Source, verify

DAY = date(2026, 3, 12)


def problems(claim, text):
    check = verify(claim, [Source(text, DAY)])
    return check.verdict, {problem.kind for problem in check.problems}


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Velmora attacked the port.", "Ysra claims Velmora attacked the port."),
        ("The bridge will reopen in June.", "The mayor hopes the bridge will reopen in June."),
        ("The company is bankrupt.", "If the loan is refused, the company is bankrupt."),
        ("The ballots were forged.", "Tomas Brandel said that the ballots were forged."),
        ("There was an explosion at the port.", "Tomas Brandel reported an explosion at the port."),
        ("Soldiers shot the boy on Friday.", "Soldiers shot the boy on Friday, as reported by Ysra."),
        ("Velmora suffered heavy losses near Osten.", "Ysra reported heavy losses for Velmora near Osten."),
        ("The election results were falsified.", "Orr's aides reported that results were falsified in the election."),
        (
            "He’d killed his wife.",
            "The court will decide whether he killed his wife.",
        ),
        ("The ballots were forged.", "The ballots were forged, Tomas Brandel told reporters on Monday."),
        ("The water is safe.", "“The water is safe,” said Ines Calder."),
        ("The army won the battle.", "The army won the battle, Moscow says."),
        ("The ballots were forged.", "The ballots were forged, Russian Deputy Minister Tomas Brandel said."),
    ],
)
def test_what_is_only_somebodys_word_is_not_borne_out_as_a_fact(claim, text):
    assert problems(claim, text) == ("unsupported", {"speaker"})


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Ysra claims that Velmora attacked the port.", "Ysra claims Velmora attacked the port."),
        (
            "Tomas Brandel said the ballots were forged.",
            "The ballots were forged, Tomas Brandel told reporters on Monday.",
        ),
        ("Ten people fell ill.", "Officials said that ten people fell ill."),
        ("The firm would be bankrupt without the loan.", "If it does not get the loan, the firm is bankrupt."),
        (
            "Eskle Air's orders came to 4 million crowns.",
            "Eskle Air reported orders of 4 million crowns for the year.",
        ),
        (
            "The forum was set up by Ada Hale.",
            "As reported, the forum was set up by Ada Hale in May.",
        ),
        ("The letters were found in June.", "The letters were found in June, according to Politico."),
        (
            "The drug helps four people in five, a study has found.",
            "The drug helps four people in five, researchers at the Kumasi Institute report.",
        ),
        ("The water is safe.", "“The water is safe,” said Ines Calder. Tests showed on Monday that the water is safe."),
        ("The port was closed.", "Ysra claims that it won the battle, but the port was closed."),
        ("The port was closed.", "The port was closed on Monday, Reuters reports."),
        ("The port was closed.", "The port was closed on Monday, according to a Velmora Post correspondent."),
        ("Ten people fell ill.", "Ten people fell ill, Velmoran health officials said."),
        ("She spoke at a meeting in Eskle.", "Ada Hale said this at a meeting in Eskle."),
        ("Orr held the survey in May.", "That's according to a survey held by Orr in May, Eskle News reports."),
        (
            "Orr has seldom left Eskle because of a warrant.",
            "Orr has rarely left Eskle because of a warrant that Ysra says is void.",
        ),
        (
            "The mayor finds it good that the bridge is closed.",
            "It is good that the bridge is closed, the mayor, Ada Hale, has said.",
        ),
        ("The board demanded that Orr leave the bank.", "Ada Hale said the board demanded that Orr leave the bank."),
    ],
)
def test_what_keeps_its_frame_or_is_told_without_one_is_borne_out(claim, text):
    assert problems(claim, text)[0] != "unsupported"


@pytest.mark.parametrize("claim", ["Orr will resign.", "The talks failed."])
def test_words_that_are_cut_out_of_a_denial_are_not_verbatim(claim):
    text = "“I will not say that Orr will resign,” she said. He denied that the talks failed."
    assert problems(claim.replace("The", "the") if claim.startswith("The") else claim, text)[0] == "unsupported"


def test_whole_sentences_are_verbatim_whatever_frames_are_in_them():
    text = "Ysra claims Velmora attacked the port. Velmora denies it."
    assert problems("Ysra claims Velmora attacked the port", text)[0] == "verbatim"
    assert problems(text, text)[0] == "verbatim"
