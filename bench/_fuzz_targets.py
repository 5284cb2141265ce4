"""What is fuzzed: each target takes bytes, hands them to one reader of the product, and raises when a promise is broken.

Documents are read in this process: the cage around their readers would turn every fault into words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

import papers
from fakes import FakeEmbedder

from assistant import followups, when
from assistant.answers import Claim, Hit, LeftOut
from assistant.drafted import checked
from assistant.extractive import Extractive
from assistant.kept_vectors import KeptVectors
from assistant.plain import is_unfit
from assistant.prompts import Sheet
from assistant.protocol import Draft, Drafts, drafts_of
from assistant.question import LONGEST_QUESTION, asked_text, subject, understood
from assistant.verify import Source, supporting, verify
from assistant.words import names
from bench._holds import MOST_LOOKED_AT, NOW, ZONES, article_of, cited, lines, placed, refused, web
from ingest import dates, mail
from ingest.articles import Article, Page, Paragraph
from ingest.canonical import canonical_url, same_address
from ingest.entries import MOST_ENTRIES, Entry, dated, own_page
from ingest.errors import SettingsError, SourceError
from ingest.feeds import feeds_named_by, read_feed
from ingest.found import Rejected
from ingest.hygiene import clean, clean_line
from ingest.media import DOCX, EMAIL, EPUB, HTML, MARKDOWN, PDF, TEXT, WEB_ARCHIVE, media_type
from ingest.sentences import sentence_spans
from ingest.sources import pages_from_bytes

HOME = "https://courier.example/news/feed.xml"
LONGEST_OUTPUT = 40_000  # characters of a model that are read
Target = Callable[[bytes], None]


def text_of(data: bytes) -> str:
    """A text as a command line gives it: bytes that are no UTF-8 become lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


# Documents


def document(kind: str) -> Target:
    def target(data: bytes) -> None:
        article_of(Page("x", data, kind, NOW))

    return target


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a file of parts: each begins with a line `=== its name`."""
    found = re.split(rb"(?m)^=== ?([\w/.\[\]-]{0,60})$\n?", data)
    return {name.decode(): body for name, body in zip(found[1::2], found[2::2], strict=True)}


def docx(data: bytes) -> None:
    """A Word document of parts; `body` and `core` are the inner markup of its text and its properties."""
    parts = parts_of(data)
    body, core = (parts.pop(name, b"").decode("utf-8", "replace") for name in ("body", "core"))
    zipped(papers.docx(body, core, **{name: text for name, text in parts.items() if name}), DOCX)


def epub(data: bytes) -> None:
    """A book of parts: those that end in .xhtml are its chapters, `meta` is the inner markup of its metadata."""
    parts = parts_of(data)
    meta = parts.pop("meta", b"").decode("utf-8", "replace")
    chapters = {name: parts.pop(name).decode("utf-8", "replace") for name in list(parts) if name.endswith(".xhtml")}
    zipped(papers.epub(chapters, meta, **{name: text for name, text in parts.items() if name}), EPUB)


def zipped(body: bytes, kind: str) -> None:
    article_of(Page("x", body, kind, NOW))
    archive(body)


def archive(data: bytes) -> None:
    """Any bytes with a zip file's beginning: told apart, and read as both kinds."""
    body = data if data.startswith(b"PK") else b"PK\x03\x04" + data
    try:
        media_type(body, ".docx")
    except SourceError as error:
        refused(error)
    for kind in (DOCX, EPUB):
        article_of(Page("x", body, kind, NOW))


def letter(data: bytes) -> None:
    """A message, and its text parted into own and quoted words, of which none is lost."""
    article_of(Page("x", data, EMAIL, NOW))
    text = clean(data.decode("utf-8", "replace"))
    own, dropped = mail.own_words(text)
    assert sorted(own.split("\n") + dropped) != [] or not text
    if dropped:
        words = "".join(own.split()) + "".join("".join(dropped).split())
        assert sorted(words) == sorted("".join(text.split()))


MOST_LINES = 200  # a page takes some milliseconds


