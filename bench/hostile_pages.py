"""What becomes of pages made to exhaust a reader: python -m bench.hostile_pages [--seconds S] [--megabytes M].

Each page must be refused in words or give its right text, within the limits of the cage, and never kill this process.
A healthy page is read after each. Prints outcome, time and memory; exits 1 when a page broke the promise.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable

from ingest.cage import Cage
from ingest.errors import SourceError

TEXT = (
    "<p>" + "The harbour council met on Monday evening and voted to close the northern quay until June. " * 8 + "</p>"
)


def page(inside: str) -> bytes:
    return f"<html><head><title>Quay closed</title></head><body><article>{inside}</article></body></html>".encode()


PAGES: dict[str, Callable[[], bytes]] = {
    "100k nested tags, text inside": lambda: page("<b>" * 100_000 + TEXT),
    "100k nested tags after the text": lambda: page(TEXT + "<b>" * 100_000),
    "50k nested divs, text inside": lambda: page("<div>" * 50_000 + TEXT),
    "50k nested divs after the text": lambda: page(TEXT + "<div>" * 50_000),
    "50k nested quotations": lambda: page(TEXT + "<blockquote>x " * 50_000),
    "500k links": lambda: page(TEXT + "<a href=/x>x</a> " * 270_000),
    "500k short links": lambda: page(TEXT + "<a>x</a>" * 500_000),
    "200k attributes": lambda: page(TEXT + "<p " + " ".join(f"a{n}=x" for n in range(200_000)) + ">x</p>"),
    "200k comments": lambda: page(TEXT + "<!-- x -->" * 200_000),
    "200k open comments": lambda: page(TEXT + "<!--" * 200_000),
    "4 MB of spaces": lambda: page(TEXT + "<p>" + " " * 4_000_000 + "</p>"),
    "20 MB in one paragraph": lambda: page("<p>" + "ferry toll " * 1_800_000 + "</p>"),
    "4 MB in one paragraph": lambda: page("<p>" + "ferry toll " * 370_000 + "</p>"),
    "100k paragraphs": lambda: page("<p>The council voted on it.</p>" * 100_000),
    "100k line breaks": lambda: page(TEXT + "x<br>" * 100_000),
    "100k hidden elements": lambda: page(TEXT + "<i hidden>x</i>y" * 100_000),
    "100k table rows": lambda: page("<table>" + "<tr><td>a</td><td>b</td></tr>" * 100_000 + "</table>"),
    "2 MB class name": lambda: page(f"<div class='{'ad-' * 700_000}'>{TEXT}</div>"),
    "2 MB of JSON-LD brackets": lambda: page(f'<script type="application/ld+json">{"[" * 2_000_000}</script>{TEXT}'),
    "JSON-LD of 100k records": lambda: page(f'<script type="application/ld+json">[{",".join(["{}"] * 100_000)}]</script>{TEXT}'),
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--megabytes", type=int, default=512)
    given = parser.parse_args()
    cage, broken = Cage(seconds=given.seconds, megabytes=given.megabytes), 0
    cage.draft("text/html", page(TEXT))
    print(f"{'page':34} {'MB':>5} {'seconds':>8}  outcome")
    for name, made in PAGES.items():
        body = made()
        started = time.perf_counter()
        outcome, kept = outcome_of(cage, body)
        seconds = time.perf_counter() - started
        healthy = outcome_of(cage, page(TEXT))[1]
        kept = kept and healthy and seconds < 2 * given.seconds + 5
        broken += not kept
        print(f"{name:34} {len(body) / 1e6:5.1f} {seconds:8.2f}  {'' if kept else 'BROKEN '}{outcome}")
    cage.close()
    print(f"memory of this process at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    sys.exit(bool(broken))


def outcome_of(cage: Cage, body: bytes) -> tuple[str, bool]:
    """The outcome in words, and whether it is one that was promised."""
    try:
        draft = cage.draft("text/html", body)
    except SourceError as error:
        return f"refused: {error}", bool(str(error))
    text = " ".join(block.text for block in draft.blocks if block.kind == "paragraph")
    return f"read: {len(text)} characters", "northern quay" in text or "ferry toll" in text or "council voted" in text


if __name__ == "__main__":
    main()
