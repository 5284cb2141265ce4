"""What the measurement of grouping prints, on a small set of invented articles."""

import json

import pytest
from fakes import SubjectEmbedder

from bench import grouping
from ingest import embedder as models

TEXTS = {
    "q1": ("1", "Port Aldo closed its northern quay over cracks in the pillars."),
    "q2": ("1", "Cracks in the pillars: the northern quay of Port Aldo is closed."),
    "b1": ("2", "Orsa Lind wants higher taxes on timber exports."),
}


@pytest.fixture
def data(write, tmp_path, monkeypatch):
    monkeypatch.setattr(models, "load", lambda name="", *_: SubjectEmbedder())
    rows = (
        {"id": name, "text": text, "published": "2026-03-10", "language": "en"} for name, (_, text) in TEXTS.items()
    )
    write("data/basil/articles.jsonl", "\n".join(map(json.dumps, rows)))
    gold = "".join(f"{name}\t{label}\tof the day\n" for name, (label, _) in TEXTS.items())
    write("data/basil/gold.tsv", f"article_id\tstory_id\tevent\n{gold}")
    return tmp_path / "data"


def test_figures_of_the_sets_that_are_there_are_printed(data, capsys):
    assert grouping.main(["--data", str(data)]) == 0
    out = capsys.readouterr().out
    assert [line.split()[-4:] for line in out.splitlines() if "the product" in line] == [
        ["1.000", "1.000", "1.000", "3"]
    ]
    assert "10 of 10 shuffled orders give the same groups" in out
    assert "news_events left out" in out


def test_nothing_measured_is_a_failure(tmp_path, capsys):
    assert grouping.main(["--data", str(tmp_path)]) == 1
    assert "left out" in capsys.readouterr().out


def test_the_time_of_one_further_article_and_of_a_day_is_told(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(grouping, "DAY", 6)
    grouping.speed(tmp_path, 12)
    assert [line.rpartition("s to be")[0].split()[:3] for line in capsys.readouterr().out.splitlines()] == [
        ["the", "first", "12"], ["one", "article", "more"], ["a", "day", "of"],
    ]  # fmt: skip
