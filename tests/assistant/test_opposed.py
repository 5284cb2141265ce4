"""A claim that tells of somebody the opposite of what its source tells of him is found, however far its words stand from the source's."""

import pytest

from assistant.opposed import opposed
from assistant.verify import Source, verify
from assistant.wording import read

TEXT = "The senate of Ostia voted on Tuesday to approve 95 million crowns in aid for Velmora. Police arrested Ivo Orr, a deputy minister."


def found(claim, text=TEXT):
    mine, told = read(claim), read(text)
    return [claim[start:end] for start, end in opposed(mine, told, (0, len(text)))]


@pytest.mark.parametrize(
    ("claim", "act"),
    [("The senate rejected the aid package for Velmora.", "rejected"), ("Police freed Ivo Orr after a day.", "freed")],
)
def test_the_opposite_of_what_somebody_did_is_found(claim, act):
    assert found(claim) == [act]
    assert verify(claim, [Source(TEXT)]).verdict == "unsupported"


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The senate approved the aid.", TEXT),
        ("The governor rejected the aid.", TEXT),
        ("The aid was rejected by the council.", TEXT),
        ("The senate rejected the aid.", "The senate rejected the aid that the council had approved."),
        ("The senate rejected the aid.", "The senate did not approve the aid."),
        ("The senate rejected the aid.", "The aid of the senate was approved by others."),
        ("", TEXT),
    ],
)
def test_other_doers_denials_and_what_is_told_are_left_alone(claim, text):
    assert found(claim, text) == []
