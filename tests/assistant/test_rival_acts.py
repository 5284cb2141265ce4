"""Two outlets that open with one act told otherwise are set against each other; two acts are not."""

import pytest

from assistant.rival_acts import rival_acts
from assistant.statements import statements
from ingest.articles import Article, Paragraph

CUT = "The trawler Bright Annet cut the cable that joins the Hether islands to the shore, the harbour master said on Thursday."
DREDGED = "The dredger Constance, which works for the harbour board, cut the cable to the Hether islands on Thursday, engineers say."
APPROVED = "The city council approved tram line 9 on Friday night by 31 votes to 28, after a debate of six hours."
PUT_OFF = "After six hours and a recital, the city council on Friday night postponed its decision on tram line 9 until 27 March."


def opened(text, source):
    told = Paragraph(source, 1, 1, text)
    return list(statements(Article(source, "", (told,), source=source, published="2026-03-14")))


def found(one, other, sources=("Harbour Post", "Northern Ledger")):
    return list(rival_acts([*opened(one, sources[0]), *opened(other, sources[1])]))


@pytest.mark.parametrize(("one", "other", "kind"), [(CUT, DREDGED, "actor"), (APPROVED, PUT_OFF, "outcome")])
def test_one_act_told_otherwise_is_told_with_both_sentences(one, other, kind):
    (difference,) = found(one, other)
    assert difference.kind == kind
    assert [claim.text for claim in difference.versions] == [one, other]


@pytest.mark.parametrize(
    "other",
    [
        DREDGED.replace("Hether", "Merrin"),  # another cable
        DREDGED.replace("Thursday", "Monday"),  # another day
        DREDGED.replace("dredger Constance", "trawler Bright Annet"),
        DREDGED.replace("cut the cable", "did not cut the cable"),
        DREDGED.replace("dredger Constance", "boat").replace("harbour board", "port"),  # nobody is named
    ],
)
def test_another_act_is_no_rival(other):
    assert found(CUT, other) == []


@pytest.mark.parametrize(
    "other",
    [
        PUT_OFF.replace("city council", "upper house"),
        PUT_OFF.replace("Friday", "Tuesday"),
        PUT_OFF.replace("tram line 9", "the new hospital"),
        PUT_OFF.replace("postponed its decision on", "adopted the plan of"),
    ],
)
def test_another_decision_is_no_rival(other):
    assert found(APPROVED, other) == []


def test_one_outlet_is_no_rival_of_itself():
    assert found(CUT, DREDGED, ("Harbour Post", "Harbour Post")) == []
