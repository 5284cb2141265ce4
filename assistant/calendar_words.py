"""The days and times that a text names, as spans of days, so that "on Monday" and "11 March" can be the same day.

What a text tells without a year or by the day of the week is read from the day it was published. A claim may be less exact
than its source ("in February" for "on 24 February"), never more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.figures import SMALL, TENS
from assistant.wording import MOST_TOLD, Wording, around, lowered
from assistant.years import counts, is_verb

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_TRIGGERS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct
    nov dec monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight night day days week weeks weekend
    month months year years decade decades spring summer autumn fall winter noon midday midnight ago earlier later morning afternoon evening
    o'clock""".split()
)
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_NUMBERS = {word: int(number) for word, number in (SMALL | TENS).items()} | {"a": 1, "an": 1}
_LONG = {"day": 1, "week": 7, "month": 30, "year": 365}
Days = tuple[date, date]
Parts = tuple[int | None, int | None, int | None]  # year, month, day as far as they are told


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, span of days or time of day that a text names: its place, the words, and what they may mean.

    `days` are the spans that the words may name; empty where that takes a day of publication that is not known. A weak one
    ("today", "now", "may") is often no date at all and tells only beside a rival.
    """

    start: int
    end: int
    key: str
    days: tuple[Days, ...] = ()
    weak: bool = False
    parts: Parts = (None, None, None)

    def bears_out(self, claimed: Moment) -> bool:
        """Whether a source that names this moment bears out a claim that names the other."""
        if self.key == claimed.key or self._tells_all_of(claimed):
            return True
        return any(
            first <= told_first and told_last <= last
            for told_first, told_last in self.days
            for first, last in claimed.days
        )

    def _tells_all_of(self, claimed: Moment) -> bool:
        """Whether year, month and day are the claim's, as far as it tells them; a year that nobody knows may be any."""
        told, wanted = self.parts, claimed.parts
        if wanted[1] is None and wanted[0] is None:
            return False
        if told[0] is None and not self.days:
            told = (wanted[0], *told[1:])
        return all(want is None or want == tell for want, tell in zip(wanted, told, strict=True))


def moments(wording: Wording, published: date | None) -> list[Moment]:
    """The days and times of a text, in order.

    >>> from assistant.wording import read
    >>> [one.key for one in moments(read("It fell on Monday, 24 February 2022, at 10am."), None)]
    ['mon', '2022-2-24', '10:00']
    """
    found: list[Moment] = []
    near = list(around(wording, _TRIGGERS))
    plain, cased = (lowered(wording.text), wording.cased) if near else ("", False)
    for pattern, read in _READERS if near else ():
        for match in [match for place in near for match in pattern.finditer(plain, *place)][:MOST_TOLD]:
            try:
                moment = read(match, published)
            except (ValueError, OverflowError):
                continue
            if not moment or (cased and is_verb(wording.text, (moment.start, moment.end))):
                continue
            if not any(one.start < moment.end and moment.start < one.end for one in found):
                found.append(moment)
    return sorted(found, key=lambda one: one.start)


def _year_of(month: int, day: int, published: date | None) -> int | None:
    """The year of a day without one: the one in which it lies nearest to the day of publication."""
    if published is None:
        return None
    near = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            near.append((abs((date(year, month, day) - published).days), year))
        except ValueError:
            continue
    return min(near)[1] if near else None


def _dated(match: re.Match[str], published: date | None) -> Moment | None:
    day, month = int(match["day"] or match["day2"]), match["month"] or match["month2"]
    number = MONTHS.index(month[:3].lower()) + 1
    if not 1 <= day <= 31:
        return None
    after = match["year"] or match.groupdict().get("year2")  # of "August 6-8, 2016" both days are of that year
    written = int(after) if after else None
    year = written or _year_of(number, day, published)
    days = () if year is None else ((date(year, number, day),) * 2,)
    start, end = match.span()
    return Moment(start, end, f"{written or ''}-{number}-{day}", days, parts=(written, number, day))


def _of_range(match: re.Match[str], published: date | None) -> Moment | None:
    """The day of a range that stands without its month ("7 to 8 August", "August 7-8")."""
    found = _dated(match, published)
    return (
        replace(
            found,
            start=match.start((match["day"] and "day") or "day2"),
            end=match.end((match["day"] and "day") or "day2"),
        )
        if found
        else None
    )


def _iso(match: re.Match[str], _: date | None) -> Moment:
    day = date.fromisoformat(match[0])
    return Moment(
        *match.span(), f"{day.year}-{day.month}-{day.day}", ((day, day),), parts=(day.year, day.month, day.day)
    )


