"""Lines that scraping leaves behind and nobody wrote as news: each rule is a pattern for one whole line.

The rules are narrow on purpose: a sentence that speaks of cookies or advertising is news, a line that asks to accept
them is not. Some lines are residue only before the text begins (who wrote it, and when). What is dropped is listed
with the article.
"""

from __future__ import annotations

import re

Rule = tuple[str, re.Pattern[str]]
LONGEST = 500  # characters from which on a line is never residue

_FENCE = "[`'\"‘’“”´]"
_PLACES = (
    "facebook|twitter|x|email|e-mail|linkedin|whatsapp|telegram|reddit|pinterest|print|copy link|link|messenger|instagram|"
    "threads|bluesky|youtube|tiktok|mastodon|snapchat|flipboard|sms|and|or"
)
_MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
# Every word of it ends at a word boundary, and no separator is part of a word: a line can be taken apart in one way only.
_WHEN = (
    rf"(?:(?:{_MONTH}|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|\d+(?:t\d+)?(?:st|nd|rd|th|[ap]m|z|h)?|[ap]\.m|am|pm|"
    r"[a-z]{2,4}t|[ecmp]t|utc|gmt|at|on|ago|minutes?|mins?|hours?|hrs?|days?)\b[\s,.:/|·•()+–-]*){1,12}"
)
_NAME = r"(?:(?:d[aeiu]|de la|v[ao]n|der|al|bin|el|of|the|for)\s+)?[A-Z][\w.'’-]*"
_AGENCY = r"(?:getty(?: images)?|afp|reuters|ap|epa|shutterstock|alamy|istock|unsplash|dpa|pa|xinhua|tass)"
_ENDLESS = r"(?<![.!?])"  # without an end mark: no sentence


def _line(name: str, *patterns: str) -> list[Rule]:
    return [(name, re.compile(pattern, re.I)) for pattern in patterns]


