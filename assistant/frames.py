"""What a source tells only as somebody's word, belief, hope or condition, and a claim tells as a fact.

"Ukraine claims Russia attacked the port" does not bear out "Russia attacked the port": the words are there, their frame is not.
What "officials said" may be told without them, as news often does; what somebody said who is named may not.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

from assistant.alleged import is_alleged, tells_of_a_case
from assistant.speakers import Saying, sayings
from assistant.thesaurus import others
from assistant.wording import Span, Token, Wording
from assistant.words import stem

HELD = 0.6  # the share of a claim's words that a sentence must hold to be the one that it was taken from
AS_MUCH = 0.9  # and of the words that the sentence that holds most has, for telling the same
BEHIND = 9  # words behind what was taken among which a sentence's frame may still stand: ", the mayor said on Monday"

# Whose word, belief or hope it is, matters: none of these makes a fact of what follows.
_DOUBTFUL = frozenset(
    stem(word)
    for word in "claim claims claimed allege alleges alleged accuse accused accuses believe believes believed think thinks thought suspect "
    "suspects suspected fear fears feared hope hopes hoped insist insists insisted argue argues argued suggest suggests suggested assert "
    "asserts asserted speculate speculated rumour rumours rumoured rumor rumored allegedly reportedly supposedly purportedly if unless "
    "whether maintain maintains maintained predict predicts predicted wish wishes wished imagine doubt doubts doubted threaten threatens "
    "threatened".split()
)
_SAYS = frozenset(
    stem(word)
    for word in "say says said saying tell tells told add adds added write writes wrote warn warns warned announce announces announced state "
    "states stated report reports reported confirm confirms confirmed declare declares declared estimate estimates estimated according "
    "acknowledge acknowledged admit admits admitted explain explained reply replied vow vowed pledge pledged promise promised".split()
)
_BREAK = re.compile(r"[;]|\b(?:but|while|although|though|whereas)\b", re.I)
_QUOTED = re.compile(r"[\"“”]")
# How a claim tells, without a word for saying, that something is somebody's view or will.
_VIEW = re.compile(
    r"^For (?:the )?[A-Z][\w’'-]*,|^(?:By|In) [\w’' -]+[’']s? (?:figures|view|eyes|opinion|words|count)\b|\bin the view of\b"
    r"|\b(?:finds?|found) (?:it|that|them|him|her)\b|\b(?:considers?|considered|regards?|regarded|deems?|deemed)\b"
    r"|\b(?:stud(?:y|ies)|researchers?|scientists?|experts?|analysts?|surveys?|polls?|inquiry|investigators?|inspectors?|court|judges?|figures|data)\b"
    r"[^.;]{0,60}\b(?:finds?|found|shows?|showed|concludes?|concluded)\b"
    r"|\b(?:point(?:s|ed)? (?:to|at)|singled? out|knows? of|hails?|hailed|praise[sd]?|criticise[sd]?|criticize[sd]?|blame[sd]?|likens?|likened|compare[sd]?"
    r"|questions|questioned|sees|saw|views|viewed|rate[sd]|branded|brands|dubbed|labelled|labeled|condemn(?:s|ed)?|welcome[sd]?|mock(?:s|ed)?|cite[sd]?|is sure"
    r"|are sure|was sure|were sure|convinced|wonders?|wondered|complains?|complained|detractors|critics|opponents|supporters)\b|\bin [A-Z][\w’'-]+[’']s? (?:words|eyes|view|opinion)\b"
    r"|\bputs? [^,;.]* at\b|\bcall(?:s|ed)? (?:on|upon|for)\b|\burge[sd]?\b|\bdemand(?:s|ed)?\b|\bwants?\b|\bwanted\b"
)
# News agencies, and who in general may be left unnamed: their word stands behind all news.
_AGENCIES = frozenset(
    "reuters afp ap dpa bloomberg interfax interfax-ukraine tass ukrinform unian ansa efe kyodo xinhua anadolu pap bbc cnn politico axios "
    "haaretz nbc cbs abc npr msnbc guardian".split()
)
_OF_THE_NEWS = re.compile(
    r"\b(?:correspondents?|news agency|agency|agencies|newspapers?|media|reporters?|Associated Press|France-Presse|news outlets?)\b"
)
_BODY = re.compile(
    r"\b(?:officials?|police|authorit(?:y|ies)|ministr(?:y|ies)|rescuers|prosecutors|investigators|services?|officers?|sources?)\W*$",
    re.I,
)
# What a company gives as its own figures, and what an outlet says of its earlier reports, is in no frame.
_OWN_FIGURES = re.compile(
    r"report(?:s|ed|ing)? (?:an? |the |its |their |record |strong |higher |lower )*(?:(?:net|gross|pre-?tax|operating|quarterly|annual|worldwide|global|full-year) )*"
    r"(?:profits?|sales|orders|revenues?|earnings|income|turnover|(?<=net |tax |ing |rly |ual )loss(?:es)?)\b"
    r"[^.;]{0,100}?(?:[£$€]\s?\d|\d\s?(?:%|per ?cent|m\b|bn\b|[mb]illion|crowns|euros|dollars|pounds))",
    re.I,
)
_AS_REPORTED = re.compile(r"\W*as (?:previously |earlier )?reported(?=[,:] )", re.I)
_CONDITIONAL = re.compile(r"\b(?:would|could|might|may)\b")
_CONDITIONS = frozenset(map(stem, ("if", "unless")))
_CLOSES = re.compile(r"reports\W*$")  # ", Reuters reports": a news outlet behind its own news
_OF_ITSELF = re.compile(r"\b(?:this|so)\b")  # "he said this at a meeting": that he said it is what is told
_POINTS_BACK = re.compile(r"\b(?:that|this)(?:[’']s| is| was| comes) $", re.I)
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose|where)\b")


_FRAMING = _DOUBTFUL | _SAYS


def unframed(claim: Wording, source: Wording, window: Span) -> Iterator[Span]:
    """The claim as a whole where it tells as a fact what the source tells in a frame, and nowhere without one."""
    if _is_framed(claim) or not source.cased:  # in lower case nobody is named, and half of the frames cannot be told
        return
    stems, like = _words_of(claim)
    taken = {place: held for place in source.sentences if (held := _held(stems, like, source, place))}
    near = [place for place in taken if place[0] < window[1] and window[0] < place[1]]
    doubtful = _DOUBTFUL - _CONDITIONS if _CONDITIONAL.search(claim.text) else _DOUBTFUL
    framed = functools.partial(_frames, source=source, doubtful=doubtful)
    if near and (
        all(framed(held, place=place) for place, held in taken.items()) or _is_alleged(claim, source, taken, framed)
    ):
        inner = claim.text.strip()
        start = claim.text.index(inner)
        yield start, start + len(inner)


def _is_alleged(claim: Wording, source: Wording, taken: dict[Span, list[int]], framed: Callable[..., bool]) -> bool:
    """Whether the sentences that hold most of a claim tell its doer to be accused of it, or have it in a frame."""
    count = {place: len({source.tokens[at].stem for at in held}) for place, held in taken.items()}
    most = AS_MUCH * max(count.values())
    other = [place for place, words in count.items() if words >= most]
    told = [is_alleged(claim, source, place) for place in other]
    if not any(told) or tells_of_a_case(claim):
        return False
    return all(one or framed(taken[place], place=place) for place, one in zip(other, told, strict=True))


def _is_framed(claim: Wording) -> bool:
    return bool(_QUOTED.search(claim.text) or _VIEW.search(claim.text)) or any(
        token.stem in _FRAMING and (token.text[0].islower() or not token.start)  # no State says anything
        for token in claim.tokens
    )


def _words_of(claim: Wording) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of a claim's words that mean something, and of those that mean about the same."""
    wanted = [token for token in claim.tokens if token.content]
    return frozenset(token.stem for token in wanted), frozenset().union(*(others(token.plain) for token in wanted))


