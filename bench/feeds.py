"""Feeds, read whole or in part: python -m bench.feeds FEEDS [--pages HTML] [--verbose].

FEEDS is a folder of feeds (`*.xml`); every file is handed to our reader and to feedparser alone. Prints a table a folder:
files, those with a stated outcome, entries of both, files in which we have fewer entries or titles, the slowest file. PAGES is
a folder of web pages, which have to be told from feeds. Ends with code 1 when a crash, a hang or a lost entry was seen.
"""

from __future__ import annotations

import argparse
import gzip
import io
import sys
import warnings
from collections import defaultdict
from pathlib import Path
from time import perf_counter

import feedparser

from ingest.entries import Feed
from ingest.errors import SourceError
from ingest.feeds import read_feed

SLOW = 10.0
COLUMNS = (
    "files",
    "feeds",
    "refused",
    "crashed",
    "entries",
    "feedparser",
    "titles",
    "their titles",
    "fewer",
    "slowest s",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("feeds", type=Path)
    parser.add_argument("--pages", type=Path, help="A folder of web pages, *.html or *.html.gz.")
    parser.add_argument("--verbose", action="store_true", help="Name each file with its outcome.")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    table: dict[str, dict[str, float]] = defaultdict(lambda: dict.fromkeys(COLUMNS, 0))
    for file in sorted(given.feeds.rglob("*.xml")):
        counted(file.read_bytes(), table[file.parent.relative_to(given.feeds).as_posix()], file.name, given.verbose)
    for file in sorted(given.pages.glob("*.htm*")) if given.pages else ():
        body = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        counted(body, table["pages"], file.name, given.verbose)
    print(f"{'folder':28}" + "".join(f"{name:>13}" for name in COLUMNS))
    for folder, row in [*table.items(), ("all", total(list(table.values())))]:
        print(f"{folder:28}" + "".join(f"{row[name]:13.{2 if name == 'slowest s' else 0}f}" for name in COLUMNS))
    bad = sum(row["crashed"] + row["fewer"] + (row["slowest s"] > SLOW) for row in table.values())
    sys.exit(1 if bad else 0)


def total(rows: list[dict[str, float]]) -> dict[str, float]:
    summed = {name: sum(row[name] for row in rows) for name in COLUMNS}
    return summed | {"slowest s": max((row["slowest s"] for row in rows), default=0)}


def counted(body: bytes, row: dict[str, float], name: str, verbose: bool) -> None:
    started = perf_counter()
    outcome: Feed | str
    try:
        outcome = read_feed(body, "", "https://feed.example/")
        row["feeds"] += 1
    except SourceError as error:
        outcome = str(error)
        row["refused"] += 1
    except Exception as error:  # noqa: BLE001  # whatever it is, it is what is counted here
        outcome = f"CRASH {error!r}"
        row["crashed"] += 1
    row["files"] += 1
    row["slowest s"] = max(row["slowest s"], perf_counter() - started)
    theirs = feedparser.parse(io.BytesIO(body)).entries
    ours = outcome.entries if isinstance(outcome, Feed) else ()
    titles, their_titles = sum(bool(entry.title) for entry in ours), sum(bool(entry.get("title")) for entry in theirs)
    row["entries"] += len(ours)
    row["feedparser"] += len(theirs)
    row["titles"] += titles
    row["their titles"] += their_titles
    fewer = len(ours) < min(len(theirs), 500) or titles < min(their_titles, 500)
    row["fewer"] += fewer
    if verbose or fewer or "CRASH" in str(outcome)[:5]:
        told = f"{outcome.kind}, {len(ours)} entries, {outcome.problems}" if isinstance(outcome, Feed) else outcome
        print(f"{'FEWER ' if fewer else ''}{name}: {told} (feedparser {len(theirs)})")


if __name__ == "__main__":
    main()
