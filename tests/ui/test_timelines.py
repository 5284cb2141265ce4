"""The drawings of what happened when: what they are drawn in must be seen, and their days be named."""

from datetime import date

import pytest

from ui.launch import OPTIONS
from ui.timelines import POINT, ticks

BACKGROUNDS = {"light": "#ffffff", "dark": "#171614"}  # Streamlit's own


def luminance(colour):
    """The relative luminance of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", sorted(BACKGROUNDS))
def test_a_point_stands_out_from_the_background_of_either_theme(theme):
    assert POINT == "--st-primary-color"
    colour = OPTIONS[f"theme.{theme}.primaryColor"]
    background = OPTIONS.get(f"theme.{theme}.backgroundColor", BACKGROUNDS[theme])
    one, other = sorted((luminance(colour), luminance(background)))
    assert (other + 0.05) / (one + 0.05) >= 3


@pytest.mark.parametrize("last", [date(2026, 3, 9), date(2026, 3, 10), date(2026, 5, 2), date(2199, 1, 1)])
def test_the_first_and_the_last_day_are_named_and_never_many_between_them(last):
    first = date(2026, 3, 9)
    named = ticks(first, last)
    assert (named[0], named[-1]) == (first, last)
    assert len(named) <= 6
    assert named == sorted(set(named))
