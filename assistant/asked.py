"""What a short answer must be: the noun asked for, and what that noun says of the answer's kind and form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.kinds import Kind
from assistant.question import Question
from assistant.words import stem

_NOT_NOUNS = (
    r"is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|may|might|of|to|in|on|said|says|from|for|at|by|the|"
    r"this|that|they|he|she|it|its|his|her|their|with|during|as|an?|and|"
    r"just|who|where|took|made|became|won|got|lost|told|sold|held|led|left|saw|came|went|gave|ran|hit|sent|fell|met|bought|brought|built|"
    r"caught|chose|drew|drove|fought|found|flew|froze|grew|hid|kept|knew|laid|lent|paid|sank|spent|spoke|stole|struck|taught|threw|"
    r"wore|wrote|began|broke|beat|shook|sang|stood|sat|withdrew|quit|"
    r"(?!famil|assemb|monopo|rall)\w+ly|also|now"
)
_SORT_OF = (
    r"(?:(?:new |major )?(?:types?|kinds?|sorts?|forms?|pieces?|bod(?:y|ies)|one|of the following) (?:of )?(?:the )?)?"
)
_NOUN = re.compile(rf"\b(?:which|what)(?:'s)?\s+{_SORT_OF}((?:(?!(?:{_NOT_NOUNS})\b)[\w’'.-]+\s*){{1,3}})", re.I)
_ASKS = re.compile(r"\b(?:who|whom|whose|what|which|where|when|how (?:many|much|old|long|far)(?: \w+)?)\b", re.I)
_IS_NOUN = re.compile(
    r"\b(?:what|which) (?:is|was|are|were)(?: the)? (?:[\w-]+ )?(name|nickname|title|price|cost|age|date|reason|capital|cause|theme|"
    r"topic|city|country|number|percentage|amount|colou?r|size|total|term|word|nationality|sport|profession|brand|company)\b",
    re.I,
)
_AUXILIARY = r"(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|may|might)"
_OPENS = re.compile(
    rf"(?:which|what|who|how (?:many|much))\b(?:(?! {_AUXILIARY}\b)[^,.?])*(?: {_AUXILIARY} \S+)?", re.I
)
# "Which town did the envoys visit?": a verb that helps, then somebody else.
_INVERTED = re.compile(
    rf" (?:did|does|do|{_AUXILIARY} (?:the|an?|his|her|its|their|this|that|he|she|it|they|we|you|[A-Z]\S*))\b"
)
_NAME_OF = re.compile(
    rf"\bname of (?:(?:the|an?|his|her|its|their|this) )?((?:(?!(?:{_NOT_NOUNS})\b)[a-z][\w’'-]*\s*){{1,4}})"
)
_NOUN_OF_KIND: dict[Kind, str] = {
    "number": "number", "time": "date", "person": "person", "people": "people", "place": "place",
}  # fmt: skip
_HAPPENED = re.compile(
    r"(?:and |so )?what(?:(?:['’]s| is| was| has| have| had)? (?:else )?(?:happen|going on)| became of\b|"
    r"(?:['’]s| is| was| else is) (?:the )?(?:new|latest)(?=\W*$| (?:in|with|on|from|about)\b))",
    re.I,
)
# What somebody does is told by a sentence, not by a phrase, as is which part of a thing; what he does for a living is not.
_TOLD_AT_LENGTH = re.compile(
    r"(?:and )?what (?:else )?(?:did|does|do|will|would|is|are|was|were|has|have|had|can|could|should|must) [^?]{1,80}? (?<!be )(?:do|doing|done)"
    r"(?=\W*$| (?:in|about|with|on|at|to|after|before|when|if|since|last|next|this|now|today|yesterday|tomorrow)\b)"
    r"|(?:and )?what (?:did|does|do) [^?]{1,80}? want\W*$"
    r"|(?:and )?(?:what|which) parts? of\b",
    re.I,
)
_VERB_FORM = re.compile(r".*(?:ed|ing)$")
_TELLS = re.compile(r"[a-z]\w+ed$")
_ASKS_WHAT = re.compile(r"\b(?:what|which)\b", re.I)
_COUNTRY = re.compile(r"\b(?:country|countries|nations?)\b", re.I)
_TOWN = re.compile(r"\b(?:city|cities|towns?|villages?|suburbs?|ports?|streets?|rivers?|capitals?)\b", re.I)
_STATE = re.compile(r"\bstates?\b", re.I)
_PERSON = re.compile(
    r"\b(?:artist|singer|actor|actress|legend|star|celebrity|athlete|comedian|rapper|musician|billionaire|ceo|astronaut|player|"
    r"member|politician|leader|figure|personality|person|director|author|president|minister|senator|designer|activist|host|chef|"
    r"model|driver|founder|executive|justice|judge|official|secretary|king|queen|prince|princess|pope|envoy|mayor|governor|officer|"
    r"spokes\w+|captain|commander|candidate|writer|scientist|lawyer)s?\b",
    re.I,
)
_PROPER = re.compile(
    r"\b(?:company|firm|brand|chain|airline|retailer|team|club|university|school|newspaper|network|service|platform|show|series|"
    r"movie|film|song|album|book|novel|game|app|store|restaurant|bank|agency|party|band|city|country|state|nation|region|place|"
    r"island|automaker|giant|group|organi[sz]ation|hurricane|storm|character|musical|town|site|territory|street|mountain|river|"
    r"stadium|arena|venue|theat(?:re|er)|airport|bridge|hotel|palace|cathedral|prison|park|"
    r"province|village|port|ministry|outlet|hospital|museum|ship|vessel|treaty|law|operation)s?\b",
    re.I,
)
_MONEY = re.compile(
    r"\b(?:prices?|price tag|costs?|worth|how much|fee|fine|salary|revenue|bid|fetch|sold for|paid)\b", re.I
)
_SHARE = re.compile(r"\b(?:percent|percentage|per cent|share|proportion|tariff|rate)\b", re.I)
_COUNT = re.compile(r"\bhow many|number of\b", re.I)
_UNITS = (
    (_SHARE, re.compile(r"%|per ?cent", re.I)),
    (_MONEY, re.compile(r"[$£€]|\b(?:million|billion|dollars?|cents?|pounds?|euros?|crowns?)\b", re.I)),
    (_COUNT, re.compile(r"^(?:[\d.,]+(?: (?:million|billion|thousand|hundred|trillion))?|[a-z]+)$", re.I)),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: its kind, the noun that names it, whether that names proper things, and the unit of a number."""

    kind: Kind
    noun: str
    unit: re.Pattern[str] | None = None
    subject: bool = False
    """Whether what is asked for is the one who does it ("Which airline banned …?"), and so told before the rest."""
    gap: tuple[str, str] = ("", "")
    """The question's words before and behind those that ask."""

    @property
    def head(self) -> str:
        """The stem of the noun's last word; "" where only the kind has a name."""
        return "" if self.noun in _NOUN_OF_KIND.values() else stem(self.noun.split(" ")[-1])

    def stated(self, phrase: str) -> str:
        """The question as a statement, with a phrase in place of what is asked for.

        >>> from assistant.question import understood
        >>> wanted(understood("Which airline banned smoking?")).stated("Eskle Air")
        'Eskle Air banned smoking'
        """
        before, behind = self.gap
        return f"{before}{phrase} {behind}".strip()

    @property
    def person(self) -> bool:
        """Whether a person is asked for."""
        return self.kind in {"person", "people"} or bool(_PERSON.search(self.noun))

    @property
    def proper(self) -> bool:
        """Whether things of that noun have names: companies, cities, films, people."""
        return bool(_PROPER.search(self.noun) or _PERSON.search(self.noun))

    @property
    def common(self) -> bool:
        """Whether things of that noun are told in plain words: diseases, animals, grounds."""
        return self.kind == "other" and bool(self.noun) and not self.proper

    @property
    def country(self) -> bool:
        """Whether a country is asked for."""
        return bool(_COUNTRY.search(self.noun))

    @property
    def town(self) -> bool:
        """Whether a place within a country is asked for."""
        return bool(_TOWN.search(self.noun))

    @property
    def state(self) -> bool:
        """Whether a state of the United States is asked for."""
        return bool(_STATE.search(self.noun)) and not self.country


