"""Which language texts read as: python bench/languages.py FILE.jsonl... [--language en] [--field question].

Articles are read as `briefing add` reads an undeclared one; with `--field` the short text of that field is judged as a
question is. Prints how many were told rightly, wrongly, or not at all, and those told wrongly.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ingest.languages import family, is_other_question, settled


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--language", default="en", help="The language that all texts are in.")
    parser.add_argument("--field", help="Judge this field as a question.")
    given = parser.parse_args()
    for file in given.files:
        rows = [json.loads(line) for line in file.read_bytes().splitlines() if line.strip()]
        judged = [
            question(row[given.field], given.language) if given.field else article(row, given.language) for row in rows
        ]
        counts = ", ".join(f"{judged.count(word)} {word}" for word in ("right", "not told", "wrong"))
        print(f"{file.name}: {len(rows)} texts: {counts}")
        for row, word in zip(rows, judged, strict=True):
            if word == "wrong":
                print(f"  - {row.get('id')}: {(row.get(given.field or 'text') or '')[:100]!r}")


def article(row: dict, language: str) -> str:
    text = row.get("text") or "\n".join(row.get("paragraphs", ()))
    found, _ = settled("", text)
    return "not told" if not found else "right" if family(found) == language else "wrong"


def question(text: str, language: str) -> str:
    return "wrong" if is_other_question(text, {language}) else "right"


if __name__ == "__main__":
    main()