RULES: tuple[Rule, ...] = (
    *_line(
        "code fence",
        rf"(?:[‘’“”\"']?`+|{_FENCE}{{2,}}|[‘’“”´])\s*(?:html|markdown|md|json|text|xml|plaintext)?\s*`*",
        r"\[/?[a-z_-]+\s+[a-z_]+=[^\]]*\].{0,120}",
    ),
    *_line("table of contents", r"(?:table of )?contents:?", r"(?:in this (?:article|story)|on this page|jump to(?: section)?):?"),
    *_line(
        "advertisement",
        r"[\[(—–-]*\s*(?:advertisements?|advert|ads?|ad feedback|sponsored(?: content| links?)?|promoted)\s*[\])—–-]*",
        r"(?:story|article) continues (?:below|after)(?: (?:this|the))?(?: (?:ads?|advert|advertisement|video))?\.?",
        r"(?:advertisement\W+)?(?:continue|keep) reading (?:below|the main story|after the ad\w*)\.?",
        r"skip (?:past )?(?:to (?:main |the )?content|advertisement|newsletter promotion|navigation)",
    ),
    *_line(
        "share bar",
        r"(?:share|follow|tweet|pin|email|print|save|bookmark)(?: this| us)?(?: (?:article|story|page|post))?(?: (?:on|via|with))?"
        rf"[:\s|·•,/-]*(?:(?:{_PLACES})[\s|·•,/-]*)*",
        rf"(?:follow|like|find|join) (?:us|me|@?\w+(?: \w+)?)(?: @\w+)? on\s+(?:(?:our )?(?:{_PLACES})[\s|·•,/&-]*)+(?:channel|page)?\W*(?:@\w+)?\.?",
        r"(?:e-?mail|contact) [^.!?]{3,60} at \S+@\S+.{0,60}",
        r"(?:copy (?:the )?link|link copied|back to top|listen to this (?:article|story).{0,20}|loading\W*|save for later)",
    ),
    *_line(
        "comments",
        r"(?:\d+ |no |view |show |leave (?:a |your )?|post a |add a |write a |join the )?(?:comments?|conversation|discussion|repl(?:y|ies))(?: \(\d+\))?:?",
        r"(?:tell us )?what do you think\?.{0,80}", r"tell us what you think\b.{0,60}",
    ),
    *_line(
        "cookie notice",
        r"(?:we|this (?:web)?site) (?:and our (?:\d+ )?partners )?uses? cookies\b.{0,300}",
        r"(?:(?:accept|reject|allow|manage)(?: all)?(?: cookies| cookie settings| preferences)|(?:accept|reject|allow) all|cookie (?:settings|policy))\W*",
        r"by (?:continuing|using|clicking)\b.{0,160}\b(?:cookies|privacy policy|terms)\b.{0,120}",
    ),
    *_line(
        "sign-up",
        r"(?:click here to |please )?(?:sign up|subscribe|register)\b.{0,40}\b(?:newsletters?|e-?mails?|alerts?|updates|"
        r"inbox|today|now|here)\b.{0,60}",
        r"(?:subscribe|sign up|subscribe now|newsletter(?: sign-?up)?|enter your e-?mail(?: address)?.{0,40})",
        r"(?:get|receive) (?:the|our|all the) .{0,60}\b(?:newsletter|(?:in|to) your inbox)\b.{0,40}",
        r"already (?:a |have an? )(?:subscriber|member|account).{0,60}",
    ),
    # An invitation of up to two sentences before it; the capital letter tells the imperative from a report of one.
    ("sign-up", re.compile(r"(?:[^.!?]{1,140}[.!?]\s+){1,2}(?:Sign up|Subscribe)\b[^.!?]{0,60}\b(?:newsletters?|inbox|alerts|e-?mails?|today)\b[^.!?]{0,60}[.!?]?")),
    *_line(
        "pointer",
        r"(?:read (?:more|also|next|the full (?:story|article))|see also|also read|more on this)\b(?:\s*[:>»|].*|\.{0,3})",
        rf"(?:related|read|watch|more|see more|don['’]t miss|you might like|recommended|in pictures|explainer|opinion)\s*[:>»|]\s*[^.!?]{{3,140}}{_ENDLESS}",
        rf"click here\b.{{0,80}}{_ENDLESS}",
        r"(?:related|recommended|trending|popular|most (?:read|popular|viewed)|latest|top|more|editor['’]?s['’]?)"
        r"(?: (?:articles?|stories|news|topics|content|links|reading|posts?|picks|now|today|coverage|headlines|videos?|for you|like this))*:?",
        r"(?:you (?:may|might)(?: also)? (?:like|enjoy|be interested in).{0,20}|what to read next|next article|previous article|"
        r"from our (?:partners|sponsors)|around the web|more from (?:\w+ ?){1,4}|view (?:gallery|all|more))",
        r"(?:image|photo|picture|slide) \d+ of \d+",
    ),
    ("pointer", re.compile(rf".{{1,200}}?[.!?]\s+Click here\b[^.!?]{{0,80}}[.!?]?|[^.!?]{{1,140}}\s[–|-]\s[Cc]lick here\b[^.!?]{{0,60}}{_ENDLESS}")),
    *_line(
        "photo credit",
        rf"[(\[]?(?:image|photo|picture|photograph|credit|(?:main |featured? |lead )?(?:image|photo|picture) (?:credit|source|courtesy)|source)s?:\s.{{1,80}}{_ENDLESS}[)\]]?",
        rf"[(\[]?[^.!?]{{2,60}}\s?/\s?{_AGENCY}(?:\s?/\s?\w+(?: images)?)?[)\]]?", rf"{_AGENCY} (?:photo|images?|file)(?:\s?/\s?.{{2,40}})?",
    ),
    ("photo credit", re.compile(rf"[(\[]?(?:Photo|Image|Photograph|Picture|Photos)s? (?:by|via|courtesy of)(?: {_NAME}){{1,5}}(?:[/,|] ?.{{1,40}})?[)\]]?")),
    *_line(
        "rights notice",
        r"(?:(?:copyright )?(?:©|\(c\))|copyright(?= (?:\d{4}|by)\b))\s.{0,200}", r"all rights reserved\.?",
        r"(?:[^.!?]{0,40}\. )?this material may not be published, broadcast.{0,60}",
    ),
    *_line(
        "rights notice",
        r"this (?:site|page|form) is protected by recaptcha\b.{0,120}", r"this copy is for your personal, non-commercial use only\..{0,300}",
        r"(?:privacy policy|terms of (?:service|use)|terms (?:and|&) conditions)(?:[\s|·•,&]+(?:and )?(?:privacy policy|terms of (?:service|use)))?\W*",
    ),
    *_line("time of publication", rf"(?:(?:first |last )?(?:published|updated|posted|modified)(?: on| at| by)?\s*[:|]?\s*){_WHEN}", r"\d{1,2}[ -]min(?:ute)?s?[ -]read"),
)  # fmt: skip
LEADING: tuple[Rule, ...] = (
    ("byline", re.compile(rf"(?:By|BY|Written by|Reported by)\s+{_NAME}(?:(?:,| and| &| \|)? {_NAME}){{1,8}}(?:\s*[|·•–-]\s*.{{0,60}})?")),
    *_line("time of publication", rf"(?=.*(?:\b\d{{4}}\b|\d:\d\d|\bago\b)){_WHEN}"),
)  # fmt: skip


def rule_for(line: str, *, leading: bool = False) -> str | None:
    """The name of the residue rule that a whole line falls under, None when it is text.

    `leading` says that the line stands before the text begins, where a byline and a bare date are residue too.

    >>> rule_for("Table of Contents")
    'table of contents'
    >>> rule_for("The advertisement cost the ministry two jobs.")
    """
    line = line.strip()
    if len(line) > LONGEST:
        return None
    rules = (*RULES, *LEADING) if leading else RULES
    return next((name for name, pattern in rules if pattern.fullmatch(line)), None)
