import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ingest.hygiene import clean, clean_line


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_nothing_invisible_is_left(text):
    left = {unicodedata.category(character) for character in clean(text) if character not in "\n\t"}
    assert not left & {"Cc", "Cs"}


def test_bidirectional_and_zero_width_marks_are_dropped():
    assert clean("pay\u202e \u200bto\u2066 me\U000e0041\u00ad") == "pay to me"


def test_odd_spaces_and_line_ends_become_plain_ones():
    assert clean("5\u00a0km\r\nnorth\u2028east") == "5 km\nnorth\neast"


def test_a_title_stays_on_one_line():
    assert clean_line("  Ferry\n\tsinks ") == "Ferry sinks"
