"""The words that name a speaker: which of them are his name, which his office, and which say nothing of him.

>>> naming("Kremlin spokesman Dmitry Orr")
Naming(words='Kremlin spokesman Dmitry Orr', role='Kremlin spokesman', name='Dmitry Orr')
>>> naming("the mayor's office").name
''
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.named import TITLES
from assistant.names import is_country_word
from assistant.words import STOP_WORDS, is_date_word

LONGEST = 12  # words of a speaker's description
UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽ"
CAPITAL = rf"(?:(?:[{UPPER}]\.-?)+|(?:(?:al|el|d)[-’'])?[{UPPER}][\w’'-]*)"
PARTICLE = r"(?:de|der|den|van|von|al|bin|ibn|da|du|di|la|le|el|dos|del|ter|ould)"
RUN = rf"{CAPITAL}(?:\s(?:{PARTICLE}\s){{0,2}}{CAPITAL})*(?:,?\s(?:Jr|Sr)\b\.?)?"
PRONOUN = r"(?:he|she|they|it|we|i|you)"
RANKS = TITLES | frozenset(
    """commander skipper colonel brigadier marshal constable detective superintendent justice councillor councilman councilwoman alderman archdeacon
    sister brother imam rabbi ayatollah cardinal monsignor corporal private officer trooper deputy sheriff coach manager ceo cfo cto founder co-founder editor
    reporter correspondent analyst economist lawyer attorney prosecutor actor actress singer rapper author writer historian astronomer researcher
    scientist student teacher activist adviser advisor aide lawmaker congressional democrat republican sen rep reps sens gens capt sgt cmdr cpl maj brig
    undersecretary under-secretary mps mp mep envoy consul marquess earl duke duchess baroness baron count countess press communications executive officer
    assistant associate presidential acting interim late retired veteran co-host host anchor comedian director-general coordinator whip majority
    minority treasurer comptroller solicitor principal councilperson assemblyman assemblywoman secretary-general superintendent provost dean chef pastor bishop
    general-secretary rear businessman businesswoman entrepreneur billionaire activist-turned filmmaker producer composer guitarist drummer defender midfielder striker
    goalkeeper quarterback pitcher guard centre center forward designer engineer physicist biologist psychologist epidemiologist""".split()
)
OFFICES = frozenset(  # of which there is mostly one in an article, so that "the minister" is he
    """president vice minister premier chancellor secretary senator governor mayor king queen prince princess pope pontiff chief commissioner spokesman
    spokeswoman spokesperson ambassador chairman chairwoman chair congressman congresswoman representative speaker director head leader ceo lawmaker
    nominee candidate general undersecretary envoy""".split()
)
ORGANISATION = frozenset(
    """institute ministry bank commission party university college school council agency house street avenue boulevard highway road hurricane typhoon cyclone hospital works lines service services bureau union
    coast sea ocean list court parliament senate congress committee company group association federation confederation office department army navy force forces guard times post
    courier ledger wire news media states kingdom city county island river lake mountain bridge port act day airport airlines air center centre
    championship cup league club fund foundation trust society network television tv radio journal tribune herald guardian telegraph gazette chronicle
    magazine review press affairs defence defense justice security treasury homeland health education labor labour energy state world war
    watch international global national america american americans project alliance nations initiative administration authority board inc corp ltd llc
    plc co games awards festival police embassy square park station museum library church cathedral palace pact treaty accords deal
    plan bill law policy week summit conference budget relief house intelligence science focus technology technologies systems associations industries holdings reuters afp getty images notice""".split()
)
OPENERS = frozenset(
    """despite although though since because whether following amid among between under according both however also even still yet last next meanwhile
    speaking asked earlier early later late former new dear fellow like unlike""".split()
)  # what opens a sentence before a name and is none
GIVEN = frozenset(
    "bill post park law lake river mark grace".split()
)  # words of organisations that also are first names
_OFFICE_OF = ORGANISATION | set("foreign internal interior finance trade culture transport environment united".split())
_ROYAL = frozenset(
    "pope king queen prince princess emperor sultan sheikh emir saint father sister brother mother lady lord".split()
)
_DETERMINER = r"(?:the|an?|his|her|its|their|our|my|one|two|three|four|five|six|seven|eight|nine|ten|\d+|some|many|several|most|both|all|every|another|other|at least|more than|multiple|various)"
PEOPLE = (
    r"(?:police|authorities|officials?|prosecutors?|investigators?|doctors?|scientists?|researchers?|economists?|analysts?|experts?|residents?|witness(?:es)?|eyewitnesses|sources?|unions|"
    r"lawyers?|critics?|organi[sz]ers?|ministers?|lawmakers?|negotiators?|rescuers|firefighters|engineers|inspectors?|campaigners?|activists?|supporters?|opponents?|"
    r"diplomats?|families|parents?|relatives?|neighbou?rs?|survivors?|troops|soldiers?|rebels|separatists|protesters?|demonstrators?|observers?|astronomers?|"
    r"democrats|republicans|conservatives|liberals|senators|leaders?|aides?|advisers?|executives?|regulators?|judges?|historians?|teachers?|students?|"
    r"workers?|employees?|employers|fans|users|commentators?|columnists?|pundits|meteorologists|forecasters|veterans|reporters?|journalists?|spokes\w+|insiders?|"
    r"colleagues?|friends?|locals|members?|people|men|women|officers?|detectives?|attorneys?|commanders?|governments?|sides|ministries|media)"
)
_STARTS = re.compile(
    rf"(?:{_DETERMINER}\s\S|{CAPITAL}|(?:[a-z-]+\s){{0,3}}{PEOPLE}\b|(?:[a-z-]+\s){{1,4}}{CAPITAL})", re.UNICODE
)
_STARTS_CASELESS = re.compile(rf"{_DETERMINER}\s", re.I)
_NO_SUBJECT = re.compile(
    r"(?:in|on|at|after|before|with|by|for|from|as|when|while|if|since|during|despite|although|though|asked|speaking|writing|according|following|amid|of|to|about|under|over|between|"
    r"among|because|that|this|these|those|there|what|how|why|where|which|who|whom|whose|not|nothing|nobody|no one|none|neither|such|it|even|only|just|until|unless|like|unlike|"
    r"whether|without|within|through|throughout|across|against|and|but|or|then|so|than|yet|nor|up|out|back|off|down|into|near|around|along|per|via|once|also|"
    r"here|now|today|yesterday|tomorrow|earlier|later|last|next|more|less|much|still|never|ever|"
    r"is|are|was|were|has|had|have|be|been|would|could|should|can|may|might|will|did|does|do|to)\b",
    re.I,
)
_RELATIVE = re.compile(
    r"^(?:an?|the)\s[a-z]+\s(?:the|an?|his|her|their|its|he|she|they)\b"
)  # "a point the office (denied)"
_TIME = re.compile(
    r"\b(?:later|earlier|ago)$|^(?:the|that|this) (?:same |next |following |previous )?(?:day|week|month|year|evening|morning|night|afternoon)$|^(?:an? |one |two |three |several |\d+ |the )?(?:\w+ )?(?:minute|hour|day|week|month|year)s?(?: \w+)?$",
    re.I,
)
_CLAUSE = re.compile(
    rf"[A-Za-z]+ing\s(?![A-Z])|(?i:{PEOPLE})\s[a-z]+ing$|[Ii]ncluding\s|(?:[Tt]he|[Aa]n?)\s[a-z]+\s[a-z]+ed\s(?:the|an?|his|her|its|their)\b|(?i:I|you|we|he|she|it|they)[’'](?:d|m|ll|re|ve|s)\b"
)  # "families seeking", "the speech reflected a ...", "I'd"
# Whose somebody or something is ("Western countries"), which by itself names nobody.
_REGIONAL = re.compile(
    r"(?:the\s)?(?:(?:east|west|north|south|central)(?:ern)?\s)?(?:Baltic|Nordic|Balkan|Arctic|European|African|Asian|Arab|(?:West|East|North|South)ern)"
)
_NATIONAL = re.compile(r"German|Swiss|(?:South|North|Central|West|East) [A-Z]\w+an|[A-Z]\w+(?:ian|ican|ean|ese|ish|ch)")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|have|been|be|do|does|did|not|\w+n[’']t|will|would|can|could|may|might|should|must|wants?|says?|said|told|"
    r"went|made|took|gave|came|got|became|began|met|held|left|led|ran|saw|kept|put|set)\b"
)
_LEADING = re.compile(
    r"(?:[\s,;:.—–-]+|[A-Z][A-Z ,.]+(?:\([A-Za-z]+\))?(?:, [A-Z][a-z]+)?\s[—–−-]+\s|(?:But|And|As|So|While|Then|Later|Meanwhile|However|Instead|Also|Yesterday|Today|Still|Nevertheless|Earlier|Separately|Even|Yet|Or|both|even)\b,?\s+|"
    r"(?:On|Last|This|Early|Late)\s(?:(?:on|last|early|late)\s)?(?:\w+day|week|month|year|night|morning)(?:\s(?:night|morning|evening|afternoon))?,?\s+|\w+day\s(?:night|morning|evening|afternoon)?,?\s*|(?:In|At|On|From)\s(?:[A-Z][\w’'-]+\s)+(?=the |an? )|though,?\s|for (?:his|her|its|their) part,?\s)+"
)
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_TRAILING = re.compile(
    rf"\s+(?:(?:late|early)\s)?(?:on\s)?(?:{_DAY}|(?-i:yesterday|today|tonight))\b.*$|\s+(?:last|this|next|earlier|later)\s(?:week|month|year|night|fall|spring|summer|winter|morning|evening|afternoon|{_DAY}|in|this|on|today)\b.*$|"
    rf"\s+(?:(?:in|on|at|via|during|to|through|by|from)\s(?:an?|the|his|her|its|their|one|another)\s(?:[\w’'-]+\s){{0,4}}?(?:statement|speech|interview|letter|posts?|news conference|press conference|conference|tweets?|briefing|video|address|remarks|call|message|hearing|rally|"
    rf"event|meeting|email|e-mail|report|memo|podcast|release|debate|op-ed|essay|column|blog|book|show|program|programme|channel|page|account|filing|reporters|ceremony|visit|phone|telephone|summit)\b.*)$|"
    rf"\s+in\s(?:\d{{4}}|January|February|March|April|May|June|July|August|September|October|November|December|response|reply|reference|part|comments|remarks|testimony|an?)\b.*$|"
    r"\s+(?:on|via|in)\s(?:Twitter|Facebook|Instagram|Telegram|X|Truth Social|TV|CNN|Fox|MSNBC|NBC|CBS|ABC|state|social)\b.*$|"
    r"\s+(?:after|before|when|while|who|which|that|as|because|but|and then|to(?! (?:the )?(?-i:[A-Z]))(?<!close to)|over the (?:past |last )?(?:weekend|week|year)|(?:issued|released|published)$|during|ahead|where|since|upon|alongside|following|via|through|without|about|regarding|referring|describing|adding|noting|speaking|in which)\b.*$|"
    r"\s*[(\[].*$|\s+via\b.*$",
    re.I,
)  # fmt: skip
CUT = re.compile(
    r"\s(?:of|for|from|in|on|at|with|to|who|near|by|against|behind|representing|based|overseeing|leading|speaking|about|under)\s"
)
_PARTY = re.compile(
    r"\s*(?:[RDI]-[A-Z][\w.-]*|Democrat|Republican|Independent|Labour|Conservative|Tory|\d+|Jr\.?|Sr\.?|[A-Z][a-z]{1,4}\.|\)*)\s*"
)
_ASIDE_STARTS = re.compile(
    r"(?:who|whose|which|an?|the|his|her|its|their|one|of|from|in|at|on|with|now|also|then|formerly|both|speaking|like|along|co-\w+|(?:[a-z-]+\s){0,3}(?:chief|head|director|president|leader|chairman|manager|professor|founder|member|spokes\w+|\w+(?:er|or|ist|man|woman|ian|ant|ent)))\b|\d|[RDI]-|Democrat|Republican"
)


class Naming(NamedTuple):
    """A speaker's words: all of them, the office among them, and the name, "" where nobody is named."""

    words: str
    role: str
    name: str