def _month(match: re.Match[str], published: date | None) -> Moment | None:
    number = MONTHS.index(match["month"][:3].lower()) + 1
    written = int(match["year"]) if match["year"] else None
    year = written or (_year_of(number, 15, published))
    key = f"{written or ''}-{number}"
    weak = match["month"].lower() in {"may", "march"} and not match["year"] and not match["before"]
    if match["month"] == "may" and weak:  # in lower case "may" is hardly ever the month
        return None
    start = match.start("month")
    if year is None:
        return Moment(start, match.end(), key, weak=weak, parts=(None, number, None))
    first = date(year, number, 1)
    spans = [first]
    if not written and published:
        spans = [first.replace(year=one) for one in (year - 1, year, year + 1)]
    return Moment(
        start, match.end(), key, tuple((one, _end_of_month(one)) for one in spans), weak, (written, number, None)
    )


def _end_of_month(first: date) -> date:
    return (first + timedelta(31)).replace(day=1) - timedelta(1)


def _year(match: re.Match[str], _: date | None) -> Moment | None:
    if counts(match.string, (match.start("year"), match.end())):
        return None
    year = int(match["year"])
    last = date(year + 9, 12, 31) if match["decade"] else date(year, 12, 31)
    key = f"{year}s" if match["decade"] else f"{year}"
    parts: Parts = (None if match["decade"] else year, None, None)
    return Moment(match.start("year"), match.end(), key, ((date(year, 1, 1), last),), parts=parts)


def _weekday(match: re.Match[str], published: date | None) -> Moment:
    key = match["weekday"][:3].lower()
    if published is None:
        return Moment(*match.span("weekday"), key)
    back = (published.weekday() - DAYS.index(key)) % 7
    way = (match["which"] or "").lower()
    options = {"last": (-back, -back - 7), "next": (7 - back, 14 - back), "this": (7 - back if back else 0, -back)}
    steps = options.get(way, (-back, 7 - back, -7 if back == 0 else -back))
    days = tuple(dict.fromkeys(published + timedelta(step) for step in steps))
    return Moment(*match.span("weekday"), key, tuple((day, day) for day in days))


def _near(match: re.Match[str], published: date | None) -> Moment:
    word = match[0].lower()
    step = -1 if word in {"yesterday", "last night"} else 1 if word == "tomorrow" else 0
    key = {"last night": "yesterday", "tonight": "today"}.get(word, word if step else "today")
    return _days_at(match, key, published, (step, step), weak=key == "today")


def _days_at(
    match: re.Match[str], key: str, published: date | None, steps: tuple[int, int], *, weak: bool = False
) -> Moment:
    days = ((published + timedelta(steps[0]), published + timedelta(steps[1])),) if published else ()
    return Moment(*match.span(), key, days, weak)


def _ago(match: re.Match[str], published: date | None) -> Moment:
    word = match["count"].lower()
    count = _NUMBERS.get(word) or int(word)
    unit, way = match["unit"].lower(), -1 if match["way"].lower() == "ago" else 1
    if unit == "decade":
        unit, count = "year", count * 10
    weak = match["way"].lower() in {"earlier", "later"}  # than what is told, not than the day of publication
    if published is None or unit in {"day", "week"}:
        step, around_it = way * count * _LONG[unit], 3 if unit == "week" else 0
        return _days_at(match, f"{count} {unit} {way}", published, (step - around_it, step + around_it), weak=weak)
    return Moment(*match.span(), f"{count} {unit} {way}", _stretches(unit, way * count, published), weak)


def _span(match: re.Match[str], published: date | None) -> Moment:
    which, unit = match["which"].lower(), match["unit"].lower()
    which = {"past": "last", "previous": "last", "coming": "next", "current": "this"}.get(which, which)
    key = f"{which} {unit}"
    if published is None:
        return Moment(*match.span(), key, weak=which == "this")
    step = {"last": -1, "this": 0, "next": 1}[which]
    narrated = match.string.endswith(
        "the ", 0, match.start()
    )  # "early the next year": the one after what was told before
    return Moment(*match.span(), key, _stretches(unit, step, published), which == "this" or narrated)


