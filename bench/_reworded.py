"""Honest rewordings by rules that keep the meaning: other forms of figures, dates and marks, less of what says nothing."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from bench import _newswords as words

if TYPE_CHECKING:
    from bench.edits import Sentence

MONTH = rf"(?P<month>{'|'.join(words.MONTHS)})"
_SIZES = {"bn": "billion", "m": "million", "tn": "trillion", "b": "billion"}
_MONEY = {"$": "dollars", "US$": "dollars", "€": "euros", "£": "pounds"}
_OPENINGS = re.compile(
    r"^(?:Meanwhile|However|Moreover|Furthermore|In addition|Additionally|Also|Therefore|Indeed|Nevertheless|Nonetheless|"
    r"Of course|Still|Besides|In fact|For example|For instance|In particular|Thus|As a result|Similarly|Likewise|In turn), (?=\S)"
)
_CONJUNCTION = re.compile(r"^(?:But|And|Yet) (?=(?:the|a|an|he|she|it|they|we|in|there|this|that|some|many|[A-Z])\b)")
_SAID = re.compile(
    r"^(?P<who>(?:(?:The|A|An|US|UK) )?(?:[\w.’'-]+ ){0,6}[\w.’'-]+) (?:said|says|stated|noted|added|stressed|claimed|believes)"
    r" (?:that )?(?P<what>(?:the|a|an|he|she|it|they|there|his|her|its|their|this|some|many|[A-Z][\w’'-]+) [^\"“”?:]+[.])$"
)
_NO_SPEAKER = re.compile(r"\b(?:who|which|that|when|while|as|and|but|also|has|have|had|if|after|before|not|in|on|at|it|he|she|they|we|I|you|is|are|was|were|earlier|later|\w+ly|this|last|week|month|weekend|year)\b|[,;:]| --?|^(?:He|She|It|They|We|I|This|That|There)\b", re.IGNORECASE)  # fmt: skip
_TITLED = re.compile(
    rf"(?P<title>(?:\b(?:{'|'.join([adjective for _, adjective in words.COUNTRIES] + ['US', 'U.S.', 'UK', 'American'])}) )?"
    rf"{words.TITLES.replace('|president|minister|chancellor|spokesman|spokeswoman|spokesperson|secretary|ambassador|governor|mayor|analyst|general|leader', '')} )"
    r"(?=[A-Z][a-zà-ž’'-]+)"
)
_NO_TITLE_AFTER = re.compile(
    r"(?:[A-Z][\w.’'-]*|[\w-]+ly|\b(?:a|an|the|his|her|its|their|former|ex|then|late|new|of|and|as|or|deputy|under|vice|acting)|-) ?$"
)


def _figure_without_commas(text: str) -> str:
    return re.sub(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.,]\d)", lambda found: found[0].replace(",", ""), text)


def _figure_with_commas(text: str) -> str:
    return re.sub(r"(?<![\w.,:/$€£–-])\d{5,9}(?![\w:/–-]|[.,]\d)", lambda found: f"{int(found[0]):,}", text)


def _money(text: str) -> str:
    def spelled(found: re.Match[str]) -> str:
        size = found["size"].strip()
        return f"{found['figure']} {_SIZES.get(size, size)} {_MONEY[found['money']]}"

    pattern = r"(?<!\w)(?P<money>US\$|[$€£])(?P<figure>\d+(?:\.\d+)?)(?P<size> ?(?:bn|m|tn|b| ?billion| ?million| ?trillion))\b(?= (?:in|to|for|by|on|and|from|since|at|a year|over)\b|[,.;])"
    fits = not re.search(r"\b(?:an?|the|this|that|its|their|new|latest|first|\w+[’']s?)(?: \w+)? [$€£]\d", text)
    return re.sub(pattern, spelled, text) if fits else text


def _share(text: str) -> str:
    if re.search(r"\d%", text):
        return re.sub(r"(?<=\d)%", " per cent", text)
    return re.sub(r"(?<=\d) (?:per cent|percent)\b", "%", text)


def _spelled_number(text: str) -> str:
    pattern = rf"(?<![\w-])({'|'.join(words.NUMBERS[2:])})(?= [a-z]+)(?! (?:or|of)\b)"
    digits = re.sub(pattern, lambda found: str(words.WORTH[found[0]]), text)
    if digits != text:
        return digits
    pattern = r"(?<![\w.,:/$€£–-])([2-9]|1[0-2])(?= (?:people|days|years|weeks|months|hours|soldiers|children|countries|civilians|members|tanks)\b)"
    return re.sub(pattern, lambda found: words.NUMBERS[int(found[0])], text)


def _size_in_full(text: str) -> str:
    pattern = r"(?<![\w.,:/$€£–-])(\d+(?:\.\d)?) million(?= (?:people|refugees|tonnes|tons|barrels|Ukrainians|Russians|children|citizens|euros|dollars|residents))"
    return re.sub(pattern, lambda found: f"{round(float(found[1]) * 1_000_000):,}", text)


def _day_and_month(text: str) -> str:
    american = rf"\b{MONTH} (?P<day>\d\d?)(?:st|nd|rd|th)?(?:, (?P<year>\d{{4}}))?(?![\d–-]|,\d| (?:and|to|or) \d)"
    british = rf"(?<![\d–-])\b(?P<day>\d\d?)(?:st|nd|rd|th)?(?: of)? {MONTH}\b(?: (?P<year>\d{{4}}))?(?<!\d and)"
    if re.search(american, text):
        return re.sub(
            american, lambda found: " ".join(filter(None, [found["day"], found["month"], found["year"]])), text
        )
    if re.search(rf"\d (?:and|to|or) \d\d? (?:{MONTH})", text):
        return text
    return re.sub(
        british,
        lambda found: f"{found['month']} {found['day']}" + (f", {found['year']}" if found["year"] else ""),
        text,
    )


def _month_in_full(text: str) -> str:
    pattern = rf"\b({'|'.join(words.SHORT_MONTHS)})\. (?=\d)"
    return re.sub(pattern, lambda found: f"{words.MONTHS[words.SHORT_MONTHS[found[1]]]} ", text)


def _other_marks(text: str) -> str:
    if re.search(r"[“”’]", text):
        return re.sub(r"[“”]", '"', text).replace("’", "'")
    text = re.sub(r"\"([^\"]*)\"", r"“\1”", text)
    return re.sub(r"(?<=\w)'(?=\w)", "’", text)


def _without_opening(text: str) -> str:
    shorter = _CONJUNCTION.sub("", _OPENINGS.sub("", text))
    return shorter[:1].upper() + shorter[1:] if re.match(r"[\w$€£]", shorter) else text


def _without_brackets(text: str) -> str:
    narrowing = r"not?|never|without|un\w+|alleged\w*|exclu\w+|except|only|if|when|until|but|though|although|former\w*|or|some|most|about|part\w*"
    pattern = rf"(?<=[\w’.]) \((?![^)]*\b(?:{narrowing})\b)[^()\"“”]{{2,80}}\)(?=[ ,.;])"
    return re.sub(
        pattern, lambda found: "" if re.search(r"(?:[A-Z]|\d)[^ ]*$", text[: found.start()]) else found[0], text
    )


def _according_to(text: str) -> str:
    found = _SAID.match(text)
    if (
        not found
        or _NO_SPEAKER.search(found["who"])
        or re.match(
            r"(?:[Tt]he fact|[Tt]his (?!is|was|will|would|has)|On|In|At|By|For|From|To|What|Whether|Monday|Tuesday|Wednesday|Thursday|Friday)\b",
            found["what"],
        )
    ):
        return text
    who, what = found["who"], found["what"]
    if re.match(
        r"(?:The|A|An|Some|Many|Several|Others|Other|Finance|His|Her|Their|Two|Officials|Senior|Analysts|Experts|Authorities|Military|Local|Western|One)\b",
        who,
    ):
        who = who[0].lower() + who[1:]
    return f"According to {who.replace('western', 'Western')}, {what}"


def _without_title(text: str) -> str:
    def shorter(found: re.Match[str]) -> str:
        before = text[: found.start()].replace("(", " ")
        following = re.match(r"[A-Z][\w’'-]+", text[found.end() :])
        if following and following[0] in words.NO_NAME:
            return found[0]
        unfit = _NO_TITLE_AFTER.search(before) and not re.search(r"[.!?:][\"”]? $", before)
        return found[0] if unfit else ""

    if re.search(r"[\"“”]", text):
        return text
    return _TITLED.sub(shorter, text)


def _several(text: str) -> str:
    """Three rewordings or more at once."""
    after, done = text, 0
    for way in (rule for rules in RULES.values() for rule in rules):
        changed = way(after)
        after, done = changed, done + (changed != after)
    return after if done >= 3 else text


def _outside_marks(rule: Callable[[str], str]) -> Callable[[str], str]:
    """The rule for what no quotation marks enclose: whoever rewords honestly leaves quoted words alone."""

    def kept(text: str) -> str:
        pieces = re.split(r"([\"“][^\"“”]*[\"”])", text)
        return "".join(piece if number % 2 else rule(piece) for number, piece in enumerate(pieces))

    return kept


FIGURES = [_figure_without_commas, _figure_with_commas, _money, _share, _spelled_number, _size_in_full]
DATES = [_month_in_full, _day_and_month]
RULES: dict[str, list[Callable[[str], str]]] = {
    "title": [_without_title], "opening": [_without_opening], "aside": [_outside_marks(_without_brackets)],
    "according": [_according_to], "figure": [*map(_outside_marks, FIGURES)], "date": [*map(_outside_marks, DATES)],
    "marks": [_other_marks],
}  # fmt: skip


def _maker(rules: list[Callable[[str], str]]) -> Callable[[Sentence, random.Random], str | None]:
    def made(sentence: Sentence, chance: random.Random) -> str | None:
        ways = [new for rule in rules if (new := rule(sentence.text)) != sentence.text]
        return chance.choice(ways) if ways else None

    return made


MAKERS = {what: _maker(rules) for what, rules in (RULES | {"several": [_several]}).items()}
