"""The kinds of thing a question asks for, and where a sentence holds one: people, places, times, numbers, reasons, words said."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Literal

from assistant.names import is_country_word
from assistant.years import counts

Kind = Literal["person", "people", "place", "time", "number", "reason", "statement", "other"]
Span = tuple[int, int]
THINGS: frozenset[Kind] = frozenset(
    {"person", "people", "place", "time", "number"}
)  # kinds whose words can be pointed at

_PEOPLE_NOUNS = (
    r"people|leaders?|officials?|politicians?|ministers?|presidents?|men|women|man|woman|person|players?|actors?|actress|singers?|authors?|"
    r"writers?|generals?|americans|russians|ukrainians|germans|candidates?|judges?|senators?|envoys?|mayors?|governors?|kings?|queens?"
)
_PLACE_NOUNS = (
    r"places?|city|cities|country|countries|towns?|regions?|villages?|states?|venues?|locations?|ports?|districts?|province|island|area|"
    r"capital|continent|county|street|river|nation"
)
_TIME_NOUNS = r"dates?|days?|time|years?|months?|weeks?|hours?|century|season|decade"
_YEAR_OF = r"model|school|academic|fiscal|financial|tax|budget"
_NUMBER_NOUNS = r"percentages?|numbers?|shares?|amounts?|age|score|margin|total|sum|proportion|fraction"
_FIGURE_NOUNS = r"(?:prices?(?: tag)?|costs?|rate|salary|temperature|magnitude|minimum age|speed|fee|fine)"
_SUM_NOUNS = r"(?:revenues?|profits?|turnover|population|budget|net worth|vote)"
_ON_A_DAY = r"(?=\W*$| (?:on|in|at|last|this|by|for|of|yesterday|today)\b)"
_SAID = (
    r"says?|said|saying|claim(?:s|ed)?|argued?|respond(?:ed)?|react(?:ed)?|warn(?:ed)?|thinks?|believes?|demand(?:s|ed)?|announced?|told|tell|"
    r"describe[ds]?|call(?:s|ed)?|promised?|urged?|suggest(?:s|ed)?|alleged?|comment(?:ed)?"
)
_BETWEEN = r"(?:(?!(?:is|are|was|were|did|do|does|has|have|had|will|would|can|could|should|may)\b)\w+ ){0,2}"  # of a noun phrase
_OTHER_ASKS = (
    r"^(?!.*\b(?:what|which|when|where|why|how)\b.*\bwho(?:m|se)?\b)"  # "what answer did the man who …" asks for nobody
)

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("time", re.compile(r"^(?:and )?(?:(?:at|on|from|by|until|till|in|since) )?(?:what|which) (?:exact )?(?:time|day|date|hour|year|month|week)\b(?! of\b)", re.I)),
    ("number", re.compile(
        rf"\bhow (?:many|much|old|far|large|big|high|tall|fast|often|long|cold|hot|warm|deep|heavy|wide|thick)\b|\b(?:what|which) (?:was |is |were |are )?(?:the )?(?:\w+ )?(?:{_NUMBER_NOUNS})\b|"
        r"\b(?:number|amount|percentage|share|rate|price|cost|toll|size|value|population|margin) of\b|\b(?:death|final) toll\b|\bby what margin\b|"
        rf"\b(?:what|which) (?:is |was |are |were )?(?:the )?(?:\w+ )?{_FIGURE_NOUNS}\b|\bwhat (?:is|was|are|were) (?:the |its |their |[\w’'.-]+(?: [\w’'.-]+)?[’']s? )(?:[\w-]+ ){{0,2}}{_SUM_NOUNS}{_ON_A_DAY}|^what (?:did|do|does) [^?]{{1,60}}\b(?:close|open|trade|sell|end) (?:at|for)(?=\W*$| (?:on|yesterday|today|last|this)\b)|\b(?:at|for) what (?:price|cost)\b|^what (?:do|does|did|will|would|must|should) (?:[\w’'-]+ ){{1,6}}?(?:cost|pay for|earn)\b", re.I)),
    ("statement", re.compile(rf"^(?!.*\bwhat (?:is|was|are|were) the names?\b).*\b(?:what|how)\b.{{0,25}}\b(?:did|does|do|has|have|was|is)\b.{{1,80}}\b(?:{_SAID})\b", re.I)),
    ("time", re.compile(rf"^(?!.*\b(?:which|what|who|where)\b).*\bwhen\b|\bwhen (?:is|are|was|were|did|does|do|will|has|have|had|can|could|would|should)\b|\b(?:what|which) (?:\w+ )?(?:{_YEAR_OF}) years?\b|\b(?:what|which) (?:\w+ ){{0,1}}(?:{_TIME_NOUNS})\b|\bsince when\b", re.I)),
    ("place", re.compile(rf"^(?!(?:and )?(?:how|why|who|what|which|when)\b.*\w \bwhere\b).*\bwhere\b|\b(?:what|which) (?:\w+ ){{0,2}}(?:{_PLACE_NOUNS})\b", re.I)),
    ("reason", re.compile(r"\bwhy\b|\bhow come\b|\bwhat (?:caused|led to|(?:is|was|were|are) the (?:\w+ )?(?:reasons?|causes?|grounds?))\b|\breasons? (?:for|why)\b|\b(?:on|for) what (?:\w+ )?(?:grounds?|reasons?)\b", re.I)),
    ("people", re.compile(rf"\bwho (?:are|were)\b|\bwhich {_BETWEEN}(?:{_PEOPLE_NOUNS})\b(?<=s)|\b(?:names|list) of\b", re.I)),
    ("person", re.compile(rf"{_OTHER_ASKS}.*\bwho(?:m|se)?\b|\bname of\b.*\bwho\b|\b(?:what|which) {_BETWEEN}(?:{_PEOPLE_NOUNS})\b", re.I)),
)  # fmt: skip

_WHO_IS_NAMED = re.compile(r"^[Ww]ho (?:is|was|are|were) [A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*\s*\??$")

_NUMBER_WORD = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|"
    r"forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|a third|a quarter|two thirds|none|nobody|no one"
)
_MAGNITUDE = r"(?:hundred|thousand|million|billion|trillion|bn|m|tn|k)\b"
_UNIT = r"(?:%|percent|per cent|percentage points?|°C|degrees|km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|m|feet|foot|ft|inch(?:es)?|tonn?es?|tons?|kg|years?|months?|weeks?|days?|hours?|minutes?|dollars?|euros?|pounds?|votes?|crowns?)"
NUMBER = re.compile(
    rf"(?:[$€£¥]\s?)?\b\d(?:[\d.,]*\d)?(?:[- ](?:to|and)[- ]\d(?:[\d.,]*\d)?)?(?:st|nd|rd|th)?(?:[ -]?{_MAGNITUDE})?(?:[ -]?{_UNIT}(?!\w))?|\b(?:{_NUMBER_WORD})(?:[- ](?:{_NUMBER_WORD}))*\b",
    re.I,
)
_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.|May|June|July|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
TIME = re.compile(
    rf"\b(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:\s?,? (?:19|20)\d\d)?|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:\s?,? (?:19|20)\d\d)?|(?:early |late |mid-)?{_MONTH}(?<!May) (?:19|20)\d\d|"
    rf"(?:in|since|by|until|of|last|next|this) {_MONTH}(?!\w*\.? \d{{1,2}}\b)|{_WEEKDAY}(?: (?:morning|afternoon|evening|night))?|(?:1[5-9]|20)\d\d(?:s|[-–](?:1[5-9]|20)\d\d)?|"
    r"yesterday|today|tomorrow|tonight|noon|midnight|(?:last|next|this|earlier this|later this) (?:week|month|year|night|summer|winter|spring|autumn|weekend|morning|evening|afternoon)|"
    r"\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?|\d{1,2}[:.]\d\d\b|(?:\w+|\d+) (?:hours?|days?|weeks?|months?|years?) (?:ago|later|earlier))",
)
PLACE = re.compile(
    r"\b(?:in|at|near|outside|inside|across|around|off|from|to|into|of|over|through|along|visit(?:ed|ing)?|visited|reached|left|between|on)\s+"
    r"((?:the\s+)?(?:[a-z]+(?:ern|al)?\s+)?(?:[a-z]+\s+of\s+)?[A-Z][\w’'-]+(?:(?:[ -]| of (?:the )?| and )[A-Z][\w’'-]+)*)"
)
_LOCATIVE = frozenset(
    "in at near outside inside across around to into through along visit visited visiting reached left".split()
)
_DATE_WORD = re.compile(rf"(?:the )?(?:{_MONTH}|{_WEEKDAY})\b")
REASON = re.compile(
    r"\b(?:because|since|due to|owing to|as a result|after|so that|in order to|in response to|in protest|over (?:the|its|their|his|her)|caused?|"
    r"blamed|reasons?|amid|following|for (?:\w+ly )?\w+ing|means? (?:that|to)|to (?:avoid|prevent|protect|stop|ensure|allow|help|give|make)|fear(?:s|ed|ing)?|"
    r"as (?:he|she|they|it|the)|prompted|led to|thanks to|wants?|aim(?:s|ed)|failed|without)\b", re.I
)  # fmt: skip
SAYING = re.compile(
    r"[“\"]|\b(?:said|says|told|tells|stated|stating|states|added|argued|argues|warned|warns|called|calls|claimed|claims|insisted|announced|"
    r"described|characteri[sz]ed|emphasi[sz]ed|asserted|reiterated|expressed|demanded|denied|confirmed|vowed|urged|accused|wrote|tweeted|declared|"
    r"noted|acknowledged|rejected|suggested|suggests?|according to|doubts?|raised|believes?|thinks?|promised|pledged|indicat\w+|condemned|praised)\b", re.I
)  # fmt: skip

_NOT_PEOPLE = re.compile(
    r"\b(?:Institute|Ministry|Party|University|Council|Agency|Bank|Court|Union|Nations|Army|Forces?|Group|Company|Corp|Inc|Ltd|News|Times|"
    r"Post|Committee|Commission|Department|Office|House|Senate|Parliament|Congress|Association|Federation|Organi[sz]ation|Cent(?:er|re)|"
    r"Foundation|College|School|Hospital|Airport|Station|Church|Club|Authority|Board|Police|Fund|River|Street|Bridge|Islands?|Mountains?|"
    r"Lake|Sea|Province|Region|County|Valley|Port|City|Town|Street|Square|Road|Park|Act|Bill|Treaty|Agreement|War|Cup|League|Games|Day|"
    r"Prize|Award|Olympics|Avenue|Lane|Lines?|Bureau|Institute|List|Trust|Archive|Museum|Palace|Hall|Hotel|Harbou?r|Quay|Reserve|Coasts?|Bay|Cape|Hills?|Works|Republic|Kingdom|States|Service|Guard|Division|Brigade|Regiment|Battalion|Navy|Fleet|Summit|Conference|Forum|Daily|Journal|Guardian|Courier|Ledger|Wire|"
    r"January|February|March|April|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)  # fmt: skip
_OF_WHAT = (
    r"(?: (?:of|for) (?:the )?(?:State|Health|Defen[cs]e|Finance|(?:Foreign|Internal|Home) Affairs|Interior|Justice|Education|Transport|"
    r"Energy|Agriculture|Culture|Labou?r|Trade|Commerce|Treasury|Econom(?:y|ics)|Environment|Security|Information))?"
)
_TITLE = (
    rf"(?:President|Vice President|Prime Minister|(?:Foreign |Defen[cs]e |Finance |Interior )?Minister{_OF_WHAT}|Chancellor|Secretary{_OF_WHAT}|Senator|"
    r"Governor|Mayor|General|King|Queen|Prince|Princess|Chief|Judge|Captain|Colonel|Major|Dr|Mr|Mrs|Ms|Professor|Sir|Lord|Lady|Director|Pope|"
    r"Ambassador|Spokesman|Spokeswoman|Representative|Congressman|Commissioner|Inspector|Sergeant|Lt|Gen|Col|Sen|Rep|Gov|Prof)\.?"
)
_FULL_NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:[A-Z]\.|van|von|der|de|la|al|bin|el|da|dos))*(?: [A-Z][\w’'-]+){1,3}")
_TITLED = re.compile(rf"\b{_TITLE} (?:[A-Z][\w’'-]+ ?){{1,3}}(?<! )")
_TITLE_START = re.compile(rf"(?:(?:[Ff]ormer |[Tt]he )?(?:[A-Z]\.)*\s?{_TITLE} )+")
# "Tarnwick Fire Chief Ada": an office with what it is of, and no name; "Martin Luther King" is one.
_OFFICE_WITHIN = re.compile(rf"[A-Z][\w’'-]+ (?:[A-Z][\w’'-]+ )*(?!King |Prince |Major ){_TITLE} (?=[A-Z])")
_DATELINE = re.compile(
    r"(?:[A-Z’'-]{4,}(?: [A-Z’'-]{2,})*|[A-Z’'-]{2,}(?: [A-Z’'-]{2,})+) ?(?:,|\s[-–—]|$)"
)  # "PORT CALLOW, Velmora, March 12 (Meridian Wire) - "
_VESSEL = re.compile(
    r"\b(?:ferry|ship|vessel|boat|yacht|tanker|trawler|freighter|lifeboat|tug|barge|liner|frigate|destroyer|submarine|schooner|train|film|novel|newspaper|song|bridge) $"
)
_THE = re.compile(r"\b[Tt]he $")
_BEFORE_PLACE = re.compile(r"(\w+)\s+(?:the\s+)?(?:[a-z]+(?:ern|al)\s+)?(?:[a-z]+\s+of\s+)?$")
_ACTS = re.compile(
    r"(?:,| who| said| says| told| added| has| had| was| is| will| wrote| and| also| announced| warned| called|’s|'s|$|\.)"
)


def kind_of(question: str) -> Kind:
    """The kind of thing a question asks for.

    >>> kind_of("Where did Arden meet the envoys?"), kind_of("Which two ministers resigned?")
    ('place', 'people')
    """
    if _WHO_IS_NAMED.match(question):  # what is asked is not a name
        return "other"
    return next((kind for kind, pattern in _KINDS if pattern.search(question)), "other")


def spans(kind: Kind, sentence: str) -> list[Span]:
    """Where a sentence holds things of a kind, in order; empty for a kind that has no spans of its own.

    >>> [("Ada Hale met them in Port Vale on 3 May.")[slice(*span)] for span in spans("place", "Ada Hale met them in Port Vale on 3 May.")]
    ['Port Vale']
    """
    finder = _FINDERS.get(kind)
    return list(finder(sentence)) if finder else []


def _people(sentence: str) -> Iterator[Span]:
    taken = 0
    for match in sorted(
        (*_TITLED.finditer(sentence), *_FULL_NAME.finditer(sentence)), key=lambda found: (found.start(), -found.end())
    ):
        start, end = match.span()
        titled = _TITLE_START.match(sentence, start)
        if titled and titled.end() >= end:  # "the Minister" names nobody
            continue
        start = titled.end() if titled else start
        name = sentence[start:end]
        if (
            start < taken
            or (not titled and (_NOT_PEOPLE.search(name) or any(is_country_word(word) for word in name.split())))
            or (titled and _NOT_PEOPLE.fullmatch(name))
            or _DATELINE.match(sentence, start)
            or _VESSEL.search(sentence, max(0, start - 20), start)
            or (not titled and _OFFICE_WITHIN.match(name))
        ):
            continue
        if not titled and (len(name.split()) == 1 or _THE.search(sentence, max(0, start - 5), start)):
            continue  # a surname alone may be anything; "the Grey Heron" is a thing
        taken = end
        yield start, end


def _places(sentence: str) -> Iterator[Span]:
    people = list(_people(sentence))
    for match in PLACE.finditer(sentence):
        start, end = match.span(1)
        if not _DATE_WORD.match(sentence, start) and not _within(people, start, end):
            name = re.match(r"(?:the\s+)?(?:[a-z]+\s+)*", sentence[start:end])
            yield start + (name.end() if name else 0), end
    for match in re.finditer(r"[A-Z][\w.’'-]*", sentence):
        if match[0].casefold().replace(".", "") in _COUNTRY_NAMES:
            yield match.span()


def _within(taken: list[Span], start: int, end: int) -> bool:
    """Whether a span meets one of those that are in order and apart."""
    at = bisect_left(taken, end, key=lambda span: span[0])
    return at > 0 and taken[at - 1][1] > start


def locatives(sentence: str) -> list[Span]:
    """Where a sentence names a place as the one where something happens or where somebody goes.

    A seat of government after any other word often stands for the government ("pressure from Moscow").
    """
    found = []
    for start, end in _places(sentence):
        word = _BEFORE_PLACE.search(sentence, max(0, start - 80), start)
        if word and word[1].casefold() in _LOCATIVE:
            found.append((start, end))
    return found


def _times(sentence: str) -> Iterator[Span]:
    for match in TIME.finditer(sentence):
        if not (match[0].isdigit() and counts(sentence, match.span())):  # "1604 crates"
            yield match.span()


def _numbers(sentence: str) -> Iterator[Span]:
    times = list(_times(sentence))
    for match in NUMBER.finditer(sentence):
        if not any(start <= match.start() and match.end() <= end for start, end in times):
            yield match.span()


def _matches(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Span]]:
    return lambda sentence: (match.span() for match in pattern.finditer(sentence))


_COUNTRY_NAMES = frozenset(
    "russia ukraine germany france poland china italy spain turkey israel iran iraq syria belarus hungary japan india pakistan canada mexico brazil argentina australia us usa uk britain".split()
)
_FINDERS: dict[Kind, Callable[[str], Iterator[Span]]] = {
    "person": _people, "people": _people, "place": _places, "time": _times, "number": _numbers,
    "reason": _matches(REASON), "statement": _matches(SAYING),
}  # fmt: skip
