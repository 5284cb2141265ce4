"""What the measure of the verifier promises: changed claims are changed, honest ones are not, and figures are counted right."""

import json
import random
import re

import pytest

from bench import verifying
from bench.edits import CHANGED, KINDS, UNCHANGED, Sentence, edits, suitable

TEXT = """President Anna Varga told reporters on Monday that the ferry carried at least 240 people and cost $5 million to build.

"We will build a strong harbour for the people of this country," Varga said on 24 February, twelve years after Poland attacked Hungary with 5,000 soldiers.

However, Mayor Peter Nagel said the harbour (built in 1970) would not open before the summer, and Berlin approved the plan in 2019.
"""
ARTICLE = {"id": "a", "text": TEXT, "published": "2026-03-10T08:00:00+00:00", "language": "en"}


def made(kind, text, article=TEXT, tries=40):
    """All that a maker makes of a sentence with many seeds."""
    sentence = Sentence(text, text, "", "a", article)
    return {KINDS[kind](sentence, random.Random(seed)) for seed in range(tries)} - {None}


def test_the_same_articles_give_the_same_edits():
    assert [*edits([ARTICLE])] == [*edits([ARTICLE])]


def test_every_kind_of_change_is_found_in_a_small_article_and_changes_the_words():
    found = [*edits([ARTICLE])]
    assert {one.kind for one in found if one.changed} == {*CHANGED}
    assert all(one.claim != one.original and one.original in one.source for one in found if one.changed)


def test_a_sentence_that_two_articles_have_is_edited_once():
    assert len([*edits([ARTICLE, ARTICLE | {"id": "b"}])]) == len([*edits([ARTICLE])])


@pytest.mark.parametrize(
    "text",
    [
        "Sign up for our newsletter to have the news of the harbour and of the town brought to you every morning.",
        "The ferry was late again on Monday.",
        'He said "the harbour will be open for everybody in the town before the end of the long and cold winter.',
        "The mayor left the hall early on Monday evening.The council went on without him until late in the night.",
    ],
)
def test_residue_and_broken_prose_are_not_edited(text):
    assert not suitable(text)


def test_a_lower_bound_is_only_raised_since_less_would_still_be_true():
    claims = made("number", "The storm sank at least 240 boats in the harbour of the old town.")
    counted = [int(number.replace(",", "")) for claim in claims for number in re.findall(r"at least ([\d,]+)", claim)]
    assert counted
    assert min(counted) > 240


def test_a_changed_figure_never_has_the_same_value():
    claims = made("number", "The council paid $5,000 for 12 lamps and 3.5 million crowns for the new bridge.")
    assert claims
    assert all(not {"$5000", "twelve"} & {*re.findall(r"[$\w.,]+", claim)} for claim in claims)


def test_a_year_and_the_number_in_a_name_are_no_amounts():
    assert not made("number", "The old lighthouse of 1987 and the F-16 jets were shown to visitors of the town.")


def test_another_weekday_stands_in_place_of_the_one_that_was():
    claims = made("date", "The council met on Monday to talk about the repair of the lighthouse and the pier.")
    assert len(claims) > 3
    assert all("Monday" not in claim and re.search(r"met on \w+day to", claim) for claim in claims)


def test_the_month_of_may_is_a_date_and_the_verb_is_not():
    assert not made("date", "The council may meet again to talk about the repair of the lighthouse.")
    assert made("date", "The council will meet on 4 May to talk about the repair of the lighthouse.")


def test_a_replaced_name_is_new_to_the_paragraph_and_no_other_spelling_of_it():
    claims = made("name", "The talks in Kyiv went on all night while the mayor of Kyiv stayed away from them.")
    assert claims
    assert all("Kyiv" not in claim and "Kiev" not in claim for claim in claims)


def test_two_names_change_places_only_where_one_does_something_to_the_other():
    assert made("swap", "Polish troops invaded Hungary in the autumn.") == {
        "Hungarian troops invaded Poland in the autumn."
    }
    assert not made("swap", "Poland and Hungary signed the treaty in the autumn.")
    assert not made("swap", "Moscow attacked Russia in the autumn.")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The mayor will open the bridge.", "The mayor will not open the bridge."),
        ("The mayor did not open the bridge.", "The mayor did open the bridge."),
        ("The mayor denied the report.", "The mayor confirmed the report."),
        ("There was no damage to the bridge.", "There was damage to the bridge."),
    ],
)
def test_a_statement_is_turned_round(text, claim):
    assert made("negation", text) == {claim}


def test_whether_it_will_is_left_alone_since_whether_it_will_not_is_the_same():
    assert not made("negation", "The council asked whether the mayor will open the bridge.")


def test_another_person_of_the_article_says_it():
    text = "Varga said the harbour was the pride of the town."
    assert made("speaker", text) == {"Nagel said the harbour was the pride of the town."}


def test_a_misquotation_keeps_the_marks_and_what_is_outside_them():
    claims = made("quotation", '"We will build a strong harbour for the people here," she said on Monday.')
    assert len(claims) > 3
    assert all(re.fullmatch(r'"[^"]+" she said on Monday\.', claim) for claim in claims)


