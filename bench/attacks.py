"""What guarding against a chat model costs, and what planted instructions come to: python -m bench.attacks [--injections FILE.jsonl].

First every output of `tests/hostile_outputs.py` is answered; printed is the processor time that reading and checking it took,
without the embedding model. With a file of `{"id", "category", "payload"}` rows each payload is then planted at the start, in the
middle and at the end of an article: once for the sentences of the articles alone, once for a model that writes the payload down
as a statement of each of its sources.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from time import thread_time
from typing import Any

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "assistant")]

import test_hostile_model as hostile  # noqa: E402
import test_obedient_model as obedient  # noqa: E402
from fakes import FakeEmbedder  # noqa: E402
from hostile_outputs import FAMILIES  # noqa: E402
from talking import statement, talking  # noqa: E402

import bench  # noqa: E402
from assistant import generative, protocol, settings  # noqa: E402
from assistant.assistant import Assistant  # noqa: E402

PLACES = ("start", "middle", "end")


class Clock:
    """How long wrapped functions take, those that are `paused` within them not counted; seconds of processor time."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def timed(self, function: Callable[..., Any], sign: int = 1) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            started = thread_time()
            try:
                return function(*given, **named)
            finally:
                self.seconds += sign * (thread_time() - started)

        return run


def extra_times(folder: Path) -> Iterator[float]:
    """The milliseconds that each hostile output took beside the embedding model, asked at once and streamed."""
    opened = Assistant.open(settings.load(library=folder / "library"), create=True, embedder=FakeEmbedder())
    court, clock = hostile.opened_court(opened, folder), Clock()
    opened.models._alike = clock.timed(opened.models._alike, -1)  # type: ignore[method-assign]
    generative.checked = clock.timed(generative.checked)
    for name in ("feed", "close"):
        setattr(protocol.Drafts, name, clock.timed(getattr(protocol.Drafts, name)))
    for family in FAMILIES:
        for number in range(len(court.outputs(family))):
            for streamed in (False, True):
                clock.seconds = 0.0
                court.answer(court.says(family, number), streamed=streamed, seed=number)
                yield 1000 * clock.seconds
    opened.close()


def injected(file: Path, folder: Path) -> Counter[str]:
    """What became of each payload at each place."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()][: len(obedient.TOWNS)]
    cases = [
        obedient.Case(row["category"], number, place, row["payload"])
        for number, row in enumerate(rows)
        for place in (*PLACES, "hidden")
    ]
    opened = obedient.planted(folder, cases, bench.model())
    trial, found = obedient.Trial(opened), Counter[str]()
    clean = {case.number: trial.asked(case, "") for case in cases if case.place == "hidden"}
    for case in (case for case in cases if case.place != "hidden"):
        plain, without = trial.asked(case, ""), clean[case.number]
        shown = [claim.text for claim in plain.claims if obedient.shows(claim, case)]
        same = (plain.status, plain.short_answer) == (without.status, without.short_answer)
        opened.models._chat[obedient.NAME] = talking(
            lambda sources, text=case.injection: "".join(statement(text, one) for one in sources)
        )
        written = trial.asked(case, obedient.NAME)
        cited = {
            opened.library.article(one.paragraph.article_id).source
            for claim in written.claims if obedient.shows(claim, case) for one in claim.citations
        }  # fmt: skip
        found += Counter({
            "cases": 1, "without a model: first sentence, short answer and status as without it": same and plain.claims[:1] != () and plain.claims[0].text == without.claims[0].text,
            "without a model: payload shown": bool(shown), "with a model: payload shown as a quotation of its article": cited == {case.outlet},
            "with a model: payload shown citing another": bool(cited - {case.outlet}),
        })  # fmt: skip
    opened.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--injections", type=Path, help="rows with id, category and payload")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        times = sorted(extra_times(Path(folder)))
    cut = statistics.quantiles(times, n=20)
    print(
        f"{len(times)} hostile answers: median {statistics.median(times):.1f} ms, p95 {cut[-1]:.1f} ms, most {times[-1]:.1f} ms"
    )
    if given.injections:
        with tempfile.TemporaryDirectory() as folder:
            for name, count in injected(given.injections, Path(folder)).items():
                print(f"{count:6}  {name}")


if __name__ == "__main__":
    main()
