"""The guarantees with a model that is hostile: whatever it writes, what is shown is plain, proven and cited."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from fakes import FakeEmbedder
from hostile_outputs import (
    ARTICLES,
    FAMILIES,
    PARAGRAPHS,
    QUESTION,
    Output,
    falsehoods_with_a_true_quotation,
    forged_ids,
    given_by_name,
    links_and_pictures_behind_a_true_sentence,
    quotations_of_another_sentence,
)
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk
from proofs import wrong
from talking import Talking, hits_seen, statement, told

from assistant import drafted, settings
from assistant.answers import Claim
from assistant.asking import Asking
from assistant.assistant import Assistant
from assistant.chatmodel import ChatModel
from assistant.verify import Check
from ingest.articles import Citation
from ingest.conversations import turns

NAME = "test:hostile"
QUAY = PARAGRAPHS["quay"]


class Hostile(Talking):
    """A model that streams what `says` makes of its sources, texts cut at random, messages as they are."""

    seed: int = 0

    def _stream(self, messages: list[Any], *_: Any, **__: Any) -> Iterator[ChatGenerationChunk]:
        text = self.says(told(messages))
        pieces = map(AIMessageChunk, cut(text, random.Random(self.seed))) if isinstance(text, str) else text
        yield from (ChatGenerationChunk(message=piece) for piece in pieces)


def cut(text: str, chance: random.Random) -> Iterator[str]:
    """A text in pieces of chance lengths, at most about 300 of them."""
    at, longest = 0, max(12, len(text) // 150)
    while at < len(text):
        size = chance.randint(0, longest)
        yield text[at : at + size]
        at += size


class Court:
    """An assistant over three articles, and what is wrong with what it answers when a model writes an output."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.hits = hits_seen(assistant)
        self.sources: dict[str, Any] = {}
        self.earlier: dict[str, str] = {}
        self.asked = 0

    def outputs(self, family: Any) -> list[Output]:
        """The outputs of a family, of ids that nobody was given."""
        return list(
            family({name: {"id": "s2a2a", "text": text} for name, text in PARAGRAPHS.items()} | {"earlier": {}})
        )

    def says(self, family: Any, number: int) -> Any:
        def written(sources: list[dict[str, str]]) -> Any:
            self.sources = given_by_name(sources)
            assert self.sources.keys() == PARAGRAPHS.keys()
            return list(family(self.sources | {"earlier": self.earlier}))[number].text

        return written

    def answer(self, says: Any, *, streamed: bool, seed: int = 0) -> tuple[Any, list[Claim], str]:
        self.asked += 1
        self.assistant.models._chat[NAME] = ChatModel(NAME, Hostile(says=says, seed=seed))
        asking = Asking(QUESTION, datetime.now(UTC), conversation=f"case {self.asked}", model=NAME)
        if not streamed:
            return (
                self.assistant.ask(QUESTION, conversation=asking.conversation, model=NAME),
                [],
                str(asking.conversation),
            )
        *claims, answer = self.assistant.stream(asking)
        return answer, claims, str(asking.conversation)  # type: ignore[return-value]

    def faults(self, family: Any, number: int, output: Output, *, streamed: bool) -> list[str]:
        """What is wrong with the answer that an output of a family comes to."""
        answer, claims, conversation = self.answer(self.says(family, number), streamed=streamed, seed=number)
        ids = {one["id"] for one in self.sources.values()}
        found = wrong(self.assistant, answer, self.hits[-1], {*ids, *self.earlier.values()})
        found += ["it is shown"] if output.refused and answer.engine == NAME and answer.claims else []
        found += [f"a lie is told: {claim.text}" for claim in answer.claims for lie in output.lies if lie in claim.text]
        found += ["no answer at all"] if not answer.claims else []
        found += ["what was streamed is not what was answered"] if streamed and tuple(claims) != answer.claims else []
        (turn,) = turns(self.assistant.library, conversation)
        told_then = [claim["text"] for claim in turn.answer["claims"]]
        found += ["it was not stored"] if told_then != [claim.text for claim in answer.claims] else []
        self.earlier = {name: one["id"] for name, one in self.sources.items()}
        return found

    def faults_of(self, family: Any, *, streamed: bool = False) -> dict[str, list[str]]:
        """What is wrong with the outputs of a family, by output."""
        found = {}
        for number, output in enumerate(self.outputs(family)):
            if faults := self.faults(family, number, output, streamed=streamed):
                found[f"{number}: {str(output.text)[:120]!r}"] = faults
        return found


def opened_court(opened: Assistant, folder: Path) -> Court:
    """The court over an empty library, the three articles added; one question was asked before."""
    for name, (title, paragraphs) in ARTICLES.items():
        (folder / name).write_text("\n\n".join([f"# {title}", *(PARAGRAPHS[one] for one in paragraphs)]))
    assert {one.outcome for one in opened.add([str(folder / name) for name in ARTICLES])} == {"added"}
    made = Court(opened)

    def quoting(sources: list[dict[str, str]]) -> str:
        made.earlier = {name: one["id"] for name, one in given_by_name(sources).items()}
        return statement(QUAY, given_by_name(sources)["quay"])

    made.answer(quoting, streamed=False)
    return made


@pytest.fixture(scope="module")
def court(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    folder = tmp_path_factory.mktemp("hostile")
    opened = Assistant.open(settings.load(library=folder / "library"), create=True, embedder=FakeEmbedder())
    yield opened_court(opened, folder)
    opened.close()


def named(family: Any) -> str:
    return family.__name__


def test_there_are_two_hundred_outputs_and_more_each_unlike_the_others(court):
    texts = [str(output.text) for family in FAMILIES for output in court.outputs(family)]
    assert len(set(texts)) >= 200


@pytest.mark.parametrize("family", FAMILIES, ids=named)
def test_nothing_false_or_active_is_shown_of(court, family):
    assert court.faults_of(family) == {}


@pytest.mark.parametrize("family", FAMILIES, ids=named)
def test_nothing_false_or_active_is_streamed_of(court, family):
    assert court.faults_of(family, streamed=True) == {}


def any_id_names_the_first(draft, sheet):
    return {next(iter(sheet.hits.values())): "x"} if draft.evidence else {}


def quoted_from_the_start(_text, hit, quote):
    return Citation(hit.paragraph, 0, min(max(1, len(quote)), len(hit.paragraph.text)))


@pytest.mark.parametrize(
    ("family", "protection", "instead"),
    [
        (forged_ids, "_named", any_id_names_the_first),
        (quotations_of_another_sentence, "_citation", quoted_from_the_start),
        (links_and_pictures_behind_a_true_sentence, "is_unfit", lambda *_: False),
        (falsehoods_with_a_true_quotation, "verify", lambda *_: Check("supported", 1.0)),
    ],
    ids=["the table of ids", "the quotation's place", "the unfit filter", "the verifier"],
)
def test_without_a_protection_the_same_outputs_do_harm(court, monkeypatch, family, protection, instead):
    monkeypatch.setattr(court.assistant.models if protection == "verify" else drafted, protection, instead)
    assert court.faults_of(family) != {}


def test_an_answer_to_a_question_about_a_model_that_floods_comes_in_no_time(court):
    """What took minutes before: a quotation of spaces, sentences by the hundred, a stream without end."""
    for text in ("a" + " " * 39_000 + "b", "A b. " * 200, "*" * 3_999):
        started = process_time()
        court.answer(
            lambda sources, text=text: statement(QUAY, sources[0], text) + f"CLAIM: {text}\n" * 9, streamed=False
        )
        assert process_time() - started < 10