@pytest.mark.parametrize(
    ("kind", "text", "claim"),
    [
        ("title", "They met Hungarian President Anna Varga there.", "They met Anna Varga there."),
        ("title", "They met former President Anna Varga there.", None),
        ("opening", "However, the harbour was shut.", "The harbour was shut."),
        ("aside", "The Harbour Board (HB) met on Monday.", "The Harbour Board met on Monday."),
        ("aside", "All the towns of Varland (excluding two) agreed.", None),
        ("according", "Varga said the harbour was shut.", "According to Varga, the harbour was shut."),
        ("figure", "The town paid $5bn for it.", "The town paid 5 billion dollars for it."),
        ("figure", "Prices rose by 4% there.", "Prices rose by 4 per cent there."),
        ("figure", "They stayed twelve days there.", "They stayed 12 days there."),
        ("figure", 'They stayed "twelve days" there.', None),
        ("date", "It opened on February 24, 2022.", "It opened on 24 February 2022."),
        ("date", "It opened on 24 February.", "It opened on February 24."),
        ("marks", 'The "old" harbour', "The “old” harbour"),
    ],
)
def test_an_honest_rewording_keeps_the_meaning(kind, text, claim):
    assert made(f"reworded {kind}", text) == ({claim} if claim else set())


def test_unchanged_kinds_are_told_from_changed_ones():
    assert not {*CHANGED} & {*UNCHANGED}
    assert all(one.changed == (one.kind in CHANGED) for one in edits([ARTICLE]))


# the scorer


def test_a_check_that_calls_everything_unsupported_has_full_recall_and_only_false_alarms():
    rows = verifying.as_dict(verifying.table(verifying.edited([ARTICLE]), lambda *_: "unsupported"))
    assert rows["all changed"]["share"] == rows["all unchanged"]["share"] == 1
    assert rows["number"]["changed"] is True
    assert rows["verbatim"]["changed"] is False


def test_a_check_that_looks_for_the_exact_words_has_no_false_alarm_on_what_is_verbatim():
    def check(claim, sources, _):
        return "verbatim" if any(claim in source for source in sources) else "unsupported"

    rows = verifying.as_dict(verifying.table(verifying.edited([ARTICLE]), check))
    assert rows["verbatim"]["share"] == 0
    assert rows["all changed"]["share"] == 1


def test_a_told_problem_is_compared_with_the_kind_of_the_edit():
    def check(*_):
        return {"verdict": "unsupported", "problems": [{"kind": "number", "text": "", "start": 0, "end": 0}]}

    rows = verifying.as_dict(verifying.table(verifying.edited([ARTICLE]), check))
    assert (rows["number"]["named"], rows["date"]["named"], rows["swap"]["named"]) == (1, 0, None)


def test_a_word_that_is_no_verdict_is_an_error():
    with pytest.raises(ValueError, match="'maybe' is no verdict"):
        verifying.table(verifying.edited([ARTICLE]), lambda *_: "maybe")


def test_the_area_under_the_curve_counts_ties_half():
    assert verifying.auroc([0.9, 0.8, 0.2], [True, True, False]) == 1
    assert verifying.auroc([0.5, 0.5], [True, False]) == 0.5
    assert verifying.auroc([0.1, 0.9], [True, False]) == 0
    with pytest.raises(ValueError, match="both"):
        verifying.auroc([0.1], [True])


def rows_of(tmp_path, **changes):
    start = TEXT.index("However")
    sentence = TEXT[start : TEXT.index("\n", start)]
    row = {"article": "a", "sentence": verifying.digest(sentence), "start": start, "end": start + len(sentence)}
    path = tmp_path / "paraphrases.jsonl"
    path.write_text(json.dumps(row | {"claim": "It stays shut.", "part": "dev", "supported": True} | changes))
    return path


def test_a_paraphrase_has_the_paragraph_of_its_sentence_as_source(tmp_path):
    (item,) = verifying.paraphrased([ARTICLE], rows_of(tmp_path))
    assert item.sources[0].startswith("However, Mayor Peter Nagel")
    assert (item.kind, item.changed) == ("honest paraphrase", False)


def test_a_paraphrase_whose_sentence_is_elsewhere_is_an_error(tmp_path):
    with pytest.raises(ValueError, match="of no sentence of article 'a'"):
        verifying.paraphrased([ARTICLE], rows_of(tmp_path, start=3))


def test_a_batch_written_and_answered_is_scored_like_a_function(tmp_path, capsys):
    articles, asked, given = (tmp_path / name for name in ("articles.jsonl", "requests.jsonl", "answers.jsonl"))
    articles.write_text(json.dumps(ARTICLE))
    options = [str(articles), "--requests", str(asked), "--no-paraphrases"]
    verifying.main(options)
    lines = [json.loads(line) for line in asked.read_text().splitlines()]
    given.write_text(
        "\n".join(json.dumps({"id": line["id"], "verdict": "supported", "problems": []}) for line in lines)
    )
    verifying.main([*options, "--answers", str(given)])
    assert re.search(r"all changed +\d+ +0 +0\.000", capsys.readouterr().out)


def test_the_paraphrases_in_the_repository_name_their_sentences_and_hold_none():
    rows = [json.loads(line) for line in verifying.PARAPHRASES.read_text("utf-8").splitlines()]
    assert all(re.fullmatch(r"[0-9a-f]{40}", row["sentence"]) and row["start"] < row["end"] for row in rows)
    assert all(verifying.digest(row["claim"]) != row["sentence"] for row in rows)
    assert {row["part"] for row in rows} == {"dev", "held"}


def test_the_invented_paraphrases_point_at_sentences_of_the_invented_news():
    articles = verifying.read(verifying.PARAPHRASES.with_name("invented_news.jsonl"))
    items = verifying.paraphrased([*articles], verifying.PARAPHRASES.with_name("invented_paraphrases.jsonl"))
    assert {item.changed for item in items} == {True, False}
    assert all(item.original in item.sources[0] for item in items)