def file(data: bytes) -> None:
    """A file under a name, its first line: whatever it holds is found, read, or refused in words."""
    name, _, body = data.partition(b"\n")
    pages(name.decode("utf-8", "replace")[:100] or "x", body)


def imported(data: bytes) -> None:
    """The lines of an import, no more of them than are read in the time that is allowed."""
    pages("import.jsonl", b"\n".join(data.split(b"\n")[:MOST_LINES]))


def pages(name: str, body: bytes) -> None:
    for found in pages_from_bytes(name, body):
        if isinstance(found, Page):
            article_of(found)
        elif isinstance(found, Rejected):
            refused(found.reason)


# Feeds


def feed(data: bytes) -> None:
    """A feed of any kind: what it says is clean, its addresses are whole, its own articles can be read."""
    named = feeds_named_by(data.decode("utf-8", "replace"), HOME)
    web(*named)
    try:
        found = read_feed(data, "", HOME)
    except SourceError as error:
        refused(error)
        return
    lines(found.title)
    web(*found.addresses, *filter(None, [found.next_page]))
    for problem in found.problems:
        refused(problem)
    assert len(found.entries) <= MOST_ENTRIES
    for entry in found.entries[:MOST_LOOKED_AT]:
        entry_whole(entry)
        own = own_page(entry, "x", found.title, fetched_at=NOW)
        if own is not None:
            article_of(own)


def entry_whole(entry: Entry) -> None:
    lines(entry.id, entry.title, entry.author)
    web(*filter(None, [entry.url]))
    assert Entry.from_json(entry.to_json()) == entry
    assert entry.says
    for day in (entry.published, entry.updated):
        placed(day)


# Words


def day(data: bytes) -> None:
    """A date as an outlet writes it, as a feed does, and as a reader does."""
    text = text_of(data)[:2000]
    found, notes = dates.understood(text)
    assert bool(found) or bool(notes) or not text.split()
    placed(found)
    placed(dated(text))
    for zone in ZONES:
        try:
            first, last = when.span(text, NOW, zone)
            assert first <= last
            start, end = when.instants(text, NOW, zone)
            assert start <= end
        except SettingsError as error:
            refused(error)


def address(data: bytes) -> None:
    """A web address in its one form, which is its own."""
    text = text_of(data)
    found = canonical_url(text)
    assert canonical_url(found) == found
    if found:
        web(found)
    key = same_address(found)
    assert same_address(key) == key


def question(data: bytes) -> None:
    """A question, the last line, after others of its conversation."""
    asked = [asked_text(line) for line in text_of(data)[:LONGEST_QUESTION].split("\n")[-8:]]
    before = [followups.Asked(line, names(line)) for line in asked[:-1]]
    whole_question = followups.standalone(asked[-1], before)
    assert followups.standalone(asked[-1], before) == whole_question
    assert len(whole_question) <= LONGEST_QUESTION
    if asked[-1].strip():
        assert whole_question.strip()
    for text in (asked[-1], whole_question):
        read = understood(text)
        assert read.text == text
        assert len(subject(read)) <= 120


def answer(data: bytes) -> None:
    """A question and, behind an empty line, the paragraphs that were found: the claims are theirs, word for word."""
    asked, *texts = [clean_line(part) for part in text_of(data).split("\n\n")]
    hits = hits_of([text for text in texts if text][:8])
    if not hits:
        return
    found = Extractive(KeptVectors(FakeEmbedder), lambda words: dict.fromkeys(words, 1.0)).answer(
        understood(asked_text(asked)), hits
    )
    said = [*found.claims, *(claim for one in found.differences for claim in one.versions)]
    for claim in said:
        assert claim.text == claim.citations[0].quote or claim not in found.claims
        for citation in claim.citations:
            cited(citation, citation.start, citation.end)
            assert any(citation.paragraph == hit.paragraph for hit in hits)
    assert (found.status == "not_in_sources") == (not found.claims)


def hits_of(texts: Sequence[str]) -> list[Hit]:
    """Paragraphs as they are found, two of an article."""
    made = []
    for at in range(0, len(texts), 2):
        name = f"a{at}"
        paragraphs = tuple(Paragraph(name, 1, number, text) for number, text in enumerate(texts[at : at + 2], 1))
        article = Article(
            name, f"Report {at}", paragraphs, source=f"Courier {at}", published=f"2026-03-{at + 1:02}", language="en"
        )
        made += [Hit(paragraph, article, 1 - at / 100) for paragraph in paragraphs]
    return made


