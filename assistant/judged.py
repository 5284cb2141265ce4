"""What readers judged of answers as a labelled set, which `briefing eval` asks again.

An answer judged right labels the paragraphs that it cites; a refusal judged right, that nothing answers the question. An answer
judged wrong says nothing about what would be right: only that it is not to be given again, and of a refusal, that there is an answer.
A paragraph that does not say what it is cited for is not to be cited for the question again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ingest.conversations import Turn, turns
from ingest.judgements import ANSWER, Place, Verdict, judged_conversations, judgements, of_turn

if TYPE_CHECKING:
    from ingest.library import Library

Json = dict[str, Any]


def labelled_rows(library: Library) -> Iterator[Json]:
    """A labelled question for each turn of which something was judged, in the form that `assistant.labelled` reads."""
    for name in judged_conversations(library):
        found = judgements(library, name)
        for turn in turns(library, name):
            if verdicts := of_turn(found, turn.number):
                yield _row(name, turn, verdicts)


def _row(name: str, turn: Turn, verdicts: Mapping[Place, Verdict]) -> Json:
    """One turn: its question made to stand alone, the moment and the filters, and what is known of its answer."""
    answer, verdict = turn.answer, verdicts.get(ANSWER)
    wrong = [place for place in verdicts if place != ANSWER]
    row = {
        "question": answer.get("standalone_question") or turn.question,
        "id": f"{name}#{turn.number}",
        "now": turn.asked,
    } | _filters(answer)
    if not answer["claims"]:
        return row | {"answerable": verdict == "wrong"}
    if verdict == "right":
        cited = [citation for claim in answer["claims"] for citation in claim["citations"]]
        denied = {(one.article_id, one.paragraph) for one in wrong}
        kept = [(one["article_id"], one["paragraph"]) for one in cited]
        row |= {"paragraphs": _numbers(one for one in kept if one not in denied)}
    if verdict == "wrong":
        row |= {"not_answers": [" ".join(claim["text"] for claim in answer["claims"])]}
    if wrong:
        row |= {"not_paragraphs": _numbers((one.article_id, one.paragraph) for one in wrong)}
    return row


def _filters(answer: Mapping[str, Any]) -> Json:
    """The filters that the reader had set; those that were read out of the question are read out of it again."""
    filters, read = answer.get("filters") or {}, answer.get("filters_read") or ()
    time = {key: filters[key] for key in ("since", "until") if filters.get(key) and "time" not in read}
    return time | ({"source": filters["sources"]} if filters.get("sources") and "outlets" not in read else {})


def _numbers(places: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """Paragraph numbers by their article, each once."""
    found: dict[str, set[int]] = {}
    for article_id, number in places:
        found.setdefault(article_id, set()).add(number)
    return {article_id: sorted(numbers) for article_id, numbers in found.items()}
