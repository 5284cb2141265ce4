"""E-mail (EML) and web pages saved as one file (MHTML), read into a draft by the standard library's parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parseaddr

from ingest.charsets import text_of
from ingest.dates import normalised
from ingest.errors import SourceError
from ingest.htmlblocks import blocks
from ingest.hygiene import clean
from ingest.texts import Block, Draft, joined, read_text
from ingest.trees import html_tree
from ingest.webpages import read_html

MOST_PARTS = 500
MOST_BOUNDARIES = 2_000
MOST_HEADER = 4_000
MOST_SIGNATURE = 12  # lines
_ATTRIBUTION = re.compile(r"(?:on|am|le|el) .{5,200}(?:wrote|schrieb|écrit|escribió)\s?:", re.I)
_ORIGINAL = re.compile(r"-{2,}\s*(?:original message|ursprüngliche nachricht)\s*-{2,}", re.I)
_FRAME = re.compile(
    r"(?:(?:view|read|open)\b.{0,40}\b(?:browser|online)|(?:unsubscribe|manage|update|change)\b.{0,100}|"
    r"(?:you(?:['’]re| are)? (?:receiv\w+|got|get\w*|signed up)|this (?:e-?mail|message|newsletter) was sent)\b.{0,300})\W*",
    re.I | re.S,
)
_CONTENT_HEADER = re.compile(rb"^content-[a-z-]{1,30}:[^\n]*(?:\n[ \t][^\n]*)*", re.I | re.M)  # read while parsing
_READ_HEADERS = frozenset(
    "from subject date precedence list-unsubscribe list-id list-post content-type content-disposition content-location "
    "content-transfer-encoding snapshot-content-location".split()
)
_BULK = ("List-Unsubscribe", "List-Id", "List-Post")


def read_email(body: bytes) -> Draft:
    """A draft from a message: its HTML if it is a newsletter's, else its text without what it quotes and its signature."""
    message = _message(body)
    html, plain = _part(message, "html"), _part(message, "plain")
    if html is None and plain is None:
        raise SourceError("there is no text in the message, only attachments; save those and add them")
    is_letter = plain is not None and plain.strip() and not _is_bulk(message)
    draft = _plain_draft(plain or "") if html is None or is_letter else _html_draft(html)
    name = _sender(message)
    return replace(
        draft,
        title=_header(message, "Subject") or draft.title,
        source=name if _is_bulk(message) else draft.source,
        author=draft.author if _is_bulk(message) else name,
        published=normalised(_header(message, "Date")) or draft.published,
    )


def read_web_archive(body: bytes) -> Draft:
    """A draft from a page saved as MHTML; its address is the one it was saved from, its date the page's own."""
    message = _message(body)
    root = next(
        (part for part in _parts(message) if part.get_content_type() in {"text/html", "application/xhtml+xml"}), None
    )
    if root is None:
        raise SourceError("there is no web page in it; save the page as HTML and add that")
    draft = read_html(clean(_text(root)))
    address = _header(message, "Snapshot-Content-Location") or _header(root, "Content-Location")
    return replace(draft, url=draft.url or address, title=draft.title or _header(message, "Subject"))


def _message(body: bytes) -> EmailMessage:
    from email import message_from_bytes, policy

    if body.count(b"\n--") > MOST_BOUNDARIES:
        raise SourceError(
            f"it has more than {MOST_BOUNDARIES} parts, which no article has; copy its text into a text file"
        )
    if any(match.end() - match.start() > MOST_HEADER for match in _CONTENT_HEADER.finditer(body)):
        raise SourceError(f"it has a header of more than {MOST_HEADER} characters; copy its text into a text file")
    try:
        message = message_from_bytes(body.lstrip(), policy=policy.default)
    except (ValueError, LookupError, RecursionError, TypeError, AttributeError) as error:
        raise SourceError(f"the message cannot be read ({error}); save it again from the mail program") from error
    return _checked(message) if isinstance(message, EmailMessage) else EmailMessage()