def naming(words: str) -> Naming:
    """What of a speaker's words is a name, and what an office."""
    words = re.sub(r"\s+", " ", re.sub(r"\([^)]*\)?", " ", words)).strip(" ,;:—–-")
    cut = CUT.search(words)
    head, rest = (words[: cut.start()], words[cut.end() :]) if cut else (words, "")
    tokens = head.split()
    first = _run_begins(tokens)
    if cut and first == len(tokens) - 1 and re.match(CAPITAL, rest) and not _is_rank(tokens[-1]):
        return Naming(words, "", "")  # "Airlines for America", "the Bank of England"
    if cut and tokens and _is_rank(tokens[-1]) and (behind := _behind_an_office(rest)):
        return Naming(words, re.sub(r"^(?:the|an?) ", "", head, flags=re.I), behind)
    at = max(
        [first, *[there + 1 for there in range(first, len(tokens)) if _is_apart(tokens[there], tokens[there + 1 :])]]
    )
    role, name = tokens[:at], tokens[at:]
    if (
        not name
        or (len(role) == 1 and role[0].casefold() == "the")
        or (len(name) == 1 and re.fullmatch(rf"{PEOPLE}|{_DETERMINER}", name[0], re.I))
        or (role and _is_adjective(" ".join(name)))
    ):
        return Naming(words, "", "")
    if len(name) == 1 and role and role[-1].casefold() in _ROYAL:
        role, name = role[:-1], [role[-1], *name]
    plain = " ".join(name) if len(tokens) == 1 else re.sub(r"[’']s?$", "", " ".join(name))
    return Naming(words, re.sub(r"^(?:the|an?) ", "", " ".join(role), flags=re.I), plain)


