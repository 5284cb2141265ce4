"""What a chat model writes, read as it arrives: statements, each with the sources it names and the words it quotes.

Two forms are read, because models differ in what they can keep to: lines that begin with CLAIM, SOURCE and QUOTE, and JSON
objects. Nothing is believed here: who reads on must find the source and the quoted words itself. However a text is cut
into pieces, the same statements come of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

LONGEST_LINE = 4000  # characters; what is longer is cut, no statement needs it
MOST_OPEN = 6  # how deep JSON is followed
ID = "s[2-9][a-z][2-9][a-z]"  # the form of a source's id: short, and no word


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source that a statement names, and the words it quotes from it ("" for none)."""

    source: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One statement as a model wrote it, nothing of it checked."""

    text: str
    evidence: tuple[Evidence, ...] = ()


DECLINED = Draft("NOT IN SOURCES")  # what stands for a model's word that the sources do not answer


class Drafts:
    """A reader of a model's text: `feed` it pieces, `close` it at the end; both give the statements that are complete.

    `declined` is true once the model has said that the sources do not answer.
    """

    def __init__(self) -> None:
        self.declined = False
        self._rest = ""
        self._form: _Lines | _Objects | None = None
        self._thinking = False

    def feed(self, piece: str) -> list[Draft]:
        """The statements that are complete with this piece."""
        self._rest += piece
        found: list[Draft] = []
        while not isinstance(self._form, _Objects):
            if self._begins_json():
                self._form = _Objects()
                break
            line, end, rest = self._rest.partition("\n")
            if (not end and len(line) <= LONGEST_LINE) or self._may_begin_json():
                return found
            if len(line) > LONGEST_LINE:
                line, rest = line[:LONGEST_LINE], line[LONGEST_LINE:] + end + rest
            found += self._line(line)
            self._rest = rest
        return found + self._objects(self._form)

    def close(self) -> list[Draft]:
        """What was still open when the text ended."""
        found = self._line(self._rest)
        self._rest = ""
        return found + self._form.close() if isinstance(self._form, _Lines) else found

    def _begins_json(self) -> bool:
        if self._form is not None or self._thinking:
            return False
        self._rest = self._rest.lstrip()  # once and for all, as there may be a million line breaks
        return bool(_JSON_START.match(self._rest))

    def _may_begin_json(self) -> bool:
        return self._form is None and not self._thinking and bool(re.fullmatch(r"\[\s*", self._rest))

    def _objects(self, form: _Objects) -> list[Draft]:
        text, self._rest = self._rest, ""
        found = form.feed(text)
        self.declined = self.declined or form.declined
        return found

    def _line(self, line: str) -> list[Draft]:
        line = self._without_thoughts(line)
        if not line.strip() or line.lstrip().startswith("```"):
            return self._form.blank() if isinstance(self._form, _Lines) else []
        if self._form is None:
            if _announces(line):
                return []
            self._form = _Lines()
        if isinstance(self._form, _Objects):
            return []
        found = self._form.line(line)
        self.declined = self.declined or self._form.declined
        return found

    def _without_thoughts(self, line: str) -> str:
        """A line without what a reasoning model thought aloud, which is no statement."""
        kept: list[str] = []
        for part in _THOUGHT.split(line):
            if _THOUGHT.fullmatch(part):
                self._thinking = not part.startswith("</")
            elif not self._thinking:
                kept.append(part)
        return "".join(kept)


def drafts_of(text: str) -> tuple[Draft, ...]:
    r"""The statements of a whole text.

    >>> drafts_of("CLAIM: The toll is 21.\nSOURCE: sk4d\nQUOTE: 21 bodies were found")
    (Draft(text='The toll is 21.', evidence=(Evidence(source='sk4d', quote='21 bodies were found'),)),)
    """
    reader = Drafts()
    return (*reader.feed(text), *reader.close())


_THOUGHT = re.compile(r"(</?(?:think|thinking|reasoning)>)", re.I)
_JSON_START = re.compile(r"\{|\[\s*\{")
_FIELD = re.compile(
    r"^[\s>*#\-•\d.)(_`\"]*(?P<name>claim|statement|source|sources|from|quote|quotation|evidence)[*_`\"]*"
    r"(?:\s*\d{1,2})?\s*[:：]\s*[*_`]*\s*(?P<value>.*)$",
    re.I,
)
_COLONS = (":", "：")
_NAMES = {"statement": "claim", "sources": "source", "from": "source", "quotation": "quote", "evidence": "quote"}
_DECLINED = re.compile(r"^\W*(?:not[ _]in[ _]sources|the (?:sources|articles) do not (?:say|answer)\b)", re.I)
_ID = re.compile(r"[\w-]{2,40}")
_NAMED_INLINE = re.compile(rf"(?:(?<!\s)\s+)?[\[(【［](?:source\s*:?\s*)?({ID}(?:\s*[,;]\s*{ID})*)[\])】］]", re.I)
_LIST_MARK = re.compile(r"^\s*(?:[-*•>]|\d{1,2}[.)])\s+")


def _announces(line: str) -> bool:
    """Whether a line only says that the answer follows, in whichever form: "Here is the answer:"."""
    return line.rstrip().endswith(_COLONS) and not (_FIELD.match(line) or _DECLINED.match(line))


@dataclass(slots=True)
class _Lines:
    """The form of lines: CLAIM, then SOURCE and QUOTE, once or several times, then a blank line or the next CLAIM."""

    declined: bool = False
    _claim: str = ""
    _evidence: list[Evidence] = field(default_factory=list)
    _at: str = ""

    def line(self, line: str) -> list[Draft]:
        """Take a line; the statement that it ends, if it ends one."""
        found = _FIELD.match(line)
        if found:
            name = found["name"].lower()
            return self._field(_NAMES.get(name, name), found["value"].strip())
        if _DECLINED.match(line) and not self._claim:
            self.declined = True
            return []
        return self._prose(line.strip())

    def blank(self) -> list[Draft]:
        """Take an empty line, which ends a statement whose source is named."""
        return self.close() if self._evidence else []

    def close(self) -> list[Draft]:
        """The statement that is open."""
        claim, evidence = self._claim, tuple(self._evidence)
        self._claim, self._evidence, self._at = "", [], ""
        return [Draft(claim, evidence)] if claim else []

    def _field(self, name: str, value: str) -> list[Draft]:
        found = self.close() if name == "claim" else []
        if name == "claim":
            if _DECLINED.match(value):
                self.declined = True
            else:
                self._claim = value
        elif name == "source":
            self._evidence += [Evidence(one) for one in _ID.findall(value.split("QUOTE", 1)[0])[:6]]
        elif self._evidence:
            self._evidence[-1] = Evidence(self._evidence[-1].source, value)
        self._at = name
        return found

    def _prose(self, line: str) -> list[Draft]:
        """A line of no field: what goes on with the one before, or statements in a model's own form."""
        if self._at == "claim" and not self._evidence and not _NAMED_INLINE.search(line):
            self._claim = f"{self._claim} {line}".strip()
            return []
        if self._at == "quote" and self._evidence and not _NAMED_INLINE.search(line):
            last = self._evidence[-1]
            self._evidence[-1] = Evidence(last.source, f"{last.quote} {line}".strip())
            return []
        found = self.close()
        return found if line.endswith(_COLONS) else [*found, *_inline(_LIST_MARK.sub("", line))]


