"""Days without a year in an article that looks back: they may be of the year of which it tells, not of its own.

    "Talks began after the invasion of February 2022." ... "On March 29 a draft took shape."  (told in April 2024)

Which of the two is meant cannot be told for certain, and a wrong date is worse than none: such a day counts as not named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from assistant.calendar_words import Moment

RECENT = timedelta(14)  # so near to its publication an article tells its own news
FOLLOWING = timedelta(62)  # from the last month or day that an article told of another year to what may follow it there
BACK = timedelta(31)  # and back, once it goes on telling of that year


@dataclass(slots=True)
class OtherYears:
    """Follows the years that an article names, from its beginning on.

    `_year` is the last that was written out, in the paragraph `_paragraph`; `_last` the day on which the last month of a written
    year began, or the last day since that may be of the same year; `_goes_on` whether there was one.
    """

    published: date | None
    _year: int | None = None
    _paragraph: int = 0
    _last: date | None = None
    _goes_on: bool = False

    def doubts(self, one: Moment, paragraph: int, *, ahead: bool = False, aside: bool = False) -> bool:
        """Whether the next moment that the article names is a day which may be of a year that was written before it.

        Not where it is told as one that lies `ahead`; a year told `aside` ("who was elected in 2022,") says nothing of its paragraph.
        """
        year, month, day = one.parts
        if year is not None:
            if not aside:
                self._year, self._paragraph = year, paragraph
            if month:
                self._last, self._goes_on = one.days[0][0], False
            return False
        return bool(month and day and one.days) and not ahead and self._is_of_another(one.days[0][0], paragraph)

    def _is_of_another(self, day: date, paragraph: int) -> bool:
        if self.published is None:
            return False
        recent = abs(day - self.published) <= RECENT
        if (there := self._following(day)) and (self._goes_on or not recent):
            self._last, self._goes_on = there, True
            return True
        return self._year not in {None, day.year} and paragraph == self._paragraph and not recent

    def _following(self, day: date) -> date | None:
        """The day in the other year, or at the turn to the next, None where it does not follow what was told last of that year."""
        for year in (self._last.year, self._last.year + 1) if self._last else ():
            try:
                there = day.replace(year=year)
            except ValueError:  # a 29 February
                continue
            if self._last and there != day and -BACK * self._goes_on <= there - self._last <= FOLLOWING:
                return there
        return None
