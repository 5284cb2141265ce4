"""A claim of few words is borne out by a source that tells each of them, in whatever form."""

import pytest

from assistant.bearing import says_its_own
from assistant.verify import Source, verify
from assistant.wording import read

TEXT = "The province sent two lorries of bread to Port Aldo, where governor Ada Hale had asked for it. Mayor Tom Reed stepped down."


@pytest.mark.parametrize(
    "claim", ["Hale lost.", "Ada Hale was convicted.", "The port closed.", "Reed vetoed the bread."]
)
def test_a_claim_of_few_words_with_one_of_its_own_is_not_supported(claim):
    assert says_its_own(read(claim), read(TEXT), "")
    assert verify(claim, [Source(TEXT)]).verdict == "unsupported"


@pytest.mark.parametrize(
    "claim",
    ["Reed resigned.", "Hale requested bread.", "Bread was sent.", "Two trucks were sent.", "The mayor has quit."],
)
def test_a_claim_of_few_words_may_tell_them_in_other_forms(claim):
    assert not says_its_own(read(claim), read(TEXT), "")
    assert verify(claim, [Source(TEXT)]).verdict == "supported"


def test_what_stands_around_the_source_tells_who_is_meant():
    assert says_its_own(read("Imhof resigned."), read("She resigned on Monday."), "")
    assert not says_its_own(read("Imhof resigned."), read("She resigned on Monday."), "Rosa Imhof gives up the harbour")


def test_a_longer_claim_may_have_words_of_its_own():
    claim = "Two lorries with bread reached Port Aldo after a plea by governor Hale."
    assert not says_its_own(read(claim), read(TEXT), "")
    assert verify(claim, [Source(TEXT)]).verdict == "supported"
