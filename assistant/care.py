"""The integrity of a library: what is looked at, in what state it is, and what mends it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from assistant import meaning
from assistant.diary import LibraryDiary
from assistant.json_out import feed_json
from assistant.reranker import shares
from assistant.rescue import file_state
from assistant.retrieve import RERANKED
from assistant.rounds import last_failures, last_round, pending_days
from ingest import origins
from ingest.errors import ModelError

if TYPE_CHECKING:
    from assistant.assistant import Assistant

Json = dict[str, Any]


def findings(assistant: Assistant, *, repair: bool) -> list[Json]:
    """One finding a part of the library: `{"part", "ok", "state", "repaired"}`."""
    return list(found_one_by_one(assistant, repair=repair))


def found_one_by_one(assistant: Assistant, *, repair: bool) -> Iterator[Json]:
    """The same findings, each as soon as its part was looked at; raises `LibraryBusy` where another process writes."""
    with assistant.library.writing() if repair else nullcontext():
        for part in (_file, _embeddings, _index):
            yield part(assistant, repair=repair)
        if assistant.settings.reranker:
            yield _reranker(assistant)
        if assistant.settings.verifier:
            yield _verifier(assistant)
        if assistant.feeds():
            yield _feeds(assistant)
        if last_round(diary := LibraryDiary(assistant.library)):
            yield _schedule(diary)


def _finding(part: str, state: str, *, ok: bool, repaired: bool = False) -> Json:
    return {"part": part, "ok": ok, "state": state, "repaired": repaired}


def _file(assistant: Assistant, *, repair: bool) -> Json:
    library = assistant.library
    problem, mended = file_state(library, repair=repair)
    if problem:
        return _finding("library", f"damaged: {problem}", ok=False, repaired=mended)
    state = f"{library.count('articles')} articles, {library.count('paragraphs')} paragraphs"
    state += ", what was damaged in them was put right" if mended else ""
    waiting = origins.compare(library.database) if repair else len(origins.not_compared(library.database))
    if waiting:
        state += (
            f", {waiting} of them " + ("now" if repair else "not yet") + " compared with the others for near copies"
        )
    return _finding("library", state, ok=True, repaired=mended or (repair and bool(waiting)))


def _embeddings(assistant: Assistant, *, repair: bool) -> Json:
    without = meaning.missing(assistant)
    if not without:
        return _finding("embeddings", f"complete for model {assistant.embedder().identity}", ok=True)
    if not repair:
        return _finding(
            "embeddings",
            f"{len(without)} chunks have none of this model; 'briefing check --repair' makes them",
            ok=False,
        )
    return _finding("embeddings", f"{meaning.complete(assistant)} made anew", ok=True, repaired=True)


def _index(assistant: Assistant, *, repair: bool) -> Json:
    index = assistant.index
    healthy = index.open()
    if healthy and not index.behind():
        return _finding("index", "healthy", ok=True)
    if not repair:
        state = "behind the library; it catches up at the next 'add'" if healthy else index.state
        return _finding("index", f"{state} (questions are answered by exact search meanwhile)", ok=False)
    if healthy:
        index.catch_up()
        return _finding("index", "caught up with the library", ok=True, repaired=True)
    done = index.rebuild()
    return _finding("index", "built anew" if done else index.state, ok=done, repaired=done)


def _verifier(assistant: Assistant) -> Json:
    """The second opinion that is set: a model that gives no numbers is found here before a check needs it."""
    try:
        model = assistant.models.verifier()
        if model is not None:
            model.probability("The mayor closed the quay.", "The quay was closed.")
    except ModelError as error:
        return _finding("verifier", str(error), ok=False)
    return _finding("verifier", f"{assistant.settings.verifier!r} gives a second opinion on claims", ok=True)


def _reranker(assistant: Assistant) -> Json:
    """Whether the re-ranker that is set loads and gives scores."""
    try:
        model = assistant.models.reranker()
        shares(model.scores("Who chose the mayor?", ["The voters did.", "It rained."]) if model else [])
    except ModelError as error:
        return _finding("reranker", str(error), ok=False)
    return _finding("reranker", f"{assistant.settings.reranker!r} re-ranks the best {RERANKED} of a search", ok=True)


def _feeds(assistant: Assistant) -> Json:
    """How the feeds fare; that some fail is a fact of the world, that all do is more likely one of this machine."""
    feeds = assistant.feeds()
    followed = [feed for feed in feeds if not feed.retired]
    failing = [feed for feed in followed if feed.failures]
    last = max((feed.last_success for feed in feeds), default="")
    told = [f"{len(followed)} followed", f"last success {last or 'never'}"]
    told += [f"{sum(feed.gained for feed in feeds)} articles gained"]
    told += [f"{len(feeds) - len(followed)} retired"] if len(followed) < len(feeds) else []
    told += [f"{len(failing)} failing"] if failing else []
    told += [f"{feed.address!r}: {feed.last_error}" for feed in failing[:3]]
    all_fail = bool(followed) and len(failing) == len(followed)
    cure = "all fail: check their addresses and that this machine reaches the web, then 'briefing update --all'"
    told += [cure] if all_fail else []
    found = _finding("feeds", "; ".join(told), ok=not all_fail)
    return {**found, "feeds": [feed_json(feed) for feed in feeds]}


def _schedule(diary: LibraryDiary) -> Json:
    """How the last daily round went; the next one takes up what is pending."""
    failures, pending = last_failures(diary), pending_days(diary)
    told = [f"last round {last_round(diary)}", *failures]
    told += [f"{len(pending)} days pending, which the next round takes up"] if pending else []
    return _finding("schedule", "; ".join(told), ok=not failures)
