import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.edition import Briefing
from assistant.json_out import briefing_json
from assistant.newsday import Day
from assistant.rounds import MOST_RUNS, Round, last_failures, last_runs, owed, pending_days, whole_days
from ingest.errors import DeliveryError, LibraryBusy, NotFound
from ingest.update import FeedOutcome

MORNING = datetime(2026, 3, 12, 6, 30, tzinfo=UTC)


def day(number):
    return date(2026, 3, number)


class Desk:
    """An assistant with articles of some days of March, and feeds that answer as told."""

    def __init__(self, *days):
        self.known, self.briefed, self.events, self.refused = [day(one) for one in days], [], [], {}
        self.shelf = Shelf()

    def update(self, _, /):
        for event in self.events:
            if isinstance(event, Exception):
                raise event
            yield event

    def days(self):
        return sorted(self.known, reverse=True)

    def brief(self, words, now, /):
        wanted = date.fromisoformat(words)
        if wanted in self.refused:
            raise self.refused[wanted]
        self.briefed.append(wanted)
        window = Day.of(wanted, UTC)
        made = Briefing(wanted, (window.start, window.end), f"Briefing for {wanted}")
        self.shelf.keep(now, briefing_json(made))
        return made


class Shelf:
    def __init__(self, *days):
        self.rows = [
            (datetime(2026, 3, one + 1, 6, 30, tzinfo=UTC).isoformat(), {"day": day(one).isoformat(), "stories": []})
            for one in days
        ]

    def kept(self):
        return self.rows

    def keep(self, made, data):
        self.rows.append((made.isoformat(), data))


class Diary:
    def __init__(self):
        self.text = ""

    def read(self):
        return self.text

    def write(self, text):
        self.text = text


class Post:
    """A mailbox, and what goes wrong with the next deliveries."""

    def __init__(self, *errors):
        self.sent, self.errors = [], list(errors)

    def __call__(self, data):
        if self.errors and (error := self.errors.pop(0)):
            raise error
        self.sent.append(data["day"])
        return []


def round_of(desk, shelf=None, post=None, diary=None):
    desk.shelf = shelf or desk.shelf
    return Round(desk, desk.shelf, diary or Diary(), UTC, post)


def test_the_day_that_has_ended_is_briefed_and_kept_not_the_one_that_runs():
    desk, shelf = Desk(10, 11, 12), Shelf(10)
    report = round_of(desk, shelf).run(MORNING)
    assert report.briefed == (day(11),)
    assert shelf.rows[-1][1]["title"] == "Briefing for 2026-03-11"


def test_a_day_is_briefed_once():
    desk = Desk(11)
    due = round_of(desk, Shelf(), Post())
    assert [due.run(MORNING + timedelta(hours=hour)).briefed for hour in range(3)] == [(day(11),), (), ()]
    assert due.send.sent == ["2026-03-11"]


def test_missed_days_are_caught_up_the_oldest_first():
    report = round_of(Desk(5, 6, 8, 9, 11, 12), Shelf(6)).run(MORNING)
    assert report.briefed == (day(8), day(9), day(11))


def test_a_long_absence_is_caught_up_for_two_weeks():
    days = [date(2026, 1, 1) + timedelta(offset) for offset in range(60)]
    shelf, desk = Shelf(), Desk()
    shelf.rows, desk.known = [("2026-01-02T06:30:00+00:00", {"day": "2026-01-01"})], days
    assert round_of(desk, shelf).run(MORNING).briefed == tuple(days[-14:])


def test_the_first_round_briefs_the_newest_day_not_the_whole_library():
    assert owed([day(3), day(9), day(11), day(12)], [], day(12)) == [day(11)]


def test_days_without_articles_are_not_briefed():
    report = round_of(Desk(9), Shelf(9)).run(MORNING)
    assert (report.briefed, report.failures) == ((), ())


def test_a_briefing_made_while_the_day_ran_does_not_stand_for_the_day():
    noon = ("2026-03-11T12:00:00+00:00", {"day": "2026-03-11", "stories": []})
    shelf = Shelf(10)
    shelf.keep(datetime.fromisoformat(noon[0]), noon[1])
    assert round_of(Desk(10, 11), shelf).run(MORNING).briefed == (day(11),)
    assert whole_days([noon], ZoneInfo("Pacific/Auckland")) == {day(11): noon[1]}  # where the day had ended by then


def test_the_newest_edition_of_a_day_is_the_one_that_counts():
    editions = [(f"2026-03-1{made}T06:30:00+00:00", {"day": "2026-03-11", "title": str(made)}) for made in (2, 4, 3)]
    assert whole_days(editions, UTC)[day(11)]["title"] == "4"


def test_a_day_begins_where_the_reader_is():
    late = datetime(2026, 3, 11, 23, 30, tzinfo=UTC)  # half past midnight of the 12th in Berlin
    desk = Desk(10, 11)
    assert Round(desk, Shelf(10), Diary(), ZoneInfo("Europe/Berlin")).run(late).briefed == (day(11),)
    assert round_of(Desk(10, 11), Shelf(10)).run(late).briefed == ()


