"""Whether a sentence can stand alone, and where the dateline of a report ends and its first sentence begins."""

from __future__ import annotations

import functools
import re

from assistant.captions import invites, is_glued
from assistant.words import names

# What opens a sentence that goes on from the one before it.
_LEANS = re.compile(
    r"\W{0,3}(He|She|It|They|I|We|You|His|Her|Their|Its|Our|My|Your|That|These|Those|This(?! (?:week|weekend|month|year|morning|afternoon|evening|autumn|fall|winter|spring|summer)\b)|"
    r"But|And|Or|So|Yet|Nor|Then|However|Nevertheless|Nonetheless|Moreover|Furthermore|Additionally|Instead|Meanwhile|Otherwise|Therefore|Thus|Hence|"
    r"Also|Still|Similarly|Likewise|Both|Neither|Another|Others|Such|Asked|Afterwards?|Later|Earlier|There|Here|As a result|(?:All|Most|Many|Some|None|One|Two|Few|Each|Several) of (?:those|these|them|whom|which)|Back (?:at|in|on)|"
    r"(?:In|By) (?:addition|contrast|response|return|turn)|In other words|On the other hand|For (?:example|instance|now)|At the same time|To (?:that|this) end|"
    r"(?:By|Until|Since|Before|After|Despite|With|Under|In|At|On|For) (?:then|that|this|these|those|which)(?! (?:week|month|year|morning)\b))\b"
)
_SPOKEN = frozenset({"I", "We", "You", "It", "My", "Our", "Your", "There", "Here"})  # what may open what somebody says
_CLOSES = re.compile(r"[^“”\"]*[^\s“”\"][”\"](?:\s|$)")  # the end of a quotation that began before
_BEGINS_LOW = re.compile(r"\W{0,3}(?:[a-z]|\.\.\.|…)|\s*[:;,]")  # or what stood before the colon is cut off
_ENDS_LEANING = re.compile(r"\b(?:it|this|that|so|them|him|her)[.!]?\s?[\"”]?$")
_POINTS = re.compile(r"The ([a-z][\w’'-]+)")
_SAME_AS = re.compile(r"\bthe same (?:question|thing|point|words|answer)\b")
_TRAILS = re.compile(
    r"(?:[A-Z][\w.’'-]{0,30} ){1,4}(?:said|says|told|asked|wrote|added|was quoted|is quoted|tweeted|replied)\b[^“”\"]*$"
)
_HE_SAYS = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t) (?:also |later |has |had )?(?:said|says|added|adds|told|tells|wrote|writes|tweeted|continued|explained|insisted|warned|argued)\b|"
    r"\b(?:said|added) (?:he|she|they)\b"
)
_ENDS_HE_SAYS = re.compile(
    r"[,”\"’] (?:he|she) (?:also )?(?:said|says|added|told|wrote|tweeted|explained|insisted|warned|argued)\b"
)
# What only the dateline before it names.
_PLACED = re.compile(
    r"\b(?:[Hh]ere(?=[,.]| on | in | said)|[Tt]his (?:[\w-]{1,20} ){0,2}(?:town|city|village|capital|port|island|region|county|country|valley|province|resort|suburb|community|neighbou?rhood)(?! hall))\b"
)
_QUOTED = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_SPEAKS_OF_ITSELF = re.compile(r"\b(?:I|me|my|My|myself|we|We|our|Our|us|you|your|You|Your)\b")
_ENDS = re.compile(r"[.!…]\s?[\"”’')\]]{0,3}$")
# What an outlet says of its own page.
_HOUSEKEEPING = (
    re.compile(
        r"(?:Correction|Clarification|Editor[’']s note|Read more|Read also|See also|Sign up|Subscribe (?:to|now)|Follow (?:us|@)|Click (?:here|on)|Watch(?: live|:)|Listen(?: to|:)|Related:|"
        r"Advertisement|Reporting by|reporting by|Editing by|Written by|File photo|(?:Photo|Image|Picture)(?: by| credit|:)|Copyright (?:©|\d)|All rights|©|Share this|For (?:the )?(?:latest|more|full coverage))"
    ),
    re.compile(
        r"\b(?:[Tt]his (?:story|article|report|post|page) (?:was|has been|is|will be)|contributed to this (?:report|story|article)|an earlier version of this|[Cc]lick here|[Ss]ign up for|"
        r"(?:our|free) newsletters?|[Aa]ll rights reserved|Getty Images|[Ff]ile photo|is a breaking news|[Cc]heck back for)\b"
    ),
)  # two patterns, since a search for the first alone leaps from capital to capital
_NOTE = re.compile(r"\W{0,3}(?:Correction|Clarification|Editor(?:[’']s|s[’'])? [Nn]ote)\b\W{0,4}[:\-–—]")
_NETWORKS = r"(?:X|Twitter|Facebook|Instagram|TikTok|Threads|YouTube|WhatsApp|LinkedIn|Bluesky|Mastodon)"
# What a page says to whoever reads it: to sign up, share, click and write, and what its outlet does not answer for.
_PAGE = (
    re.compile(
        r"Sign[ -]?[Uu]p (?:[Yy]ou agree|[Ff]or (?:our|the|free|more|[A-Z])|[Hh]ere|[Nn]ow|[Tt]oday|[Tt]o (?:receive|get|our))|S(?:ubscribe|UBSCRIBE) (?:to|now|today|&)|"
        r"Read or Share|Share this (?:story|article|page|post)|Click (?:here|on|(?:through )?to (?:read|see|watch|view))\b|Contributing:|A(?:dvertisement|DVERTISEMENT) Continue|External links\b|Copyright (?:©|\d)|©|All rights reserved|"
        rf"View (?:all|more) |(?:Join|Follow|Find|Like) us (?:on|at)\b|Thank you for (?:subscribing|signing up|supporting our)|[Ff]ollow (?:@|(?:[\w’'.-]{{1,30}} ){{1,4}}on {_NETWORKS}\b)|"
        r"Please (?:verify|re-?enter|enter (?:a|your)|try again later|check your inbox)|You (?:agree to receive|must select a newsletter|(?:have been|are now|are already) subscribed)"
    ),
    re.compile(
        r"\b(?:[Cc]ontinue|[Kk]eep) reading the main story|\bnot a robot\b|\bby clicking (?:the box|(?:on )?(?:the|this|one of the) (?:button|links?))|\boccasional updates and (?:special )?offers|"
        r"\b[Nn]ewsletter [Ss]ign[ -]?[Uu]p\b|\b(?:our|free|weekly|daily) newsletters?\b[^.!?]{0,80}\b(?:inbox|sign up)\b|\b(?:sign up|subscribe|register)\b[^.!?]{0,80}\bnewsletters?\b|\b(?:in|to) your inbox\b|"
        r"\bnot responsible for the content of external\b|\baffiliate (?:fee|commission|link)|\bmay not be published, broadcast|\b(?:[Rr]each|[Cc]ontact|[Ee]-?mail)(?:ed)? [^.!?]{0,60}?\S{1,60}@\S{3,60}"
    ),
)
# What stands between the paragraphs of a page: who wrote or photographed, where to skip to, the headline of another article.
_BETWEEN = (
    re.compile(
        r"\W{0,3}(?:Editor(?:[’']s|s[’'])? [Nn]ote\b\W{0,4}[:\-–—](?!.*\b(?:correct|updat|clarif|misst|earlier version))|Skip (?:to|past) |End of carousel|Other Topics of Interest\b|Contributing(?: to this (?:report|story|article))?: |"
        r"The (?:views|opinions) expressed (?:in this (?:[\w-]+ )?(?:article|column|commentary|essay|op-ed|piece|post|blog|letter|story|report|publication|podcast|video|programme|program)\b|here(?:in)? (?:are|do)\b|"
        r"(?:by [^.,;]{1,60} )?are (?:(?:solely|entirely|purely) )?(?:those of the (?:author|writer|contributor)s?|(?:his|hers?|their|my|our|the (?:author|writer)(?:[’']s|s[’'])) (?:own|alone))\b))",
        re.I,
    ),
    re.compile(
        r"(?:[A-Z][\w.’'-]{0,30} ){0,4}[A-Z][\w.’'-]{0,30}(?:/(?:[\w.&’'-]{1,30} ){0,4}[\w.&’'-]{1,30}){1,4}(?<![.!?])"
    ),  # "Ada Hale/Wire"
)
_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|‘(?:[^’]|’(?=\w))*’|'(?:[^']|'(?=\w))*'")
_END_MARKS = tuple(".!?…।۔።։。")
_SHORTEST_SHOUT = 4  # words
_PLACE = r"[A-Z][A-Z.’'-]{1,30}(?:[ /-][A-Z][A-Z.’'-]{0,30}){0,3}"
_MORE = r"(?:, ?(?:[A-Z][\w.’'-]{0,30}(?: [\w.’'-]{1,30}){0,2}|\d{1,2}(?: [A-Z]\w{2,9})?)){0,3}"
_AGENCY = r"\([^()]{2,40}\)"
_DASH = r"(?: ?(?:--|[—―])\s{0,3}| [-–]\s{1,3})"
_BEGINS = r"(?=[\"“‘'£$€]?[A-Z\d])"
_CAPITALS = r"[A-Z][\w.’'-]{1,30}(?: [A-Z][\w.’'-]{1,30}){0,3}"
_END = rf"(?:{_DASH}|:\s{{1,3}})"
_DATELINE = re.compile(
    rf"(?:{_PLACE}{_MORE},?(?: ?{_AGENCY})?{_END}|{_CAPITALS}{_MORE} ?{_AGENCY}{_END}|{_AGENCY}{_DASH}){_BEGINS}"
)
_LABEL = re.compile(
    rf"(?i:(?:Update|Updated|Breaking|Breaking News|Exclusive|Live)(?: \d{{1,2}})?{_END}){_BEGINS}|"
    rf"AI-(?:assisted|generated) summary(?:{_END}|\s){_BEGINS}"
)