def claim(data: bytes) -> None:
    """A claim and its sources, parted by empty lines: a check is the same twice, and its problems are spans of the claim."""
    text, *told = [clean(part) for part in text_of(data).split("\n\n")]
    sources = [Source(one, date(2026, 3, 11), "Report by Sol Orr") for one in told[:4] if one.strip()]
    if not sources:
        return
    found = verify(text, sources)
    assert len(data) > 10_000 or found == verify(text, sources)
    assert 0 <= found.score <= 1
    assert all(text[one.start : one.end] == one.text and one.text for one in found.problems)
    assert (found.verdict == "unsupported") == bool(found.problems or not text.strip())
    for source in sources:
        start, end = supporting(text, source)
        assert 0 <= start <= end <= len(source.text)
        for first, last in sentence_spans(source.text)[: 2 if len(data) < 10_000 else 0]:
            same = verify(source.text[first:last], [source]).verdict
            says_something = any(map(str.isalnum, source.text[first:last]))
            assert last - first > 1_900 or same == ("verbatim" if says_something else "unsupported")


# What a model writes


def written(data: bytes) -> None:
    """A model's output: however it is cut, the same statements, and each is left out or a claim whose citations resolve."""
    text = text_of(data)[:LONGEST_OUTPUT]
    found = drafts_of(text)
    assert in_pieces(text, _cuts(text)) == list(found)
    if len(text) < 1000:
        assert in_pieces(text, range(len(text))) == list(found)
    sheet = Sheet.of(HITS, new_id=iter(IDS).__next__)
    for draft in found[:12]:
        taken(checked(draft, sheet))


def taken(made: Claim | LeftOut) -> None:
    if isinstance(made, LeftOut):
        assert made.reason
        assert all(made.text[one.start : one.end] == one.text for one in made.problems)
        return
    told = [text for hit in HITS for text in (hit.paragraph.text, hit.article.title)]
    lines(made.text)
    assert not is_unfit(made.text, told), made.text
    assert made.citations
    for citation in made.citations:
        cited(citation, citation.start, citation.end)
        assert any(citation.paragraph == hit.paragraph for hit in HITS)


def in_pieces(text: str, cuts: Iterable[int]) -> list[Draft]:
    reader, found, at = Drafts(), [], 0
    for cut in [*cuts, len(text)]:
        found += reader.feed(text[at:cut])
        at = cut
    return [*found, *reader.close()]


def _cuts(text: str) -> Iterator[int]:
    at = 0
    for character in text:  # cuts that depend on the text alone, so that a kept input always breaks in the same way
        at += 1 + ord(character) % 97
        if at >= len(text):
            return
        yield at


IDS = [f"s{digit}a{other}b" for digit in "23456789" for other in "23456789"]
HITS = hits_of(
    [
        "The quay in Port Aldo was closed on Monday after a storm tore away 40 metres of its wall.",
        "“The lamp was never out,” said the harbour pilot Otto Fenn on Tuesday. He denied that the lighthouse had been damaged.",
        "Fishermen lost 18 days of work because the quay was not repaired in time, their union said on Friday.",
        "Mayor Ines Calder said that the repairs would cost 3.2 million crowns and take until June.",
    ]
)

CAGED = frozenset(
    ("html", "pdf", "docx", "epub", "archive", "mail", "mhtml", "file", "import", "feed")
)  # or parts of them are
TARGETS: dict[str, Target] = {
    "html": document(HTML),
    "text": document(TEXT),
    "markdown": document(MARKDOWN),
    "pdf": document(PDF),
    "docx": docx,
    "epub": epub,
    "archive": archive,
    "mail": letter,
    "mhtml": document(WEB_ARCHIVE),
    "file": file,
    "import": imported,
    "feed": feed,
    "date": day,
    "address": address,
    "question": question,
    "answer": answer,
    "claim": claim,
    "model": written,
}
