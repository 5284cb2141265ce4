"""The charts: what they are drawn in must be seen."""

import pytest

from ui.timelines import COLOURS

BACKGROUNDS = {"light": "#ffffff", "dark": "#0e1117"}  # Streamlit's own


def luminance(colour):
    """The relative luminance of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", sorted(BACKGROUNDS))
def test_a_point_of_a_chart_stands_out_from_the_background(theme):
    one, other = sorted((luminance(COLOURS[theme]), luminance(BACKGROUNDS[theme])))
    assert (other + 0.05) / (one + 0.05) >= 3
