"""What the last question says that somebody did, as words that "it" and "that" may stand for."""

from __future__ import annotations

import re

from assistant.kinds import kind_of
from assistant.topics import described, undated
from assistant.words import names

_HELPS = r"did|does|do|has|have|had|is|are|was|were|will|would|can|could|should"
_HOW = (
    r"(?:(?:not|also|even|ever|just|still|then|never|"
    r"(?!(?:apply|rely|reply|supply|fly|ally|rally|multiply|comply|imply|tally|bully)\b)\w+ly) )*"
)
_DID = re.compile(
    rf"^(?P<opening>.*?)\b(?P<helps>{_HELPS})(?P<no>n['’]t)? (?P<who>(?-i:[A-Z])[\w.’'-]*(?: (?-i:[A-Z])[\w.’'-]*)*) "
    rf"(?P<how>{_HOW})(?P<rest>(?-i:[a-z]).*)$",
    re.I,
)
_BEFELL = re.compile(r"(?:and |but |so )?(what happened)( (?:to|in|at|on) .+)$", re.I)
# Who reacts to something speaks of that, which is then what is further spoken of.
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_DAY = (
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|{_MONTH}\b|\d{{1,2}} {_MONTH}\b|"
    r"(?:the )?(?:last|this|same|next) (?:day|night|week|weekend|month|year)\b)"
)
_OF_WHAT = re.compile(
    rf"(?:(?:react|respond)(?:s|ed|ing)?\b.*? to|(?:say|said|comment|think|thought|feel|tell|told)(?:s|ed|ing)?\b.*? (?:about|of|on)) (?!{_DAY})(\w.+)",
    re.I,
)
# What somebody who is asked for did, its verb in the past.
_DOING = {
    "ran": "running", "won": "winning", "led": "leading", "made": "making", "took": "taking", "gave": "giving", "built": "building",
    "bought": "buying", "sold": "selling", "hit": "hitting", "sank": "sinking", "lost": "losing", "left": "leaving", "met": "meeting",
    "paid": "paying", "told": "telling", "saw": "seeing", "sent": "sending", "held": "holding", "kept": "keeping", "put": "putting",
    "set": "setting", "cut": "cutting", "shut": "shutting", "wrote": "writing", "found": "finding", "shot": "shooting", "stole": "stealing",
}  # fmt: skip
_WHO_DID = re.compile(rf"(?:and |but |so )?who ((?!need|feed|seed)\w{{2,}}ed|{'|'.join(_DOING)})( .+)", re.I)
# What a thing does by itself: "Why did the ferry sink?"
_BEFALLS = re.compile(
    r"\bdid (?:an? )?(?P<what>[\w’'-]+(?: [\w’'-]+){0,5}?) (?P<verb>catch|sink|collapse|explode|crash|capsize|derail|erupt|burst|break)(?P<how> fire| down| up| apart)?(?: in| at| on| near|$)"
)
_ASKED_FOR = re.compile(r"(?:and |but |so )?(?:which|what|how many) ([\w’'-]+(?: [\w’'-]+){0,3}) $", re.I)
_HAPPENS = re.compile(r" (?:happen|occur|take (?:place|effect)|come into force|begin|start|end|finish|last)$", re.I)
_LEFT_OPEN = re.compile(r" (?:to|from|in|at|on|for|with|of)$", re.I)
_WHEN = re.compile(rf" (?:(?:(?:on|in|since) )?{_DAY}(?: (?:morning|evening|night|\d+))?|yesterday|today)$", re.I)
_DOUBLED = re.compile(
    r"[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]|(?:ad|com|sub|per|o|e|re|trans)mit|(?:re|pre|de|con|in|trans)fer|(?:oc|in|re|con)cur|"
    r"(?:com|ex|re|pro|dis)pel|(?:out|over|re|up|under)(?:run|bid|cut|set|put)|begin|regret|forget|acquit|equip|kidnap|deter|rebut|rebel|"
    r"control|patrol|cancel|travel|quarrel|counsel|signal"
)


def deed(question: str, short: str | None = "") -> str:
    """What a question says that somebody did, or the thing that it asks for; "" where it says nothing of the kind.

    Such a thing is called by the `short` answer, if there is one that is a name; with None what was done is meant in any case.

    >>> deed("Why did Ada Hale drop out of the race?"), deed("What has Ada Hale signed?")
    ('Ada Hale dropping out of the race', 'what Ada Hale has signed')
    >>> deed("Which company did Ada Hale buy?"), deed("Which company did Ada Hale buy?", "Eskle Water")
    ('the company that Ada Hale buy', 'Eskle Water')
    >>> deed("How did Tomas Orr react to Ada Hale resigning?"), deed("Who is Ada Hale?")
    ('Ada Hale resigning', '')
    >>> deed("Why did the Karsk ferry sink?"), deed("Which app did Eskle take down?", None)
    ('the Karsk ferry sinking', 'Eskle taking the app down')
    """
    question = question.rstrip("?.! ")
    if befell := _BEFELL.match(question):
        return befell[1].lower() + befell[2]
    if short is not None and (asked := described(question)) and kind_of(question) not in {"person", "people", "time"}:
        return short if names(short) else asked
    if befalls := _BEFALLS.search(question):
        return f"{befalls['what']} {_gerund(befalls['verb'])}{befalls['how'] or ''}"
    match = _DID.match(question)
    if not match or re.search(r"['’]s?$", match["who"]):
        return ""
    if of_what := _OF_WHAT.match(match["rest"]):
        return _WHEN.sub("", of_what[1])
    return _what_was_done(match, short)


def _what_was_done(match: re.Match[str], short: str | None) -> str:
    helps, who, rest = match["helps"].lower(), match["who"], match["rest"]
    how = "not " * bool(match["no"]) + match["how"]
    if re.match(r"(?:and |but |so )?what $", match["opening"], re.I):
        return f"what {who} {helps} {how}{rest}"
    if helps in {"has", "have", "had"}:
        return f"{who} {how}having {rest}"
    if helps in {"is", "are", "was", "were"}:
        return f"{who} {how}{rest}" if re.match(r"\w+ing\b", rest) else f"{who} {how}being {rest}"
    if re.match(r"\w+ing\b", rest):  # "When did Hale leaving happen?"
        return f"{who} {how}{_HAPPENS.sub('', rest)}"
    verb, *more = _LEFT_OPEN.sub("", rest).split(" ")
    whom = [short] if short and re.match(r"(?:and |but |so )?whom? $", match["opening"], re.I) else []
    asked_for = _ASKED_FOR.match(match["opening"])
    if asked_for and kind_of(match.string) in {"other", "number"} and not _LEFT_OPEN.search(rest):
        whom = [f"the {asked_for[1]}"]
    return " ".join((f"{who} {how}{_gerund(verb)}", *whom, *more))


def done(question: str) -> str:
    """What a question says that the one whom it asks for did; "" where it asks for nobody.

    >>> done("Who tended the light at Eskle in 1870?"), done("When did Hale resign?")
    ('tending the light at Eskle', '')
    """
    match = _WHO_DID.match(question.rstrip("?.! "))
    if not match:
        return ""
    verb = match[1].lower()
    doing = _DOING.get(verb) or re.sub(r"ied$", "ying", verb)
    doing = re.sub(r"(?<=e)ed$", "eing", doing) if verb.endswith("eed") else re.sub(r"ed$", "ing", doing)
    return f"{doing}{undated(match[2])}"


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return f"{verb[:-1]}ing"
    return f"{verb}{verb[-1]}ing" if _DOUBLED.fullmatch(verb) else f"{verb}{'k' * verb.endswith('ic')}ing"
