"""The numbers of a text as a check compares them: value, unit, bound; in digits or in words, whatever they count.

Unlike `figures`, which asks what a number counts and leaves out the rest, nothing is left out here: an age, a score or an
ordinal that is told wrongly is told wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from assistant.amounts import Bound, Quantity, Sort
from assistant.figures import MAGNITUDES, MONEY, MOST, SMALL, TENS, UNITS
from assistant.number_words import (
    CURRENCIES,
    FURTHER_UNITS,
    GROUPS,
    GROWN,
    MONTHS,
    MULTIPLES,
    ORDINALS,
    SECONDS,
    SHARES,
    TIMES,
    VAGUE,
)
from assistant.wording import MOST_TOLD, Span, Wording, around, lowered, read

WIDE = 10  # times its lower end that the upper end of "70 to 80,000" may be for both to be thousands
_TORN = re.compile(r"(?<=\d)(,|\.) (?=\d)")
_POINTS_BACK = ("the ", "these ", "those ", "both ", "their ", "its ")
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.·]\d+)?"
_ONES = "|".join(sorted(SMALL, key=len, reverse=True))
_WORDED = rf"(?:{'|'.join(TENS)})(?:[- ](?:{_ONES}))?|{_ONES}|zero"
_SCALE = r"hundred|thousand|million|billion|trillion|mn|bn|tn"
_UNIT = r"percentage points?|per cent|percent|pct|(?:us |american |canadian |australian )?[a-z]+"
_NUMBER = re.compile(
    rf"(?P<part>\b(?:half|(?:an? )?quarter of|three[- ]quarters of) (?=an? ))?"
    rf"(?P<money>(?:us|a|c|au|ca|nz|hk)?\$\s?|[€£]\s?)?(?<![\w.])(?<!\d,)(?P<value>{_DIGITS}|(?:{_WORDED})(?!(?!th\b)[a-z])|an?(?= (?:{_SCALE}|dozen|half|quarter|third|fifth|tenth|decade|century|fortnight|\w+ and a half)\b)|(?:(?<=half )|(?<=quarter of )|(?<=quarters of ))an?)"
    rf"(?:(?P<ordinal>st|nd|rd|th)(?!\w))?(?:(?P<short>mn|bn|tn|m|k|b)(?!\w)|(?P<scales>(?:[ -](?:{_SCALE}|dozen)(?!\w))+)(?: and (?P<rest>{_WORDED}|\d{{1,2}})(?!\w| [ -]?(?:{_SCALE})))?)?(?P<half> and a half)?"
    rf"(?:[- ]?(?P<unit>%|°c)|[- ](?P<word>{_UNIT})(?!\w)(?P<late> and a half\b)?)?"
)  # fmt: skip
_TRIGGERS = frozenset(
    (
        *TENS,
        *SMALL,
        *_SCALE.split("|"),
        *ORDINALS,
        *SHARES,
        *GROUPS,
        *VAGUE,
        *TIMES,
        *GROWN,
        *MULTIPLES,
        "zero",
        "decade",
        "century",
        "fortnight",
    )
)
_WORD = re.compile(rf"\b(?:{'|'.join((*ORDINALS, *SHARES, *GROUPS, *VAGUE, *TIMES, *GROWN, *MULTIPLES))})\b")
_BOUNDS: tuple[tuple[Bound, str], ...] = (
    ("least", r"at least|(?:no|not) (?:fewer|less) than|more than|over|above|upwards? of|exceed(?:s|ed|ing)?|(?:greater|higher|larger|older|longer) than|a minimum of|minimum|topp(?:ed|ing)|surpass(?:ed|ing|es)?|in excess of|beyond"),
    ("most", r"nearly|near|almost|up to|as (?:many|much) as|fewer than|less than|under|below|(?:no|not) more than|at most|just under|close to|approaching|(?:lower|smaller|younger|shorter) than|a maximum of|maximum|barely|shy of|short of"),
    ("about", r"about|around|some|roughly|approximately|an estimated|estimated(?: at)?|circa|or so|in the region of|in the order of"),
)  # fmt: skip
_BOUND = re.compile(
    "(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _BOUNDS)
    + r")\s+(?:the\s+(?:age\s+of\s+)?|an?\s+|another\s+)?$"
)
_SPREAD = re.compile(
    r"\b(?:over|under|above|below|beyond|around|near) the $"
)  # "spread over the 85 per cent": no bound
_MORE_AFTER = re.compile(r"^(?: [a-z]+){0,2} or (?:more|older|above|over|higher)\b|^\+|^-plus\b")
_LESS_AFTER = re.compile(r"^(?: [a-z]+){0,2} or (?:less|fewer|under|younger|below)\b")
_SO_AFTER = re.compile(r"^(?: [a-z]+){0,1} or so\b|^-odd\b")
_OF = re.compile(
    r" (?:of|more|less|fewer|as|larger|smaller|higher|lower|dearer|cheaper|longer|shorter|faster|slower|in|from|since|because|than)\b|[.,;]|$"
)
_PART_OF = re.compile(r" of (?:the|all|its|their|his|her|those|these|them|whom|which|[a-z]+s)\b")
_SOME = re.compile(r"\b(?:can|could|will|would|may|might|shall|should|must|to|not) $")
_OF_YEARS = re.compile(r" (?:anniversary|birthday)\b")
_PERIOD = re.compile(r"\b(?:first|second|third|fourth|last|latter|other|final|next|this|that|the|better|any) $")
_IN = re.compile(
    rf"(?<![\w.,])(?:(?P<few>\d{{1,2}}|{_WORDED})(?= (?:in|out of)\b)|(?P<one>one)(?= [a-z]+ in [a-z\d]+(?:[.,;]|$)) [a-z]+)"
    rf" (?:in|out of)(?: every)? (?P<many>\d{{1,3}}|{_WORDED})(?![\w]|[.,]\d)"
)
_COUNTS_NOTHING = re.compile(r"\b(?:which|this|that|no|any|every|each|the|another) one$", re.I)
_RANGE = re.compile(r"^\s?(?:-|to|and|or)\s?$")


def quantities(wording: Wording, left_out: Sequence[Span] = ()) -> list[Quantity]:
    """The numbers of a text, in order, but those within some spans (its dates).

    >>> from assistant.wording import read
    >>> [(one.low, one.unit, one.bound) for one in quantities(read("more than $5bn, or five per cent"))]
    [(5000000000.0, '$', 'least'), (5.0, '%', '')]
    """
    plain, found = lowered(wording.text), list[Quantity]()
    for place in around(wording, _TRIGGERS):
        for pattern, reading in ((_IN, _share), (_NUMBER, _number), (_WORD, _worded)):
            taken = [*left_out, *((one.start, one.end) for one in found)]
            read = (reading(plain, match) for match in pattern.finditer(plain, *place) if not _overlaps(match, taken))
            found += islice(filter(None, read), MOST_TOLD - len(found))
    return list(_joined(plain, sorted(found, key=lambda one: one.start)))


def quantities_told(wording: Wording, left_out: Sequence[Span] = ()) -> list[Quantity]:
    """The numbers of a source, with a second reading of those that were torn in two ("1, 600" and "98. 7" by a bad scraper)."""
    found = quantities(wording, left_out)
    if not _TORN.search(wording.text):
        return found
    again = quantities(read(_TORN.sub(r"\1", wording.text)))  # its places are a little off: near enough to look beside
    return [*found, *(one for one in again if not any(one.low == other.low for other in found))]


def may_rival(one: object, other: object, source: str) -> bool:
    """Whether a value of a source may be told in place of another: no rank in place of a pair, nor "one" where it counts nothing."""
    if not isinstance(one, Quantity) or not isinstance(other, Quantity):
        return True
    if one.weak and one.sort != "ordinal" == other.sort:
        return False
    return not (other.weak and _COUNTS_NOTHING.search(source, max(0, other.start - 8), other.end))


def _overlaps(match: re.Match[str], spans: Sequence[Span]) -> bool:
    start, end = match.span("value" if "value" in match.re.groupindex else 0)
    return any(first < end and start < last for first, last in spans)


def _share(_: str, match: re.Match[str]) -> Quantity | None:
    """The share that is told as "one in three" or "2 out of 5"."""
    few, many = _plain(match["few"] or match["one"]), _plain(match["many"])
    if not 0 < few < many <= 1000:
        return None
    return Quantity(*match.span(), few / many, few / many, sort="share", plain=few / many)


def _number(text: str, match: re.Match[str]) -> Quantity | None:
    value = _plain(match["value"]) * _part(match["part"] or "")
    scale = 1.0
    for word in re.findall(r"[a-z]+", (match["short"] or match["scales"] or "").lower()):
        scale *= {"b": 1e9, "dozen": 12.0}.get(word) or MAGNITUDES[word]
    value += 0.5 if match["half"] or match["late"] else 0.0
    value += _plain(match["rest"]) / scale if match["rest"] else 0.0
    unit, factor, end = _unit(match)
    if match["part"] and not unit and scale == 1.0:
        return None  # "half a loaf" counts nothing
    sort: Sort = "count"
    if match["ordinal"] and _OF_YEARS.match(text, match.start("word") - 1):
        return _years(match.start(), end, value)
    if match["ordinal"]:
        sort = "ordinal"
    elif (share := SHARES.get(match["word"] or "")) and (value > 1 or _OF.match(text, match.end())) and value < 20:
        sort, scale, end = "share", share, match.end("word")
    weak = sort == "count" and scale == 1.0 and _is_weak(text, match, unit)
    digits = len(match["value"].partition(".")[2]) if scale > 1 else 0
    slack = (
        0.5 * 10.0**-digits * scale * 0.999
        if scale >= 1e3 and match["value"][0].isdigit() and "." in match["value"]
        else 0.0
    )
    amount = value * scale * factor
    bound = _bound(text, match.start(), end)
    return Quantity(match.start(), end, amount, amount, unit, bound, sort, weak, slack, value * scale)


def _is_weak(text: str, match: re.Match[str], unit: str) -> bool:
    """Whether a number is hardly any: "one", "a decade", the nothing of "came back from 2-0 down", the two of "the two countries"."""
    value, before = match["value"].lower(), text[max(0, match.start() - 6) : match.start()]
    if unit:  # "can one day be sold"
        some_day = value == "one" and match["word"] == "day" and _SOME.search(text, 0, match.start())
        return bool(some_day) or (value in {"a", "an"} and not match["part"] and not match["late"])
    return (
        value in {"one", "a", "an", "zero"}
        or (value == "0" and before.endswith(("-", "–")))
        or (value == "two" and before.endswith(_POINTS_BACK))
    )


def _part(words: str) -> float:
    """How much of what follows "half", "a quarter of" or "three quarters of" tell."""
    return 0.5 if words.startswith("half") else 0.75 if words.startswith("three") else 0.25 if words else 1.0


def _unit(match: re.Match[str]) -> tuple[str, float, int]:
    """The unit of a number, the factor to it, and where the number ends with it."""
    before = match.start("unit") if match["unit"] else match.start("word") - 1 if match["word"] else match.end()
    if match["unit"] == "%":
        return "%", 1.0, match.end()
    word = re.sub(r"^(?:us|american|canadian|australian) ", "", (match["word"] or "").lower())
    for form in (word, word.removesuffix("s"), re.sub("ies$", "y", word)):
        if form in SECONDS:
            return "seconds", float(SECONDS[form]), match.end()
        if form in MONTHS:
            return "months", float(MONTHS[form]), match.end()
        if form in CURRENCIES:
            return CURRENCIES[form], 1.0, match.end()
    known = UNITS.get(word) or FURTHER_UNITS.get(word, "")
    if known and known not in MONEY:
        return known, 1.0, match.end()
    money = re.sub(r"[a-z\s]", "", match["money"] or "")
    return money, 1.0, before


def _worded(text: str, match: re.Match[str]) -> Quantity:
    word = match[0].lower()
    start, end = match.span()
    bound = _bound(text, start, end)
    if word in ORDINALS and _OF_YEARS.match(text, end):
        return _years(start, end, ORDINALS[word])
    if word in ORDINALS and not (word in SHARES and re.search(r"\ba $", text[:start]) and _OF.match(text, end)):
        return Quantity(start, end, ORDINALS[word], ORDINALS[word], "", "", "ordinal", True)
    if word in SHARES:
        weak = not _PART_OF.match(text, end) or bool(_PERIOD.search(text[max(0, start - 12) : start]))
        return Quantity(start, end, SHARES[word], SHARES[word], "", bound, "share", weak)
    if word in GROWN:
        return Quantity(start, end, GROWN[word], GROWN[word], "times", bound)
    if word in VAGUE:
        return Quantity(start, end, VAGUE[word], VAGUE[word], "", "", "vague", False)
    value = {**GROUPS, **TIMES, **MULTIPLES}[word]
    return Quantity(start, end, value, value, "", bound, "count", True)


def _years(start: int, end: int, number: float) -> Quantity:
    """The years that an anniversary tells: a 50th one is of what is 50 years old."""
    return Quantity(start, end, 12 * number, 12 * number, "months", plain=number)


def _plain(word: str) -> float:
    word = word.casefold().replace(",", "").replace("·", ".")
    if word[0].isdigit():
        return min(float(word), MOST)
    if word in {"a", "an"}:
        return 1.0
    tens, _, ones = word.replace(" ", "-").partition("-")
    return TENS.get(tens, SMALL.get(tens, 0.0)) + (SMALL.get(ones, 0.0) if ones else 0.0)


def _bound(text: str, start: int, end: int) -> Bound:
    before, after = text[max(0, start - 40) : start], text[end : end + 30]
    found = None if _SPREAD.search(before) else _BOUND.search(before)
    if found:
        return next(name for name, _ in _BOUNDS if found[name])
    if _MORE_AFTER.match(after):
        return "least"
    if _LESS_AFTER.match(after):
        return "most"
    return "about" if _SO_AFTER.match(after) else ""


def _joined(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """The numbers, what is told once for both ends of a range given to both ("three to four thousand", "5 to 10 per cent")."""
    for at, one in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        if following and _RANGE.match(text[one.end : following.start].replace("–", "-")):
            one = _as_its_neighbour(text, one, following)
        yield one


def _as_its_neighbour(text: str, one: Quantity, following: Quantity) -> Quantity:
    scale = following.plain / (_bare(text, following) or following.plain or 1.0)
    if 10 <= one.plain < 1000 <= following.plain and one.plain * 1000 < following.plain <= one.plain * WIDE * 1000:
        scale = 1000.0  # "70 to 80,000"
    if scale > 1 and one.plain == _bare(text, one) and one.plain * scale <= following.plain:
        one = replace(one, low=one.low * scale, high=one.high * scale, plain=one.plain * scale, weak=False)
    if following.unit and not one.unit:
        factor = following.low / (following.plain or 1.0)
        one = replace(one, low=one.low * factor, high=one.high * factor, unit=following.unit)
    return one


def _bare(text: str, one: Quantity) -> float:
    """A number without its million."""
    match = re.match(rf"(?:us)?[$€£]?\s?({_DIGITS}|{_WORDED})", text[one.start : one.end])
    return _plain(match[1]) if match else 0.0