def test_mail_that_could_not_be_sent_is_sent_by_the_next_round_without_briefing_anew():
    desk, post, diary = Desk(11), Post(DeliveryError("nobody answers")), Diary()
    due = round_of(desk, Shelf(), post, diary)
    first, second = due.run(MORNING), due.run(MORNING + timedelta(minutes=10))
    assert (first.briefed, first.sent, first.failures) == (
        (day(11),),
        (),
        ("the briefing for 2026-03-11: nobody answers",),
    )
    assert (second.briefed, second.sent, second.failures) == ((), (day(11),), ())
    assert desk.briefed == [day(11)]
    assert pending_days(diary) == []


def test_a_day_that_fails_does_not_hold_up_the_others_and_is_tried_again():
    desk, diary = Desk(9, 10, 11), Diary()
    desk.refused[day(10)] = LibraryBusy("process 7 is writing")
    due = round_of(desk, Shelf(9), None, diary)
    assert due.run(MORNING).briefed == (day(11),)
    assert pending_days(diary) == [day(10)]
    assert last_failures(diary) == ["the briefing for 2026-03-10: process 7 is writing"]
    desk.refused.clear()
    assert due.run(MORNING).briefed == (day(10),)
    assert (pending_days(diary), last_failures(diary)) == ([], [])


def test_a_round_that_is_killed_in_the_middle_is_taken_up_by_the_next():
    desk, diary, shelf = Desk(9, 10, 11), Diary(), Shelf(9)
    with pytest.raises(KeyboardInterrupt):
        round_of(desk, shelf, Post(None, KeyboardInterrupt()), diary).run(MORNING)
    assert pending_days(diary) == [day(11)]
    again = Post()
    assert round_of(desk, shelf, again, diary).run(MORNING).briefed == ()
    assert again.sent == ["2026-03-11"]
    assert desk.briefed == [day(10), day(11)]


def test_a_pending_day_whose_articles_are_gone_is_let_go():
    diary = Diary()
    diary.write(json.dumps({"pending": ["2026-03-02"]}))
    report = round_of(Desk(11), Shelf(11), None, diary).run(MORNING)
    assert (report.briefed, report.failures, pending_days(diary)) == ((), (), [])


@pytest.mark.parametrize(
    "events",
    [[LibraryBusy("process 7 is writing")], [FeedOutcome("https://a.example", "A", "failed", reason="no connection")]],
)
def test_while_the_feeds_cannot_be_asked_the_briefing_waits_for_the_last_try(events):
    desk = Desk(11)
    desk.events = events
    first = round_of(desk).run(MORNING, last_try=False)
    assert first.briefed == ()
    assert "process 7 is writing" in first.failures[0] or "no connection" in first.failures[0]
    assert round_of(desk).run(MORNING, last_try=True).briefed == (day(11),)


def test_one_feed_that_fails_among_others_holds_up_nothing():
    desk = Desk(11)
    desk.events = [
        FeedOutcome("https://a.example", "A", "failed"),
        FeedOutcome("https://b.example", "B", "read", new=2),
    ]
    report = round_of(desk).run(MORNING, last_try=False)
    assert (report.briefed, report.failures) == ((day(11),), ())


def test_a_refused_recipient_is_told_of_and_the_day_is_done():
    class Some(Post):
        def __call__(self, _):
            return ["mail.example refused ben@news.example"]

    diary = Diary()
    report = round_of(Desk(11), Shelf(), Some(), diary).run(MORNING)
    assert report.notices == ("mail.example refused ben@news.example",)
    assert pending_days(diary) == []


def test_a_day_that_is_not_there_any_more_is_a_failure_in_words():
    desk = Desk(11)
    desk.refused[day(11)] = NotFound("no article is of 2026-03-11")
    assert round_of(desk).run(MORNING).failures == ("the briefing for 2026-03-11: no article is of 2026-03-11",)


def test_the_last_rounds_are_remembered_the_newest_first_and_no_more_than_some():
    diary = Diary()
    for hour in range(MOST_RUNS + 3):
        round_of(Desk(11), Shelf(), None, diary).run(MORNING + timedelta(hours=hour))
    runs = last_runs(diary)
    assert len(runs) == MOST_RUNS
    assert runs[0][0] == MORNING + timedelta(hours=MOST_RUNS + 2)
    assert {words for _, words in runs} <= {"briefed 2026-03-11", "every day that has ended was briefed before"}


def test_a_briefing_made_while_the_clock_was_a_month_ahead_does_not_silence_the_days_until_then():
    ahead = date(2026, 4, 11)
    assert owed([day(9), day(10), day(11)], [day(9), ahead], day(12)) == [day(10), day(11)]
    assert owed([day(10), day(11)], [ahead], day(12)) == [day(11)]
    assert owed([day(11)], [day(11), ahead], day(12)) == []
    assert owed([ahead], [ahead], ahead + timedelta(1)) == []  # nor is it briefed again once it comes
