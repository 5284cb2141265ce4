"""Importing many pages: python -m bench.import_pages [--pages N] [--interrupt].

Writes N small web pages, imports them with vectors of hashed words in place of the model, and prints pages a second and
the memory of this process and its reading worker at 10, 50 and 100 %. With --interrupt, a second process imports the
same pages, gets Ctrl-C half way, and is started again: what it had stored is not read into the library twice.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ingest.library import FILE_NAME, Library
from ingest.pipeline import ingest

WORDS = (
    "harbour council quay vote ferry toll minister repair budget storm rail strike court ruling border talks envoy "
    "agency report figure mayor bridge tunnel harvest price bank union school hospital"
).split()
PAGE = """<html lang="en"><head><title>{title}</title><meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="2026-03-10T07:30:00+01:00"><meta name="author" content="Ada Renn">
<link rel="canonical" href="https://harbour-post.example/{number}"></head><body><nav><a href="/">Home</a></nav>
<article><h1>{title}</h1>{text}</article><footer>Harbour Post</footer></body></html>"""


class HashedWords:
    """Vectors from the characters of a text; no model."""

    identity, dimension, languages = "hashed", 64, frozenset({"en"})

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        drawn = random.Random(text)
        return [drawn.random() + 0.01 for _ in range(self.dimension)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5_000, metavar="N")
    parser.add_argument("--interrupt", action="store_true")
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)  # what the interrupted process is started with
    parser.add_argument("--of", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.into:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs are started deaf to it
        print(json.dumps(imported(given.of, given.into, given.pages, quiet=True)))
        return
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages"
        written(pages, given.pages)
        print(imported(pages, Path(folder) / "library", given.pages))
        if given.interrupt:
            interrupted(pages, Path(folder) / "second", given.pages)


def written(folder: Path, count: int) -> None:
    folder.mkdir()
    drawn = random.Random(7)
    for number in range(count):
        sentences = [" ".join(drawn.choices(WORDS, k=14)).capitalize() + f" {number}." for _ in range(24)]
        text = "".join(f"<p>{' '.join(sentences[at : at + 3])}</p>" for at in range(0, 24, 3))
        html = PAGE.format(title=f"{sentences[0]}", number=number, text=text)
        (folder / f"{number:06}.html").write_text(html, encoding="utf-8")


def imported(pages: Path, library: Path, count: int, *, quiet: bool = False) -> dict[str, int]:
    """Outcomes by kind; prints speed and memory on the way."""
    opened = Library.open(library, create=True)
    outcomes: dict[str, int] = {}
    started = time.perf_counter()
    marks = {count // 10, count // 2, count}
    try:
        for done, outcome in enumerate(ingest([str(pages)], opened, HashedWords), 1):
            outcomes[outcome.outcome] = outcomes.get(outcome.outcome, 0) + 1
            if done in marks and not quiet:
                seconds = time.perf_counter() - started
                print(f"{done:6} pages {done / seconds:7.1f} pages/s  {memory()}", flush=True)
    except KeyboardInterrupt:
        outcomes["interrupted"] = 1
    finally:
        opened.close()
    return outcomes


def memory() -> str:
    """Resident memory of this process and those it started, from Linux's process files."""
    sizes = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue  # it ended while the folder was read
        if int(fields["Pid"]) == os.getpid() or int(fields["PPid"]) == os.getpid():
            sizes[int(fields["Pid"])] = int(fields.get("VmRSS", "0").split()[0]) // 1024
    worker = sum(size for pid, size in sizes.items() if pid != os.getpid())
    return f"{sizes.get(os.getpid(), 0)} MB here, {worker} MB in the worker"


def interrupted(pages: Path, library: Path, count: int) -> None:
    line = [
        sys.executable,
        "-m",
        "bench.import_pages",
        "--of",
        str(pages),
        "--into",
        str(library),
        "--pages",
        str(count),
    ]
    first = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
    stored = 0
    while first.poll() is None and stored < count // 2:
        time.sleep(0.2)
        stored = articles_of(library)
    sent = time.perf_counter()
    first.send_signal(signal.SIGINT)
    before = json.loads(first.communicate()[0])
    print(
        f"Ctrl-C at {stored} articles: ended after {time.perf_counter() - sent:.2f} s, exit {first.returncode}, {before}"
    )
    after = json.loads(subprocess.run(line, stdout=subprocess.PIPE, text=True, check=True).stdout)
    print(f"started again: {after}; articles {articles_of(library)}")


def articles_of(library: Path) -> int:
    if not (library / FILE_NAME).exists():
        return 0
    opened = Library.open(library)
    try:
        return opened.count("articles")
    finally:
        opened.close()


if __name__ == "__main__":
    main()
