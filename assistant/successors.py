"""Who follows somebody in an office, where a sentence says it of the two or of the office: "Ada Hale will replace Sol Arden".

"Who will replace Arden?" -> the articles about Arden -> Arden's office, as they introduce it
                          -> who replaces Arden or is to hold that office: its sentence and the name
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np

from assistant import tellings
from assistant.answers import Hit
from assistant.coverage import credit
from assistant.evidence import Scored, Sentence, sentences_of
from assistant.first_names import pronoun_of
from assistant.introduced import SAYS_MOST, introduction
from assistant.kinds import spans
from assistant.noun_phrases import RUN, is_person
from assistant.question import Question
from assistant.words import content_words, names
from ingest.articles import Article

MOST_READ = 160  # sentences of an article
NEAR = 100  # characters on either side of a name in which it is said what becomes of it
_FOLLOWS = r"(?:replac(?:e[sd]?|ing)|succeed(?:s|ed|ing)?|(?:tak(?:es?|ing|en)|took) over from|(?:tak(?:es?|ing|en)|took) the place of|step(?:s|ped|ping)? in for)"
_ASKS = tuple(
    re.compile(rf"(?:and |so )?who(?:['’]s|['’]ll)? {form}[\s?.!]*", re.I)
    for form in (
        rf"(?:(?:is|are|was|were|will|would|has|have|be|been|going|set|due|named|chosen|picked|appointed|to) )*{_FOLLOWS} (?P<who>[^,;?]+?)(?: (?:as|at|in) [^?]+)?",
        r"(?:is|was|will be|would be) (?P<who>[^,;?]+?)[’']s? (?:successor|replacement)",
        r"(?:is|was|will be) the (?:successor|replacement) (?:of|for|to) (?P<who>[^,;?]+?)",
    )
)
_WILL = r"(?:,(?: [^,;.]{1,60},)?)? (?:(?:will|would|is|was|has|had|to|be|been|set|due) )*"
_TAKES = re.compile(
    rf"{_WILL}(?:(?:assum|serv|becom|act)\w*|be|became|took|take[ns]?|(?:named|appointed|elected|chosen|picked|tapped|made)|sworn in)\b(?P<what>[^;.]{{0,{NEAR}}})"
)
_CHOSEN = re.compile(r"\b(?:tap|nam|appoint|pick|cho[os]|promot|nominat|install|select)\w*(?: [\w’'-]+){0,4} $", re.I)
_AS = re.compile(rf"(?:,[^,;.]{{1,60}},)? (?:as|to be|to become|to serve as) (?P<what>[^;.]{{0,{NEAR}}})")
_LESSER = frozenset("deputy vice assistant former".split())


def asked_successor(question: Question) -> str:
    """The name of him whose successor a question asks for, "" for any other question.

    >>> from assistant.question import understood
    >>> asked_successor(understood("Who will replace Sol Arden as mayor?")), asked_successor(understood("Who is Arden's successor?"))
    ('Sol Arden', 'Arden')
    >>> asked_successor(understood("Who replaced the windows?"))
    ''
    """
    match = next(filter(None, (form.fullmatch(question.text) for form in _ASKS)), None)
    named = names(match["who"]) if match else []
    return named[-1].removesuffix("'s").removesuffix("’s") if named else ""


def successors(question: Question, ranked: Sequence[Scored]) -> tuple[list[Scored], str] | None:
    """The sentences that tell who follows him whom a question names, the newest first, and the name; None where none does."""
    of = asked_successor(question)
    articles = dict.fromkeys(one.sentence.hit.article for one in ranked) if of else {}
    found: list[tuple[Sentence, str]] = []
    for article in sorted(articles, key=lambda one: one.published, reverse=True):
        found += _told_in(article, of)
    if not found:
        return None
    name = found[0][1]
    last = replace(ranked[-1], features={}, vector=np.zeros_like(ranked[-1].vector), score=ranked[0].score)
    return [replace(last, sentence=sentence) for sentence, other in found if other == name], name


def _told_in(article: Article, of: str) -> Iterator[tuple[Sentence, str]]:
    """The sentences of an article about somebody that tell who follows him, with the name."""
    last = of.split()[-1]
    if not credit(last, f"{article.title}\n{article.paragraphs[0].text}"):
        return
    sentences = sentences_of([Hit(paragraph, article, 0.0) for paragraph in article.paragraphs], MOST_READ)
    texts = [article.title, *(one.text for one in sentences)]
    called = {name for text in texts for name in _people(text) if name.split()[-1] == last}
    if any(" " in name for name in called) and not any(_may_be_one(of, name) for name in called if " " in name):
        return
    office = _office(called, texts)
    for one in sentences:
        for start, end in spans("person", one.text):
            name = one.text[start:end].strip()
            is_another = re.fullmatch(RUN, name) and is_person(name) and name.split()[-1] != last
            if is_another and not tellings.may_be(one.text, start, end) and _follows(one, start, end, last, office):
                yield one, name


def _people(text: str) -> Iterator[str]:
    return (text[start:end].strip() for start, end in spans("person", text))


def _may_be_one(name: str, other: str) -> bool:
    """Whether two names with one last name may be one person's: Jim and James are both a man's, Ada and Sol are two people."""
    first, second = name.split()[0], other.split()[0]
    return " " not in name or first == second or (pronoun_of(name) == pronoun_of(other) != "")


def _office(called: Collection[str], texts: Sequence[str]) -> tuple[str, ...]:
    """The content words of the office with which some texts introduce somebody, none where they do not."""
    for text in texts:
        for name in called:
            told = introduction(name, text)
            if told and told.weight >= SAYS_MOST:
                return content_words(told.words)
    return ()


def _follows(one: Sentence, start: int, end: int, of: str, office: tuple[str, ...]) -> bool:
    """Whether a sentence says of the name at a place that it follows somebody, or is to hold his office."""
    before, after = one.text[max(0, start - NEAR) : start], one.text[end : end + 2 * NEAR]
    him = rf"(?:(?:[\w.’'-]+ ){{0,4}}{re.escape(of)}\b|(?:him|her)\b(?! \w+s\b))"
    if re.match(rf"{_WILL}{_FOLLOWS} {him}", after) or re.match(rf"(?:, [^,;.]{{1,60}},)? to {_FOLLOWS} {him}", after):
        return True
    if re.search(r"\b(?:replaced|succeeded) by (?:[\w’'-]+,? ){0,6}$", before):
        return bool(credit(of, before))
    told = _TAKES.match(after) or (_CHOSEN.search(before) and _AS.match(after))
    words = {*content_words(told["what"])} if told else set()
    return bool(office) and all(credit(word, " ".join(words)) for word in office) and not (words & _LESSER) - {*office}
