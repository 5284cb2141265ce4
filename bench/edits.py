"""Real news sentences, edited as a careless or malicious model would: python -m bench.edits ARTICLES.jsonl [--kind K].

Prints a sample of each kind, to be read critically. Each sentence that stands well by itself is taken with its paragraph as
source; every maker changes one thing in it, drawn by a seed made of its kind and the sentence, so that the same
articles give the same edits. A maker gives None where it finds nothing that it can change with the grammar kept.

Changed in meaning, so that a claim so written is unsupported: `number`, `date`, `name`, `swap` (two names in each other's
place), `negation`, `speaker`, `quotation`. The same in meaning: `verbatim`, and the kinds whose names begin with `reworded`.
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import _changes as changes
from bench import _misquoted as misquoted
from bench import _named as named
from bench import _negated as negated
from bench import _reworded as reworded
from bench import _roles as roles
from ingest.sentences import sentence_spans

FEWEST_WORDS, MOST_WORDS = 15, 60
RESIDUE = re.compile(
    r"newsletter|subscri|sign up|cookie|privacy|click|follow us|advert|copyright|read more|read also|watch live|"
    r"our website|e-?mail|©|https?:|www\.|@\w|pic\.twitter|video material|photo:|view image|image:|getty|\(\.\.\.\)|[.?!]{2}|,,|\|",
    re.IGNORECASE,
)
# Words run together, as machine translation leaves them, and talk that is set off by dashes in place of marks
GLUED = re.compile(
    r"\d[a-z]{4}|[a-z][.!?,;:]+[A-Z]|[a-z]{2}[A-Z]|\d\.[A-Z]|[a-z][\"”][A-Z]|[.,?!][\"”][A-Za-z]|[a-z]\(|\)[a-z]|[a-z]:[a-z]|^[-–•*]|"
    r"\w -\w|\w- [a-z]+ |[.?!,] [-–] "
)
Maker = Callable[["Sentence", random.Random], str | None]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article with what an edit of it may draw on."""

    text: str
    paragraph: str
    published: str
    article: str
    text_of_article: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A claim made of a sentence, its source paragraph, and whether its meaning is another than the sentence's."""

    kind: str
    claim: str
    source: str
    published: str
    changed: bool
    original: str
    article: str = ""


CHANGED: dict[str, Maker] = {
    "number": changes.number, "date": changes.date, "name": named.name, "swap": roles.swap,
    "negation": negated.negation, "speaker": roles.speaker, "quotation": misquoted.quotation,
}  # fmt: skip
UNCHANGED: dict[str, Maker] = {"verbatim": lambda sentence, _: sentence.text} | {
    f"reworded {what}": maker for what, maker in reworded.MAKERS.items()
}
KINDS = CHANGED | UNCHANGED


def edits(articles: Sequence[dict[str, str]], kinds: Sequence[str] = tuple(KINDS)) -> Iterator[Edit]:
    """Every edit of every suitable sentence of articles in the import format, at most one of a kind for each."""
    for sentence in sentences(articles):
        for kind in kinds:
            claim = KINDS[kind](sentence, random.Random(f"{kind} {sentence.text}"))
            if claim is not None and (claim != sentence.text or kind == "verbatim"):
                yield edit(kind, claim, sentence)


def edit(kind: str, claim: str, sentence: Sentence) -> Edit:
    changed = kind in CHANGED
    return Edit(kind, claim, sentence.paragraph, sentence.published, changed, sentence.text, sentence.article)


def sentences(articles: Sequence[dict[str, str]]) -> Iterator[Sentence]:
    """The sentences that stand well by themselves, each once, however many articles have it."""
    seen: set[str] = set()
    for article in articles:
        for paragraph in paragraphs(article["text"]):
            for start, end in sentence_spans(paragraph):
                text = paragraph[start:end]
                if text not in seen and suitable(text):
                    seen.add(text)
                    yield Sentence(text, paragraph, article.get("published", ""), article["id"], article["text"])


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: what blank lines part."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def suitable(text: str) -> bool:
    """Whether a sentence is whole prose of the wanted length: no residue, no half quotation, no words run together."""
    return (
        FEWEST_WORDS <= len(text.split()) <= MOST_WORDS
        and re.match(r"[\"“']?[A-Z0-9$£€]", text) is not None
        and re.search(r"[.!?][\"”’]?$", text) is not None
        and len(re.findall(r"[\"“”]", text)) % 2 == 0
        and text.count("(") == text.count(")")
        and not RESIDUE.search(text)
        and not GLUED.search(text)
        and sum(word.isupper() and len(word) > 3 for word in re.findall(r"\w+", text)) < 4
    )


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a file; an article that has paragraphs in place of text gets the text too."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [row | {"text": "\n\n".join(row["paragraphs"])} if "paragraphs" in row else row for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--kind", choices=[*KINDS], action="append", help="only this kind; may be given again")
    parser.add_argument("--sample", type=int, default=15)
    parser.add_argument("--seed", default="1")
    given = parser.parse_args()
    found = list(edits(read(given.articles), given.kind or tuple(KINDS)))
    for kind in given.kind or KINDS:
        of_kind = [shown(one.original, one.claim) for one in found if one.kind == kind]
        print(f"\n== {kind}: {len(of_kind)}")
        for line in random.Random(given.seed).sample(of_kind, min(given.sample, len(of_kind))):
            print(f"  {line}\n")


def shown(original: str, claim: str) -> str:
    """What was made of a sentence in one line: what is taken out as [-so-], what is put in as {+so+}."""
    before, after = original.split(), claim.split()
    parts: list[str] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        out, new = " ".join(before[a:b]), " ".join(after[c:d])
        parts += [out] if tag == "equal" else [f"[-{out}-]" * bool(out), f"{{+{new}+}}" * bool(new)]
    return " ".join(part for part in parts if part)


if __name__ == "__main__":
    main()
