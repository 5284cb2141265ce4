import pytest

from ui.drawn import joined


@pytest.mark.parametrize(
    ("spans", "drawn"),
    [
        ([(10, 20), (0, 5)], [(0, 5), (10, 20)]),
        ([(0, 20), (0, 15)], [(0, 20)]),
        ([(0, 10), (5, 15), (14, 20)], [(0, 20)]),
        ([(0, 5), (5, 9)], [(0, 5), (5, 9)]),
        ([], []),
    ],
)
def test_cited_words_that_overlap_are_marked_once(spans, drawn):
    assert joined(spans) == drawn