def _held(stems: frozenset[str], like: frozenset[str], source: Wording, place: Span) -> list[int]:
    """The positions of a claim's words in a sentence, none where too few of them stand there."""
    words = [at for at in source.between(*place) if source.tokens[at].content]
    found = [at for at in words if source.tokens[at].stem in stems or source.tokens[at].stem in like]
    held = {source.tokens[at].stem for at in found}
    return found if stems and len(held) >= HELD * len(stems) else []


def _frames(held: list[int], source: Wording, place: Span, doubtful: frozenset[str]) -> bool:
    """Whether a cue stands before the words that were taken, or right behind them, with no break between."""
    everywhere = source.between(*place)
    before = [at for at in everywhere if at < held[0]]
    behind = [at for at in everywhere if at > held[-1]][:BEHIND]
    tokens, text = source.tokens, source.text
    named = any(one.sentence == place and _is_somebody(one, text) for one in sayings(source))
    cues = doubtful | _SAYS if named else doubtful
    telling = [at for at in everywhere if tokens[at].stem in cues and not _is_no_frame(source, at)]
    for at in reversed(before):
        if _BREAK.search(text, tokens[at].end, tokens[held[0]].start):
            return False
        if at in telling:
            return True
    return any(at in telling and not _RELATIVE.search(text, tokens[held[-1]].end, tokens[at].start) for at in behind)


def _is_somebody(one: Saying, text: str) -> bool:
    """Whether a speaker is somebody in particular: no news agency, and none of those who are named only by what they are."""
    words = text[one.start : one.end]
    if _OF_THE_NEWS.search(words) or _AGENCIES & {*words.casefold().split()}:
        return False
    return bool(one.names) and not _BODY.search(words) and not _CLOSES.match(text, one.end + 1, one.sentence[1])


def _says_again(source: Wording, token: Token) -> bool:
    """Whether a word is the "reported" of an outlet's "As reported, …"."""
    found = _AS_REPORTED.match(source.text, source.sentence_at(token.start)[0])
    return found is not None and found.end() == token.end


def _is_no_frame(source: Wording, at: int) -> bool:
    """Whether a word for saying only tells that something was said ("he said this", "that's according to")."""
    token = source.tokens[at]
    end = source.sentence_at(token.start)[1]
    return bool(
        _CLOSES.match(source.text, token.start, end)
        or _OF_ITSELF.match(source.text, token.end + 1)
        or _OWN_FIGURES.match(source.text, token.start, end)
        or _says_again(source, token)
        or _POINTS_BACK.search(source.text, max(0, token.start - 12), token.start)
    )
