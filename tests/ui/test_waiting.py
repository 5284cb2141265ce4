"""The line in front of the desk, without threads."""

from dataclasses import dataclass

from ui import waiting
from ui.waiting import Line


@dataclass(eq=False)
class Somebody:
    follows: str
    lane: str = "extractive"


def line_of(*places):
    return Line(list(places))


def served(line):
    found = []
    while (one := line.next()) is not None:
        found.append(one)
    return found


def test_no_more_are_served_at_once_than_a_lane_takes_and_the_first_come_first():
    some = [Somebody(f"c{number}") for number in range(5)]
    line = line_of(*some)
    assert served(line) == some[:2]
    line.done(some[1])
    assert served(line) == [some[2]]


def test_questions_for_a_chat_model_hold_nobody_else_up():
    slow = [Somebody(f"m{number}", "chat model") for number in range(9)]
    quick = Somebody("c")
    assert served(line_of(*slow, quick)) == [*slow[: waiting.AT_ONCE["chat model"]], quick]


def test_the_questions_of_one_conversation_are_served_in_order_in_whichever_lane():
    first, second, third = Somebody("quay", "chat model"), Somebody("quay"), Somebody("quay", "chat model")
    line = line_of(first, second, third)
    for one in (first, second, third):
        assert served(line) == [one]
        line.done(one)


def test_who_waits_is_told_how_many_are_before_in_the_same_lane_or_conversation():
    some = [Somebody(f"c{number}") for number in range(4)]
    other = Somebody("m", "chat model")
    after = Somebody("m")
    line = line_of(other, *some, after)
    assert served(line) == [other, *some[:2]]
    assert [line.before(one) for one in (some[0], some[2], some[3])] == [0, 2, 3]
    assert line.before(after) == 5


def test_who_leaves_the_line_is_not_served_and_who_is_served_cannot_leave():
    some = [Somebody(f"c{number}") for number in range(3)]
    line = line_of(*some)
    assert served(line) == some[:2]
    assert line.leave(some[2])
    assert not line.leave(some[0])
    line.done(some[0])
    assert served(line) == []


def test_a_line_is_full_at_some_length():
    line = line_of(*(Somebody(f"c{number}") for number in range(waiting.MOST_WAITING)))
    assert line.is_full
    line.next()
    assert not line.is_full
