"""What two tellings share in one order."""

from __future__ import annotations

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from assistant.blocks import blocks

WORDS = st.lists(st.sampled_from("the ferry sank late in old port Aldo".split()), max_size=14)


@given(WORDS, WORDS)
def test_the_shared_stretches_are_those_of_the_standard_library(one: list[str], other: list[str]):
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    assert blocks(one, tuple(other)) == [tuple(block) for block in matcher.get_matching_blocks() if block.size]


def test_of_names_that_changed_places_the_first_is_the_one_that_both_share():
    assert blocks(["Hale", "met", "Orr"], ("Orr", "met", "Hale")) == [(0, 2, 1)]
