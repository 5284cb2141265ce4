"""Other tools, each by its documented recipe, run by an interpreter that has their packages: python _peers.py TOOL TASK.

The task is a JSON file with the articles, the questions, the folder of the embedding model and one for the store. What came of it
is printed as JSON: the seconds of storing (imports and the loading of the model aside), the pieces, the milliseconds of each question,
and the texts that were found for it, best first.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from typing import Any

FOUND = 10
Search = Callable[[str], list[str]]
Stored = tuple[float, int, Search]


def langchain(texts: list[str], model: str, folder: str) -> Stored:
    """The recipe of its tutorials: 1,000 characters with 200 of overlap, `Chroma.from_documents`."""
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    embedder = HuggingFaceEmbeddings(model_name=model)
    embedder.embed_query("warm up")
    began = time.perf_counter()
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    pieces = splitter.split_documents([Document(text) for text in texts])
    store = Chroma.from_documents(pieces[:MOST_ROWS], embedder, persist_directory=folder)
    for start in range(MOST_ROWS, len(pieces), MOST_ROWS):
        store.add_documents(pieces[start : start + MOST_ROWS])
    seconds = time.perf_counter() - began
    return (
        seconds,
        len(pieces),
        lambda asked: [one.page_content for one in store.similarity_search(asked, k=FOUND)],
    )


def llamaindex(texts: list[str], model: str, folder: str) -> Stored:
    """Its index over Chroma; nodes of 256 tokens, what the model reads, in place of 1,024, of which it would drop three quarters."""
    import chromadb
    from llama_index.core import Document, StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from llama_index.vector_stores.chroma import ChromaVectorStore

    embedder = HuggingFaceEmbedding(model_name=model)
    embedder.get_query_embedding("warm up")
    began = time.perf_counter()
    nodes = SentenceSplitter(chunk_size=256, chunk_overlap=20)([Document(text=text) for text in texts])
    rows = chromadb.PersistentClient(path=folder).get_or_create_collection("news")
    context = StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=rows))
    index = VectorStoreIndex(nodes, storage_context=context, embed_model=embedder)
    seconds = time.perf_counter() - began
    retriever = index.as_retriever(similarity_top_k=FOUND)
    return seconds, len(nodes), lambda asked: [one.get_content() for one in retriever.retrieve(asked)]


def haystack(texts: list[str], model: str, folder: str) -> Stored:
    """Its splitter by words, 150 of them so that the model reads all, its embedder and its Chroma store."""
    from haystack import Document
    from haystack.components.preprocessors import DocumentSplitter
    from haystack_integrations.components.embedders.sentence_transformers import (
        SentenceTransformersDocumentEmbedder,
        SentenceTransformersTextEmbedder,
    )
    from haystack_integrations.components.retrievers.chroma import ChromaEmbeddingRetriever
    from haystack_integrations.document_stores.chroma import ChromaDocumentStore

    embedder = SentenceTransformersDocumentEmbedder(model=model, progress_bar=False)
    asker = SentenceTransformersTextEmbedder(model=model, progress_bar=False)
    for one in (embedder, asker):
        one.warm_up()
    began = time.perf_counter()
    splitter = DocumentSplitter(split_by="word", split_length=150, split_overlap=0)
    splitter.warm_up()
    pieces = splitter.run(documents=[Document(content=text) for text in texts])["documents"]
    made = embedder.run(documents=pieces)["documents"]
    store = ChromaDocumentStore(persist_path=folder)
    for start in range(0, len(made), MOST_ROWS):
        store.write_documents(made[start : start + MOST_ROWS])
    seconds = time.perf_counter() - began
    retriever = ChromaEmbeddingRetriever(store, top_k=FOUND)

    def search(asked: str) -> list[str]:
        vector = asker.run(text=asked)["embedding"]
        return [one.content or "" for one in retriever.run(query_embedding=vector)["documents"]]

    return seconds, len(pieces), search


MOST_ROWS = 5_000  # Chroma refuses more than 5,461 at once
TOOLS = {"langchain": langchain, "llamaindex": llamaindex, "haystack": haystack}


def main(tool: str, task: str) -> None:
    with open(task, encoding="utf-8") as file:  # noqa: PTH123  this file stands alone
        given: dict[str, Any] = json.load(file)
    with redirect_stdout(sys.stderr):
        seconds, pieces, search = TOOLS[tool](given["texts"], given["model"], given["folder"])
        asked = list(timed(search, given["questions"]))
    print(json.dumps({"seconds": seconds, "pieces": pieces, "asked": asked}))


def timed(search: Search, questions: list[str]) -> Iterator[tuple[float, list[str]]]:
    """The milliseconds of each question and what was found for it."""
    search(questions[0])
    for one in questions:
        began = time.perf_counter()
        found = search(one)
        yield 1000 * (time.perf_counter() - began), found


if __name__ == "__main__":
    main(*sys.argv[1:])
