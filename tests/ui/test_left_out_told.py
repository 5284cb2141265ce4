import json
import sqlite3
from contextlib import closing

import pytest

from ingest.library import FILE_NAME

QUAY = "The quay in Port Aldo was closed on Monday after a storm tore away its wall."


@pytest.fixture
def damaged(briefing, write, tmp_path):
    """The command over a library of two articles, of which one was altered on the disk."""
    write("news/quay.txt", QUAY)
    briefing(
        "add",
        str(
            write(
                "news/ferry.txt", "The ferry of Port Aldo left from the fish market on Tuesday, as its quay was closed."
            ).parent
        ),
    )
    with closing(sqlite3.connect(tmp_path / "library" / FILE_NAME, isolation_level=None)) as connection:
        connection.execute("UPDATE paragraphs SET text = replace(text, 'Monday', 'Sunday')")
    return briefing


@pytest.mark.parametrize("command", ["search", "ask"])
def test_what_is_left_out_is_told_to_people_and_to_programs(damaged, command):
    code, out, err = damaged(command, "When was the quay in Port Aldo closed?")
    assert (code, err) == (0, "")
    assert "not what was stored" in out
    assert "Sunday" not in out
    (notice,) = json.loads(damaged(command, "When was the quay in Port Aldo closed?", "--json")[1])["notices"]
    assert "'briefing check --repair'" in notice


def test_the_article_itself_is_shown_with_a_line_that_says_so(damaged):
    told = {}
    for name in [json.loads(line)["article_id"] for line in damaged("articles", "--json")[1].splitlines()]:
        found, shown = json.loads(damaged("articles", name, "--json")[1]), damaged("articles", name)[1]
        assert ("not what was stored" in " ".join(shown.split())) == bool(found["damage"])
        told[found["paragraphs"][0]["text"]] = found["damage"]
    (said,) = [one for text, damage in told.items() for one in damage if text == QUAY.replace("Monday", "Sunday")]
    assert "'briefing check --repair'" in said
    assert sum(map(len, told.values())) == 1
