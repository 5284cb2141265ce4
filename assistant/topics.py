"""What a question is about: the words that a later question of the same conversation may point back at."""

from __future__ import annotations

import re

from assistant.kinds import spans
from assistant.names import is_people
from assistant.requested import requested
from assistant.words import content_words, is_date_word, names

PRONOUN = re.compile(r"\b(?:it|its|this|that|they|them|their|theirs|these|those|he|him|his|she|her|hers|there)\b", re.I)
# What a question is about, where it says so; a thing in another place of a question does not take over.
OPENS = (
    re.compile(r"\b(?:about|describe|explain) (?:the |a |an |some (?:of the )?|more about |about )?(?P<thing>.+)", re.I),
    re.compile(r"^(?:what|who)(?:'s| is| are| was| were) (?:the |a |an |some (?:of the )?)?(?P<thing>.+)", re.I),
    re.compile(r"^what (?:causes?|caused|happened (?:to|in|at|during)) (?:the |a |an )?(?P<thing>.+)", re.I),
)  # fmt: skip
_MENTIONS = re.compile(
    r"\b(?:do|does|did|is|are|was|were|can|could|will|would|should|has|have|had) (?:the |a |an |some |any )?(?P<thing>.+)",
    re.I,
)
_INFINITIVE = re.compile(r"(?:do|does|did|can|could|will|would|should)\b", re.I)
_RELATION = re.compile(
    r"^(?:[\w-]+ ){0,3}?(?:types?|kinds?|history|origins?|causes?|effects?|role|examples?|forms?|[\w-]+) of (?:the |a |an )?(?=\w)",
    re.I,
)
_END = re.compile(
    r"[?.!;:,]|\s(?:and (?:how|why|what|when|where|who|which|is|are|was|were|did|does)|that|which|who|so|if|when|because|while|than|as|versus|before|after|during|since|worth|"
    r"famous|known|important|different|difficult|possible|to|work|works|do|does|did|have|has|use|used|cause|causes|affect|affects|live|mean|change|changed|"
    r"compare|begin|start|go|get|become|differ|happen|run|want|say|expect|need|pay|spend|win|lose|leave|reach|carry|let|announce|decide|agree|open|"
    r"close|reopen|ask|catch|hold|meet|sign|give|make|take|find|fill|come|tell|think|try|build|buy|sell|choose|refuse|accuse|demand|fail|resign|die|going|due|set|likely|for$)\b",
    re.I,
)
_LONGEST = 5
ONE_WHO = "the one who "
_PREPOSITION = r"(?:in|at|on|off|from|to|into|near|over|through|for|by|of|with|across|between|around)"
_NO_THING = re.compile(rf"{PRONOUN.pattern}|\b(?:I|you|we|one|people|someone|anyone)\b|{_PREPOSITION}\b", re.I)
_DONE = re.compile(rf"(?:[a-z]{{2,}}(?<!e)ed|hurt|shot|held|sent|taken|found|caught|lost)(?:$| {_PREPOSITION}\b)")
_HELPS = r"did|does|do|is|are|was|were|will|would|can|could|has|have|had|should|may|might|must"
_ACTED = r"\w+ed|ran|runs|won|wins|led|leads|made|makes|took|takes|gave|gives|got|gets|built|builds|bought|buys|sold|sells|owns|hit|hits|sank|fell|rose|lost|left|met|paid|pays|said|says|told|came|comes|went|goes|saw|sent|held|holds|kept|put|set|cut|shut"
_WHICH = re.compile(
    rf"(?:which|what) ((?:(?!(?:{_HELPS}|{_ACTED}|kind|sort|type)\b)[\w’'-]+ ){{1,3}}?)({_HELPS}|{_ACTED}) (.+)", re.I
)
_WHO = re.compile(rf"who ((?:{_ACTED}|(?:was|is|were|are) (?:in|at|on|behind|the|to|\w+ing)) .+)", re.I)
# What somebody who is asked for did something to: "Who won the recount in Karsk?"
_WHO_DID = re.compile(rf"^who (?:{_ACTED}) (?:(?:for|against|to|on|in|at|by) )?the (?P<thing>[\w’'-]+ .+)", re.I)
# What somebody who is asked for is at: "Who is building the bridge?", "Who was suing over the toll?"
_WHO_IS_AT = re.compile(
    r"^[Ww]ho (?:is|are|was|were) (?!being\b)[a-z]{2,}ing (?:(?:for|against|over|about|on|behind) )?(?P<the>the |an? )?(?P<thing>.+)"
)
# What stands behind a name that only tells which thing is meant ("the Karsk talks"), where no verb is due.
_BEFORE_THING = rf"(?:{_ACTED}|{_PREPOSITION}|about|after|before|against|during|under)"
_KIND_OF = rf"{_BEFORE_THING} the (?:[a-z][\w’'-]* )?"
_MANY = re.compile(
    rf"(?:and |but |so )?how many (?!(?:of|more|others?|people|types|kinds|sorts|forms|ways|parts|times|years|months|weeks|days|hours|minutes|percent)\b)((?:(?!(?:{_HELPS}|{_ACTED}|{_PREPOSITION[3:-1]}|a)\b)[\w’'-]+ ){{1,5}})(?:{_HELPS}|{_ACTED}|{_PREPOSITION})\b",
    re.I,
)
_ON_A_DAY = re.compile(r" (?:(?:in|on|since|during|by) )(?:the )?(\w+)\b.*$")


