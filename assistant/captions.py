"""What players and galleries of pictures leave in the text of a page: their buttons and captions, run together with sentences."""

from __future__ import annotations

import re

STRIP = 3  # marks of a player or gallery from which a paragraph is nothing but their captions
SLOGAN = 10  # words
_COUNTED = r"\d{1,3} (?:of|/) \d{1,3}"
_MARK = re.compile(
    rf"\bSkip in Skip\b|\bx Embed\b|\bEmbed x Share\b|\bHide [Cc]aption\b|\bShow (?:Thumbnails|Captions)\b|\b(?:Last|Next|Replay) Video(?:Next\b|$| (?=[A-Z]))|\bMedia playback is (?:not supported|unsupported)\b|"
    rf"\b(?:Image|Media) (?:caption|copyright) (?=[A-Z\d©“\"])|\| \d{{1,2}}:\d\d (?=[A-Z“\"])|\b{_COUNTED} (?=Photos: |Skip )|"
    r"\bA (?:post|photo|video) (?:shared|posted) by [^()]{1,60}\(@[\w.]{1,40}\)(?= on [A-Z]|\W*$)|\b(?:[Uu]pdated|[Pp]ublished|[Pp]osted): ?\d{4}-\d\d-\d\d \d\d:\d\d\b"
)
_OPENS = re.compile(
    r"CLOSE (?=(?:An?|CEO|[A-Z][a-z’'-]+)\b)|(?:[\w.]{1,20} ?/ ?)?Getty Images (?=(?:An?|The) |[A-Z][a-z]+ (?:(?:is|are|was|were|be)\b|[a-z]+ed\b))|"
    r"(?:[A-Z][\w.’'-]{1,30} ){2,4}(?:\(@\w{1,40}\) )?has (?:the (?:whole |full )?story|more|the details)(?: \(@\w{1,40}\))?\.?$"
)
_BANNER = re.compile(r"Updated?s?:.{10,300}[.!?] (?:Read|See|Learn) more(?: here)?\.?", re.I)
_INVITES = re.compile(
    r"(?:Look back at|Take a (?:closer )?look (?:back )?at|Scroll (?:down|through)|Swipe (?:left|right|up|through)|Flip through|Play (?:the|our|today[’']s) (?:[\w’'-]+ ){0,6}?(?:[Cc]rossword|[Pp]uzzles?|[Qq]uiz|[Ss]udoku|[Ww]ordle|[Gg]ame of the [Dd]ay))\b"
)
_LINKS = re.compile(r"More: [A-Z“\"‘']|More (?:on|about|from) [^.!?]{1,120}:$")
_SLOGAN = re.compile(
    r"(?!.*\b(?:is|are|was|were|has|have|had|will|would|can|must|means?)\b)[A-Z]\w+ing\s[^.,;:!?\"“”]{1,80}!$"
)


def is_glued(sentence: str) -> bool:
    """Whether the buttons or captions of a player or gallery are run together with a sentence.

    >>> is_glued("Hide Caption 3 of 9 Photos: Ferry sinks The crew waits."), is_glued("The crew will hide the caption.")
    (True, False)
    """
    return bool(_MARK.search(sentence) or _OPENS.match(sentence))


def is_strip(paragraph: str) -> bool:
    """Whether a paragraph is the captions of a whole gallery or the banner of a later article: they tell of other days and things.

    >>> is_strip("Hide Caption 1 of 3 The quay. Hide Caption 2 of 3 The ferry. Hide Caption 3 of 3 The crew.")
    True
    >>> is_strip("Update: The quay reopens. Read more."), is_strip("Update: The quay reopens.")
    (True, False)
    """
    if _BANNER.fullmatch(paragraph.strip()):
        return True
    return sum(1 for _, _ in zip(range(STRIP), _MARK.finditer(paragraph), strict=False)) == STRIP


def invites(text: str) -> bool:
    """Whether a text only invites the reader of a page to look, or praises its outlet, and so tells nothing.

    >>> invites("Look back at the history of Osten."), invites("Serving the valley since 1892!"), invites("Fishing is over, Hale said!")
    (True, True, False)
    """
    return bool(_INVITES.match(text) or _LINKS.match(text) or (_SLOGAN.match(text) and len(text.split()) <= SLOGAN))