def wanted(question: Question) -> Wanted | None:
    """What a question asks for that a phrase can tell; None for reasons, statements, what happened, and yes or no.

    >>> from assistant.question import understood
    >>> wanted(understood("The ban covers which plastic bags?")).noun
    'plastic bags'
    >>> wanted(understood("What sanctions did the union impose?")) is None
    True
    """
    if (
        question.kind in {"reason", "statement"}
        or _HAPPENED.match(question.text)
        or _TOLD_AT_LENGTH.match(question.text)
    ):
        return None
    noun = noun_asked_for(question)
    if question.kind == "other" and (not _ASKS_WHAT.search(question.text) or _asks_to_tell(question, noun)):
        return None
    unit = _unit(question) if question.kind == "number" else None
    return Wanted(question.kind, noun, unit, _asks_for_subject(question.text), _gap(question.text))


def _gap(text: str) -> tuple[str, str]:
    """What stands before and behind the words that ask, without the mark at the end."""
    plain = text.rstrip("? ")
    asks = _NOUN.search(plain) or _ASKS.search(plain)
    if asks is None:
        return f"{plain} ", ""
    end = _noun_of(asks)[1] if asks.lastindex else asks.end()
    return plain[: asks.start()], plain[end:].strip()


def _noun_of(match: re.Match[str]) -> tuple[str, int]:
    """The noun among the words that follow "which" or "what", and where it ends: a verb that follows it is none of it."""
    words = list(re.finditer(r"\S+", match[1]))
    told = next((at for at, word in enumerate(words) if at and _TELLS.match(word[0])), len(words))
    words = words[:told]
    while len(words) > 1 and _VERB_FORM.match(words[-1][0]):
        words.pop()
    return " ".join(word[0] for word in words).rstrip("?."), match.start(1) + words[-1].end()


def _asks_for_subject(text: str) -> bool:
    """Whether a question begins with what it asks for and no verb stands before another subject."""
    opening = _OPENS.match(text)
    return bool(opening) and not _INVERTED.search(text, 0, opening.end() if opening else 0)


def _asks_to_tell(question: Question, noun: str) -> bool:
    """Whether several plain things are asked for ("What sanctions did they impose?"): a phrase tells none of them."""
    several = bool(re.search(r"[a-z][^sui]s$", noun))
    return several and not _PROPER.search(noun) and bool(re.match(rf"what {re.escape(noun)}\b", question.text, re.I))


def noun_asked_for(question: Question) -> str:
    """The noun after "which" or "what", or the word for the kind that is asked for; "" where there is neither."""
    if match := _NAME_OF.search(question.text) or _NOUN.search(question.text):
        noun = _noun_of(match)[0]
        if noun and noun.split()[0].casefold() != "following":
            return noun
    if match := _IS_NOUN.search(question.text):
        return match[1]
    return _NOUN_OF_KIND.get(question.kind, "")


def _unit(question: Question) -> re.Pattern[str] | None:
    return next((unit for asks, unit in _UNITS if asks.search(question.text)), None)