def _stretches(unit: str, step: int, published: date) -> tuple[Days, ...]:
    if unit == "week":
        monday = published - timedelta(published.weekday()) + timedelta(7 * step)
        return ((monday, monday + timedelta(6)),)
    if unit == "weekend":
        saturday = published - timedelta(published.weekday()) + timedelta(5 + 7 * step)
        return ((saturday, saturday + timedelta(1)),)
    if unit == "month":
        number = published.year * 12 + published.month - 1 + step
        first = date(number // 12, number % 12 + 1, 1)
        return ((first, _end_of_month(first)),)
    if unit in _SEASONS:
        begins, ends = _SEASONS[unit]
        years = (
            (published.year - 1, published.year, published.year + 1)
            if step == 0
            else (published.year + step, published.year)
        )
        return tuple((date(year, begins, 1), _end_of_month(date(year + (ends < begins), ends, 1))) for year in years)
    year = published.year + step
    return ((date(year, 1, 1), date(year, 12, 31)),)


def _clock(match: re.Match[str], _: date | None) -> Moment | None:
    word = match[0].lower()
    if word in {"noon", "midday", "midnight"}:
        return Moment(*match.span(), "0:00" if word == "midnight" else "12:00")
    if match["past"]:
        return Moment(*match.span(), "0:30" if word.endswith("midnight") else "12:30")
    hour, minute = int(match["hour"] or match["hour2"]), int(match["minute"] or match["minute2"] or 0)
    half = (match["half"] or "").lower().replace(".", "")
    if hour > 24 or minute > 59 or (half and hour > 12):
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return Moment(*match.span(), f"{hour}:{minute:02}")


def _hour(match: re.Match[str], _: date | None) -> Moment | None:
    """The hour of "since seven on Saturday morning"."""
    hour = _NUMBERS.get(match["hour"]) or int(match["hour"])
    late = match["half"] != "morning"
    minute = "30" if match["past"] else "00"
    return Moment(*match.span("hour"), f"{hour % 12 + 12 * late}:{minute}") if hour <= 12 else None


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date | None], Moment | None]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"\b(?:19|20)\d\d-\d\d-\d\d\b", _iso),
        (rf"\b(?P<day>\d{{1,2}})(?P<day2>)(?=(?:st|nd|rd|th)?\s?(?:-|–|to|and|or)\s?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})(?P<month2>)(?:,? (?P<year>{_YEAR})\b)?)", _of_range),
        (rf"(?P<day>)(?P<month>)\b(?P<month2>{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?\s?(?:-|–|to|and|or)\s?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]|,\d)(?:,? (?P<year>{_YEAR})\b)?", _of_range),
        (rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?,? (?P<month>{_MONTH})|(?P<month2>{_MONTH}) (?:the )?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]|,\d))(?:,? (?P<year>{_YEAR})\b|(?=\s?[-–]\s?\d{{1,2}},? (?P<year2>{_YEAR})\b))?", _dated),
        (r"\b(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>[ap]\.?m\b\.?)|(?P<hour2>\d{1,2}):(?P<minute2>\d\d)(?![\d:])|(?P<past>half past )?(?:noon|midday|midnight))", _clock),
        (r"\b(?:at|by|since|until|till|before|after|from|around|about|between|and|to) (?P<past>half past )?(?P<hour>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: o[’']clock)?(?= (?:(?:and|to) [a-z0-9]+ )?(?:(?:on|in|the|this|that|[a-z]+day) )*(?P<half>morning|afternoon|evening)\b)", _hour),
        (rf"\b(?P<count>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}) (?P<unit>day|week|month|year|decade)s? (?P<way>ago|earlier|later|from now)\b", _ago),
        (r"\b(?P<which>last|this|next|past|previous|coming|current) (?P<unit>week|weekend|month|year|spring|summer|autumn|fall|winter)\b", _span),
        (r"\b(?:yesterday|last night|tomorrow|today|tonight)\b", _near),
        (r"\b(?:(?P<which>last|this|next) )?(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", _weekday),
        (rf"(?P<before>\b(?:in|since|by|until|till|of|last|next|this|early|late|mid|in mid|since mid|during|from|to|and|through|end of|before|after)[ -])?(?<!\w)(?P<month>{_MONTH})(?![\w-])(?:,? (?P<year>{_YEAR})\b)?", _month),
        (r"(?:(?<![\w.,$€£-])|(?<=mid-)|(?<=\d\d\d\d[-–]))(?P<year>(?:19|20)\d\d|(?<=in )1[5-8]\d\d)(?P<decade>s)?(?!\w|[.,]\d|%| (?:[a-z]+ )?(?:people|soldiers|troops|million|billion|men|women|children|civilians|dollars|tonnes|tons|km|miles|metres))", _year),
    )
)  # fmt: skip


def spans(found: list[Moment]) -> Iterator[tuple[int, int]]:
    """The places of moments."""
    return ((one.start, one.end) for one in found)