def _checked(part: EmailMessage) -> EmailMessage:
    """The part, its headers short enough: the parser's time grows with the square of a header's length."""
    if any(len(value) > MOST_HEADER for name, value in part.raw_items() if name.lower() in _READ_HEADERS):
        raise SourceError(f"it has a header of more than {MOST_HEADER} characters; copy its text into a text file")
    return part


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a message that are shown in it, messages attached to it left out."""
    waiting: list[EmailMessage] = [message]
    for _ in range(MOST_PARTS):
        if not waiting:
            return
        part = _checked(waiting.pop())
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting.extend(inner for inner in reversed(list(part.iter_parts())) if isinstance(inner, EmailMessage))
        elif part.get_content_disposition() != "attachment":
            yield part


def _part(message: EmailMessage, kind: str) -> str | None:
    """The text of the parts of a kind, None when there is none: mail programs cut one text into several parts."""
    texts = [_text(part) for part in _parts(message) if part.get_content_type() == f"text/{kind}"]
    if kind == "html":
        return texts[0] if texts else None
    return "\n\n".join(texts) if texts else None


def _text(part: EmailMessage) -> str:
    """The text of a part by the encoding it names; UTF-8 or Windows-1252 where it names none or a wrong one."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError):
        payload = None
    body = payload if isinstance(payload, bytes) else str(part.get_payload()).encode("utf-8", "replace")
    text = text_of(body, (_charset(part), "windows-1252"))
    return body.decode("utf-8", "replace") if text is None else text


def _charset(part: EmailMessage) -> str:
    try:
        name = part.get_content_charset() or "utf-8"
    except (ValueError, LookupError, AttributeError):
        return "utf-8"
    return "utf-8" if name in {"us-ascii", "ascii"} else name


def _header(message: EmailMessage, name: str) -> str:
    """A header as text on one line, "" when it is missing or too broken to read."""
    try:
        return joined(str(message.get(name) or ""))
    except (ValueError, LookupError, AttributeError, TypeError, OverflowError):
        return ""


def _is_bulk(message: EmailMessage) -> bool:
    return any(_header(message, name) for name in _BULK) or _header(message, "Precedence").lower() in {"bulk", "list"}


def _sender(message: EmailMessage) -> str:
    name, address = parseaddr(_header(message, "From"))
    return joined(name) or address


def _html_draft(html: str) -> Draft:
    """All that a newsletter shows, block by block.

    The reader of web pages looks for one article among menus; of a newsletter's layout tables it makes one paragraph.
    """
    found = blocks(html_tree(clean(html).encode("utf-8", "replace"), "utf-8"))
    return Draft(tuple(Block("residue", block.text) if _FRAME.fullmatch(block.text) else block for block in found))


def _plain_draft(text: str) -> Draft:
    """The sender's own words; quoted lines and the signature are listed as dropped."""
    own, dropped = own_words(clean(text))
    draft = replace(read_text(own), title="")
    return replace(draft, blocks=draft.blocks + tuple(Block("residue", line) for line in dropped))


def own_words(text: str) -> tuple[str, list[str]]:
    """A message without what it quotes and its signature, and the lines that were taken out.

    A line that begins with ">" is quoted, and the line just before it that names whom it quotes goes with it; a short
    rest behind a line "-- " is a signature. A forwarded text is news, and so is a message that only quotes.
    """
    lines = text.splitlines()
    out = {number for number, line in enumerate(lines) if line.startswith(">")}
    out |= {number for start in sorted(out) if start - 1 not in out for number in _attribution(lines, start)}
    end = next((number for number in range(len(lines)) if _ends_message(lines, number)), len(lines))
    out |= set(range(end, len(lines)))
    own = "\n".join(line for number, line in enumerate(lines) if number not in out)
    if not own.strip():
        return "\n".join(line.lstrip("> ") for line in lines), []
    return own, [line for number, line in enumerate(lines) if number in out and line.strip()]


def _attribution(lines: list[str], quoted: int) -> range:
    """The lines before a quotation that say whose it is: "On Tuesday Maren Olsdal wrote:", over two lines at most."""
    end = next((number for number in range(quoted - 1, -1, -1) if lines[number].strip()), -1)
    for start in (end, end - 1):
        if start >= 0 and _ATTRIBUTION.fullmatch(joined(" ".join(lines[start : end + 1]))):
            return range(start, end + 1)
    return range(0)


def _ends_message(lines: list[str], number: int) -> bool:
    line = lines[number]
    if line.rstrip() == "--":
        return len(lines) - number <= MOST_SIGNATURE
    return _ORIGINAL.fullmatch(line.strip()) is not None
