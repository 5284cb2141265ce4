"""Edits that need no names: a figure, a date, a negation, the words of a quotation. See bench/edits.py for what a maker is."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bench import _newswords as words

if TYPE_CHECKING:
    from bench.edits import Sentence

Site = tuple[int, int, str]  # where, and what is put there

MONTH = rf"(?:{'|'.join(words.MONTHS)})"
_FIGURE = re.compile(
    r"(?<![\w.,:/-])(?P<money>US\$|[$€£])?(?P<figure>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?P<size>[ -]?(?:thousand|million|billion|trillion|bn|m)\b)?"
    r"(?![\d:/]|[.,]\d|[a-z]|[-–]\d)(?P<share> ?%| per ?cent\b)?(?: ?(?P<unit>[a-z]+))?"
)
_RANGE = re.compile(
    r"(?<![\w.,:/-])(?P<money>[$€£]?)(?P<low>\d{1,3}(?:,\d{3})+|\d{1,3})(?P<join> ?[-–] ?| to | and )[$€£]?(?P<high>\d{1,3}(?:,\d{3})+|\d{1,3})(?![\d:/,.]\d|\w)"
)
_WORD = re.compile(rf"(?<![\w-])(?P<word>{'|'.join([*words.NUMBERS[2:], *words.TENS])})(?P<size> (?:hundred|thousand|million|billion))?(?!-?(?:{'|'.join(words.NUMBERS[1:10])})\b)(?!\w)")  # fmt: skip
_LOWER = re.compile(r"(?:at least|more than|over|above|exceed(?:s|ed|ing)?|minimum of|fewer than|not less than|upwards? of)\W+(?:\w+ ){0,1}$", re.IGNORECASE)  # fmt: skip
_UPPER = re.compile(r"(?:up to|at most|less than|under|below|as many as|as much as|maximum of|no more than|within)\W+(?:\w+ ){0,1}$", re.IGNORECASE)  # fmt: skip
_ABOUT = re.compile(r"(?:about|around|nearly|almost|some|roughly|approximately|close to|estimated|circa|just)\W+(?:\w+ ){0,1}$", re.IGNORECASE)  # fmt: skip
_STANDS_FOR_A_NAME = re.compile(r"(?:\b[A-Z][\w’']*|\bNo\.|[Pp]age|[Aa]rticle|[Ss]ection|\bage) $")
_MAY_STAND_BEFORE = re.compile(r"(?:^|[.:] )\W*\w+ $|\b(?:In|At|About|Around|Some|Over|More|Than|Of|The|With)\s$")
_COMPARED = {
    "more than": "less than", "less than": "more than", "fewer than": "more than", "at least": "no more than",
    "over": "under", "up to": "at least", "as many as": "at least", "no more than": "no fewer than",
}  # fmt: skip


def put(text: str, start: int, end: int, new: str) -> str:
    """The text with other words in a place: "a" or "an" before them and a capital at the start are seen to."""
    if start == 0 or re.fullmatch(r"[\"“]", text[:start]):
        new = new[:1].upper() + new[1:]
    before = text[:start]
    if article := re.search(r"\b([Aa])n? $", before):
        vowel = re.match(r"[aeioAEIO]|un(?!i)|8|11\b|18\b", new) and not re.match(r"[Ee]u|[Oo]ne\b|US|UK|UN", new)
        before = before[: article.start()] + article[1] + ("n " if vowel else " ")
    return before + new + text[end:]


def _drawn(sentence: str, sites: list[Site], chance: random.Random) -> str | None:
    sites = [site for site in sites if put(sentence, *site) != sentence]
    return put(sentence, *chance.choice(sites)) if sites else None


# figures


def number(sentence: Sentence, chance: random.Random) -> str | None:
    """A figure, amount, share, magnitude, unit or currency, or one end of a range, made another."""
    text = sentence.text
    ways = [[*_figures(text, chance)], [*_spelled(text, chance)], [*_ranges(text, chance)], [*_vague(text)]]
    ways += [[*_compared(text)]] if any(ways[:3]) else []
    ways = [way for way in ways if way]
    return _drawn(text, chance.choice(ways), chance) if ways else None


def _figures(text: str, chance: random.Random) -> Iterator[Site]:
    for found in _FIGURE.finditer(text):
        before, after = text[: found.start()], text[found.end("figure") :]
        if not _is_quantity(found, before, after):
            continue
        start, end = found.span("figure")
        way = _way(before, after)
        if (new := _other(found["figure"], way, bool(found["share"]), chance)) and not _is_range(text, start, end):
            yield start, end, new
        if found["size"] and (size := _size(found["size"], way)):
            yield *found.span("size"), size
        if way is None and found["unit"] in words.UNITS:
            yield *found.span("unit"), words.UNITS[found["unit"]]
        if way is None and found["money"]:
            yield *found.span("money"), "€" if "$" in found["money"] else "$"


def _is_quantity(found: re.Match[str], before: str, after: str) -> bool:
    figure = found["figure"]
    if found["money"] or found["size"] or found["share"]:
        return True
    if re.fullmatch(r"1[0-9]{3}|20[0-9]{2}", figure) and not re.match(
        r" (?:people|troops|soldiers|tanks|km|kilo)", after
    ):
        return False  # a year
    if re.match(rf" (?:{MONTH}|[ap]\.?m\b|o.clock|GMT|BST)|[-–]?(?:st|nd|rd|th)\b", after) or re.search(
        rf"(?:{MONTH}|\b[A-Z][a-z]{{2,3}}\.) $", before
    ):
        return False
    named = _STANDS_FOR_A_NAME.search(before) and not _MAY_STAND_BEFORE.search(before)
    return not named and float(figure.replace(",", "")) > 1 and not re.search(r"\b(?:at|by|from|until) $", before)


def _is_range(text: str, start: int, end: int) -> bool:
    return any(found.start() <= start and end <= found.end() for found in _RANGE.finditer(text))


def _way(before: str, after: str) -> str | None:
    """Where a figure has to move for the sentence to be false: a lower bound up, an upper one down, a rough one far."""
    if _LOWER.search(before) and not re.search(r"\b(?:no|not) more than\W+(?:\w+ )?$", before):
        return "up"
    if _UPPER.search(before):
        return "down"
    if re.match(r"[\w ]{0,20}\bor (?:more|above|longer)|\+|-plus", after):
        return "up"
    return "far" if _ABOUT.search(before) else None


def _other(figure: str, way: str | None, share: bool, chance: random.Random) -> str | None:
    """Another figure of the same form; never 1, so that the noun after it may stay in the plural."""
    value = float(figure.replace(",", ""))
    most = 100.0 if share and value <= 100 else 1e12
    factors = {"up": [1.5, 2, 3, 10], "down": [0.3, 0.5], "far": [0.2, 0.5, 2, 3, 10]}.get(
        way or "", [0.1, 0.5, 0.8, 1.3, 2, 10]
    )
    options = [_formed(value * factor, figure) for factor in factors]
    if way is None:
        options += [_transposed(figure), _one_digit(figure, chance)]
    good = [
        one
        for one in options
        if one and 1 < float(one.replace(",", "")) <= most and float(one.replace(",", "")) != value
    ]
    return chance.choice(good) if good else None


def _formed(value: float, like: str) -> str:
    if "." in like:
        return f"{value:.{len(like.split('.')[1])}f}"
    whole = round(value, -max(0, len(str(round(value))) - len(like.replace(",", "").rstrip("0"))))
    return f"{round(whole):,}" if "," in like or whole >= 10_000 or len(like) < 4 else f"{round(whole)}"


def _transposed(figure: str) -> str | None:
    digits = [place for place, one in enumerate(figure) if one.isdigit()]
    for i, j in zip(digits[-2::-1], digits[:0:-1], strict=True):
        if figure[i] != figure[j] and figure[j] != "0":
            return figure[:i] + figure[j] + figure[i + 1 : j] + figure[i] + figure[j + 1 :]
    return None


def _one_digit(figure: str, chance: random.Random) -> str:
    place = chance.choice([place for place, one in enumerate(figure) if one.isdigit()])
    return figure[:place] + chance.choice([one for one in "23456789" if one != figure[place]]) + figure[place + 1 :]


def _size(size: str, way: str | None) -> str | None:
    larger = {"thousand": "million", "million": "billion", "billion": "trillion", "m": "bn", "bn": "tn"}
    smaller = {"million": "thousand", "billion": "million", "trillion": "billion", "bn": "m"}
    word = size.strip(" -")
    new = (smaller if way == "down" or (word in ("billion", "bn", "trillion") and way != "up") else larger).get(word)
    return size.replace(word, new) if new else None


def _spelled(text: str, chance: random.Random) -> Iterator[Site]:
    for found in _WORD.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if re.search(
            r"\b(?:the|these|those|other|between|into|in|or|of|any|every|one|its|their) $", before
        ) or re.match(r"-thirds| or | of | sides", after):
            continue
        value, way = words.WORTH[found["word"]], _way(before, text[found.end("word") :])
        ladder = [one for one in words.NUMBERS[2:] if one != found["word"]] if value <= 20 else [*words.TENS]
        near = [
            one for one in ladder if value / 3 <= words.WORTH[one] <= value * 3 and _moved(value, words.WORTH[one], way)
        ]
        if near:
            yield *found.span("word"), chance.choice(near)
        if found["size"] and (size := _size(found["size"], way)):
            yield *found.span("size"), size


def _moved(value: float, new: float, way: str | None) -> bool:
    return {"up": new > value, "down": new < value, "far": new >= 1.5 * value or new <= value / 1.5}.get(
        way or "", new != value
    )


def _ranges(text: str, chance: random.Random) -> Iterator[Site]:
    """One end of a range moved inwards, since what lies in the narrower lies in the wider one too."""
    for found in _RANGE.finditer(text):
        low, high = (int(found[end].replace(",", "")) for end in ("low", "high"))
        joined = found["join"] != " and " or re.search(r"\bbetween $", text[: found.start()])
        if (
            joined
            and 3 <= high - low <= 20 * low
            and not re.search(rf"{MONTH}\.? $", text[: found.start()])
            and not re.match(rf" (?:{MONTH})", text[found.end() :])
        ):
            end, new = chance.choice([("low", low + (high - low) / 2), ("high", high - (high - low) / 2)])
            if (formed := _formed(new, found[end])) not in (found["low"], found["high"]):
                yield *found.span(end), formed


def _vague(text: str) -> Iterator[Site]:
    for found in re.finditer(rf"\b(?<!of )(?:{'|'.join(words.VAGUE)})\b(?! of (?:thousands|millions))", text):
        yield found.start(), found.end(), words.VAGUE[found[0]]


def _compared(text: str) -> Iterator[Site]:
    for found in re.finditer(rf"\b(?<!no )(?<!not )({'|'.join(_COMPARED)}) (?=[$€£]?\d)(?!\d{{4}}\b)", text):
        people = re.match(r" [\d,.]+ (?!million|billion|trillion|per)[a-z]", text[found.end(1) :])
        yield found.start(1), found.end(1), _COMPARED[found[1]].replace("less", "fewer" if people else "less")


# dates

_BOUND = re.compile(r"\b(?:by|before|since|after|until|till|from|between|through|to|and) (?:\w+ )?$", re.IGNORECASE)
_RELATIVE = {
    "yesterday": "a week ago", "tomorrow": "in two weeks", "tonight": "tomorrow night", "last night": "three nights ago",
    "last week": "this week", "last month": "this month", "last year": "this year", "this week": "last week",
    "this month": "last month", "this year": "last year", "next week": "in three weeks", "next month": "in three months",
    "next year": "in five years", "a year ago": "three years ago", "two years ago": "five years ago",
    "two weeks ago": "two months ago", "a month ago": "a week ago", "a week ago": "two months ago",
    "last summer": "last winter", "last spring": "last autumn", "last winter": "last summer",
}  # fmt: skip


def date(sentence: Sentence, chance: random.Random) -> str | None:
    """A weekday, day, month or year, or a word like "yesterday", made another; none that only bounds a time, but years."""
    text = sentence.text
    ways = [
        [*_weekdays(text, chance)],
        [*_days(text, chance)],
        [*_months(text, chance)],
        [*_years(text, chance)],
        [*_relative(text)],
    ]
    ways = [way for way in ways if way]
    return _drawn(text, chance.choice(ways), chance) if ways else None


def _weekdays(text: str, chance: random.Random) -> Iterator[Site]:
    for found in re.finditer(
        rf"(?<![A-Z]\w\w\w )(?<![\w-])({'|'.join(words.WEEKDAYS)})\b(?! (?!{MONTH})[A-Z]| (?:to|through|and|or) [A-Z]|s)",
        text,
    ):
        if not _BOUND.search(text[: found.start()]):
            yield *found.span(), chance.choice([day for day in words.WEEKDAYS if day not in text])


def _days(text: str, chance: random.Random) -> Iterator[Site]:
    pattern = rf"\b{MONTH} (?P<after>\d\d?)(?!\d|-|–|,\d)(?: and)?|(?<![\d-])\b(?P<before>\d\d?)(?:st|nd|rd|th)? (?:of )?{MONTH}\b"
    for found in re.finditer(pattern, text):
        which = "after" if found["after"] else "before"
        if (
            not found[0].endswith(" and")
            and not _BOUND.search(text[: found.start()])
            and text[found.end(which) : found.end(which) + 1] in (" ", ",", ".")
        ):
            yield *found.span(which), str(chance.choice([day for day in range(2, 29) if str(day) not in text]))


def _months(text: str, chance: random.Random) -> Iterator[Site]:
    pattern = rf"(?<![\w-])(?P<month>{MONTH})\b(?! (?!{MONTH})[A-Z])"
    for found in re.finditer(pattern, text):
        before, after = text[: found.start()], text[found.end() :]
        dated = re.match(r",? \d{1,4}\b", after) or re.search(
            r"(?:\d|\b(?:in|of|early|late|mid|last|this|next|during|since))(?:st|nd|rd|th)?[ -]$", before
        )
        if dated and not _BOUND.search(before):
            yield (
                *found.span("month"),
                chance.choice([month for month in words.MONTHS if month not in text and month != "February"]),
            )


def _years(text: str, chance: random.Random) -> Iterator[Site]:
    for found in re.finditer(
        r"(?<![\w.,:/$€£–-])(1[5-9]\d\d|20[0-3]\d)(?![\w:/%–-]|[.,]\d| (?:people|troops|tanks|km|soldiers))", text
    ):
        before, value = text[: found.start()], int(found[1])
        if re.search(r"\b(?:between|from|and|to|or) $", before):
            continue
        way = re.search(r"\b(since|after|by|before|until|till) (?:\w+ )?(?:\d+, )?$", before, re.IGNORECASE)
        step = chance.choice([1, 2, 3, 5, 10])
        earlier = (way[1].lower() in ("since", "by", "before")) if way else chance.random() < 0.6
        new = value - step if earlier else value + step
        if str(new) not in text:
            yield *found.span(), str(new)


def _relative(text: str) -> Iterator[Site]:
    for found in re.finditer(rf"(?<!\w)({'|'.join(_RELATIVE)})\b(?!['’])", text):
        to_come = found[1].startswith("this") and re.search(
            r"\b(?:will|would|expected|planned|due|is to|are to)\b", text
        )
        if not _BOUND.search(text[: found.start()]) and not re.search(
            r"\b(?:later|earlier|the|of) $", text[: found.start()]
        ):
            yield *found.span(), found[1].replace("this", "next") if to_come else _RELATIVE[found[1]]