def _behind_an_office(rest: str) -> str:
    """The name behind the body or country of an office: "Ada Hale" of "(minister of) Foreign Affairs Ada Hale", else ""."""
    tokens = rest.removeprefix("the ").split()
    at = _run_begins(tokens)
    while at < len(tokens) and (is_country_word(tokens[at]) or tokens[at].casefold() in _OFFICE_OF):
        at += 1
    name = " ".join(tokens[at:])
    return name if at and is_person(name) else ""


def _run_begins(tokens: Sequence[str]) -> int:
    """Where the capitalised words begin with which some words end."""
    at = len(tokens)
    while at and (
        re.fullmatch(CAPITAL, tokens[at - 1]) or (at < len(tokens) and re.fullmatch(PARTICLE, tokens[at - 1]))
    ):
        at -= 1
    while at < len(tokens) and re.fullmatch(PARTICLE, tokens[at]):
        at += 1
    return at


def _is_rank(word: str) -> bool:
    return word.casefold().rstrip(".") in RANKS


def _is_apart(word: str, following: Sequence[str]) -> bool:
    """Whether a capitalised word is none of a person's names, so that a name can only follow it."""
    plain = word.casefold().rstrip(".")
    if plain in GIVEN and len(following) == 1:
        return False
    return plain in RANKS or plain in ORGANISATION or bool(re.search(r"[’']s?$", word)) or is_date_word(plain)


