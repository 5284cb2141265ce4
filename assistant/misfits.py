"""Phrases of the kind asked for that are no answer all the same.

Pounds do not tell how tall, the first day of a season not when it ends, his own name not who beat him, a governor not who is mayor, and who
tells what others did did not do it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.alone import after_dateline
from assistant.coverage import credit
from assistant.figures import TO_TOTAL
from assistant.introduced import SAYS_MOST, introduction
from assistant.kinds import TIME, Span
from assistant.names import is_people
from assistant.offices import GONE, asked_office
from assistant.question import Question
from assistant.words import stems

_COINS = (
    "dollars? euros? pounds? crowns? cents? roubles? rubles? hryvnias? francs? yen yuan renminbi pesos? rupees? kron(?:or|er|a|e) zlot(?:y|ys|ych) shekels? "
    "baht won rand liras? real reais dirhams? dinars? rials? riyals? forints? leva? lei tenge ringgit rupiah dong taka shillings?"
).replace(" ", "|")
_CURRENCY = rf"[$£€¥₽₴₹]|\bRs?(?=[ .]?\d)|\b(?:USD|EUR|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|CAD|AUD|{_COINS})\b"
_DIMENSIONS = {
    "length": re.compile(r"(?<=[\d\s-])(?:met(?:er|re)s?|m|kilomet(?:er|re)s?|km|miles?|feet|foot|ft|inch(?:es)?|centimet(?:er|re)s?|cm|yards?|stor(?:ey|ie)s?)\b", re.I),
    "weight": re.compile(r"(?<=[\d\s-])(?:kilos?|kilogram(?:me)?s?|kg|pounds?|lbs?|tonn?es?|tons?|gram(?:me)?s?|ounces?)\b", re.I),
    "speed": re.compile(r"\b(?:mph|kph|knots)\b|(?:/|\b(?:an|per|a) )(?:h|hour|second)\b", re.I),
    "money": re.compile(_CURRENCY, re.I),
    "share": re.compile(r"%|\bper ?cent\b", re.I),
    "time": re.compile(r"(?<=[\s-])(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?)\b", re.I),
}  # fmt: skip
_ASKED = (
    (re.compile(r"\bhow tall\b", re.I), {"length"}),
    (re.compile(r"\bhow (?:high|deep|wide|thick|far)\b", re.I), {"length", "share", "money", "time"}),
    (re.compile(r"\bhow heavy\b|\bhow much (?:did|does|do|will|would) [^?]{1,60}\bweigh\b", re.I), {"weight"}),
    (re.compile(r"\bhow fast\b", re.I), {"speed", "time", "share"}),
    (re.compile(r"\bhow long\b", re.I), {"length", "time"}),
    (re.compile(r"\bhow old\b", re.I), {"time"}),
    (
        re.compile(
            r"\bhow much (?:money\b|(?=(?:did|does|do|will|would|is|was|are|were|has|have|can|must|should)\b)[^?]{1,80}\b(?:costs?|pay|pays|paid|spend|spent|earn|earns|earned|charged?|fined?|"
            r"worth|owed?|donated?)\b)|\b(?:at|for) what price\b|\b(?:what|which) (?:is|was|are|were) the (?:[\w-]+ )?(?:price|cost|fee|salary|fine)\b",
            re.I,
        ),
        {"money"},
    ),
    (re.compile(r"\bhow much (?:is|was|are|were) (?:an?|one|each)\b", re.I), set(_DIMENSIONS)),
)
_BESIDE = 22  # characters behind a number in which its unit may stand: "240 million crowns"
_EACH = re.compile(r"\b(?:an?|per|each|every) (?:year|month|week|day)\b.*", re.I)
_NEXT_SUM = re.compile(r"[\d$£€¥,.;]")
_COUNTS = re.compile(
    r"\s(?!(?:to|because|as|on|in|less|plus|for|of|at|by|per|an?|each|was|is)\b)(?:[\w-]+\s)?[a-z]{2,}s\b|"
    r"\sof (?!(?:hundreds|thousands|millions|billions|trillions)\b)[a-z]{2,}s\b"
)  # a number of things
_ON_TOP = re.compile(r"\b(?:additional|another|further|extra)(?: [a-z]+){0,2} [$£€]?$", re.I)
_MORE_BEHIND = re.compile(r"(?: [a-z]+)? more\b(?! than)")
_MORE = re.compile(r"\b(?:more|additional|another|further|extra|new|added)\b", re.I)
_FOUNDS = re.compile(
    r"\b(?:found(?:s|ed)?|own(?:s|ed)?|runs?|ran|leads?|led|launch(?:es|ed)?|creat(?:es|ed)|start(?:s|ed)?|set up)\b",
    re.I,
)
_KIN = re.compile(
    r"\b(?:wife|husband|widow|son|daughter|brother|sister|mother|father|parents?|cousin|relatives?|family|heirs?|spouse)\b",
    re.I,
)
_OF_CONTINENTS = frozenset("African Asian European American Arab Western Nordic Baltic Caribbean".split())
_ASKS_FOR_PEOPLE = re.compile(r"\b(?:countr|nation|language|people|citizen|origin|cuisine|accent|flag|team|side)", re.I)
_NO_THING = re.compile(
    r" (?:and|or|but|nor|who|that|which|is|are|was|were|has|have|had|will|would|in|on|at|to|from|for|by|with|of|as|than|not|"
    r"won|lost|beat|took|led|held|said|say|did|do|went|came|fought|left|met|made|gave|\w+ed)\b"
)
_OWNER = re.compile(r"[’']s?$")
# "Its first strike since 1977", "the first meeting in 22 days": when there was one before. "There was none since" tells when one began.
_FIRST_SINCE = re.compile(r"\bfirst (?:[a-z-]+ ){1,5}since (?:a )?$")
_FIRST_IN = re.compile(r"\bfirst (?:[a-z-]+ ){0,3}in (?:about |more than |nearly |almost |over )?$")
_NONE_SINCE = re.compile(r"\b(?:no|never|has not|have not|(?:has|have)n[’']t) [^,.;]{0,80}\bsince (?:a )?$")
_SO_LONG = re.compile(r"[\w-]+(?: [\w-]+)? (?:days?|weeks?|months?|years?|decades?|hours?)\b|decades\b|centuries\b")
_ASKS_BEFORE = re.compile(r"\b(?:first|last|latest|previous(?:ly)?|before|again)\b", re.I)
_HOW_LONG = re.compile(r"\bhow long\b", re.I)
_HEDGED = re.compile(r"\b(?:could|may|might)(?! not\b)(?! be (?:heard|seen|felt)\b) (?:[\w’'-]+ ){1,4}$")
_ASKS_WHAT_MAY_BE = re.compile(
    r"\b(?:can|could|may|might|will|would|possibl[ey]|likely|risks?|threat\w*|fac(?:e|es|ing)|expected|due|maximum|most|longest)\b",
    re.I,
)
_IS_FROM = re.compile(r"\bwhere (?:is|are|was|were) [^?]{1,80}? (?:originally )?from\W*$", re.I)
_FROM = re.compile(r"\bfrom (?:the )?(?:[a-z-]+ ){0,3}(?:[A-Z][\w’'-]+ and )?$")
_ANY_FROM = re.compile(r"\bfrom (?:the )?(?:[a-z-]+ ){0,3}[A-Z]")
_ENDS = re.compile(
    r"\b(?:when|what (?:day|date|time))\b.{0,200}\b(?:ends?|ended|finish(?:es|ed)?|expires?d?|over(?=\W*$)|run out|close[sd]?|last (?:to|until))\b",
    re.I,
)
_BEGINS = re.compile(
    r"\b(?:when|what (?:day|date|time))\b.{0,200}\b(?:begin|begins|began|begun|starts?|started|opens?|opened|launch(?:es|ed)?)\b",
    re.I,
)
_STOPPED = re.compile(r"\b(?:closed|shut|suspended|postponed|delayed|banned|barred|blocked)\b[^.;]{0,30}$", re.I)
_TO = r"to|until|till|through|and"
_SPAN = re.compile(rf"\b(?:from|between) (?P<first>{TIME.pattern})[^.;]{{0,20}}? (?:{_TO}) (?P<last>{TIME.pattern})")
_FIRST = re.compile(
    rf"\b(?:began|begins?|beginning|start(?:s|ed|ing)?|open(?:s|ed)?)(?: on| in| at)?(?: \w+day,?)? (?P<first>{TIME.pattern})"
)
_LAST = re.compile(rf"\b(?:until|till|through|end(?:s|ed|ing)?|expire[sd]?|clos(?:es|ed))(?: on| in| at)?(?: \w+day,?)? (?P<last>{TIME.pattern})")  # fmt: skip

_TELLS_THAT = re.compile(
    r"(?:,[^;.]{2,80}?,)?(?: (?:also|later|then|had|has))? (?:said|says|told|wrote|writes|added|announced|stated|explained|insisted|argued|claimed|confirmed|reported|revealed|testified|tweeted)\b"
    r"[^;.:“”\"]{0,60}? that (?!(?:he|she|they|it|his|her|their|its|I|we|my|our)\b)\w"
)
_OF_HIMSELF = re.compile(r"\b(?:he|him|his|himself|she|her|herself|they|them|their)\b")
_CLAUSE = 60  # characters behind "said that" in which the one who says it may be told of
# What is done by saying it, which its teller may have done.
_BY_WORD = stems(
    "say said tell told announce claim warn deny admit confirm accuse blame criticise criticize praise urge call predict promise think thought believe want expect suggest argue describe "
    "explain reveal report testify state write wrote condemn reject oppose support demand threaten propose welcome speak spoke lead head name estimate add insist ask"
)


def cannot_be(question: Question, phrase: str, sentence: str, start: int) -> bool:
    """Whether a phrase that stands at a place of a sentence is of the kind that a question asks for and no answer all the same.

    >>> from assistant.question import understood
    >>> text = "The parrot stood 3 feet tall and weighed 15 pounds."
    >>> [cannot_be(understood("How tall was the parrot?"), one, text, text.index(one)) for one in ("3 feet", "15 pounds")]
    [False, True]
    """
    of_time = question.kind == "time" or _HOW_LONG.search(question.text)
    if of_time and is_of_one_before(question.text, sentence, start):
        return True
    if question.kind == "number":
        behind = sentence[start + len(phrase) :][:_BESIDE]
        return is_of_other_dimension(question.text, phrase, _NEXT_SUM.split(behind)[0]) or (
            is_added(sentence[:start], behind) and bool(TO_TOTAL.search(sentence)) and not _MORE.search(question.text)
        )
    if _IS_FROM.search(question.text):  # "Hale, who is from Osten, was held in Skerra"
        return bool(_ANY_FROM.search(sentence)) and not _FROM.search(sentence, 0, start)
    if question.kind in {"person", "other"} and is_of_a_people(question, phrase, sentence[start + len(phrase) :]):
        return True
    return question.kind == "person" and (
        start < after_dateline(sentence)
        or is_asked_about(question, phrase)
        or holds_another_office(question, phrase, sentence)
        or tells_of_others(question, sentence, start + len(phrase))
    )


def is_of_one_before(question: str, sentence: str, start: int) -> bool:
    """Whether a time that begins at a place of a sentence is only that of the one before: 1977 in "its first strike since 1977"."""
    if _ASKS_BEFORE.search(question) and not _HOW_LONG.search(question):
        return False
    return bool(
        _FIRST_SINCE.search(sentence, 0, start)
        or (_FIRST_IN.search(sentence, 0, start) and _SO_LONG.match(sentence, start))
        or (_BEGINS.search(question) and _NONE_SINCE.search(sentence, 0, start))
    )


def is_only_possible(question: str, sentence: str, phrase: str) -> bool:
    """Whether a sentence tells a phrase as what could be, where it is asked what is.

    >>> text = "Hale could face nine years in prison."
    >>> [is_only_possible(one, text, "nine years") for one in ("How long was Hale jailed for?", "What sentence could Hale get?")]
    [True, False]
    """
    places = [match.start() for match in re.finditer(re.escape(phrase), sentence)]
    hedged = [_HEDGED.search(sentence, max(0, start - _CLAUSE), start) for start in places]
    return bool(hedged) and all(hedged) and not _ASKS_WHAT_MAY_BE.search(question)


def is_of_other_dimension(question: str, phrase: str, behind: str) -> bool:
    """Whether a number is of pounds where a length is asked for, or of things where a sum is; `behind` is what follows it."""
    wanted = next((dimensions for asks, dimensions in _ASKED if asks.search(question)), None)
    unit_of = f"{phrase}{_EACH.sub('', behind)}"
    told = {name for name, unit in _DIMENSIONS.items() if unit.search(unit_of)} if wanted else set()
    if wanted in ({"money"}, _DIMENSIONS.keys()) and not told:
        return bool(_COUNTS.match(behind))
    return bool(wanted and told and not told & wanted)


def is_added(before: str, behind: str) -> bool:
    """Whether a number between two texts is of what came on top of others: "another 40 people"."""
    return bool(_ON_TOP.search(before) or _MORE_BEHIND.match(behind))


def is_of_a_people(question: Question, phrase: str, behind: str) -> bool:
    """Whether a phrase only says of which people or continent the thing is that follows: "African" of "African leaders"."""
    if not (is_people(phrase) or phrase in _OF_CONTINENTS) or _ASKS_FOR_PEOPLE.search(question.text):
        return False
    return bool(re.match(r"(?:[’']s?)? [a-z]", behind)) and not _NO_THING.match(behind)


def is_asked_about(question: Question, phrase: str) -> bool:
    """Whether a person is one whom the question itself names, by the last name alone or by both: no answer to who beat him.

    A firm may have its founder's name, and a wife her husband's.
    """
    if _KIN.search(question.text) or _FOUNDS.search(question.text):
        return False
    words = phrase.split()
    for name in question.names:
        known = _OWNER.sub("", name).split()
        if words and known and words[-1] == known[-1] and (len(known) == 1 or known[0] in words):
            return True
    return False


def holds_another_office(question: Question, person: str, sentence: str) -> bool:
    """Whether a sentence introduces a person by another office than the one whose holder is asked for."""
    office = asked_office(question)
    if office is None or len(office.named) > 1:  # what somebody does may be done in many offices
        return False
    told = introduction(person, sentence)
    if told is None or told.weight < SAYS_MOST:
        return False
    is_lesser = GONE & {*told.words.casefold().split()} - {*question.words}
    return bool(is_lesser) or not credit(office.named[0], told.words)


def tells_of_others(question: Question, sentence: str, end: int) -> bool:
    """Whether the person who ends at a place of a sentence only says there what somebody else did, where no saying is asked for.

    >>> from assistant.question import understood
    >>> text = "Ada Hale, his lawyer, said on Friday that Ivo Orr had sold it."
    >>> [tells_of_others(understood(one), text, len("Ada Hale")) for one in ("Who sold it?", "Who said that Orr had sold it?")]
    [True, False]
    """
    told = _TELLS_THAT.match(sentence, end)
    if told and _OF_HIMSELF.search(sentence, told.end(), told.end() + _CLAUSE):
        return False
    return bool(told) and _BY_WORD.isdisjoint(stems(question.text))


def other_ends(question: str, text: str) -> Iterator[Span]:
    """Where a text tells when something begins, for a question when it ends, and the other way round.

    >>> text = "The season lasts from June 1 until Nov. 30."
    >>> [text[slice(*span)] for span in other_ends("When does the season end?", text)]
    ['June 1']
    """
    ends, begins = _ENDS.search(question), _BEGINS.search(question)
    if bool(ends) == bool(begins):
        return
    side, alone = ("first", _FIRST) if ends else ("last", _LAST)
    for pattern in (_SPAN, alone):
        for match in pattern.finditer(text):
            if begins is None or not _STOPPED.search(text, 0, match.start()):  # shut until then: it opens
                yield match.span(side)
