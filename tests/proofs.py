"""What must hold of an answer whatever a model wrote: each function gives what is wrong, in words, nothing where all is well."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from urllib.parse import unquote

from markdown_it import MarkdownIt

from assistant.answers import Answer, Claim, Hit
from assistant.assistant import Assistant
from assistant.chain import as_message
from assistant.drafted import source_of
from assistant.json_out import answer_json
from assistant.render import markdown_escaped
from assistant.verify import Source, supporting, verify
from ingest.sentences import sentence_spans

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
PLAIN = {"paragraph_open", "paragraph_close", "inline", "text", "softbreak"}
ADDRESS = re.compile(
    r"\w+:\s*//|//\w|www\.|\w@\w+\.\w|\b(?:mailto|javascript|vbscript|view-source):|\bdata:\w+/|\b\d+\.\d+\.\d+\.\d+\b|"
    r"\bxn--|[^\W\d_]{2,}\.[^\W\d_]{2,}"
)
DIRECTIVE = re.compile(r":[a-z][\w/-]*:|:[a-z-]+\[|\$[^$\s]+\$|\\[([]|\[/?[a-z]+\]|<\|")
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\U000e0000-\U000e0fff]"
)
CODED = re.compile(r"[A-Za-z0-9+/=_-]{36,}|(?:\b[0-9a-f]{2}\b ?){8,}|(?:\b[01]{8}\b ?){4,}")


def shown(answer: Answer) -> list[str]:
    """Every string of an answer that may come before a reader, but for words of articles that it only points at."""
    printed = answer_json(answer)
    claims = [*answer.claims, *(claim for difference in answer.differences for claim in difference.versions)]
    left_out = [
        text for one in answer.left_out for text in (one.text, one.reason, *(wrong.text for wrong in one.problems))
    ]
    return [
        printed["answer"], answer.short_answer or "", *answer.notices, *left_out, *(claim.text for claim in claims),
        str(as_message(answer).text),
    ]  # fmt: skip


def acted_upon(text: str) -> Iterator[str]:
    """What a browser, a mail program or a page of Streamlit would make more than words of."""
    seen = unicodedata.normalize("NFKC", text)
    for form in (text, seen, html.unescape(seen), unquote(seen)):
        yield from (f"address {found!r}" for found in ADDRESS.findall(form))
        yield from (f"tag {tag}" for tag in tags(form))
    for token in MARKDOWN.parse(re.sub(r"\[\d+\]", "", text)):
        yield from (f"Markdown {one.type}" for one in (token, *(token.children or ())) if one.type not in PLAIN)
    yield from (f"directive {found!r}" for found in DIRECTIVE.findall(text))
    yield from (f"unseen {found!r}" for found in UNSEEN.findall(text))
    yield from (f"code {found!r}" for found in CODED.findall(text))
    if html.unescape(text) != text:
        yield "entity"


def tags(text: str) -> list[str]:
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  the parser's
            found.append(tag)

        def handle_comment(self, data: str) -> None:  # noqa: ARG002
            found.append("comment")

    Reader(convert_charrefs=True).feed(text)
    return found


def badly_rendered(text: str) -> Iterator[str]:
    """What escaping leaves of a text that is not the text."""
    tokens = [one for token in MARKDOWN.parse(markdown_escaped(text)) for one in (token.children or [token])]
    if any(token.type not in {*PLAIN, "text_special"} for token in tokens):
        yield f"escaped Markdown is more than text: {[token.type for token in tokens]}"
    if tags(html.escape(text)) or html.unescape(html.escape(text)) != text:
        yield "escaped HTML is more than text"


def falsely_cited(assistant: Assistant, answer: Answer, hits: Sequence[Hit]) -> Iterator[str]:
    """Citations that do not resolve in the library, or not to words that bear the sentence out."""
    found = {(hit.article.id, hit.paragraph.version, hit.paragraph.number): hit for hit in hits}
    printed = answer_json(answer)
    for claim, told in zip(answer.claims, printed["claims"], strict=True):
        cited = []
        if not told["citations"]:
            yield f"no citation: {claim.text}"
        for one in told["citations"]:
            place = (one["article_id"], one["version"], one["paragraph"])
            stored = assistant.library.article(*place[:2]).paragraphs[place[2] - 1].text
            if stored[one["start"] : one["end"]] != one["quote"]:
                yield f"the quotation is not what is stored: {one['quote']!r}"
            if place not in found:
                yield f"a paragraph that was not found is cited: {place}"
            else:
                cited.append(found[place])
        yield from unborne(assistant, claim, cited, answer.engine)


def unborne(assistant: Assistant, claim: Claim, cited: Sequence[Hit], engine: str) -> Iterator[str]:
    """A claim that its citations do not bear out: by the check anew, and by where the quoted words lie."""
    if engine == "extractive":
        if claim.text != claim.citations[0].quote:
            yield f"not verbatim: {claim.text}"
        return
    for start, end in sentence_spans(claim.text):
        sentence = claim.text[start:end]
        if all(verify(sentence, [source_of(hit)], assistant.models._alike).verdict == "unsupported" for hit in cited):
            yield f"not borne out: {sentence}"
    for citation in claim.citations:
        start, end = supporting(claim.text, Source(citation.paragraph.text))
        if citation.end <= start or end <= citation.start:
            yield f"the quoted words lie elsewhere: {citation.quote!r} for {claim.text!r}"
        if re.search(r"[\w.,]\w$", citation.paragraph.text[: citation.start][-2:]) and citation.quote[0].isalnum():
            yield f"the quotation begins within a word: {citation.quote!r}"


def wrong(assistant: Assistant, answer: Answer, hits: Sequence[Hit], ids: Iterable[str]) -> list[str]:
    """All that is wrong with an answer."""
    texts = shown(answer)
    return [
        *falsely_cited(assistant, answer, hits),
        *(f"{what} in {text!r}" for text in texts for what in (*acted_upon(text), *badly_rendered(text))),
        *(f"the id {name} in {text!r}" for text in texts for name in ids if name in text.lower()),
        *(
            ["it is no JSON that can be stored"]
            if json.loads(json.dumps(answer_json(answer))) != stored_form(answer)
            else []
        ),
    ]


def stored_form(answer: Answer) -> object:
    return json.loads(json.dumps(answer_json(answer), ensure_ascii=False).encode().decode())