def people_of(text: str) -> tuple[str, ...]:
    """The people that a text names, in order, each once; a dateline in capitals ("PORT ALDO") names nobody."""
    found = dict.fromkeys(re.sub(r"[’']s?$", "", text[start:end]) for start, end in spans("person", text))
    low = re.sub(
        r"\b(?:ferry|ship|vessel|boat|tanker|trawler|yacht|tug|submarine|frigate|freighter|liner) (?=[A-Z])", "", text
    ).casefold()
    return tuple(
        name
        for name in found
        if not name.startswith("The ") and f"the {name.casefold()}" not in low and not name.isupper()
    )


def subject(question: str) -> str:
    """What a question is about: the words after its opening up to its verb, or a name.

    >>> subject("Tell me about the history of toilets."), subject("What is the Karsk bridge?")
    ('toilets', 'the Karsk bridge')
    """
    if thing := _being_at(question):
        return thing
    if asked_about := _asked_about(question):
        return asked_about
    if (who := _WHO_DID.match(question)) and (done_to := _trimmed(question, who.start("thing"), whole=True)):
        return undated(done_to)
    named = next((name for name in names(question) if not _is_kind(name, question)), "").removeprefix("the ")
    several = counted(question)
    if several.startswith(f"the {named} "):  # "How many Karsk pilots"
        return several
    match = _MENTIONS.search(question)
    mentioned = _trimmed(question, match.start("thing")) if match else ""
    if match and mentioned:
        mentioned = _verbless(mentioned, match[0], question)
    if named and (longer := _longer(named, mentioned, question)):
        return longer
    if named and not re.search(rf"\b{_PREPOSITION} (?:the )?{re.escape(named)}\b", question):
        return named
    asked = described(question)
    return ("" if asked.startswith(ONE_WHO) else asked) or mentioned or named


def _being_at(question: str) -> str:
    """What somebody who is asked for is at, where that is named or a definite thing; "" for none."""
    who = _WHO_IS_AT.match(question)
    if not who or not (who["the"] or who["thing"][0].isupper()):
        return ""
    thing = undated(_trimmed(question, who.start("thing"), whole=True))
    return thing if who["the"] else re.split(rf" {_PREPOSITION} ", thing)[0]


def _asked_about(question: str) -> str:
    """What a question asks news of, or what is told behind its opening; "" where it has no such opening."""
    news = requested(question)
    if news and news.is_news and news.thing:
        return undated(f"the {news.thing}" if f"the {news.thing}" in question else news.thing)
    openings = filter(None, (pattern.search(question) for pattern in OPENS))
    return next(filter(None, (_trimmed(question, match.start("thing")) for match in openings)), "")


