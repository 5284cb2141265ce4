"""What a question takes for granted and the sentences tell otherwise: "Why did A invade B?" where C invaded B, or B invaded A.

A question that names who did something is not borne out by sentences that tell the deed of others alone, nor is "Did A
resign?", to which a sentence is an answer that tells that he did not. Nothing is said where the sentences do not tell the
deed at all: then words and meaning decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.coverage import credit
from assistant.names import is_country
from assistant.noun_phrases import CAPITAL
from assistant.question import Question
from assistant.thesaurus import others
from assistant.words import WORD, is_date_word, names, stem

_NAMED = rf"(?:(?:the|president|minister|mayor|king|queen|governor|captain) )*{CAPITAL}(?: (?:(?:of|the|de|von|van|der|al) )*{CAPITAL})*"
_DID = re.compile(
    rf"\b(?i:did) (?P<doer>{_NAMED}(?: and {_NAMED})?)(?: (?:not|ever|finally|also|really|suddenly|first|then))? (?P<verb>[a-z]{{3,}})\b(?P<rest>[^?]*)"
)
_HAS = re.compile(
    rf"^(?i:and |but |so )?(?i:has|have|had) (?P<doer>{_NAMED}(?: and {_NAMED})?)(?: (?:not|ever|finally|also|really|already|just|now))? (?P<verb>[a-z]{{3,}})\b(?P<rest>[^?]*)"
)
_WAS = re.compile(
    rf"\b(?:(?i:was|were) (?P<doer>{_NAMED})|(?i:has|have|had) (?P<done>{_NAMED})(?: (?:ever|already|really|just|now))? been) (?P<verb>[a-z]{{2,}}(?:ed|en|wn|ot|ght))\b"
)
_OTHER = re.compile(
    rf"^(?: (?:the|a|an|its|their|his|her|to|against|from|into|on))* (?P<other>{CAPITAL}(?: {CAPITAL})*)"
)
REACH = 300  # characters on either side of a deed that are read: a sentence may be as long as its writer likes
NEAR = 8  # words on either side of a deed in which the one that it was done to may stand
LONG = 4  # letters of a name that longer words may be made of
AROUND = 14  # and where a sentence may tell it with more words between
_HOW = re.compile(
    r"(?:and |so )?(?:when|why|where|how|on what|in what|at what|for what|since when)\b(?! (?:many|much|long))", re.I
)
_WHETHER = re.compile(r"(?:and |but |so )?(?:did|has|have|had|was|were)\b", re.I)
_MAY_NAME = re.compile(r"\b(?:did|has|have|had|was|were) \w+")
_ALONE = re.compile(r"\W*$| (?:in|on|at|from|as|after|before|during|over|for|last|this|because|yesterday|today)\b")
_NO_DEED = frozenset(
    "and or but nor with say tell think want happen mean have get make take come become give look know believe feel call "
    "said told thought wanted happened meant had got made taken come become given looked known believed felt called been".split()
)
_UNREAL = re.compile(
    r"\b(?:to|would|could|may|might|should|must|will|can|shall|if|not|never|n[’']t|did|does|do|let|help|scenario|whether|unless)(?: \w+ly)? $|n[’']t $"
)
_NOUN = re.compile(r"(?:ion|ment|ing|al|er|or|ure)s?$")
_PAST = re.compile(r"(?:ed|en|wn|ght|ot|un|ung)$")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|(?P<it>[Ii]t))(?: [\w’'-]+){0,3} $")
_THOUGHT_OF = re.compile(
    r"\b(?:if|could|would|might|may|possib\w+|potential\w*|threat\w*|fear\w*|risk|avoid\w*|prevent\w*|den(?:y|ied)|no|not|never|without|plan\w*|scenario)\b",
    re.I,
)
_IF = re.compile(r"\b(?:if|unless|whether|should|in case|scenario)\b[^,;.]*$", re.I)
_WHOSE = re.compile(rf"(?P<who>{CAPITAL}(?: {CAPITAL})*)(?: (?!and\b|or\b)[a-z’'-]+){{0,2}} $")
# "Ada Hale, who is to judge Ivo Orr, announced her": an aside between who acts, the first name before a comma, and his verb.
_ASIDE = re.compile(r", [^;]*, (?:[\w’'-]+ ){1,3}(?:his|her|their) $")
_BEFORE_COMMA = re.compile(rf"(?P<who>{CAPITAL}(?: {CAPITAL})*)(?=, )")
_SUFFERED = re.compile(r"\b(?:was|were|is|are|be|been|being)(?: \w+ly)? $")
_BY = re.compile(r"\bby (?:[\w’'-]+ ){0,3}[\w’'-]+")
_DONE_TO = re.compile(rf" (?:the )?(?P<whom>{CAPITAL}(?: {CAPITAL})*)")
_BESIDE = re.compile(rf"\bof (?:the )?{CAPITAL}(?: {CAPITAL})*|{CAPITAL}[’']s\b")  # whose somebody or something is
# A name that does something: not behind a preposition, and before a verb.
_ACTS = re.compile(
    rf"(?<![\w’'-])(?P<who>{CAPITAL}(?: {CAPITAL})*)(?=(?:, [^,]{{1,120}},)?,?(?: (?:has|have|had|also|then|later|\w+ly|nevertheless|itself|first|who))*"
    r" (?:[a-z]\w*(?:ed|es|s)|was|were|had|has|met|told|gave|sent|beat|won|led|made|took|held|left|saw|hit|shot|sold|bought|fought|brought|said|fell|sank|quit|will|would|could|can|may|might|must|should|did)\b)"
)
_FROM = re.compile(rf"\bfrom (?:the )?{CAPITAL}")
_BEHIND = re.compile(r"\b(?:of|in|at|by|from|to|with|on|near|for|against|and|or|into|over|than) (?:the )?$")


@dataclass(frozen=True, slots=True)
class Deed:
    """A word of a sentence for something done: a verb, or a noun for it ("invasion").

    `is_real` where it is told as done, `is_thought_of` where it is told as what would be if something else were.
    """

    word: str
    text: str
    start: int
    end: int
    is_noun: bool
    is_real: bool
    is_thought_of: bool = False

    @property
    def before(self) -> str:
        """What the sentence has before the word."""
        return self.text[max(0, self.start - REACH) : self.start]

    @property
    def after(self) -> str:
        """What the sentence has behind the word."""
        return self.text[self.end : self.end + REACH]

    @property
    def doer(self) -> str:
        """The last name before the word that does something, "" for none: whoever acts goes on acting."""
        start = max(0, self.start - REACH)
        near = self.text[start : self.end + 1]
        found = [match for match in _ACTS.finditer(near) if start + match.end() < self.start]
        return next((one["who"] for one in reversed(found) if not _BEHIND.search(near[: one.start()])), "")

    @property
    def own(self) -> str:
        """Whose a noun is that a pronoun owns behind an aside: "Hale" of "Hale, who judges Orr, announced her exit", "" for none."""
        if not _ASIDE.search(self.before):
            return ""
        for match in _BEFORE_COMMA.finditer(self.before):
            opens = match["who"].split()[0] if " " in match["who"] else ""  # "In Osten"
            lead = f"{self.before[: match.start()]}{opens} ".lower() if opens else self.before[: match.start()].lower()
            if not _BEHIND.search(lead) and not is_date_word(match["who"].split()[-1]):
                return match["who"]
        return ""

    @property
    def is_passive(self) -> bool:
        """Whether it was done to what stands before it."""
        return bool(_SUFFERED.search(self.before))

    @property
    def whose(self) -> str:
        """The name that stands right before a noun: "Velmora" of "Velmora launched its invasion", "" for none."""
        found = _WHOSE.search(self.before)
        return (
            ""
            if found is None or _BEHIND.search(self.before[: found.start()])
            else re.sub(r"[’']s?$", "", found["who"])
        )

    def is_near(self, name: str) -> bool:
        """Whether a name stands so near that the deed may have been done to it."""
        around = _FROM.sub("", " ".join((*self.before.split()[-AROUND:], self.word, *self.after.split()[:AROUND])))
        return credit(name.split()[-1], around) == 1  # a capital is no other word for its country to whoever takes it


@dataclass(frozen=True, slots=True)
class Premise:
    """That somebody did something, perhaps to somebody, or with `passive` that it was done to him: as a question takes it for granted.

    With `whether` it is asked whether it is so.
    """

    doer: str
    verb: str
    other: str = ""
    passive: bool = False
    whether: bool = False


def premise(question: Question) -> Premise | None:
    """What a question takes for granted of somebody named.

    >>> from assistant.question import understood
    >>> premise(understood("Why did Velmora invade Ostia?"))
    Premise(doer='Velmora', verb='invade', other='Ostia', passive=False, whether=False)
    >>> premise(understood("Who invaded Ostia?"))
    """
    text = question.text
    whether = bool(_WHETHER.match(text))
    if done := _WAS.search(text):
        name = done["doer"] or done["done"]
        return (
            Premise(names(name)[-1], done["verb"], passive=True, whether=whether)
            if names(name) and (whether or _HOW.match(text))
            else None
        )
    match = _DID.search(text) or _HAS.search(text)
    if match is None or match["verb"] in _NO_DEED or not names(match["doer"]):
        return None
    other = _OTHER.match(match["rest"])
    named = other["other"] if other and not is_date_word(other["other"]) else ""
    if not named and not ((whether or _HOW.match(text)) and _ALONE.match(match["rest"])):
        return None  # what it was done to is asked for, or has no name
    return Premise(names(match["doer"])[-1], match["verb"], named, whether=whether)


def takes_for_granted(question: Question) -> bool:
    """Whether a question may take something for granted of somebody: surely not where it names people and no deed of theirs."""
    return premise(question) is not None or bool(not names(question.text) and _MAY_NAME.search(question.text))


def told_of_others(question: Question, sentences: Sequence[str]) -> int | None:
    """Which of some sentences tells of others, or as not real, what a question takes for granted; None where one tells it so.

    None, too, where no sentence tells it of anybody. The sentences are in the order of their articles, so that a "he" may be the one before.

    >>> from assistant.question import understood
    >>> told_of_others(understood("Why did Ostia invade Velmora?"), ["It rained.", "Velmora invaded Ostia in May."])
    1
    >>> told_of_others(understood("Why did Velmora invade Ostia?"), ["Velmora invaded Ostia in May."])
    """
    taken = premise(question)
    if taken is None:
        return None
    told = [(at, deed) for at, text in enumerate(sentences) for deed in _deeds(taken.verb, text)]
    if any(_bears_out(taken, deed, sentences[at - 1] if at else "") for at, deed in told):
        return None
    return next((at for at, deed in told if _contradicts(taken, deed)), None)


def telling_of_others(question: Question, sentences: Sequence[str]) -> frozenset[int]:
    """Those of some sentences that tell of others alone what a question takes for granted, where another one tells it of the one named.

    As with `told_of_others` they are in the order of their articles.

    >>> from assistant.question import understood
    >>> texts = ["Ivo Orr resigned.", "Ada Hale resigned over the toll."]
    >>> sorted(telling_of_others(understood("Why did Ada Hale resign?"), texts))
    [0]
    """
    taken = premise(question)
    if taken is None:
        return frozenset()
    told = [(at, deed) for at, text in enumerate(sentences) for deed in _deeds(taken.verb, text)]
    bearing = {at for at, deed in told if _bears_out(taken, deed, sentences[at - 1] if at else "")}
    others_only = {at for at, deed in told if _contradicts(taken, deed)} - bearing
    return frozenset(others_only) if bearing else frozenset()


def _deeds(verb: str, text: str) -> Iterator[Deed]:
    """Where a text tells of something done, by this verb or another for the same."""
    forms = {stem(verb), *others(verb)}
    for word in WORD.finditer(text):
        plain = word[0].casefold()
        if stem(plain) in forms:
            before = text[max(0, word.start() - REACH) : word.start()]
            is_noun = bool(_NOUN.search(plain)) and plain != verb
            base = not is_noun and not _PAST.search(plain) and plain not in others(verb)
            thought_of = bool((_THOUGHT_OF if is_noun else _IF).search(before))
            unreal = base or thought_of or _UNREAL.search(before)
            yield Deed(plain, text, word.start(), word.end(), is_noun, not unreal, thought_of)


def _bears_out(taken: Premise, deed: Deed, before: str) -> bool:
    """Whether a sentence, or one with the sentence before it where it has a pronoun, may tell the deed of the one named."""
    if not (deed.is_real or (taken.whether and not deed.is_thought_of)) or (
        taken.other and not (deed.is_near(taken.other) if taken.whether else _holds(taken.other, deed.text))
    ):
        return False
    if (pronoun := _PRONOUN.search(deed.before)) and _holds(taken.doer, before):
        return not (pronoun["it"] and is_country(deed.doer)) or _same(taken.doer, deed.doer)
    if taken.passive and taken.whether:
        return deed.is_near(taken.doer)
    if taken.passive:
        return _holds(taken.doer, " ".join((*deed.before.split()[-NEAR:], *deed.after.split()[:NEAR])))
    if deed.is_passive and not deed.is_noun:
        return _holds(taken.doer, " ".join(deed.after.split()[:NEAR])) or not _BY.search(deed.after)
    if deed.is_noun:
        near = deed.own or " ".join(deed.before.split()[-3:])
        by, whom = _BY.search(deed.after), " ".join((near, *deed.after.split()[:NEAR]))
        if taken.other and not _holds(taken.other, whom):
            return False
        return _holds(taken.doer, near) or bool(by and _holds(taken.doer, by[0]))
    doer = deed.doer
    return (
        _same(taken.doer, doer)
        if doer
        else _holds(taken.doer, _BESIDE.sub("", deed.text) if taken.whether else deed.text)
    )


def _contradicts(taken: Premise, deed: Deed) -> bool:
    """Whether a sentence tells the deed of somebody else of that kind, or that it was done to the one named or to another."""
    if not deed.is_real:
        return _holds(taken.doer, deed.text) and (not taken.other or _holds(taken.other, deed.text))
    if taken.passive:
        return not deed.is_noun and not (deed.is_near(taken.doer) if taken.whether else _holds(taken.doer, deed.text))
    if deed.is_noun:
        whose = deed.whose
        if deed.own and not taken.other:
            return not _same(taken.doer, deed.own)
        return (
            bool(whose and taken.other) and is_country(whose) == is_country(taken.doer) and not _same(taken.doer, whose)
        )
    if taken.whether and taken.other and not deed.is_passive and (not deed.doer or _same(taken.doer, deed.doer)):
        return _holds(taken.doer, deed.text) and not deed.is_near(taken.other)
    if deed.is_passive or not deed.doer or is_country(deed.doer) != is_country(taken.doer):
        return False
    done_to = _DONE_TO.match(deed.after)
    if not _same(taken.doer, deed.doer):
        return not taken.other or _holds(taken.other, deed.after) or _holds(taken.doer, deed.after)
    elsewhere = bool(done_to and taken.other and is_country(done_to["whom"]) == is_country(taken.other))
    return elsewhere and not _holds(taken.other, deed.text)


def _holds(name: str, text: str) -> bool:
    """Whether a text holds the last word of a name, or one for its people that is made of it: "Velmoran"."""
    last = name.split()[-1]
    return bool(credit(last, text)) or (len(last) >= LONG and bool(re.search(rf"\b{re.escape(last)}\w{{1,3}}\b", text)))


def _same(name: str, other: str) -> bool:
    return _holds(name, other) or _holds(other, name)
