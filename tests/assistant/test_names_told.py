"""The names of a claim beside those of its source."""

import pytest

from assistant.names_told import unborne
from assistant.wording import read

TOLD = (
    "President Volodymyr Zelenskyy met Russians and U.S. officials in Kyiv on Monday, said the Institute for the Study of War. "
    "Secretary of State Ada Hale and Cal Orr came from the United Kingdom after World War II."
)


def missing(claim, context=""):
    return [claim[start:end] for start, end in unborne(read(claim), read(TOLD), context)]


@pytest.mark.parametrize(
    "claim",
    [
        "On Monday Zelensky met officials of the United States.",
        "Mr Zelenskiy met American officials.",
        "Russia's delegation was met in the capital of Ukraine.",
        "The ISW said so.",
        "Orr and Hale came from Britain after the Second World War.",
        "Officials of Washington came.",
        "Although Hale came, nothing happened.",
        "Without Russia, nothing happened.",
        "Officials of the White House came.",
        "Kiev was where they met.",
        "Secretary of State Hale met Żełenskyj.",
    ],
)
def test_a_name_in_another_form_is_borne_out(claim):
    assert missing(claim) == []


@pytest.mark.parametrize(
    ("claim", "name"),
    [
        ("Zelenskyy met the officials in Lviv.", "Lviv"),
        ("The ISS said so.", "ISS"),
        ("Cal Hale came from the United Kingdom.", "Cal Hale"),
        ("Germany's delegation was met in Kyiv.", "Germany"),
    ],
)
def test_a_name_that_is_not_told_is_found(claim, name):
    assert missing(claim) == [name]


def test_the_context_bears_a_name_out():
    assert missing("They met in Lviv.", "Talks in Lviv") == []
