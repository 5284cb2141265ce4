"""Negation, opposites, and what may be told as done."""

import pytest

from assistant.contradictions import contradicted
from assistant.polarity import opposites
from assistant.thesaurus import others
from assistant.wording import read
from assistant.words import stem


def against(claim, told):
    source = read(told)
    return [claim[start:end] for start, end in contradicted(read(claim), source, (0, len(told)))]


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("The council accepted the offer.", "The council did not reject the offer."),
        ("Velmora denied that it had shelled the harbour.", "Velmora said it had not shelled the harbour."),
        ("Velmora denied shelling the harbour.", "Velmora rejected claims that it had shelled the harbour."),
        ("She was less willing to pay.", "She was more reluctant to pay."),
        ("Neither Hale nor Orr commented on it.", "Hale and Orr did not comment on it."),
        ("He not only closed the bridge but paid.", "He closed the bridge and paid."),
        ("The quay was closed at No 10.", "The quay at number 10 was closed."),
        ("Prices rose in May and fell in June.", "In June prices fell after they rose in May."),
        ("The deal will fail unless Ysra signs it.", "The deal will fail if Ysra does not sign it."),
        (
            "The navy tried to salvage the boats rather than attack the ship.",
            "The navy did not attack the ship but tried to salvage the boats.",
        ),
        (
            "Orr warned against letting the thief become a judge.",
            "Orr said it was wrong not to stop it: we must not let the thief become a judge.",
        ),
        ("It must not be frozen.", "Orr spoke of the inadmissibility of freezing it."),
        ("The team did not win the cup.", "The team fell short of winning the cup."),
        ("The result was amazing.", "The result was nothing short of amazing."),
        ("The town ran low on money for roads.", "The town is short of money for roads."),
        (
            "Orr had advised the board not to adopt the rule.",
            "The board adopted the rule over the objections of its clerk and the advice of Orr.",
        ),
        ("Denys Orr was carefully optimistic.", "Denys Orr spoke of careful optimism."),
    ],
)
def test_the_same_in_other_words_is_no_contradiction(claim, told):
    assert against(claim, told) == []


@pytest.mark.parametrize(
    ("claim", "told", "word"),
    [
        ("The council accepted the offer.", "The council rejected the offer.", "accepted"),
        ("The army will attend the talks.", "The army will not attend the talks.", "attend"),
        ("The army will never attend the talks.", "The army will attend the talks.", "never"),
        ("Prices rose sharply in May.", "Prices fell sharply in May.", "rose"),
        ("Estia invaded Velmora in the spring.", "Estia could invade Velmora in the spring.", "invaded"),
        ("The team won the cup.", "The team fell short of winning the cup.", "cup"),
        (
            "The board did not adopt the rule.",
            "The board adopted the rule after talks over the advice that it got.",
            "not",
        ),
        ("The navy attacked the ship.", "The navy salvaged the boats rather than attack the ship.", "attacked"),
        ("The shelling was provoked by Estia.", "The shelling was unprovoked by Estia.", "provoked"),
    ],
)
def test_the_opposite_is_found(claim, told, word):
    assert word in against(claim, told)


def test_no_word_is_its_own_opposite_and_opposites_go_both_ways():
    for word in ("accept", "rise", "victory", "open", "before", "more", "guilty"):
        mine = opposites(stem(word))
        assert mine
        assert stem(word) not in mine
        assert all(stem(word) in opposites(other) for other in mine)


def test_the_thesaurus_gives_hardly_any_opposites_for_synonyms():
    assert not opposites(stem("rise")) & others("rise")


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("The miners cannot at this time dig enough coal.", "At present the miners are not able to meet the demand for coal."),
        ("The threat has not kept Estia from sending boats to the strait.", "Despite the threat, Estia sends boats to the strait."),
        ("The fog kept her from being certain.", "She said that because of the fog she could not be certain."),
        ("Nobody in Velmora has reigned longer than the old king.", "The old king is the longest-reigning man in Velmora."),
        ("In Hale's view no storm since the war has hurt the town more.", "Hale says that this storm did the town the greatest harm since the war."),
        ("The bank does not rule out lending more to Orr.", "The bank has left open the possibility of lending Orr some more."),
        ("Estia waited for weeks before it sent the boats.", "Estia did not send the boats until weeks later."),
        ("Hale takes the letter for mere bluster.", "Hale thinks that the letter is nothing more than bluster."),
        ("The paper is founded on facts and not on rumours.", "The paper is no outcome of rumours: it is based on facts."),
        ("She warned of a fine if they gave shelter to Orr.", "She told them that they must not give shelter to Orr or face a fine."),
        ("It was nonsense to suggest that Estia was leaving, he said.", "He rejected suggestions that Estia was leaving the union."),
        ("Neither bank answered the letter from Hale.", "Both of the banks failed to give an answer when Hale wrote to them."),
    ],
)  # fmt: skip
def test_a_free_wording_may_put_its_negation_elsewhere(claim, told):
    assert against(claim, told) == []


@pytest.mark.parametrize(
    ("claim", "told", "word"),
    [
        ("The minister said Estia would bear no costs.", "We tell Estia plainly that it will have to bear the costs.", "no"),
        ("The Post has independently checked the tales of theft.", "The Post could not independently check these tales.", "independently"),
        ("He said it would be unacceptable for Estia to close ports.", "It would be acceptable for the Estian crews to shut some harbours, he said.", "unacceptable"),
    ],
)  # fmt: skip
def test_a_free_wording_that_negates_what_its_source_tells_is_found(claim, told, word):
    assert any(one in word for one in against(claim, told))
