"""What `make bench` decides: floors held, lowered with a reason, raised; and sets measured from their files."""

import json

import pytest
from fakes import FakeEmbedder

from assistant.evaluate import Measure
from bench import _floors as floors
from bench import _sets as sets
from bench import quality, summaries
from ingest import embedder as models

PINNED = {"wire": {"map": {"floor": 0.74}, "ndcg": {"floor": 0.8}}}
STORM = "The quay was closed on Monday because of a storm that came up over night."
BREAD = "A loaf of bread costs four crowns now, the bakers of the town say."


def lines(**figures):
    return floors.held("wire", [Measure(name, figure, 49) for name, figure in figures.items()], PINNED)


@pytest.fixture
def data(write, tmp_path, monkeypatch):
    """A folder with small sets of invented texts."""
    monkeypatch.setattr(models, "load", lambda name="", *_: FakeEmbedder())

    def rows(name, *found):
        write(f"data/{name}", "\n".join(map(json.dumps, found)))

    articles = [{"id": "a", "title": "Quay", "text": STORM}, {"id": "b", "title": "Bread", "text": BREAD}]
    rows("time_ir/articles.jsonl", *articles, {"id": "c", "text": STORM})  # an exact copy, known under its id too
    rows("time_ir/queries.dev.jsonl", {"id": "1", "query": "storm quay closed"}, {"id": "2", "query": "price of bread"})
    write("data/time_ir/qrels.dev.tsv", "query_id\tarticle_id\trelevance\n1\tc\t1\n1\tlost\t0\n2\tb\t1\n2\tgone\t1\n")
    rows("clapnq/passages.jsonl", *articles)
    rows(
        "clapnq/questions.dev.jsonl",
        {"question": "Why was the quay closed on Monday?", "passage_id": "a", "gold_sentences": [STORM], "answers": ["It blew."]},
        {"question": "What did the astronaut Zelda eat?", "passage_id": "b", "answerable": False, "gold_sentences": []},
    )  # fmt: skip
    rows(
        "followups/turns.jsonl",
        {"topic": 1, "raw": "What is the Karsk bridge?", "rewritten": "What is the Karsk bridge?"},
        {"topic": 1, "raw": "Who opened it?", "rewritten": "Who opened the Karsk bridge?"},
    )
    rows("realtimeqa/articles-1.jsonl", articles[0])
    rows("realtimeqa/articles-2.jsonl", articles[1])
    quiz = {"question": "When was the quay closed?", "date": "2026-03-12", "answers": ["Monday"], "nota": False}
    rows("realtimeqa/questions.dev.jsonl", quiz, quiz | {"nota": True}, quiz | {"answers": ["Sunday"]})
    return tmp_path / "data"


@pytest.fixture
def bench(data, tmp_path, capsys):
    """Run the measurement of quality over some floors; gives exit code, what it printed and the floors after it."""

    def run(pinned, *arguments):
        file = tmp_path / "floors.json"
        file.write_text(json.dumps(pinned))
        code = quality.main([*arguments, "--data", str(data), "--floors", str(file)])
        out = capsys.readouterr()
        return code, out.out + out.err, json.loads(file.read_text())

    return run


# Floors


def test_a_figure_below_its_floor_is_told_and_one_without_a_floor_is_not_judged():
    assert [line.verdict for line in lines(map=0.739, ndcg=0.8, recall=0.1)] == ["BELOW", "ok", ""]


def test_a_floor_is_lowered_only_where_it_was_missed_and_says_why():
    new = floors.lowered(PINNED, lines(map=0.7318, ndcg=0.9), "shorter chunks")
    assert new == {"wire": {"map": {"floor": 0.731, "was": 0.74, "why": "shorter chunks"}, "ndcg": {"floor": 0.8}}}
    assert PINNED["wire"]["map"] == {"floor": 0.74}
    assert not any(line.below for line in floors.held("wire", [Measure("map", 0.7318, 49)], new))


def test_a_floor_is_raised_below_its_figure_and_never_lowered():
    assert floors.raised(PINNED, lines(map=0.7, ndcg=0.85, recall=0.9)) == {
        "wire": {"map": {"floor": 0.74}, "ndcg": {"floor": 0.845}}
    }


def test_a_floor_whose_measure_is_not_there_any_more_is_noticed():
    assert floors.unmeasured("wire", lines(map=0.8), PINNED) == ["ndcg"]


def test_the_pinned_floors_are_of_sets_that_are_measured():
    pinned = floors.read()
    assert set(pinned) <= set(sets.SETS)
    assert all(0 < entry["floor"] <= 1 for measures in pinned.values() for entry in measures.values())
    assert all(entry.get("why", "said") for measures in pinned.values() for entry in measures.values())


# Runs


def test_figures_above_their_floors_end_well(bench):
    code, out, _ = bench({"followups": {"f1": {"floor": 0.9}, "left_alone": {"floor": 0.9}}}, "followups")
    assert code == 0
    assert out.splitlines()[1].split() == ["followups", "f1", "1.0000", "1", "0.900", "ok"]


