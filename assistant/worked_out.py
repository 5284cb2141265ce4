"""What a reader works out from a source: how long ago a day is, how many are listed, how much a share of a count comes to.

"For the first time in 38 years" is borne out by "since 1988" in a report of 2026, "the three states" by their names. Only numbers
that a source does not tell are looked for here, so what is worked out never stands against what is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, islice, pairwise

from assistant.amounts import SHARE_ROUGH, Quantity
from assistant.calendar_words import Moment
from assistant.figures import SMALL
from assistant.wording import Wording

DAY = 86400.0  # seconds
MONTH = 31  # days
FEW_DAYS, FEW_MONTHS = 70, 30  # up to which a time is told in days or weeks, and in months
MOST_LISTED = 12
MOST_NUMBERS = 16  # of a source that are set against each other: of so many more anything could be worked out
NEAR = 0.15  # how far what is worked out may be from what "nearly" or "more than" tells
NEAR_RATIO = 0.04  # how far "four times" may be from it
_NAME = r"[A-Z][\w’'-]{0,40}"  # bounded, as in a text of nothing but names each of them would be read to the end of it
_LISTED = re.compile(
    rf"\b(?:{_NAME}(?: {_NAME}){{0,5}}(?:, and |, | and |, as well as | or )(?:the |of )?){{1,{MOST_LISTED}}}[A-Z]\w+"
)
_BESIDE = re.compile(
    rf"\b(?:(?:(?P<count>{'|'.join(SMALL)})|an?|the) (?P<unit>day|week)s? (?P<way>after|before|earlier|later)"
    r"|the (?P<next>next|following|previous) day)\b",
    re.I,
)
_BETWEEN = re.compile(r", and |, as well as |, | and | or ")
_AGO = re.compile(
    r"(?P<count>\d+) (?P<unit>day|week|month|year) -?1"
)  # the key of "11 weeks ago" and "four months earlier"
_SPANS = {"seconds", "months"}
_UNITS_APART = {"%": ("points", "")}  # "four points ahead" of 17 and 21 per cent
_LASTING = re.compile(
    r"\b(?:over|for|during|throughout) the (?:past|last|previous|next) (?P<unit>week|month|year|decade|century)\b", re.I
)
_AGES = {
    "day": ("seconds", DAY),
    "week": ("seconds", 7 * DAY),
    "month": ("months", 1.0),
    "year": ("months", 12.0),
    "decade": ("months", 120.0),
    "century": ("months", 1200.0),
}


def follows(
    claimed: Quantity | Moment, source: Wording, told: Sequence[Quantity | Moment], published: date | None
) -> bool:
    """Whether a number or a day of a claim follows from the numbers, the days and the lists of names of its source.

    >>> from assistant.calendar_words import moments
    >>> from assistant.wording import read
    >>> source = read("Rovers won it for the first time since 1988.")
    >>> (told := moments(source, date(2026, 5, 16)))[0].key
    '1988'
    >>> follows(Quantity(0, 8, 456, 456, "months", plain=38), source, told, date(2026, 5, 16))
    True
    """
    counts = [one for one in told if isinstance(one, Quantity)]
    days = [one for one in told if isinstance(one, Moment)]
    if isinstance(claimed, Moment):
        return any(other.bears_out(claimed) for other in days_beside(source, days))
    return any(
        other.unit == claimed.unit and other.bears_out(claimed) and abs(other.low - claimed.low) <= NEAR * claimed.low
        for other in _worked_out(source, counts, days, published)
        if not (claimed.bound and other.unit == "" and other.sort == "count")
    )


def days_beside(source: Wording, days: Sequence[Moment]) -> Iterator[Moment]:
    """The days that a source counts from another of the same sentence ("on Wednesday, two days after").

    >>> from assistant.calendar_words import moments
    >>> from assistant.wording import read
    >>> source = read("It struck on Wednesday, a day after it was warned.")
    >>> [str(first) for (first, _), *_ in (one.days for one in days_beside(source, moments(source, date(2024, 11, 21))))]
    ['2024-11-19']
    """
    single = [one for one in days if one.days and all(first == last for first, last in one.days)]
    for match in islice(_BESIDE.finditer(source.text), MOST_LISTED) if single else ():
        here = source.sentence_at(match.start())
        for one in (each for each in single if here[0] <= each.start < here[1]):
            step = timedelta(_step(source.text, match, one))
            moved = tuple((first + step, last + step) for first, last in one.days)
            yield replace(one, key="", days=moved, parts=(None, None, None))


def _step(text: str, match: re.Match[str], day: Moment) -> int:
    """How many days lie between a day and the one that is counted from it.

    Behind "on Wednesday, a day after" stands what came before; in "a day after the vote on Wednesday" Wednesday is the day of that.
    """
    count = int(SMALL.get((match["count"] or "").lower(), 1)) * (7 if match["unit"] == "week" else 1)
    way = (match["way"] or match["next"]).lower()
    if way in {"after", "before"}:
        told_of = day.start < match.start() or "," in text[match.end() : day.start]
        return count if (way == "before") == told_of else -count
    return count if way in {"later", "next", "following"} else -count


def _worked_out(
    source: Wording, counts: Sequence[Quantity], days: Sequence[Moment], published: date | None
) -> Iterator[Quantity]:
    for match in islice(_LASTING.finditer(source.text), MOST_LISTED):
        unit, factor = _AGES[match["unit"].lower()]
        yield Quantity(*match.span(), factor, factor, unit, plain=1.0)
    for moment in days:
        if told := _AGO.fullmatch(moment.key):
            yield _span(moment, *_AGES[told["unit"]], float(told["count"]))
        if published:
            yield from _since(moment, published)
        if moment.parts[0]:
            century = (moment.parts[0] - 1) // 100 + 1
            yield Quantity(moment.start, moment.end, century * 1200.0, century * 1200.0, "months", sort="ordinal")
    yield from _from_day_to_day([one for one in days if one.parts[2]][:MOST_LISTED])
    few = [one for one in counts if not one.weak or one.sort == "share"][:MOST_NUMBERS]
    for one, other in combinations(few, 2):
        yield from _together(source, one, other)
    for match in _LISTED.finditer(source.text):
        listed = min(len(_BETWEEN.findall(match[0])) + 1, MOST_LISTED)
        yield from (Quantity(*match.span(), float(some), float(some)) for some in range(2, listed + 1) if listed > 2)


def _since(moment: Moment, published: date) -> Iterator[Quantity]:
    """How long before the day of publication a moment lies, in the units in which that may be told."""
    for first, last in moment.days:
        if first >= published or (last - published).days > MONTH:
            continue
        months = (published.year - first.year) * 12 + published.month - first.month
        whole = months // 12 if moment.parts[1] else published.year - first.year
        years = {whole, round(months / 12)} if moment.parts[1] else {whole}
        yield from (_span(moment, "months", 12.0, float(one)) for one in sorted(years) if one)
        if 0 < months <= FEW_MONTHS and moment.parts[1]:
            yield _span(moment, "months", 1.0, float(months))
        gone = (published - first).days
        if first == last and gone <= FEW_DAYS:
            yield _span(moment, "seconds", DAY, float(gone))
            yield _span(moment, "seconds", 7 * DAY, float(round(gone / 7)))


def _from_day_to_day(days: Sequence[Moment]) -> Iterator[Quantity]:
    """How long it is from one day that is told to the next, in days and in whole weeks."""
    for one, other in pairwise(days):
        begins, ends = _day_of(one), _day_of(other)
        gone = (ends - begins).days if begins and ends else 0
        if 0 < gone <= FEW_DAYS:
            yield _span(one, "seconds", DAY, float(gone))
            if gone % 7 == 0:
                yield _span(one, "seconds", 7 * DAY, gone / 7)


def _day_of(moment: Moment) -> date | None:
    """A day of any year, where none is told."""
    year, month, day = moment.parts
    try:
        return date(year or 2001, month or 0, day or 0)
    except ValueError:
        return None


def _span(moment: Moment, unit: str, factor: float, number: float) -> Quantity:
    return Quantity(moment.start, moment.end, number * factor, number * factor, unit, plain=number)


def _together(source: Wording, one: Quantity, other: Quantity) -> Iterator[Quantity]:
    """What two numbers come to: how many times the other the one is; in one sentence, a share of a count, and what lies between."""
    place = one.start, other.end
    in_one = source.sentence_at(one.start) == source.sentence_at(other.start)
    share, count = (one, other) if one.sort == "share" else (other, one)
    if share.sort == "share" and count.sort == "count" and count.unit not in {"%", "points"}:
        if in_one:
            part = share.low * count.low
            yield Quantity(*place, part, part, count.unit, plain=part)
    elif one.unit == other.unit and one.sort == other.sort == "count" and one.low and other.low:
        apart = round(abs(one.low - other.low), 6)
        if in_one and apart and one.unit not in _SPANS:
            yield from (
                Quantity(*place, apart, apart, unit, plain=apart) for unit in _UNITS_APART.get(one.unit, (one.unit,))
            )
        ratio = max(one.low, other.low) / min(one.low, other.low)
        times = float(round(ratio)) if abs(ratio - round(ratio)) <= NEAR_RATIO * ratio else ratio
        yield Quantity(*place, times, times, "times")
        yield Quantity(*place, 1 / times, 1 / times, "times")
        yield Quantity(*place, 1 / ratio, 1 / ratio, sort="share", slack=SHARE_ROUGH / ratio)