def after_dateline(text: str) -> int:
    """The offset at which a report begins after its dateline, 0 where it has none.

    >>> report = "PORT ALDO, Velmora, March 12 (Wire) - The toll rose."
    >>> report[after_dateline(report) :]
    'The toll rose.'
    """
    label = _LABEL.match(text)
    start = label.end() if label else 0
    found = _DATELINE.match(text, start)
    return found.end() if found else start


def needs_place(text: str) -> bool:
    """Whether a sentence speaks of the place that its dateline names without naming it ("this hill town").

    >>> needs_place("The 31,000 people of this hill town were told on Monday."), needs_place("Hale said this town hall was old.")
    (True, False)
    """
    return bool(_PLACED.search(text))


@functools.lru_cache(maxsize=16_384)
def leans(text: str) -> bool:
    """Whether a sentence needs the one before it to be understood: it goes on from it, or only a pronoun says who speaks.

    >>> leans("However, the bridge stayed shut."), leans("This week the bridge stayed shut.")
    (True, False)
    """
    opened = _LEANS.match(text)
    if opened and not (is_quoted(text) and opened[1] in _SPOKEN):
        return True
    if any(one.match(text) for one in (_BEGINS_LOW, _CLOSES)) or any(
        one.search(text) for one in (_ENDS_LEANING, _SAME_AS, _ENDS_HE_SAYS)
    ):
        return True
    said = _HE_SAYS.search(text)
    return said is not None and not names(_QUOTED.sub(" ", text[: said.start()]))


