"""What the last question says that somebody did, as words that "it" and "that" may stand for."""

from __future__ import annotations

import re

_HELPS = r"did|does|do|has|have|had|is|are|was|were|will|would|can|could|should"
_DID = re.compile(
    rf"^(?P<opening>.*?)\b(?P<helps>{_HELPS}) (?P<who>(?-i:[A-Z])[\w.’'-]*(?: (?-i:[A-Z])[\w.’'-]*)*) (?P<rest>(?-i:[a-z]).*)$",
    re.I,
)
_BEFELL = re.compile(r"(?:and |but |so )?(what happened)( to .+)$", re.I)
# Who reacts to something speaks of that, which is then what is further spoken of.
_OF_WHAT = re.compile(
    r"(?:react|respond|say|said|comment|think|thought|feel|tell|told)(?:s|ed|ing)?\b.*? (?:to|about|of|on) (\w.+)"
)
_DOUBLED = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


def deed(question: str) -> str:
    """What a question says that somebody did, "" where it says nothing of the kind.

    >>> deed("Why did Ada Hale drop out of the race?"), deed("What has Ada Hale signed?")
    ('Ada Hale dropping out of the race', 'what Ada Hale has signed')
    >>> deed("How did Tomas Orr react to Ada Hale resigning?"), deed("Who is Ada Hale?")
    ('Ada Hale resigning', '')
    """
    question = question.rstrip("?.! ")
    if befell := _BEFELL.match(question):
        return befell[1].lower() + befell[2]
    match = _DID.match(question)
    if not match or re.search(r"['’]s?$", match["who"]):
        return ""
    if of_what := _OF_WHAT.match(match["rest"]):
        return of_what[1]
    helps, who, rest = match["helps"].lower(), match["who"], match["rest"]
    if re.match(r"(?:and |but |so )?what $", match["opening"], re.I):
        return f"what {who} {helps} {rest}"
    if helps in {"has", "have", "had"}:
        return f"{who} having {rest}"
    if helps in {"is", "are", "was", "were"}:
        return f"{who} {rest}" if re.match(r"\w+ing\b", rest) else f"{who} being {rest}"
    verb, *more = rest.split(" ")
    return " ".join((who, _gerund(verb), *more))


def _gerund(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return f"{verb[:-1]}ing"
    return f"{verb}{verb[-1]}ing" if _DOUBLED.fullmatch(verb) else f"{verb}ing"
