"""Near copies of real articles, edited in known ways: python bench/copies.py ARTICLES.jsonl [--half A|B|AB] [--pile N].

The distinct texts of the set are added to a library of their own; then each is edited in every way and the library is
asked of which article the edited text is a near copy. Right: one of the article's own group. Precision also counts
every pair of originals taken for copies, except pairs whose words are alike in fact (difflib's ratio over words of at
least `--alike`, which the product does not use). Halves are drawn by a hash of the id. `--pile N` adds N made texts
first and tells what adding costs then.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from ingest import duplicates, origins
from ingest.articles import Article, Page
from ingest.chunks import chunks
from ingest.extract import read
from ingest.library import Embedded, Library
from ingest.pipeline import store

Edit = Callable[[list[str], random.Random], list[str]]
NOTICE = (
    "Subscribe to our evening letter and have the news of the day brought to you at six. Our reporters work around the "
    "clock; support them with a gift of any size. Follow us for more, write to the editors with what you know, and read "
    "how we check what we publish. All times are local. This page is updated as news comes in, so look again soon."
)


def edited(kind: str, texts: list[str], chance: random.Random) -> list[str]:
    return KINDS[kind](texts, chance)


def kept(share: float) -> Edit:
    def cut(texts: list[str], _: random.Random) -> list[str]:
        words = [(number, word) for number, text in enumerate(texts) for word in text.split()]
        words = words[: max(1, round(share * len(words)))]
        return [" ".join(word for number, word in words if number == one) for one in sorted({n for n, _ in words})]

    return cut


def retitled(texts: list[str], _: random.Random) -> list[str]:
    return ["What is known so far about the latest turn of events, in brief, by our own staff", *texts]


def with_notice(texts: list[str], chance: random.Random) -> list[str]:
    places = sorted(chance.sample(range(len(texts) + 1), min(2, len(texts) + 1)), reverse=True)
    for place in places:
        texts = [*texts[:place], NOTICE, *texts[place:]]
    return texts


def reordered(texts: list[str], chance: random.Random) -> list[str]:
    pieces = texts if len(texts) > 2 else [one for text in texts for one in text.replace(". ", ".\n").split("\n")]
    return chance.sample(pieces, len(pieces))


def reworded(share: float) -> Edit:
    def change(texts: list[str], chance: random.Random) -> list[str]:
        vocabulary = sorted({word for text in texts for word in text.split()})
        return [" ".join(_one(word, share, vocabulary, chance) for word in text.split()) or "x" for text in texts]

    return change


def _one(word: str, share: float, vocabulary: list[str], chance: random.Random) -> str:
    if chance.random() >= share:
        return word
    return chance.choice(["", chance.choice(vocabulary), f"{word} {chance.choice(vocabulary)}", word[::-1]])


def together(*edits: Edit) -> Edit:
    def all_of(texts: list[str], chance: random.Random) -> list[str]:
        for edit in edits:
            texts = edit(texts, chance)
        return texts

    return all_of


KINDS: dict[str, Edit] = {
    "first half": kept(1 / 2), "first third": kept(1 / 3), "retitled": retitled, "boilerplate inserted": with_notice,
    "paragraphs reordered": reordered, "1 % of words": reworded(0.01), "5 % of words": reworded(0.05),
    "10 % of words": reworded(0.10), "half, 5 % of words, boilerplate": together(kept(1 / 2), reworded(0.05), with_notice),
}  # fmt: skip
HARDER = {"half, 5 % of words, boilerplate"}  # beyond what is promised, for information


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument(
        "--half",
        choices=["A", "B", "AB"],
        help="Only this half, or AB: the whole set in one library; both halves, apart, when left out.",
    )
    parser.add_argument("--alike", type=float, default=0.5, help="From here on two originals count as copies in fact.")
    parser.add_argument("--pile", type=int, default=0, help="How many made texts lie in the library beforehand.")
    parser.add_argument("--verbose", action="store_true")
    given = parser.parse_args()
    rows = [line for line in given.articles.read_bytes().splitlines() if line.strip()]
    for half in [given.half] if given.half else ["A", "B"]:
        measured(half, [article for article in map(article_of, rows) if half_of(article) in half], given)


def article_of(line: bytes) -> Article:
    return read(Page("bench", line, "application/json", datetime.now(UTC)))


def half_of(article: Article) -> str:
    return "AB"[hashlib.sha256((article.external_id or article.id).encode()).digest()[0] % 2]


def measured(half: str, articles: list[Article], given: argparse.Namespace) -> None:
    distinct = list({article.content_hash: article for article in articles}.values())
    texts = {article.id: [paragraph.text for paragraph in article.paragraphs] for article in distinct}
    words = {name: duplicates.words(found) for name, found in texts.items()}
    alike = pairs_in_fact(words, given.alike)
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder) / "library", create=True)
        pile(library, given.pile)
        seconds = [added(library, article) for article in distinct]
        matches = [(one, other) for one in texts if (other := origins.nearest(library.database, one, texts[one]))]
        false_pairs = {frozenset(pair) for pair in matches} - alike
        found_pairs = {frozenset(pair) for pair in matches} & alike
        print(f"half {half}: {len(distinct)} distinct texts, {sum(len(w) < duplicates.FEWEST_WORDS for w in words.values())} of them "
              f"under {duplicates.FEWEST_WORDS} words; {len(alike)} of {len(distinct) * (len(distinct) - 1) // 2} pairs alike in fact, "
              f"{len(found_pairs)} of them found, {len(false_pairs)} others taken for copies")  # fmt: skip
        totals: Counter[str] = Counter(false=len(false_pairs))
        for kind in KINDS:
            counts = counted(kind, texts, library, alike, verbose=given.verbose)
            if kind not in HARDER:
                totals.update(counts)
            print(row(kind, counts))
        print(row("all but the last kind, and the originals", totals))
        print(f"adding: {1000 * sum(seconds) / len(seconds):.2f} ms an article without reading and embedding it, "
              f"{1000 * compared(library, texts):.2f} ms of it for near copies; {library.count('articles')} articles\n")  # fmt: skip
        library.close()


def pairs_in_fact(words: dict[str, list[str]], least: float) -> set[frozenset[str]]:
    names, found = list(words), set()
    for number, one in enumerate(names):
        matcher = difflib.SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(words[one])
        for other in names[:number]:
            matcher.set_seq1(words[other])
            if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least:
                found.add(frozenset((one, other)))
    return found


def counted(
    kind: str, texts: dict[str, list[str]], library: Library, alike: set[frozenset[str]], *, verbose: bool
) -> Counter[str]:
    counts: Counter[str] = Counter()
    for name, original in texts.items():
        copy = edited(kind, original, random.Random(f"{kind} {name}"))
        found = origins.nearest(library.database, "", copy)
        right = found is not None and (found == name or frozenset((found, name)) in alike)
        counts.update(all=1, right=right, false=found is not None and not right)
        if verbose and not right:
            print(f"  - {kind}: {name} ({len(duplicates.words(original))} words) taken for {found}")
    return counts


def row(kind: str, counts: Counter[str]) -> str:
    recall = counts["right"] / counts["all"]
    precision = counts["right"] / ((counts["right"] + counts["false"]) or 1)
    return f"  {kind:42} recall {recall:.4f} ({counts['right']}/{counts['all']})  precision {precision:.4f}"


def added(library: Library, article: Article) -> float:
    """The seconds it takes to store an article whose chunks have vectors already."""
    started = time.perf_counter()
    store(article, Page("bench", b"x", "text/plain", datetime.now(UTC)), library, lambda: Ready)
    return time.perf_counter() - started


class Ready:
    """An embedder that costs nothing."""

    identity, dimension, languages = "none", 1, frozenset()

    @staticmethod
    def embed_documents(texts: list[str]) -> list[list[float]]:
        return [[1.0]] * len(texts)


def compared(library: Library, texts: dict[str, list[str]]) -> float:
    started = time.perf_counter()
    for name, found in texts.items():
        origins.nearest(library.database, name, found)
    return (time.perf_counter() - started) / len(texts)


def pile(library: Library, count: int) -> None:
    """Made texts whose words are as unevenly common as those of a language, stored in few transactions."""
    chance = random.Random(1)
    vocabulary = [f"w{number}" for number in range(20_000)]
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]
    page = Page("pile", b"x", "text/plain", datetime.now(UTC))
    for number in range(count):
        text = " ".join(chance.choices(vocabulary, weights, k=400))
        article = read(
            Page("pile", json.dumps({"text": text, "id": str(number)}).encode(), "application/json", page.fetched_at)
        )
        parts = chunks(article)
        library.add(article, Embedded(parts, (), "none", 1), page)


if __name__ == "__main__":
    main()
