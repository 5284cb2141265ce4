"""What a claim changes in a sentence that it otherwise repeats."""

import pytest

from assistant.altered import alterations, replaced, turned, voiced
from assistant.wording import read

TOLD = "Mayor Ada Hale said in Port Aldo that the old bridge over the river would be closed to lorries in May."


def changes(claim):
    return alterations(read(claim), read(TOLD), (0, len(TOLD)))


@pytest.mark.parametrize(
    ("old", "new"), [("would be", "would not be"), ("closed", "opened"), ("over the", "under the"), ("be closed", "never be closed")]
)  # fmt: skip
def test_a_turned_meaning_is_found(old, new):
    claim = TOLD.replace(old, new)
    assert len(list(turned(read(claim), changes(claim)))) == 1


@pytest.mark.parametrize(("old", "new"), [("Ada Hale", "Cal Orr"), ("Port Aldo", "Eskle"), ("Mayor Ada Hale", "Orr")])
def test_another_name_in_the_same_place_is_found(old, new):
    claim = TOLD.replace(old, new)
    assert [claim[start:end] for start, end in replaced(read(claim), read(TOLD), changes(claim))] == [new]


@pytest.mark.parametrize(
    "claim", [TOLD.replace("Mayor Ada ", ""), TOLD.replace("said in", "said on Monday in"), TOLD.replace("old ", "")]
)
def test_what_is_shortened_or_added_turns_nothing(claim):
    found = changes(claim)
    assert not [*turned(read(claim), found), *replaced(read(claim), read(TOLD), found)]


def test_words_of_ones_own_give_nothing_to_set_side_by_side():
    assert changes("Lorries must stay off the bridge, according to the mayor.") == []


def test_another_plain_speaker_is_found():
    told, claim = (
        f"The {who} said that the old bridge over the river would be closed." for who in ("officials", "analysts")
    )
    found = alterations(read(claim), read(told), (0, len(told)))
    assert [claim[start:end] for start, end in voiced([(0, len("The analysts"))], found)] == ["analysts"]
