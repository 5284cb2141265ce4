"""Sizes of chunks compared: python -m bench.chunking --data DIR [--articles N] FEWEST:MOST ...

Each size stores the same real news (`bench.peers` says which) and answers the same questions: words a second, chunks, and the share of
questions whose answer stands within the first 800 words found. Seen on two cores, each row in a run of its own, with what `bench.quality`
gives for its sets at that size (MAP of time_ir, right of the sample library), of 32 sentences read for an answer where it is 18 now:

    words      600 articles, 321 questions     time_ir   sample
    40:150     3,241 a second   .445            .743      .693
    60:150                                      .744      .698
    80:150                                      .738      .704
    110:160    4,032 a second   .446            .737      .670

Asked again when more was found by other means: 90:150 gives .742 for time_ir and .760 for the sample (.749 and .754 as it is, clapnq the same),
but of 810 quiz questions the answer stands in the first 800 words found for .415 instead of .421; 110:160 gives .733 for time_ir.

clapnq is the same at 40 and 60. Larger chunks are faster and no worse for real news; beyond 60 words the small sets lose what lies
within their scatter, so the largest size at which none loses was taken.

Tried and rejected: the title embedded once, and a share of its vector added to those of its chunks, which saves an eighth of the
tokens. By vectors alone .421 to .430 of the 321 questions found their answer so, for shares of 0 to .7; with the title in each
chunk's text .449 (at a share of .1: 3 won, 9 lost). Nor do chunks read without their punctuation and most frequent function words,
which saves a third of the tokens: by vectors alone .436 of the 321 questions, and of time_ir .714 (.727 where only the, a, an, of, to,
in and and go, .749 as it is), of clapnq a recall of .713.
"""

from __future__ import annotations

import argparse
import io
import json
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from statistics import median

from bench import peers
from ingest import chunks


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="+", metavar="FEWEST:MOST", help="words of a chunk")
    parser.add_argument("--data", type=Path, required=True, help="The folder of the labelled sets.")
    parser.add_argument("--articles", type=int, default=600)
    given = parser.parse_args()
    chosen = peers.chosen_from(given.data, given.articles)
    words = sum(len(text.split()) for text in chosen.texts)
    for size in given.sizes:
        chunks.FEWEST_WORDS, chunks.MOST_WORDS = map(int, size.split(":"))
        with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()) as told:
            peers.stored_here(str(peers.task_of(chosen, Path(folder))))
        found = json.loads(told.getvalue().strip().splitlines()[-1])
        right = [peers.is_right(row, texts) for row, (_, texts) in zip(chosen.questions, found["asked"], strict=True)]
        print(
            f"{size:10}{words / found['seconds']:8.0f} words/s{found['pieces']:8} chunks   found {sum(right) / len(right):.3f}"
            f"   {median(taken for taken, _ in found['asked']):.1f} ms",
            flush=True,
        )


if __name__ == "__main__":
    main()
