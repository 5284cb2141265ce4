"""A conversation, or one answer of it, to take along: laid out as a briefing is, a turn in place of a story.

turns of the library -> Transcript -> Layout -> Markdown | HTML | plain text | PDF
                                   -> JSON, every field that is kept
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from assistant.called import shown_title
from assistant.html_out import html_of
from assistant.lacking import was_asked_nothing
from assistant.layout import Layout, Line, Section, StoryBlock, line_of, pairing_of, sources_of
from assistant.markdown_out import markdown_of
from assistant.pdf_out import pdf_of
from assistant.remarks import remarks
from assistant.render import claims_of_answer, in_marks, set_in
from assistant.text_out import text_of
from assistant.when import moment_words
from ingest import conversations
from ingest.conversations import Conversation, Turn
from ingest.errors import NotFound, SettingsError
from ingest.hygiene import clean_line
from ingest.judgements import ANSWER, Judgement, judgements

if TYPE_CHECKING:
    from ingest.library import Library

Json = dict[str, Any]
REFUSED = "The articles do not say."
LONGEST_FILE_NAME = 50  # characters, without what says its form


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation's turns, all or one of them, what was judged of them, and the zone in which their times are told."""

    conversation: Conversation
    turns: tuple[Turn, ...]
    judged: tuple[Judgement, ...]
    zone: tzinfo

    @property
    def file_name(self) -> str:
        """What a file of it may be called on any system, without what says its form."""
        plain = unicodedata.normalize("NFKD", self.conversation.name).encode("ascii", "ignore").decode().lower()
        name = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_FILE_NAME].strip("-") or "conversation"
        return f"{name}-{self.turns[0].number}" if len(self.turns) == 1 < self.conversation.turns else name


def transcript(library: Library, name: str, zone: tzinfo, number: int | None = None) -> Transcript:
    """The transcript of a conversation, or of one of its turns; raises `NotFound`."""
    found = conversations.conversation(library, name)
    turns = [one for one in conversations.turns(library, name) if number in (None, one.number)]
    if number is not None and not turns:
        raise NotFound(f"the conversation {name!r} has no answer {number}; it has {found.turns}")
    numbers = {one.number for one in turns}
    judged = tuple(one for one in judgements(library, name) if one.turn in numbers)
    return Transcript(found, tuple(turns), judged, zone)


def drawn(form: str, told: Transcript) -> bytes:
    """A transcript in a form; raises `SettingsError` for one that there is not, `DeliveryError` where no PDF can be made."""
    if form not in FORMS:
        raise SettingsError(f"{form!r} is no format; use one of {', '.join(FORMS)}")
    made = FORMS[form](told)
    return made.encode() if isinstance(made, str) else made


def laid_out(told: Transcript) -> Layout:
    """The layout of a transcript; several answers are cited with one row of numbers, one answer with its own."""
    turns = told.turns if len(told.turns) == 1 else tuple(_renumbered(told.turns))
    return Layout(
        day=told.conversation.updated[:10], title=clean_line(told.conversation.name), lead=(),
        stories=tuple(_turn(turn, told.zone) for turn in turns),
        sources=sources_of(claim for turn in turns for claim in claims_of_answer(turn.answer)), notices=(), coverage_line="", coverage=(),
    )  # fmt: skip


def transcript_json(told: Transcript) -> Json:
    """A transcript as `briefing conversations show --json` prints it: everything that is kept of it."""
    return {
        "name": told.conversation.name, "created": told.conversation.created, "updated": told.conversation.updated,
        "turns": [
            {"number": turn.number, "question": turn.question, "asked": turn.asked, "answer": turn.answer,
             "judgements": [judgement_json(one, turn.answer) for one in told.judged if one.turn == turn.number]}
            for turn in told.turns
        ],
    }  # fmt: skip


def conversation_json(one: Conversation) -> Json:
    """A conversation as `briefing conversations --json` lists it."""
    return {"name": one.name, "turns": one.turns, "created": one.created, "updated": one.updated}


