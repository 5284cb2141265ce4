import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import figures


def only(text):
    (found,) = figures(text)
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The fire took 12 houses.", 12, ""),
        ("Twenty-three people were ill.", 23, ""),
        ("It cost 4.7 million crowns.", 4_700_000, "crowns"),
        ("It cost $95 million.", 95_000_000, "$"),
        ("Turnout was 67.4 per cent.", 67.4, "%"),
        ("The yield rose to 5.84 per cent.", 5.84, "%"),
        ("She won 148,306 votes.", 148_306, ""),
        ("Three and a half million people came.", 3_500_000, ""),
    ],
)
def test_a_number_is_read_with_its_unit(text, value, unit):
    found = only(text)
    assert found.low <= value <= found.high
    assert found.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "Joren Vask, 51, was questioned.",
        "A man aged 81 was questioned.",
        "They met on 3 May 2025 at 19:15.",
        "Call 0123 456 7890 at any hour.",
        "It is a 10-point plan.",
        "Two of them were children.",
        "Four more people were found.",
        "He flew an F-16 home.",
    ],
)
def test_a_number_that_counts_nothing_is_left_out(text):
    assert figures(text) == []


def test_what_came_on_top_counts_nothing_where_its_sentence_tells_the_whole():
    told = figures("An additional 40 people were ill, which brought the number to 95.")
    assert [one.low for one in told] == [95]
    assert [one.low for one in figures("Another 24 people are missing.")] == [24]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Some 45,000 people marched.", "About 45,000 people marched.", True),
        ("Some 45,000 people marched.", "About 28,000 people marched.", False),
        ("More than 100 people died.", "A total of 103 people died.", True),
        ("Nearly 500 people died.", "A total of 480 people died.", True),
        ("There were 14 dead.", "There were 21 dead.", False),
        ("Between 20 and 30 houses burned.", "There were 25 houses that burned.", True),
        ("It cost 2.6 billion crowns.", "It cost 2.9 billion crowns.", False),
    ],
)
def test_roundings_and_ranges_may_be_one_number(one, other, same):
    assert only(one).fits(only(other)) is same


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("More than 70 people died.", True),
        ("Nearly 80 people died.", True),
        ("About 80 people died.", False),
        ("Some 45,000 people marched.", False),
        ("In all 84 people died.", False),
    ],
)
def test_a_bound_is_told_from_a_number_and_from_a_rounding(text, bound):
    assert only(text).is_bound is bound


def test_a_bound_is_nearer_to_the_number_that_it_all_but_tells():
    bound, near, far = (only(f"{number} people died.") for number in ("More than 70", "77", "84"))
    assert bound.apart(near) < bound.apart(far)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("There were 171 people aboard and not 164.", ["now", "denied"]),
        ("The toll rose to 21, from 14 on Monday.", ["now", "before"]),
        ("The service corrected the number from 164.", ["denied"]),
        ("Correction: the paper reported that 164 people were aboard.", ["denied"]),
    ],
)
def test_a_number_that_is_past_or_taken_back_says_so(text, roles):
    assert [one.role for one in figures(text)] == roles


@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(["12", "some", "million", "to", "from", "not", ",", "3 May", "-", "per cent", "and a half"]),
        max_size=9,
    ).map(" ".join)
)
def test_figures_lie_inside_their_sentence_and_fit_themselves(text):
    for one in figures(text):
        assert 0 <= one.start < one.end <= len(text)
        assert one.low <= one.high
        assert one.fits(one)


def test_a_dozen_is_twelve():
    assert [(round(one.low), round(one.high)) for one in figures("Three dozen halls and 14 quays were shut.")] == [
        (32, 40),
        (14, 14),
    ]