def pointed_at(text: str) -> str:
    """The thing with which a sentence begins as one that the reader is taken to know, "" where it does not.

    >>> pointed_at("The march set off at noon."), pointed_at("A march set off at noon.")
    ('march', '')
    """
    found = _POINTS.match(text)
    return found[1] if found else ""


def trails(text: str, before: str) -> bool:
    """Whether a sentence only says who spoke the quotation that ends before it ("Why not?" Ada Hale asked on Monday.)."""
    return before.rstrip().endswith(("”", '"', "’")) and bool(_TRAILS.match(text))


def tells(text: str) -> bool:
    """Whether a piece of text is a sentence that tells news: ended, no question, no aside in brackets, nothing that an outlet says of its own page.

    >>> tells("The ferry sank."), tells("Why did it sink?"), tells("Read more about the ferry."), tells("By Ada Hale")
    (True, False, False, False)
    """
    return (
        bool(_ENDS.search(text))
        and not text.startswith("(")
        and not any(one.search(text) for one in _HOUSEKEEPING)
        and not is_of_page(text)
    )


def is_question(text: str) -> bool:
    """Whether a sentence asks, and so tells nothing.

    >>> is_question("“Why did it sink?”"), is_question("‘Who won?’"), is_question("Hale asked: “Why did it sink?”")
    (True, True, False)
    """
    inner = text.strip("\"“”‘’' ")
    return text.rstrip().endswith("?") or (inner.endswith("?") and (is_quoted(text) or text.startswith("'")))