def _longer(named: str, mentioned: str, question: str) -> str:
    """The thing that a name only tells which it is: "the Karsk bridge accord", "a New Year's parade"; "" where it names one itself."""
    name = re.escape(named)
    if mentioned.startswith(f"the {named} ") or (
        mentioned.startswith(named) and re.search(rf"\ban? {name}(?:[’']s?)? [a-z]", question)
    ):
        return mentioned
    behind = re.search(
        rf"\b(?:{_KIND_OF}(?={name} [a-z])|(?:{_BEFORE_THING}|is|are|was|were) (?={name}[’']s? [a-z]))(?P<thing>.+)",
        question,
    )
    return undated(_trimmed(question, behind.start("thing"), whole=True)) if behind else ""


def described(question: str) -> str:
    """What a question asks for, as something to speak of further, where it is known by what the question says of it.

    >>> described("Which company ran the ship?"), described("Which street did the marchers fill?")
    ('the company that ran the ship', 'the street that the marchers fill')
    >>> described("Who was in command of the ship?")
    'the one who was in command of the ship'
    """
    plain = re.sub(r"^(?:and|but|so) ", "", question.rstrip("?.! "), flags=re.I)
    if match := _WHO.match(plain):
        return ONE_WHO + match[1]
    match = _WHICH.match(plain)
    if not match or not content_words(match[1]):
        return ""
    verb = "" if re.fullmatch(r"d(?:id|oes|o)", match[2], re.I) else f"{match[2]} "
    return f"the {match[1].strip()} that {verb}{match[3]}"


def _is_kind(name: str, question: str) -> bool:
    """Whether a name only tells of what country or people the thing behind it is: "Which Estian leaders", "the Estian plan"."""
    behind = re.search(rf"\b{re.escape(name)} ((?!(?:{_HELPS}|and|or)\b)[a-z])", question)
    return is_people(name) and (behind is not None or name.endswith("s"))


def _verbless(thing: str, behind: str, question: str) -> str:
    """A thing without its verb: "did the Karsk talks collapse?", "was the Karsk quay closed?", "did the Karsk board close the quay?"."""
    if _INFINITIVE.match(behind):
        thing = re.sub(
            rf"(?<=\w) (?!{_PREPOSITION} )(?!and )[a-z]+ (?:(?:the|an?|its|his|her|their)\b|[A-Z]).*$", "", thing
        )
        return (
            re.sub(r"(?<=\w)(?<!^the) [a-z]+$", "", thing)
            if re.search(rf" {re.escape(thing)}(?: to\b|[?.! ]*$)", question)
            else thing
        )
    return re.sub(
        r"(?<=\w) (?:\w+ed|built|sold|sunk|shut|hit|cut|held|made|paid|sent|shot|bought|taken|given|stolen|known)$",
        "",
        thing,
    )


def undated(thing: str) -> str:
    """A thing without the day or the year that stands behind it.

    >>> undated("the light at Eskle in the 1870s"), undated("the light on the hill")
    ('the light at Eskle', 'the light on the hill')
    """
    day = _ON_A_DAY.search(thing)
    return thing[: day.start()] if day and (is_date_word(day[1]) or day[1][:2].isdigit()) else thing


def counted(question: str) -> str:
    """Those of whom a question asks how many they are; "" where it counts people, times or anything else that is not spoken of further.

    >>> counted("How many Estian pilots are on strike?"), counted("How many people fell ill?")
    ('the Estian pilots', '')
    """
    match = _MANY.match(question)
    return f"the {match[1].strip()}" if match and content_words(match[1]) else ""


def _trimmed(question: str, start: int, *, whole: bool = False) -> str:
    """The words from a place up to what ends a thing; "the history of toilets" is about toilets unless the `whole` is meant."""
    rest = question[start:]
    relation = _RELATION.match(rest)
    if relation and not whole:
        start, rest = start + relation.end(), rest[relation.end() :]
    if _NO_THING.match(rest):
        return ""
    end = _END.search(rest)
    words = (rest[: end.start()].split() if end else rest.split())[:_LONGEST]
    while words and words[-1].casefold() in {"in", "on", "for", "of", "at", "and", "or", "the", "a"}:
        words = words[:-1]
    thing = " ".join(words)
    the = re.search(r"\bthe $", question[:start], re.I)
    if not content_words(thing) or (not the and _DONE.match(thing)):  # "Who was injured?"
        return ""
    return f"the {thing}" if the else thing