def test_a_loss_fails_unless_it_says_why(bench):
    high = {"clapnq": {"right": {"floor": 1.1}}}
    code, out, after = bench(high, "clapnq")
    assert (code, after) == (1, high)
    assert "BELOW" in out
    code, _, after = bench(high, "clapnq", "--allow", "fewer words are read")
    assert code == 0
    assert after == {"clapnq": {"right": {"floor": 1.0, "was": 1.1, "why": "fewer words are read"}}}


def test_a_floor_that_nothing_measures_fails(bench):
    code, out, _ = bench({"followups": {"gone": {"floor": 0.1}}})
    assert code == 1
    assert "followups   gone                    has a floor and was not measured" in out


def test_a_set_that_is_not_there_is_left_out_and_fails_only_where_it_was_named(bench, data):
    (data / "followups" / "turns.jsonl").rename(data / "elsewhere.jsonl")
    (data / "realtimeqa" / "articles-1.jsonl").unlink()
    code, out, _ = bench({}, "followups")
    assert code == 1
    assert "nothing was measured" in out
    code, out, _ = bench({}, "followups", "clapnq")
    assert code == 1
    assert "turns.jsonl is not there" in out


def test_without_any_sets_one_line_says_where_they_are_looked_for(bench, data, monkeypatch):
    data.rename(data.with_name("moved"))
    monkeypatch.setattr(sets, "SAMPLE_QUESTIONS", data / "none.jsonl")
    monkeypatch.setattr(sets, "ROOT", data)
    code, out, _ = bench({})
    assert code == 1
    assert out.count("point --data") == out.count("left out") == 1
    assert "nothing was measured" in out


def test_an_unknown_set_and_an_empty_reason_are_wrong_usage(bench):
    for arguments in (["telepathy"], ["clapnq", "--allow", " "]):
        with pytest.raises(SystemExit) as ended:
            bench({}, *arguments)
        assert ended.value.code == 2


# Sets


def figures(measures):
    return {one.name: (round(one.figure, 3), one.of) for one in measures}


def test_an_article_ranks_by_its_best_paragraph_under_every_name_it_has(data):
    found = figures(sets.time_ir(data, None))
    assert found["map"] == (0.75, 2)  # the second query has a relevant article that is not in the library
    assert 0.7 < found["ndcg@10"][0] < 0.9


def test_cited_sentences_and_refusals_are_measured_over_all_passages(data):
    found = figures(sets.clapnq(data, None))
    assert (found["recall"], found["precision"][0], found["balanced_accuracy"]) == ((1, 1), 1, (1, 2))
    assert "short_em" not in found


def test_the_quiz_is_asked_once_a_question_over_both_files_of_articles(data, tmp_path):
    found = figures(sets.realtimeqa(data, tmp_path / "kept"))
    assert (found["pooled"], found["short_em"]) == ((0.5, 2), (0.5, 2))
    assert (tmp_path / "kept" / "realtimeqa" / "library.sqlite").is_file()


def test_the_questions_of_the_sample_are_told_kind_by_kind(data, write, monkeypatch):
    rows = [
        {"question": "Who rode the dragon?", "answerable": False, "kind": "unanswerable"},
        {"question": "Who?", "answerable": 3},
    ]
    monkeypatch.setattr(sets, "SAMPLE_QUESTIONS", write("q.jsonl", "\n".join(map(json.dumps, rows))))
    monkeypatch.setattr(sets, "SAMPLE_ARTICLES", data / "clapnq" / "passages.jsonl")
    assert figures(sets.sample(data, None))["right (unanswerable)"] == (1, 1)


# Summaries

PIER = "The old pier of Hollmere burned down on Monday night. Nobody was hurt. The pier of Hollmere had stood for a hundred years."


def test_a_summary_takes_whole_sentences_while_each_brings_its_length_nearer_to_the_references():
    ranked = [(2, "one two three four"), (0, "five six seven eight nine"), (1, "ten")]
    assert summaries.chosen(ranked, "a b c d") == "one two three four"
    assert (
        summaries.chosen(ranked, "a b c d e f") == "ten one two three four"
    )  # nine words are farther from six than five are
    assert summaries.chosen(ranked, "a b c d e f g h") == "five six seven eight nine one two three four"
    assert summaries.chosen(ranked, "") == ""


def test_summaries_are_measured_against_references_of_the_same_articles(write, tmp_path, capsys, monkeypatch):
    write("s/bbc_summaries/articles.jsonl", json.dumps({"id": "a", "title": "Pier", "paragraphs": [PIER]}))
    gold = {"id": "a", "summary_sentences": ["The old pier of Hollmere burned down on Monday night."]}
    write("s/bbc_summaries/summaries.jsonl", json.dumps(gold))
    found = figures(sets.bbc(tmp_path / "s", None))
    assert found["told"] == (1.0, 1)
    monkeypatch.setattr("sys.argv", ["summaries", "--data", str(tmp_path / "s" / "bbc_summaries")])
    summaries.main()
    lines_printed = [line.split()[:3] for line in capsys.readouterr().out.splitlines()]
    assert ["told", summaries.half_of("a"), "1"] in lines_printed
