"""Pictures of every view, in both themes and on a phone: `make screenshots` takes them into the folder `screenshots`.

The README's picture is a copy of `answer-light.png`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browsing import NEEDS_BROWSER, served, watched
from views import VIEWS, settled

pytestmark = NEEDS_BROWSER
FOLDER = Path(__file__).parent.parent.parent / "screenshots"
SIZES = {"": {"width": 1280, "height": 860}, "-phone": {"width": 390, "height": 844}}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The address of a page over the sample library."""
    with served(tmp_path_factory.mktemp("pictures") / "library", 8720) as address:
        yield address


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_view_has_its_picture(home: str, theme: Any, size: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    with watched(viewport=SIZES[size], color_scheme=theme) as context:
        page = context.new_page()
        for name, (path, prepare) in VIEWS.items():
            page.goto(home + path)
            prepare(page)
            settled(page)
            file = FOLDER / f"{name.split(' ', 1)[1]}-{theme}{size}.png"
            page.screenshot(path=file)
            assert file.stat().st_size > 10_000
