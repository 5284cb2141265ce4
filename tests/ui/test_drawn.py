import re

import pytest

from ui import citation, left_out, source_pane, told_parts
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


@pytest.mark.parametrize("script", [citation._CLAIMS, told_parts._TOLD, source_pane._SOURCE, left_out._LEFT_OUT])
def test_no_two_functions_of_a_components_script_share_a_name(script):
    names = re.findall(r"^(?:function|const|let) (\w+)", script, re.M)
    assert len(names) == len(set(names))  # or the browser refuses the whole script