def _inline(line: str) -> Iterator[Draft]:
    """Statements with their sources in brackets behind them; what names none comes as one without evidence."""
    at = 0
    for match in _NAMED_INLINE.finditer(line):
        text = line[at : match.start()].strip(" .*_") if at else line[: match.start()].strip(" *_")
        if text:
            yield Draft(text, tuple(Evidence(one) for one in _ID.findall(match[1])))
        at = match.end()
    rest = line[at:].strip(" *_")
    if re.search(r"\w", rest):
        yield Draft(rest)


@dataclass(slots=True)
class _Objects:
    """The form of JSON: objects with "claim", "source" and "quote", alone, in a list, or in an object around them."""

    declined: bool = False
    _text: str = ""
    _starts: list[int] = field(default_factory=list)
    _in_string: bool = False
    _escaped: bool = False

    def feed(self, text: str) -> list[Draft]:
        """Take a piece; the statements whose objects end in it."""
        found: list[Draft] = []
        for character in text:
            self._text += character
            if self._in_string:
                self._string(character)
            elif character == '"':
                self._in_string = True
            elif character == "{" and len(self._starts) < MOST_OPEN:
                self._starts.append(len(self._text) - 1)
            elif character == "}" and self._starts:
                found += self._object(self._text[self._starts.pop() :])
            if not self._starts:
                self._text = ""
        return found

    def _string(self, character: str) -> None:
        if self._escaped:
            self._escaped = False
        elif character == "\\":
            self._escaped = True
        elif character == '"':
            self._in_string = False

    def _object(self, text: str) -> list[Draft]:
        try:
            read = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            return []
        if not isinstance(read, dict):
            return []
        self.declined = self.declined or read.get("not_in_sources") is True
        claim = _text_in(read, "claim", "statement")
        return [Draft(claim, tuple(_evidence_in(read)))] if claim else []


def _evidence_in(read: Mapping[str, Any]) -> Iterator[Evidence]:
    nested = read.get("evidence")
    for one in nested if isinstance(nested, list) else [read]:
        if isinstance(one, dict) and (source := _text_in(one, "source", "source_id", "id")):
            yield Evidence(source, _text_in(one, "quote", "quotation"))


def _text_in(read: Mapping[str, Any], *names: str) -> str:
    return next((read[name].strip() for name in names if isinstance(read.get(name), str)), "")
