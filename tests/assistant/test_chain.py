import asyncio

import langsmith.utils
import pytest
from talking import statement, talking

from assistant.answers import Claim
from assistant.chain import as_message, hits_of, retrieval_chain, retrieval_steps, untraced
from assistant.json_out import answer_json
from assistant.question import understood

QUESTION = "Who won the recount in Ondrel?"
NAME = "test:talking"


@pytest.fixture(params=["", NAME], ids=["extractive", "model"])
def chain(sample, request):
    """The retrieval chain over the sample library, without a model and with one that repeats its first source."""
    sample.models._chat[NAME] = talking(
        lambda sources: statement(sources[0]["text"].split('" said')[0].split(". ")[0], sources[0])
    )
    return retrieval_chain(lambda query: sample.search(query, 5), sample.answerer(request.param))


def test_the_chain_gives_the_documents_it_read_and_the_claims_it_came_to(chain):
    found = chain.invoke(understood(QUESTION))
    assert [document.page_content for document in found["documents"]] == [hit.paragraph.text for hit in hits_of(found)]
    assert found["claims"] == found["answered"].claims
    assert found["claims"]


def test_its_stream_gives_the_claims_one_by_one(chain):
    pieces = list(chain.stream(understood(QUESTION)))
    claims = [claim for piece in pieces for claim in piece.get("claims", ())]
    assert all(isinstance(claim, Claim) for claim in claims)
    assert all(len(piece.get("claims", ())) <= 1 for piece in pieces)
    assert tuple(claims) == pieces[-1]["answered"].claims


def test_batch_and_the_async_forms_give_the_same_claims(chain):
    question = understood(QUESTION)

    async def streamed():
        return [claim async for piece in chain.astream(question) for claim in piece.get("claims", ())]

    claims = chain.invoke(question)["claims"]
    assert [found["claims"] for found in chain.batch([question, question])] == [claims, claims]
    assert asyncio.run(chain.ainvoke(question))["claims"] == claims
    assert tuple(asyncio.run(streamed())) == claims


def test_an_answer_is_a_langchain_message_whose_citations_index_its_text(sample):
    answer = sample.ask("How many people died on the Grey Heron?", model="")
    (block,) = as_message(answer).content_blocks
    told = {(one["text"], cited["quote"]) for one in answer_json(answer)["claims"] for cited in one["citations"]}
    assert {
        (block["text"][one["start_index"] : one["end_index"]], one["cited_text"]) for one in block["annotations"]
    } == told
    for one in block["annotations"]:
        where = one["extras"]
        paragraph = sample.library.article(where["article_id"], where["version"]).paragraphs[where["paragraph"] - 1]
        assert one["cited_text"] == paragraph.text[where["start"] : where["end"]]


def test_a_refusal_is_a_message_without_citations(sample):
    (block,) = as_message(sample.ask("What is the price of copper?", model="")).content_blocks
    assert (block["text"], block.get("annotations", [])) == ("The articles do not say.", [])


@pytest.mark.parametrize("traced", [False, True])
def test_langsmith_hears_of_nothing_unless_it_is_asked_for(monkeypatch, traced):
    langsmith.utils.get_env_var.cache_clear()
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    seen = list(untraced((langsmith.utils.tracing_is_enabled() for _ in range(2)), traced=traced))
    langsmith.utils.get_env_var.cache_clear()
    assert seen == [traced, traced]


@pytest.mark.parametrize(
    "asked", [QUESTION, "How many people died on the Grey Heron?", "What does a loaf of bread cost?"]
)
def test_its_steps_alone_give_what_the_chain_gives(sample, asked):
    def given(pieces):
        pieces = list(pieces)
        return hits_of(pieces[0]), [{**piece, "retrieve": 0} for piece in pieces[1:]]

    find, answerer = lambda query: sample.search(query, 5), sample.extractive
    question = understood(asked)
    assert given(retrieval_steps(find, answerer)(question)) == given(retrieval_chain(find, answerer).stream(question))


def test_an_answer_is_the_same_with_the_chain_and_without(sample, monkeypatch):
    def printed():
        return {**answer_json(sample.ask(QUESTION, model="")), "seconds": None}

    alone = printed()
    assert alone["claims"]
    monkeypatch.setattr(sample.settings, "tracing", True)  # which asks for the chain
    monkeypatch.setattr("assistant.asking.retrieval_steps", None)
    assert printed() == alone