def is_person(name: str) -> bool:
    """Whether a name of several words looks like that of a person."""
    words = name.split()
    if not 2 <= len(words) <= 6 or any(char.isdigit() for char in name):
        return False
    if is_country_word(words[0]) or re.match(r"the\b", name, re.I):
        return False
    return not any(
        (word.casefold().rstrip(".") in ORGANISATION | RANKS and not (at == 0 and word.casefold() in GIVEN))
        or (word.isupper() and len(word) > 2 and "." not in word)
        or word.casefold() in STOP_WORDS
        or is_date_word(word)
        or (0 < at < len(words) - 1 and re.search(rf"\w-[{UPPER}]", word))  # "the Ada Hale-Tomas Orr debate"
        for at, word in enumerate(words)
    )


def is_speaker(words: str) -> bool:
    """Whether some words can name somebody who speaks."""
    words = words.strip()
    if not words or len(words.split()) > LONGEST or _TIME.search(words) or _PARTY.fullmatch(words):
        return False
    if (
        re.match(r"\d+(?:\.\d+)? (?:percent|per cent)|\d[\d,.]*%|000\b", words)  # "000": what a comma cut off "110,000"
        or _NO_SUBJECT.match(words)
        or _is_adjective(words)
        or _FINITE.search(words)
        or _CLAUSE.match(words)
    ):
        return False
    return bool(_STARTS.match(words) or _STARTS_CASELESS.match(words))


