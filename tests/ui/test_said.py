"""What is said of something that was done: who else writes to the library just then."""

import os

from ui.said import writes


def test_who_writes_is_told_from_this_page_itself():
    assert writes("4711") == "Another process (4711) is writing to the library"
    assert writes(str(os.getpid())) == "Another job of this page is writing to the library"
