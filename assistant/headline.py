"""What a story is called: the title of the article that tells most of it, where the text under that title bears it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from assistant.alone import is_quoted, speaks_of_itself
from assistant.central import told_stems, told_words
from assistant.edition import Story
from assistant.figures import figures
from assistant.worth import AGE, Telling, opening, tellings
from ingest.articles import Article

# The share of a title's words that its text must hold. With the figures, 95 in 100 of 763 public articles bear their own titles
# out, and 4 in 100 one of another article of their set.
BORNE_OUT = 0.5
SHOWN = 3  # sentences of an article that tell how much of the story it tells
LONGEST = 100  # characters of a title made from a sentence
_MARKUP = re.compile(r"<[^<>]{0,200}>|!?\[[^\[\]]{0,200}\]\([^()]{0,400}\)|\bhttps?://\S+")
_PARTS = re.compile(r"\s[-–—|·•»]\s|[|:]")  # what stands between the names of an outlet and of its sections
_NOTICE = re.compile(r"\W{0,3}(?:withdrawn|retract(?:ed|ion)|correct(?:ed|ion)|clarification)\b\s*[:–—-]", re.I)
_SECTIONS = frozenset(
    """the a all and in of on more our your top latest live breaking update updates news newsroom headline headlines story stories article articles
    video videos photo photos pictures gallery watch blog blogs home homepage front page today world international national nation local regional
    uk us usa europe asia africa politics business economy economics money markets finance sport sports opinion comment editorial editorials
    analysis features health science tech technology entertainment culture arts lifestyle life travel weather online untitled""".split()
)


def headline(story: Story) -> str:
    """A title of one of a story's articles that the article's own text bears out, the most representative one's if it may be.

    The name of an outlet or of one of its sections is no title. A question, a notice about another article ("WITHDRAWN: …"), a title that
    speaks to the reader, quotes or is cut off comes after the others, a question and a notice last of all. Where no text bears its title out, it is the first words of the
    sentence that opens the story.
    """
    held = {article.id: told_words(article.text) for article in story.articles}
    titled = [article for article in story.articles if article.title.strip() and not is_label(article)]
    fit = [article for article in titled if is_borne_out(article, held[article.id])]
    if len(fit) == 1:  # no sentence need be weighed, which takes ten times as long as all the rest
        return fit[0].title.strip()
    told = tellings(story)
    if fit:
        texts = list(held.values())
        best = max(fit, key=lambda one: (_told(one.title), _representative(one, told, texts), one.id))
        return best.title.strip()
    if told:
        return _cut(max(told, key=opening).text)
    return story.title


def is_borne_out(article: Article, held: frozenset[str]) -> bool:
    """Whether the text of an article, whose stems are `held`, holds most words of its title and each of its figures.

    A title without words claims nothing that could be untrue.
    """
    title = _MARKUP.sub(" ", article.title)
    wanted = frozenset(told_stems(title))
    if len(wanted & held) < BORNE_OUT * len(wanted):
        return False
    text = article.text.casefold()
    open_ones = [one for one in figures(title) if title[one.start : one.end].casefold() not in text]
    told = figures(article.text) if open_ones else []
    return all(any(one.fits(other) for other in told) for one in open_ones)


def is_label(article: Article) -> bool:
    """Whether a title only says where an article stands: the name of its outlet, of a section, or both.

    >>> is_label(Article("a", "World news - Alder Gazette", (), source="The Alder Gazette")), is_label(Article("a", "World record", ()))
    (True, False)
    """
    host = urlsplit(article.url).hostname or ""
    outlet = {
        _run_together(article.source, frozenset({"the"})),
        *host.split("."),
        *article.source.casefold().split("."),
    } - {""}
    return all(
        _run_together(part, _SECTIONS) in outlet | {""} or _run_together(part, frozenset({"the"})) in outlet
        for part in _PARTS.split(article.title)
    )


def _run_together(text: str, without: frozenset[str]) -> str:
    """The words of a text as an address has them, some left out."""
    return "".join(word for word in re.findall(r"\w+", text.casefold()) if word not in without)


def _representative(article: Article, told: Sequence[Telling], texts: Sequence[frozenset[str]]) -> float:
    """How much of the story an article tells: its title's words in the story's articles, and its best sentences, the newer the better."""
    wanted = frozenset(told_stems(article.title))
    held = sum(len(wanted & text) / (len(wanted) or 1) for text in texts) / len(texts)
    mine = [one for one in told if one.article.id == article.id]
    best = sorted((one.worth for one in mine if not one.leaning), reverse=True)[:SHOWN]
    return held + sum(best) / SHOWN - AGE * max((one.age for one in mine), default=1.0)


def _told(title: str) -> int:
    """How much a title tells: all, in part (its end is cut off, or it says whose words it has), or nothing as a question does."""
    if "?" in title or _NOTICE.match(title):
        return 0
    return 1 if title.strip().endswith(("...", "…")) or is_quoted(title) or speaks_of_itself(title) else 2


def _cut(text: str) -> str:
    """A sentence without its full stop, or its first words where it is long."""
    if len(text) <= LONGEST:
        return text.rstrip(".")
    return text[: text.rfind(" ", 0, LONGEST) if " " in text[:LONGEST] else LONGEST].rstrip(" ,;:–—-") + "…"
