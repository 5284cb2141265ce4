"""How often a quotation is given to the one who said it, on labelled quotations of real news.

    python -m bench.speakers ../shared/data [--part dev|held|all] [--show]

`right` is the share of the quotations with a speaker whose sentence is given to that one: the found speaker shares a word of
a name (or, where nobody is named, of the description) with a labelled naming, or the sentence is one whose own words the
label takes for the naming (a pronoun's sentence). `none` is the share of quotations without a speaker that get none.
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

from assistant.named import TITLES
from assistant.voices import voices
from assistant.words import STOP_WORDS, WORD, stem
from bench._labels import Quotation, citation, quotations
from ingest.articles import Article, Page
from ingest.errors import SourceError
from ingest.extract import read


def main() -> None:
    """Print the share of right speakers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", choices=("dev", "held", "all"), default="all")
    parser.add_argument("--show", action="store_true", help="print the quotations that are given to somebody else")
    given = parser.parse_args()
    rows = [one for one in quotations() if given.part == "all" or one.held == (given.part == "held")]
    articles = labelled_articles(given.data, {one.place.external_id for one in rows})
    told = {True: [0, 0], False: [0, 0]}
    for one in rows:
        found = speaker_of(one, articles[one.place.external_id])
        right = is_right(one, found, articles[one.place.external_id])
        told[one.speaker is not None][0] += right
        told[one.speaker is not None][1] += 1
        if given.show and not right:
            print(f"{one.id} {one.place}\n   found {found!r}, labelled {namings(one, articles[one.place.external_id])}")
    for spoken, (right_ones, count) in told.items():
        print(f"{'right' if spoken else 'none '}  {right_ones / max(1, count):.3f} of {count}")


def labelled_articles(data: Path, wanted: set[str]) -> dict[str, Article]:
    """The wanted articles of the sets below a folder, by the ids of their sets."""
    found: dict[str, Article] = {}
    for file in sorted([*data.glob("*/articles.jsonl"), *data.glob("*/articles-*.jsonl")]):
        for line in file.read_text(encoding="utf-8").splitlines():
            if (name := json.loads(line).get("id")) in wanted:
                try:
                    found[name] = read(Page(name, line.encode(), "application/json", datetime.now(UTC)))
                except SourceError as error:
                    raise SystemExit(f"{file}: {error}") from error
    if missing := wanted - set(found):
        raise SystemExit(f"the sets in {str(data)!r} lack {sorted(missing)[0]!r}; name their folder")
    return found


def speaker_of(quotation: Quotation, article: Article) -> str:
    """The speaker of the sentence in which a quotation ends, or of the first of its sentences that has one."""
    place = quotation.place
    spoken = [
        voice.speaker
        for paragraph, (start, end), voice in voices(article)
        if paragraph.number == place.paragraph and start < place.end and place.start < end
    ]
    return next((speaker for speaker in spoken if speaker), "")


def namings(quotation: Quotation, article: Article) -> list[str]:
    """The words that name the labelled speaker."""
    spans = [*([quotation.speaker] if quotation.speaker else []), *quotation.also]
    return [citation(span, article).quote for span in spans]


def is_right(quotation: Quotation, found: str, article: Article) -> bool:
    """Whether the found speaker is the labelled one, or there is rightly none."""
    if quotation.speaker is None or not found:
        return not found and quotation.speaker is None
    mine = _words(found)
    return any(mine & _words(naming) for naming in namings(quotation, article)[: 1 + len(quotation.also)])


def _words(text: str) -> set[str]:
    words = [word for word in WORD.findall(text) if word.casefold() not in TITLES | STOP_WORDS]
    capitals = [word for word in words if word[0].isupper()]
    return {stem(word) for word in capitals or words}


if __name__ == "__main__":
    main()