def judgement_json(one: Judgement, answer: Mapping[str, Any]) -> Json:
    """A judgement with the sentence and the paragraph that it is about; null where it is about the answer as a whole."""
    claims, place, whole = answer.get("claims") or (), one.place, one.place == ANSWER
    return {
        "verdict": one.verdict, "given": one.given,
        "sentence": claims[place.claim]["text"] if not whole and place.claim < len(claims) else None,
        "article_id": None if whole else place.article_id, "version": None if whole else place.version,
        "paragraph": None if whole else place.paragraph,
    }  # fmt: skip


def copied(answer: Mapping[str, Any]) -> str:
    """An answer as it is pasted elsewhere: its sentences with their numbers, then the sources; lines are left as long as they are."""
    lines = [line_of(claim) for claim in answer.get("claims") or ()] or [Line(REFUSED)]
    told = [line.words + "".join(f" [{number}]" for number in line.numbers) for line in lines]
    differing = [
        f"{name}: {line.words}" + "".join(f" [{number}]" for number in line.numbers)
        for difference in answer.get("differences") or ()
        for name, line in pairing_of(difference).cells
    ]
    sources = [
        " ".join(
            [f"[{one.number}] {one.place}:"]
            + [in_marks(quote.text) + (f" ({quote.warning})" if quote.warning else "") for quote in one.quotes]
            + ([one.url] if one.url else [])
        )
        for one in sources_of(claims_of_answer(answer))
    ]
    return "\n\n".join(filter(None, (" ".join(told), "\n".join(differing), "\n".join(sources)))) + "\n"


def _turn(turn: Turn, zone: tzinfo) -> StoryBlock:
    answer = turn.answer
    notes = tuple(Line(clean_line(note)) for note in remarks(answer, turn.question, zone))
    sections = (
        Section("", () if was_asked_nothing(answer) else tuple(_sentences(answer))),
        Section("Where the sources differ", pairings=tuple(map(pairing_of, answer.get("differences") or ()))),
        Section(
            "The nearest paragraphs", () if answer.get("claims") else tuple(map(_nearest, answer.get("closest") or ()))
        ),
        Section("Notes", notes),
    )
    shown = tuple(section for section in sections if section.lines or section.pairings)
    return StoryBlock("", clean_line(turn.question), f"asked {moment_words(turn.asked, zone)}", shown)


def _sentences(answer: Mapping[str, Any]) -> Iterator[Line]:
    if not answer.get("claims"):
        yield Line(REFUSED)
    elif answer.get("short_answer"):
        label = "In short" if answer.get("short_answer_sure", True) else "Perhaps"
        yield Line(clean_line(answer["short_answer"]), label=label)
    yield from (line_of(claim) for claim in answer.get("claims") or ())


def _nearest(hit: Mapping[str, Any]) -> Line:
    title = set_in(shown_title(hit))
    parts = (
        set_in(hit.get("source")),
        f"“{title}”" if title else "",
        clean_line(hit.get("published") or "")[:10],
        f"paragraph {hit['paragraph']}",
    )
    return Line(clean_line(hit["text"]), label=", ".join(filter(None, parts)), quoted=True)


def _renumbered(turns: tuple[Turn, ...]) -> Iterator[Turn]:
    """The turns with one row of numbers for the paragraphs that all of them cite, in order of first use."""
    numbers: dict[tuple[str, int, int], int] = {}
    for turn in turns:
        answer: Json = json.loads(json.dumps(turn.answer))
        for citation in (citation for claim in claims_of_answer(answer) for citation in claim["citations"]):
            place = (citation["article_id"], citation["version"], citation["paragraph"])
            citation["number"] = numbers.setdefault(place, len(numbers) + 1)
        yield replace(turn, answer=answer)


def _pdf(told: Transcript) -> bytes:
    return pdf_of(html_of(laid_out(told)), datetime.fromisoformat(told.conversation.updated).replace(tzinfo=UTC))


FORMS: dict[str, Callable[[Transcript], str | bytes]] = {
    "md": lambda told: markdown_of(laid_out(told)), "html": lambda told: html_of(laid_out(told)),
    "json": lambda told: json.dumps(transcript_json(told), ensure_ascii=False, indent=1) + "\n",
    "text": lambda told: text_of(laid_out(told)), "pdf": _pdf,
}  # fmt: skip
