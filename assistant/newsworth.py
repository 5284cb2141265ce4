"""How much news a sentence tells: facts before colour, and what its article is about before what stands at its edge."""

from __future__ import annotations

from assistant.alone import is_quoted, leans
from assistant.figures import figures
from assistant.statements import Statement
from assistant.words import content_stems, names

# What a sentence gains, and loses where it cannot be read by itself.
NAMED, MOST_NAMED = 0.5, 2  # each that it names, and how many count
COUNTED, DATED, VOUCHED = 1.0, 0.5, 0.5  # a number, a day, somebody whose word it is
TITLED, MOST_TITLED = 0.4, 3  # each word that the title of its article has too, and how many count
EARLY, EARLY_BY = 1.5, 3  # it opens its article; the fourth paragraph gains half of it
LEANING, SPOKEN = 2.0, 0.75  # it needs the sentence before it; it is nothing but what somebody said
SLIGHT, RICH = 1.0, 8  # it has no content words; one with so many loses nothing


def newsworth(one: Statement) -> float:
    """What a statement is worth among others as news: more with names, numbers, days and what its article is about.

    >>> from assistant.statements import statements
    >>> from ingest.articles import Article, Paragraph
    >>> text = "The cat sat on the wall by the church. Prosecutors in Hollmere have opened an inquiry into 14 deaths in the mill."
    >>> cat, inquiry = statements(Article("a", "Inquiry into mill deaths", (Paragraph("a", 1, 1, text),)))
    >>> newsworth(inquiry) > newsworth(cat)
    True
    """
    stems = content_stems(one.text)
    facts = (
        NAMED * min(MOST_NAMED, len(set(names(one.text))))
        + COUNTED * any(figure.role == "now" for figure in figures(one.text))
        + DATED * bool(one.days)
        + VOUCHED * (one.attribution in {"named", "outlet"})
        + TITLED * min(MOST_TITLED, len(stems & content_stems(one.article.title)))
    )
    place = EARLY / (1 + (one.citation.paragraph.number - 1) / EARLY_BY)
    spoilt = LEANING * leans(one.text) + SPOKEN * is_quoted(one.text) + SLIGHT * max(0.0, 1 - len(stems) / RICH)
    return facts + place - spoilt