def is_of_page(text: str) -> bool:
    """Whether a sentence belongs to the page and not to its news; corrections and notes of what was updated are news.

    >>> is_of_page("Sign Up You agree to receive our updates."), is_of_page("They agreed to receive 300 refugees.")
    (True, False)
    >>> is_of_page("Ada Hale/Harbour Wire Pool"), is_of_page("HALE RATTLES THE GUILDS"), is_of_page("HALE RATTLED THE GUILDS.")
    (True, True, False)
    >>> is_of_page("Please verify you're not a robot by clicking the box."), is_of_page("Correction: eleven were hurt, not ten.")
    (True, False)
    """
    return any(one.search(text) for one in _PAGE) or stands_between(text) or is_glued(text) or invites(text)


def stands_between(text: str) -> bool:
    """Whether a text stands between the paragraphs of a page: a credit, a note of its editor, the headline of another article.

    >>> stands_between("Ada Hale/Harbour Wire Pool"), stands_between("Witnesses can reach the police at tips@harbour.example.")
    (True, False)
    """
    return bool(_BETWEEN[0].match(text) or _BETWEEN[1].fullmatch(text) or _is_shouted(text))


def _is_shouted(text: str) -> bool:
    """Whether a text is a headline in capitals: without an end mark, no quotation, and in a script that has capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return (
        bool(letters)
        and all(map(str.isupper, letters))
        and len(text.split()) >= _SHORTEST_SHOUT
        and not _is_ended(text)
        and not _QUOTATION.fullmatch(text)
    )


def lacks_end(text: str) -> bool:
    """Whether a text is a caption or a headline by its look: in a script that has capitals, and without an end mark.

    >>> lacks_end("Grey Heron sinks off Port Aldo"), lacks_end("“It sank.”"), lacks_end("अडा हेल ने कहा")
    (True, False, False)
    """
    return not _is_ended(text) and any(map(str.islower, text))


def _is_ended(text: str) -> bool:
    return text.rstrip("\"“”’'«»)] ").endswith(_END_MARKS)


def is_note(paragraph: str) -> bool:
    """Whether a paragraph is an outlet's note on its own report, so that none of its sentences tells what happened.

    >>> is_note("Correction: We wrote that 68 houses were empty. The right number was 86."), is_note("Correction of prices was slow.")
    (True, False)
    """
    return bool(_NOTE.match(paragraph))


def is_quoted(text: str) -> bool:
    """Whether a sentence opens with a quotation mark."""
    return text.startswith(("“", '"', "‘"))


def speaks_of_itself(text: str) -> bool:
    """Whether a sentence says "I", "we" or "you" outside of quotation marks.

    >>> speaks_of_itself("We saw the ferry sink."), speaks_of_itself("Ada Hale said: “We saw it.”")
    (True, False)
    """
    return bool(_SPEAKS_OF_ITSELF.search(_QUOTED.sub(" ", text)))