def _is_adjective(words: str) -> bool:
    return bool(_REGIONAL.fullmatch(words) or (_NATIONAL.fullmatch(words) and is_country_word(words.split()[-1])))


_NOTING = re.compile(r"\s*[A-Z][a-z]+ing\s(?:that|how|why|whether)\b")  # of somebody who is named behind it


def trimmed(words: str) -> str:
    """A speaker's words without what only leads to them or follows."""
    if _NOTING.match(words):
        return ""
    lead = _LEADING.match(words)
    plain = words[lead.end() :] if lead else words
    cut = _TRAILING.search(plain)
    if cut and cut.start():
        plain = plain[: cut.start()]
    return plain.strip(' ,;:—–-"“”)')


def chosen(pieces: Sequence[str]) -> str:
    """Of the pieces between commas, "Its chief", "Ada Hale", "who keeps the archive", those that name the speaker.

    >>> chosen(["Its chief", "Ada Hale", "54"]), chosen(["Ada Hale", "who keeps the archive"])
    ('Ada Hale', 'Ada Hale')
    """
    for at, piece in enumerate(pieces):
        plain = trimmed(piece)
        if not is_speaker(plain):
            continue
        if not all(
            _PARTY.fullmatch(one) or _ASIDE_STARTS.match(one.strip()) or re.match(CAPITAL, one.strip())
            for one in pieces[at + 1 :]
        ):
            continue
        return _with_name(plain, pieces[at + 1 : at + 2])
    return ""


def _with_name(plain: str, following: Sequence[str]) -> str:
    """A role with the name that stands behind its comma."""
    if naming(plain).name or not following:
        return plain
    name = trimmed(following[0])
    if not re.fullmatch(rf"(?:(?:{CAPITAL}|[a-z]+)\s){{0,3}}{RUN}", name) or not (
        " " in name or (re.search(r"[a-z]$", plain.split()[-1]) and plain.split()[-1].islower())
    ):
        return plain
    if not naming(name).name or _PARTY.fullmatch(name):
        return plain
    return name


def last_named(words: str) -> str:
    """The naming with which some words end ("were echoed by Chancellor Ada Hale"), "" where they end otherwise."""
    found = re.search(
        rf"(?:(?:\b(?:the|an?)\s)?(?:\b[a-z-]+(?:man|woman|person|er|or|ist|ian|ant|ent|ide|ief)\s)?{RUN}(?:\sof\s(?:the\s)?{RUN})?|\b(?:the|an?)\s(?:[\w-]+\s)?{PEOPLE})$",
        words.strip(" ,"),
    )
    if not found:
        return ""
    plain = trimmed(found[0])
    return plain if is_speaker(plain) else ""
