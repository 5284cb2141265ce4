"""Who does something, and to whom it is done."""

import pytest

from assistant.actors import exchanged, owned_up, turned_round
from assistant.verify import Source, verify
from assistant.wording import read

TOLD = (
    "Hale said that the deputy mayor of Tarn had overruled the audit office to sell the mill. The chief auditor was away. "
    "The ferry capsized on the lake. The coach praised the young keeper, and the crowd cheered."
)


def wrong(claim, told=TOLD):
    return [claim[start:end] for start, end in turned_round(read(claim), read(told))]


@pytest.mark.parametrize(
    ("claim", "told", "doer"),
    [
        ("The chief auditor overruled the deputy mayor to sell the mill.", TOLD.replace(" of Tarn", ""), "chief auditor"),
        ("The young keeper praised the coach.", TOLD, "young keeper"),
        ("The crowd praised the coach.", TOLD, "crowd"),
    ],
)  # fmt: skip
def test_who_does_it_in_the_source_is_not_the_one_to_whom_it_is_done(claim, told, doer):
    assert wrong(claim, told) == [doer]
    assert verify(claim, [Source(told)]).verdict == "unsupported"


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("The coach praised the keeper.", TOLD),
        ("The keeper was praised by the coach.", TOLD),
        ("The storm capsized the ferry.", TOLD),  # it capsized: nobody to whom it did so is told
        ("The crowd praised the coach.", f"{TOLD} The crowd praised the coach."),
        ("The crowd praised the coach.", f"{TOLD} The coach was praised by the crowd."),
        ("The singer married the actor.", "The actor married the singer in May."),
        ("The mayor invited the judge to a meal.", "The mayor wished to win over the judge, inviting the head of the court."),
        ("The crowd admired the coach.", TOLD),
    ],
)  # fmt: skip
def test_what_the_source_tells_so_or_does_not_tell_is_let_be(claim, told):
    assert wrong(claim, told) == []


def test_names_that_change_places_are_found():
    told = read("Ada Hale accused Cal Orr of fraud.")
    assert [*exchanged(read("Cal Orr accused Ada Hale of fraud."), told)] == [(0, 7)]
    assert [*exchanged(read("Ada Hale accused Cal Orr of fraud."), told)] == []


OWNS_UP = (
    "The case rests on one clerk who admitted lying to the board and burning papers, Hale said. Cal Orr left early."
)


def given_away(claim, told=OWNS_UP):
    return [claim[start:end] for start, end in owned_up(read(claim), read(told))]


def test_what_somebody_owns_up_to_is_nobody_elses_deed():
    claim = "The clerk said Orr had lied to the board and burned papers."
    assert given_away(claim) == ["Orr"]
    assert verify(claim, [Source(OWNS_UP)]).verdict == "unsupported"
    assert given_away("The clerk said Orr had lied.", OWNS_UP.replace("admitted", "pleaded guilty to")) == ["Orr"]


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("The clerk admitted that he had lied to the board.", OWNS_UP),
        ("Hale said the clerk had lied to the board.", OWNS_UP),
        ("The clerk said Orr had lied to the board.", f"{OWNS_UP} Orr lied, too."),
        ("The clerk Orr lied to the board.", OWNS_UP.replace("one clerk", "the clerk Orr")),
        ("The clerk said Orr was away.", OWNS_UP),
    ],
)
def test_who_owns_up_has_done_it_and_others_may_have_too(claim, told):
    assert given_away(claim, told) == []
