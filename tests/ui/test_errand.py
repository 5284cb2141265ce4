"""What a page has done in a thread: it ends whatever happens, and says how."""

import threading

from ingest.errors import BriefingError
from ui import errand


def ended(work):
    begun = errand.begin("The quay is looked at", work)
    assert begun.done.wait(20)
    return begun


def test_what_has_come_is_there_before_the_end():
    came, go_on = threading.Event(), threading.Event()

    def work():
        yield True, "the wall is whole"
        came.set()
        go_on.wait(20)
        yield False, "the pier is not"

    begun = errand.begin("The quay is looked at", work)
    assert came.wait(20)
    assert (begun.told, begun.done.is_set()) == ([(True, "the wall is whole")], False)
    go_on.set()
    assert begun.done.wait(20)
    assert begun.told[1] == (False, "the pier is not")


def test_an_error_of_ours_is_told_in_its_own_words_after_what_had_come():
    def work():
        yield True, "the wall is whole"
        raise BriefingError("the pier cannot be seen; wait for low tide")

    found = ended(work)
    assert (len(found.told), found.failure) == (1, "the pier cannot be seen; wait for low tide")


def test_any_other_error_ends_it_too_and_repeats_nothing_of_what_it_says():
    def work():
        yield True, "the wall is whole"
        raise RuntimeError("secret")

    assert ended(work).failure == "it stopped (RuntimeError); the log of the server says more"
