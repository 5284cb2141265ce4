"""Another embedding model under a library: noticed, told, never mixed, and read anew only when that is asked for."""

import itertools

import pytest
from fakes import FakeEmbedder

from assistant import holding, meaning, settings
from assistant.assistant import Assistant
from assistant.reading_model import GOES_ON, NOT_AT_HAND
from assistant.reindex import Progress, Reindexed, reindexed
from ingest import embedder as embedders
from ingest.errors import LibraryBusy
from ingest.index import Index
from ingest.locks import Lock
from ingest.readers import dimension, has_read, reader

QUAY = "The quay in Port Aldo was closed on Monday after a storm tore away 40 metres of its wall."
QUESTION = "When was the quay in Port Aldo closed?"


class OtherEmbedder(FakeEmbedder):
    """The same dimension, other weights: what is near to one of its vectors is not near to those of the fake one."""

    identity = "other"

    def embed_query(self, text):
        first, *rest = super().embed_query(text)
        return [*rest[::-1], first]


class WiderEmbedder(FakeEmbedder):
    identity, dimension = "wider", 96


MODELS = {"": FakeEmbedder, "other": OtherEmbedder, "wider": WiderEmbedder}


@pytest.fixture(autouse=True)
def at_hand(monkeypatch):
    """The models that this machine has, by name; a test may take some away."""
    there = dict(MODELS)
    monkeypatch.setattr(meaning, "BATCH", 4)
    monkeypatch.setattr(embedders, "load", lambda name="", *_: there[name]())
    monkeypatch.setattr(embedders, "identity_of", lambda name: there[name].identity if name in there else "gone")
    monkeypatch.setattr(embedders, "languages_of", lambda name: frozenset())
    return there


@pytest.fixture
def opened(tmp_path):
    """An assistant over the one library of a test, with the embedding model of a name."""
    assistants = []

    def open_with(name=""):
        chosen = settings.load(library=tmp_path / "library", embedding_model=name)
        assistants.append(Assistant.open(chosen, create=True))
        return assistants[-1]

    yield open_with
    for one in assistants:
        one.close()


@pytest.fixture
def filled(opened, write):
    """The library, read by the built-in model: an article on the quay and nine others."""
    assistant = opened()
    files = [write("quay.md", f"# Storm closes the quay\n\n{QUAY}")]
    files += [
        write(
            f"{n}.md", f"# Bakery {n}\n\nThe bakery of street number {n} sold {n * 7} rolls in week {n + 3}, it said."
        )
        for n in range(9)
    ]
    list(assistant.add(map(str, files)))
    list(assistant.ask(QUESTION, conversation="quay").claims)
    assistant.close()
    return assistant.library.folder


def told(assistant):
    return {one["part"]: one for one in assistant.check()}


def done(assistant):
    *_, last = reindexed(assistant)
    assert isinstance(last, Reindexed)
    return last


def vectors(assistant):
    rows = assistant.library.database.rows(
        "SELECT m.identity, count(*) AS n FROM embeddings e JOIN models m ON m.id = e.model_id GROUP BY m.id"
    )
    return {row["identity"]: row["n"] for row in rows}


@pytest.mark.usefixtures("filled")
def test_the_model_that_read_a_library_stays_where_no_other_is_set(opened):
    assistant = opened()
    assert assistant.ask(QUESTION).notices == ()
    assert told(assistant)["embeddings"]["ok"]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("name", ["other", "wider"])
def test_the_old_model_goes_on_where_it_is_at_hand_and_whoever_asks_is_told(opened, name):
    assistant = opened(name)
    answer = assistant.ask(QUESTION)
    assert [claim.text for claim in answer.claims] == [QUAY]
    assert answer.notices == (GOES_ON,)
    assert assistant.embedder().identity == "fake"
    assert vectors(assistant) == {"fake": 10}


@pytest.mark.usefixtures("filled")
def test_words_alone_answer_where_the_old_model_is_gone(opened, at_hand):
    del at_hand[""]
    assistant = opened("other")
    answer = assistant.ask(QUESTION)
    assert [claim.text for claim in answer.claims] == [QUAY]
    assert answer.notices == (NOT_AT_HAND,)
    terms = {name for hit in assistant.search(QUESTION) for name, _ in hit.terms}
    assert {"words", "article"} <= terms <= {"words", "article", *holding.WEIGHTS}


@pytest.mark.usefixtures("filled")
def test_a_model_that_is_no_longer_the_same_under_its_name_counts_as_gone(opened, at_hand):
    at_hand[""] = WiderEmbedder
    assert opened("other").ask(QUESTION).notices == (NOT_AT_HAND,)


