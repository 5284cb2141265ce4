"""Requests for all that is told of a thing: "the latest on Port Vale", "tell me about the ferry", "Port Vale".

Nothing about the thing is asked, so a sentence that names it in full is an answer; of news the newest comes first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.alone import tells
from assistant.answers import Hit
from assistant.cased import as_written
from assistant.coverage import credit
from assistant.evidence import Scored
from assistant.question import Question
from assistant.words import content_words, is_date_word, names

MOST = 5  # sentences
EARLY = 0.4  # of a sentence: what is named by then is what it tells of
_TODAYS = r"(?:today|this week|tonight|yesterday)['’]s"
_ABOUT = r"(?:about|on|of|from|in|at|with|regarding|concerning|around)"
_NEWS = r"(?:latest|newest|news|new|updates?|developments?|headlines)"
_TELL = r"(?:tell (?:me|us)(?: (?:more|everything|something))?|brief (?:me|us)|update (?:me|us)|fill (?:me|us) in|catch (?:me|us) up)"
_SUM_UP = r"(?:summari[sz]e|sum up|recap|(?:give|show|get) (?:me|us)|(?:an? |the )?(?:summary|overview|recap|briefing))"
_THING = r"(?:the |an? )?(?P<thing>[^?!.;]{1,200}?)"
_END = (
    r"(?:,? (?:please|(?:right )?now|today|yesterday|tonight|lately|recently|so far|at the moment|for me|"
    r"(?:this|last) (?:morning|evening|week|month|weekend)|in the (?:news|world)))*[\s?!.]*"
)
_REQUESTS = tuple(
    (re.compile(rf"\W*(?:please |can you |could you |would you )*{opening} {_THING}{_END}", re.I), is_news)
    for opening, is_news in (
        (rf"what(?:['’]s| is| are)(?: the)?(?: {_NEWS})+ {_ABOUT}", True),
        (rf"(?:is|are) there (?:any(?:thing)?|some)(?: {_NEWS})+ {_ABOUT}", True),
        (rf"(?:any(?:thing)?|the)?(?: ?{_NEWS})+ {_ABOUT}", True),
        (r"what(?:['’]s| is) (?:happening|going on|up) (?:in|at|with|on|around|to)", True),
        (rf"(?:{_TELL}|{_SUM_UP}) (?:the |any |an? |all )?(?:{_NEWS} )+{_ABOUT}", True),
        (rf"{_TELL} {_ABOUT}", False),
        (rf"{_SUM_UP}(?: (?:the |an? |all )?(?:summary|overview|recap|briefing|articles|reports?|situation))?(?: {_ABOUT})?", False),
        (r"what(?: has| have|['’]s)? happened (?:in|at|to|with|on|during)", False),
        (r"what (?:do|does|did) (?:the (?:articles?|sources?|papers?|news)|we|they|you) (?:say|know|report) (?:about|of|on)", False),
        (r"what about", False),
    )
)  # fmt: skip
# "What is the Osten grain deal?": a name, or a name and what sort of thing it is.
_WHAT_IS = re.compile(rf"\W*(?:so |and )?what(?:['’]s| is| are| was| were) {_THING}{_END}", re.I)
_SORTED = re.compile(
    r"(?P<name>.+?)(?: [a-z][\w-]*)? (?:deal|group|treaty|pact|accord|agreement|programme|program|project|scheme|initiative|pipeline|bridge|law|act|bill|party|movement|"
    r"network|system|missiles?|rockets?|drones?|virus|variant|app|fund|court|commission|committee|union|alliance|operation|forum|convention|protocol|platform)"
)
_EVERYTHING = re.compile(
    rf"\W*(?:please |can you |could you |so |and )*"
    rf"(?:what(?:['’]?s| is| are| has| have)?(?: been)?(?: the| my| our)?(?: {_TODAYS}| {_NEWS}| top stories| going on| happen(?:ed|ing))+|"
    rf"(?:are there |is there )?(?:any |the )?(?:{_TODAYS} )?(?:top |main )?(?:{_NEWS}|stories)(?: {_NEWS})*|"
    rf"(?:{_TELL}|{_SUM_UP})(?: {_ABOUT})?(?: the| all)?(?: {_TODAYS}| {_NEWS})*){_END}",
    re.I,
)
_NAME = re.compile(
    r"(?:[^\W\d_a-z][\w’'.-]*|\d+|of|the|for|and|de|la|al)(?: (?:[^\W\d_a-z][\w’'.-]*|\d+|of|the|for|and|de|la|al)){0,5}"
)
_ASKS = re.compile(
    r"\b(?:who|whose|whom|what|which|when|where|why|how|whether|if|is|are|was|were|am|do|does|did|has|have|had|will|would|can|could|should|"
    r"may|might|must|shall|it|its|this|that|they|them|their|these|those|he|him|his|she|her|you|we|i|me|us)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Request:
    """The thing about which everything is wanted, the words that name it, and whether the newest is wanted first.

    Without a thing the news is wanted, whatever it tells of. With `is_what` it is asked what the thing is.
    """

    thing: str
    words: tuple[str, ...]
    is_news: bool = False
    is_what: bool = False

    def defined_in(self, text: str) -> bool:
        """Whether a text says of the thing what it is: "X is a …", "X, a …", "a … called X"."""
        thing = re.escape(self.thing)
        is_one = rf"(?<![\w’'-]){thing}(?: \([^()]*\))?(?:,? (?:is|are|was|were) (?:now |still )?|, | [–—-] )(?:an?|one of)\b"
        is_called = rf"\b(?:called|named|known as|dubbed) (?:the )?{thing}\b(?! (?-i:[A-Z]))"
        return bool(re.search(rf"{is_one}|{is_called}", text, re.I))

    def is_named_in(self, text: str) -> bool:
        """Whether a text names the thing in full."""
        return all(credit(word, text) for word in self.words)

    def in_order(self, hits: Sequence[Hit]) -> list[Hit]:
        """Some hits, the newest that name the thing first where news of it is wanted."""
        naming = [hit for hit in hits if self.is_news and self.is_named_in(hit.paragraph.text)]
        newest = sorted(naming, key=lambda hit: hit.article.published[:10], reverse=True)
        return [*newest, *(hit for hit in hits if hit not in naming)]


def requested(text: str) -> Request | None:
    """What a request is about, None for a question that asks anything of it.

    >>> requested("What is the latest on the ferry to Port Vale?")
    Request(thing='ferry to Port Vale', words=('ferry', 'port', 'vale'), is_news=True, is_what=False)
    >>> requested("What is the Osten grain deal?").thing, requested("What is Osten's grain deal?")
    ('Osten grain deal', None)
    >>> requested("Port Vale").thing, requested("What happened to who?"), requested("Who closed Port Vale?")
    ('Port Vale', None, None)
    """
    if wants_all(text):
        return Request("", (), is_news=True)
    for form, is_news in _REQUESTS:
        if match := form.fullmatch(text):
            return _request(match["thing"], is_news=is_news)
    if (match := _WHAT_IS.fullmatch(text)) and _is_name(match["thing"]):
        return _request(match["thing"], is_what=True)
    alone = text.strip(" ?!.")
    return _request(alone, is_news=False) if _NAME.fullmatch(alone) and names(alone) else None


def wants_all(text: str) -> bool:
    """Whether the news is asked for, whatever it tells of.

    >>> wants_all("What happened last week?"), wants_all("What happened in August 2022?"), wants_all("What happened in Karsk?")
    (True, True, False)
    """
    if _EVERYTHING.fullmatch(text):
        return True
    thing = next((match["thing"] for form, _ in _REQUESTS if (match := form.fullmatch(text))), "")
    words = thing.split()
    return bool(words) and all(word.isdigit() or word == "May" or is_date_word(word) for word in words)


def _is_name(thing: str) -> bool:
    """Whether a thing is called by its name, with or without what it is: "Hamas", "the Osten grain deal", no "Hale's age"."""
    sorted_ = _SORTED.fullmatch(thing)
    name = sorted_["name"] if sorted_ else thing
    return bool(names(name) and _NAME.fullmatch(name)) and not re.search(r"['’]s?\b", name)


def is_left_open(question: Question, told: Sequence[Scored]) -> bool:
    """Whether it is asked what a thing is, and sentences that name it do not say it."""
    request = _requested(question, told)
    return request is not None and request.is_what and not any(request.defined_in(one.sentence.text) for one in told)


def _requested(question: Question, ranked: Sequence[Scored]) -> Request | None:
    """The request that a question is, its names as the sentences write them."""
    return requested(as_written(question, (one.sentence.text for one in ranked)).text)


def told_about(question: Question, ranked: Sequence[Scored]) -> list[Scored]:
    """The sentences that tell of what a request is about, each article's best first; none for anything but a request."""
    request = _requested(question, ranked)
    naming = [one for one in ranked if request and _tells_of(request, one)]
    if request is None or not naming:
        return []
    best = sorted(naming, key=lambda one: -_worth(request, one) if request.words else one.sentence.rank)
    if request.is_what:
        best.sort(key=lambda one: request.defined_in(one.sentence.text), reverse=True)
    if request.is_news and request.words:
        best.sort(
            key=lambda one: (_is_its_subject(request, one), one.sentence.hit.article.published[:10]), reverse=True
        )
    firsts = sorted({one.sentence.hit.article.id: one for one in reversed(best)}.values(), key=best.index)
    rest = [one for one in best if one not in firsts]
    return [replace(one, score=ranked[0].score) for one in (*firsts, *rest)]


def _request(thing: str, *, is_news: bool = False, is_what: bool = False) -> Request | None:
    words = content_words(thing)
    return Request(thing, words, is_news, is_what) if words and not _ASKS.search(thing) else None


def _tells_of(request: Request, one: Scored) -> bool:
    text = one.sentence.text
    if not tells(text) or text.isupper() or (one.sentence.leans and not (request.is_what and request.defined_in(text))):
        return False
    return request.is_named_in(text) if request.words else one.sentence.citation.start == 0


def _worth(request: Request, one: Scored) -> float:
    """How much a sentence tells of a thing: more where it is its subject, opens its article, and names little else."""
    sentence = one.sentence
    return 2 * _is_its_subject(request, one) + 1 / sentence.hit.paragraph.number + 2 / (1 + len(names(sentence.text)))


def _is_its_subject(request: Request, one: Scored) -> bool:
    """Whether a sentence names a thing early, or its article in the title."""
    text = one.sentence.text
    early = text[: int(EARLY * len(text))].rpartition(" ")[0]
    return request.is_named_in(early) or request.is_named_in(one.sentence.hit.article.title)
