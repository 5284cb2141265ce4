from hypothesis import given
from hypothesis import strategies as st

from assistant.overlaps import overlaps, spread

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(SPANS), SPANS)
def test_one_overlaps_some_where_it_overlaps_any_of_them(spans, one):
    start, end = one
    assert overlaps(spread(spans), start, end) == any(other[0] < end and start < other[1] for other in spans)
