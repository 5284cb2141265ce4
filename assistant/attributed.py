"""Who is said to say something in a sentence whose quotations are blotted out.

    "■■■, " said Ada Hale | Ada Hale, who keeps the archive, said ■■■ | ..., calling it ■■■ | ..., according to the mayor

Each verb of saying is looked at once: the words behind it are tried where a quotation or a comma stands before it, else the
words before it back to the nearest boundary. A participle and a second verb ("... and said") take the subject of the first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from assistant.noun_phrases import (
    CAPITAL,
    PEOPLE,
    PRONOUN,
    chosen,
    is_person,
    is_speaker,
    last_named,
    naming,
    trimmed,
)
from assistant.quotation_marks import MASK
from assistant.saying_verbs import SAYING
from assistant.speaking_kinds import is_speaking_kind

Span = tuple[int, int]
JOINED = 4  # times that a clause is cut at its next "and" in search of a speaker
MOST = 24  # verbs of saying that are looked at in a sentence: a text made to keep a reader busy has thousands
# What makes of a saying verb a noun, a passive or an infinitive: nobody says anything there.
_NO_SAYING = re.compile(
    r"(?:[’']s|\b(?:the|these|those|this|that|an?|its|their|his|her|my|our|of|any|no|such|to|not|can|could|would|will|may|might|should|must|did|does|do|\w+n[’']t|is|are|was|were|been|being|be|get|gets|got|so-called|amid|"
    r"despite|remains?|remained|feels?|felt|rest|seems?|stays?|following|recent|earlier|several|news|new|false|various|also known as|known as|by|without|about|for|from|in|with|on|more|other|than|or))\s(?:\w+ly\s)?$",
    re.I,
)
_NAMES_A_THING = re.compile(
    rf"(?:called|dubbed|labell?ed|calling|dubbing|branded|read|reading|quoted)\s(?:the\s)?(?={MASK})"
)
_NOUN = re.compile(r"\s(?:of|by|against)\b")
_SAID_OF = frozenset({"spoke of", "speaks of", "accused", "tells", "told", "said", "says"})
_STATES = re.compile(
    r"\b(?i:the|these|those|number of|\w+s of|other|further|several|some|many|most|few|all|both|two|three|four|five|six|\d+)\s(?:[a-z]\w+\s)?(?!Vatican|Taliban)[A-Z]\w*(?:ic|ern|an|ish|ese|ab)\s$|\b(?:Gulf|\d+)\s$"
)  # "the Baltic states" and "28 African states" say nothing ...
_STATES_THAT = re.compile(rf"\s?(?:that\b|[:,{MASK}])")  # ... and "Jordan states that" does
_ADVERB = re.compile(
    r"(?:^|\s)(?:has|have|had|also|then|later|earlier|previously|repeatedly|reportedly|further|recently|once|now|still|again|even|just|often|first|himself|herself|themselves|itself|reply|only|both|never|already|simply|\w+ly|"
    r"(?:on|late|early|earlier|last)\s\w+day|\w+day|yesterday|today|tonight|this week|this month|last week|last month|last year|this year|(?:on|in|late|early)\s(?:January|February|March|April|May|June|July|August|September|October|November|December|\d{4})(?:\s\d+)?|"
    r"in turn|in response|in part|at the time|at one point|in an? (?:[\w’'-]+ ){0,3}(?:statement|interview|letter|tweet|post|speech|email|message|call|report|video)(?: (?:on|to|with|for|from) [\w’' ]+)?|on (?:Twitter|Facebook|Instagram|Telegram|X)|to reporters)$",
)  # fmt: skip
_BOUNDARY = re.compile(
    rf"[{MASK};:]|\s[—–―−-]+\s|[—–―]|\b(?:while|although|though|that|as|when|after|before|because|if|what|whether|how|why|where|whom|since|until|unless|than|so)\b(?!\sof\b)"
)
_AND = re.compile(r"(?:^|,?\s)(?:and|but|or|yet|then)\s", re.I)
_OF_AND = re.compile(rf"\sof\s.*\sand\s{CAPITAL}")
_PRONOUN = re.compile(rf"(?:^|\W)({PRONOUN})$", re.I)
_WHO = re.compile(r"(?:^|,?\s)(?:who|which)$")
_AFTER = re.compile(
    rf"(?:\s(?:in turn|later|then|\w+ly))?,?\s+(?=(?:{CAPITAL}|the |a |an |his |her |its |their |one |another |two |some |many |{PEOPLE}\b|(?:[a-z’'-]+ ){{1,5}}{CAPITAL}))"
)
_NOT_AFTER = re.compile(
    r"\s*(?:in|on|at|that|to|it|he|she|there|they|we|i|you|of|if|whether|how|why|what|about|during|for|from|with|as|by|this week|when|after|before|while|and|but|via|through|not|reporters|so|is|was)\b"
)
_TRANSITIVE = frozenset(
    "told tells tell asked asks called calls call described describes describe accused accuses urged urges dubbed hailed praised blasted slammed condemned thanked informed assured assures reassured saw sees found finds wanted wants want considered considers consider quoted quotes read".split()
)
_INVERTS = frozenset(
    "said says wrote writes added adds reported reports announced noted explained argued warned insisted stated declared".split()
)
_PASSES_ON = re.compile(
    rf"(?:the |an? )?(?:{CAPITAL}(?<![’']s)\s)+(?!(?:of|for|from|and|or|the|an?|who|in|on|at|to|last|this|that|after|as|during|by|while|yesterday|today|earlier|later|when|with|via|before|about|ahead|following|speaking|because|where|amid|near|near|since)\b)[a-z]"
)
_STOP = re.compile(rf"[;:{MASK}]|\.\s*(?:$|(?={MASK}))|\s[—–―−-]+\s|[—―]")
_SUBCLAUSE = re.compile(
    r"\b(?:(after|when|as|because|while|before|since|where)|,?\s(who|which))\s(?!well\b|a result\b|part\b)"
)

_FINITE = r"(?:is|are|was|were|has|had|have|will|would|can|could|may|might|must|did|does|also|then|later|never|first|now|still|once|often|recently|just|already|\w{2,}ed|said|told|took|made|went|gave|wrote|met|held|spoke|began|left|came|sent|saw|kept|fell|won|lost|ran|got|put|set|led|calls|says|wants)\b"
# What may stand before the subject of a sentence: where and when it was, or what he did meanwhile.
_LEADS_IN = re.compile(
    r"(?i:in|on|at|after|before|with|by|for|from|as|when|while|if|since|during|despite|although|though|asked|according|following|amid|of|to|about|under|over|among|because|unlike|like|but|and|so|"
    r"however|meanwhile|further|later|then|earlier|last|next|this|that|also|instead|still|yet|yesterday|today|throughout|without|within|until|once|back|even|only|just|\w+day|\w+ly)\b|\w+ing\s[a-z]|\w+ed\s(?:by|in|on|at|with|to)\b"
)
_OPENING = re.compile(
    rf"(?:(?i:the|an?|another|one|his|her|its|their|all|every|two|three|some|many|several|\d+)\s(?:[\w’'.-]+\s){{1,10}}?(?={_FINITE})|(?!(?:A|An|The|I|In|On|At|But|And)\s)(?:[a-z-]+\s){{0,3}}{CAPITAL}(?:\s{CAPITAL})*(?=\s[a-z]|\s*$))",
)


@dataclass(frozen=True, slots=True)
class Attributed:
    """One saying of a sentence: where its verb stands, who speaks, and how surely something is said.

    `words` name the speaker: a pronoun, a description, or "" where the speaker is the subject of the sentence.
    `start` is where these words begin, `strong` whether the verb tells of a saying even without a quotation.
    """

    start: int
    verb: Span
    words: str
    strong: bool
    relative: bool = False
    behind: bool = False


def attributed(text: str, sentence: Span) -> list[Attributed]:
    """The sayings of a sentence of a text whose quotations are masked, in order."""
    found: list[Attributed] = []
    for match in islice(SAYING.finditer(text, *sentence), MOST):
        if one := _saying(text, match, sentence, found[-1] if found else None):
            found.append(one)
    return found


def _saying(text: str, match: re.Match[str], sentence: Span, last: Attributed | None) -> Attributed | None:
    """Who says what a verb tells of, None where nobody does."""
    before = text[sentence[0] : match.start()]
    if match["according"]:
        words = _source(text, match.end(), sentence[1])
        return Attributed(match.end() + 1, match.span(), words, strong=True, behind=True) if words else None
    if _is_noun_or_passive(text, match, before):
        return None
    if match["participle"]:
        return _participle(text, match, sentence, last)
    strong = match["strong"] is not None
    if _is_behind(before, match[0]) and (words := _behind(text, match.end(), sentence[1], before)):
        return Attributed(match.end() + 1, match.span(), words, strong, behind=True)
    start, found = _before(before, last)
    if found is None or (_NAMES_A_THING.match(text, match.start()) and found.lower() not in {"he", "she", "they"}):
        return None
    relative = bool(re.search(r"\b(?:who|which)\b[^,]*$", before))
    return Attributed(sentence[0] + start, match.span(), found, strong, relative)


def _is_noun_or_passive(text: str, match: re.Match[str], before: str) -> bool:
    verb = match[0]
    if re.match(r"\sto (?:be|have)\b", text[match.end() : match.end() + 9]) and verb not in {"claims", "claimed"}:
        return True  # "the girls believed to have been taken"
    if _NOUN.match(text, match.end()) and verb not in _SAID_OF:
        return True
    if verb == "states" and _STATES.search(before) and not _STATES_THAT.match(text, match.end()):
        return True
    return (
        not match["participle"]
        and not verb.startswith(("was ", "were ", "is "))
        and bool(_NO_SAYING.search(before[-30:]))
    )


def _source(text: str, start: int, end: int) -> str:
    """The source behind "according to"."""
    stop = re.compile(rf"[;{MASK}]|\.[)\]]*\s*$|,|\s(?:that|who|which)\s|\sand the\s").search(text, start, end)
    words = text[start : stop.start() if stop else end]
    return words.strip() if re.search(r"\b(?:his|her|its|their)\b", words) else trimmed(words)


def _participle(text: str, match: re.Match[str], sentence: Span, last: Attributed | None) -> Attributed | None:
    """A saying whose speaker is the subject of the sentence, or who stands before it ("with a sailor telling them")."""
    before = text[sentence[0] : match.start()].rstrip()
    if _NAMES_A_THING.match(text, match.start()):
        return None
    if re.search(rf"[,—–{MASK}]$|\b(?:and|but|while|after|before|by|in|when|then)$|ly$", before) or not before:
        return Attributed(sentence[0], match.span(), last.words if last else "", match[0] in {"saying", "adding"})
    if with_one := re.search(r"\bwith ((?:an?|the|[A-Z])[\w’' -]*)$", before):
        words = trimmed(with_one[1])
        if is_speaker(words):
            return Attributed(sentence[0] + with_one.start(1), match.span(), words, strong=False)
    return None


def _is_behind(before: str, verb: str) -> bool:
    plain = before.rstrip()
    if plain.endswith(MASK) or re.search(rf"{MASK}[,.!?]$", plain):
        return verb not in _TRANSITIVE or verb in {"read", "asks", "asked"}
    return plain.endswith((",", "–", "—", "-")) and verb in _INVERTS


def _behind(text: str, start: int, end: int, before: str) -> str:
    """The speaker behind the verb ("…," said Ada Hale, the mayor)."""
    follows = _AFTER.match(text, start, end)
    if not follows or _NOT_AFTER.match(text, start, end):
        return ""
    quoted = before.rstrip(" ,.!?").endswith(MASK)
    if not quoted and (_PASSES_ON.match(text, follows.end(), end) or _is_aside(before.rstrip(" ,"))):
        return ""
    stop = _STOP.search(text, follows.end(), end)
    pieces = text[follows.end() : stop.start() if stop else end].split(",")
    first = trimmed(pieces[0])
    if not quoted and not is_speaker(first):
        return ""
    if is_person(naming(first).name):
        return first  # whatever is told of him behind the comma
    return chosen(pieces) or chosen(pieces[:2]) or chosen(pieces[:1])


def _is_aside(before: str) -> bool:
    """Whether a clause is nothing but a speaker and what is told of him ("Its chief, Ada Hale")."""
    pieces = before[_clause(before) :].split(",")
    return len(pieces) > 1 and bool(_who_can(pieces))


def _who_can(pieces: list[str]) -> str:
    """The speaker among some pieces, if it is one who can speak: of whom it is told "who …", it is a person."""
    words = chosen(pieces)
    has_clause = len(pieces) > 1 and pieces[1].lstrip().startswith("who ")
    return words if words and (has_clause or is_speaking_kind(words) or naming(words).name) else ""


def _before(before: str, last: Attributed | None) -> tuple[int, str | None]:
    """Where the speaker before a verb begins and his words, "" for the subject of the sentence, None where nobody says it."""
    plain = _without_adverbs(re.sub(r"\([^)]*\)", lambda one: " " * len(one[0]), before))
    if pronoun := _PRONOUN.search(plain):
        return pronoun.start(1), pronoun[1].lower()
    if who := _WHO.search(plain):
        words = _antecedent(plain[: who.start()])
        return who.start(), words or None
    if re.search(r"(?:^|,?\s)(?:and|but|then|or)$", plain, re.I):
        return _joined(plain, last)
    start = _clause(plain)
    pieces = plain[start:].split(",")
    if len(pieces) > 1 and not pieces[-1].strip():
        words = _who_can(_all_pieces(plain)[:-1]) or chosen(pieces[:-1])
        return start, words or None
    return _at_end(plain, start, pieces, last)


def _joined(plain: str, last: Attributed | None) -> tuple[int, str | None]:
    """The subject of a second verb ("rose and said"): that of its own clause, where it has one, else of the sentence."""
    *_, clause = [None, *_SUBCLAUSE.finditer(plain)]
    if clause and (clause[1] or not last):
        if clause[2]:
            return clause.start(), _antecedent(plain[: clause.start()]) or None
        words = subject(plain, (clause.end(), len(plain)))
        return clause.end(), words or None
    return 0, (last.words if last else "")


def _at_end(plain: str, start: int, pieces: list[str], last: Attributed | None) -> tuple[int, str | None]:
    """The speaker right before a verb, without what stands before him in the clause."""
    piece = pieces[-1]
    if re.match(r"\s*(?:who|which)\s", piece) and len(pieces) > 1:
        return start, chosen(pieces[:-1]) or last_named(",".join(pieces[:-1])) or None
    begins = len(plain) - len(piece)
    for _ in range(JOINED):
        joined = _AND.search(piece)
        if joined is None or _is_whole(trimmed(piece)):
            break
        begins, piece = begins + joined.end(), piece[joined.end() :]
    words = trimmed(piece)
    if is_speaker(words):
        return begins + max(0, plain[begins:].find(words)), words
    if not words and last:
        return 0, last.words
    named = (
        last_named(piece) if re.match(r"\s*(?:In|At|On|From|For|To|After|During|Asked|When|Speaking)\s", piece) else ""
    )
    return begins, named or None


def _is_whole(words: str) -> bool:
    """Whether some words name a speaker as they are, not a thing and behind an "and" who speaks ("the risk of a war and Hale")."""
    return is_speaker(words) and (is_speaking_kind(words) or not _OF_AND.search(words))


def _all_pieces(plain: str) -> list[str]:
    stops = [match.end() for match in re.finditer(rf"[{MASK};:]", plain)]
    return plain[stops[-1] if stops else 0 :].split(",")


def _without_adverbs(before: str) -> str:
    plain = before.rstrip()
    while (adverb := _ADVERB.search(plain)) and not (adverb.start() == 0 and adverb[0].strip()[:1].isupper()):
        plain = plain[: adverb.start()].rstrip()
    return plain


def _clause(plain: str) -> int:
    """Where the clause begins with which some words end."""
    return max((match.end() for match in _BOUNDARY.finditer(plain)), default=0)


def _antecedent(before: str) -> str:
    """Whom "who" stands for."""
    pieces = before[_clause(before) :].split(",")
    return last_named(before) or chosen(pieces) or chosen(pieces[-1:])


def subject(text: str, sentence: Span) -> str:
    """The words that name the subject of a sentence, a pronoun among them, "" where they cannot be told."""
    for piece in re.split(rf",|[{MASK};]", text[slice(*sentence)])[:4]:
        words = trimmed(piece)
        if pronoun := re.match(rf"({PRONOUN})\b", words, re.I):
            return pronoun[1].lower()
        found = None if _LEADS_IN.match(words) else _OPENING.match(words)
        if found and is_speaker(found[0].strip()) and not found[0].strip().endswith(("’s", "'s")):
            return found[0].strip()
        if not _LEADS_IN.match(piece.strip()) and words and not re.match(r"(?:An?|The)\s", words):
            return ""
    return ""