@pytest.mark.usefixtures("filled")
def test_nothing_is_read_by_the_new_model_until_that_is_asked_for(opened, at_hand, write):
    del at_hand[""]
    assistant = opened("other")
    assistant.warm(build_index=True, complete=True)
    assistant.check(repair=True)
    list(
        assistant.add(
            [str(write("late.md", "# Late\n\nThe late ferry to the outer islands was taken out of service."))]
        )
    )
    assert vectors(assistant) == {"fake": 10}
    assert assistant.search("late ferry islands")[0].article.title == "Late"


@pytest.mark.usefixtures("filled")
def test_the_check_tells_of_it_without_loading_a_model(opened, monkeypatch):
    monkeypatch.setattr(embedders, "load", lambda name="", *_: pytest.fail("a model was loaded"))
    found = told(opened("other"))["embeddings"]
    assert not found["ok"]
    assert "'briefing reindex'" in found["state"]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("name", ["other", "wider"])
def test_read_anew_the_library_is_the_new_models(opened, name):
    assistant = opened(name)
    assert assistant.ask(QUESTION).notices == (GOES_ON,)
    result = done(assistant)
    assert (result.model, result.read, result.dropped, result.index) == (name, 10, 10, "built anew")
    answer = assistant.ask(QUESTION)
    assert (answer.notices, [claim.text for claim in answer.claims]) == ((), [QUAY])
    assert vectors(assistant) == {name: 10}
    assert assistant.index.queries
    assert all(one["ok"] for one in assistant.check() if one["part"] in {"embeddings", "index"})


@pytest.mark.usefixtures("filled")
def test_old_answers_still_open_with_their_citations(opened):
    from ingest.conversations import turns

    assistant = opened("other")
    done(assistant)
    (turn,) = turns(assistant.library, "quay")
    (citation,) = turn.answer["claims"][0]["citations"]
    paragraph = assistant.library.article(citation["article_id"], citation["version"]).paragraphs[
        citation["paragraph"] - 1
    ]
    assert paragraph.text[citation["start"] : citation["end"]] == citation["quote"] == QUAY


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_run_that_was_ended_goes_on_where_it_was(opened, steps):
    halfway = opened("other")
    run = reindexed(halfway)
    assert all(isinstance(step, Progress) for step in itertools.islice(run, steps))
    run.close()
    kept = vectors(halfway).get("other", 0)
    assert kept == min(10, (steps - 1) * meaning.BATCH)
    assert reader(halfway.library).identity == "fake"
    assert halfway.ask(QUESTION).notices == (GOES_ON,)  # and is searched by the old model still
    halfway.close()
    assert done(opened("other")).read == 10 - kept


@pytest.mark.usefixtures("filled")
def test_an_end_between_the_change_and_its_tidying_is_made_good(opened, monkeypatch):
    from ingest import readers

    assistant = opened("other")
    monkeypatch.setattr(readers, "drop_others", lambda library: 0)
    monkeypatch.setattr(Index, "rebuild", lambda self: False)
    done(assistant)
    assistant.close()
    monkeypatch.undo()
    monkeypatch.setattr(embedders, "load", lambda name="", *_: MODELS[name]())
    monkeypatch.setattr(embedders, "identity_of", lambda name: MODELS[name].identity)
    again = opened("other")
    assert has_read(again.library, "fake")
    assert again.ask(QUESTION).notices == ()
    assert not again.index.open()  # the index of the other model is not taken for this one's
    result = done(again)
    assert (result.read, result.dropped, result.index) == (0, 10, "built anew")
    assert dimension(again.library, "fake") == 0


@pytest.mark.usefixtures("filled")
def test_a_process_that_has_the_library_open_goes_over_to_the_new_model(opened):
    page = opened("other")
    assert page.ask(QUESTION).notices == (GOES_ON,)
    done(opened("other"))
    answer = page.ask(QUESTION)
    assert (answer.notices, page.embedder().identity) == ((), "other")
    assert [claim.text for claim in answer.claims] == [QUAY]


@pytest.mark.usefixtures("filled")
def test_with_the_same_model_only_the_index_is_made_anew(opened):
    result = done(opened())
    assert (result.model, result.read, result.dropped, result.indexed) == ("fake", 0, 0, True)


@pytest.mark.usefixtures("filled")
def test_while_another_process_writes_nothing_is_read(opened, tmp_path):
    lock = Lock(tmp_path / "library" / "writer.lock")
    assert lock.acquire()
    with pytest.raises(LibraryBusy):
        done(opened("other"))
    lock.release()
