import threading
from itertools import count, islice

import pytest

from assistant.pacing import WAITING, Limits, Silent, paced

PATIENT = Limits(silence=10, whole=10)


def test_the_pieces_come_in_order():
    assert list(paced(lambda: iter("ferry"), PATIENT)) == list("ferry")


def test_what_the_stream_raises_is_raised_to_its_reader_after_what_came_before():
    def breaks():
        yield "half"
        raise ConnectionResetError

    pieces = paced(breaks, PATIENT)
    assert next(pieces) == "half"
    with pytest.raises(ConnectionResetError):
        next(pieces)


def test_a_silent_stream_is_given_up():
    gate = threading.Event()

    def stalls():
        gate.wait(20)
        yield "late"

    with pytest.raises(Silent):
        list(paced(stalls, Limits(silence=0.05, whole=10)))
    gate.set()


def test_a_stream_without_end_is_given_up_in_time():
    with pytest.raises(Silent):
        for _ in paced(count, Limits(silence=10, whole=0.2)):
            pass


def test_a_stream_that_always_has_a_piece_ready_is_given_up_in_time_too():
    with pytest.raises(Silent):
        next(paced(count, Limits(silence=10, whole=0)))


def test_a_stream_that_is_no_longer_wanted_ends_though_it_says_nothing():
    gate, asked = threading.Event(), []

    def stalls():
        gate.wait(20)
        yield "late"

    def stopped():
        asked.append(1)
        return len(asked) > 2

    assert list(paced(stalls, PATIENT, stopped)) == []
    gate.set()


def test_a_stream_whose_reader_goes_away_is_closed():
    closed = threading.Event()

    def endless():
        try:
            yield from count()
        finally:
            closed.set()

    pieces = paced(endless, PATIENT)
    assert list(islice(pieces, 3)) == [0, 1, 2]
    pieces.close()
    assert closed.wait(5)


def test_a_stream_does_not_run_far_ahead_of_its_reader():
    given, full = [], threading.Event()

    def eager():
        for number in count():
            given.append(number)
            if number > WAITING:
                full.set()
            yield number

    pieces = paced(eager, PATIENT)
    next(pieces)
    assert full.wait(5)
    assert len(given) <= WAITING + 3
    pieces.close()
