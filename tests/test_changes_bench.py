"""What the measures of a briefing's changes and differences promise: edits are as told, right output counts, wrong output costs."""

import random
import re
from collections import Counter
from dataclasses import replace

import pytest

from bench import _changed as changed
from bench import _differed as differed
from bench import changes, contradictions
from bench._edited import MAKERS, as_sentence, correction, moving, phrases
from bench._invented import FACTS
from bench._kept import Kept
from bench._placed import Place, places, taken_out
from bench._retelling import UNCHANGED, cases
from bench._rivals import CONTROL, EDITS, by_story, rivalries
from ingest.articles import Article, Paragraph
from tests.fakes import FakeEmbedder

PEOPLE = ("Anna Varga", "Peter Nagel", "Klara Bern", "Tomas Rieder")
NOUNS = ("harbour", "railway", "hospital", "reservoir", "theatre", "orchard", "cathedral", "quarry", "airfield", "brewery", "museum", "foundry")  # fmt: skip


def article(number, source=""):
    """An invented article of its own subject, with figures, days, names and outcomes that can be edited."""
    noun, chance = NOUNS[number % len(NOUNS)], random.Random(number)
    town, mayor = f"{noun.title()}stead{number}", chance.choice(PEOPLE)
    paragraphs = [
        f"The council of {town} approved the {noun} on Monday after a debate that went on for {20 + number} hours in the old hall.",
        f"Mayor {mayor} said the {noun} of {town} would cost at least {300 + number} million crowns and take four years to build.",
        f"A court in Vienna rejected a complaint against the {noun} by {40 + number} neighbours who live beside the river there. "
        f"The judge found on 4 May that the plans for the {noun} were sound and that nobody had been deceived by the town.",
        f"President Ilse Roth attacked the plan for the {noun} of {town} in a speech to 900 members of her party in the city of Prague.",
        f"Engineers from Poland will deliver 60 pumps for the {noun} in 2027, and they have promised to train 25 workers of {town}.",
        f"The builders killed a rumour about the {noun} when they opened their books to the {12 + number} members of the board.",
        f"Schools near the {noun} in {town} will close on 9 June so that the children can see the first stone being laid there.",
    ]
    return {"id": f"{noun}-{number}-{source}", "title": f"The {noun}", "paragraphs": paragraphs, "published": "", "source": source,
            "url": f"https://{(source or 'one').lower()}.example/{number}"}  # fmt: skip


ARTICLES = [article(number) for number in range(18)]
MADE = cases(ARTICLES, 18, "1")


# cases


def test_the_same_seed_gives_the_same_cases_and_another_gives_others():
    assert cases(ARTICLES, 18, "1") == MADE != cases(ARTICLES, 18, "2")


def test_every_kind_of_edit_and_every_way_of_telling_again_is_made():
    kinds = {one.kind for case in MADE for one in case.injections}
    assert kinds == {"number", "date", "name", "outcome", "correction", "retraction", "new fact", "withdrawal"}
    assert {case.way for case in MADE} == {
        "version",
        "same outlet",
        "other outlet",
        "withdrawn",
        "copy",
        "reworded copy",
    }


def test_what_is_edited_stands_in_the_articles_of_its_day_only():
    for case in MADE:
        first, second = (
            "\n".join(text for row in rows for text in row["paragraphs"]) for rows in (case.day_one, case.day_two)
        )
        for one in case.injections:
            assert all(text in first for text in one.before[:1])
            assert all(text in second and text not in first for text in one.after)
            assert not any(text in second for text in one.before)


def test_a_copy_has_the_same_words_and_a_version_the_same_address():
    for case in MADE:
        if case.way == "copy":
            assert case.day_two[0]["paragraphs"] == case.day_one[0]["paragraphs"]
            assert case.day_two[0]["source"] != case.day_one[0]["source"]
        if case.way == "version":
            assert case.day_two[0]["url"] == case.day_one[0]["url"]


def test_every_sentence_of_an_article_that_was_taken_back_may_be_told_as_dropped():
    for case in MADE:
        if case.way == "withdrawn":
            (one,) = case.injections
            assert " ".join(one.before) == " ".join(case.day_one[0]["paragraphs"])


def test_no_invented_fact_is_told_twice_and_each_is_one_with_a_name():
    assert len({*FACTS}) == len(FACTS) >= 40
    told = [one.after for case in MADE for one in case.injections if one.kind == "new fact"]
    assert len({*told}) == len(told)


def test_a_sentence_that_is_of_another_day_when_told_a_day_later_is_left_out():
    assert moving("Friday").search("They met on Friday.")
    assert moving("Friday").search("They met yesterday.")
    assert not moving("Friday").search("They met on Monday.")


def test_a_correction_says_what_was_wrong_and_what_is_so():
    note = correction("The storm sank nine boats there.", "The storm sank six boats there.", random.Random(1))
    assert note.startswith("Correction: ")
    assert "nine boats" in note
    assert "six boats" in note
    assert phrases("Nine sank.", "Nine sank.") == ("", "")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The council approved the bridge.", "The council rejected the bridge."),
        ("The army captured the old town.", "The army lost the old town."),
        ("The town was captured in the night.", None),
        ("They did not say that the team won.", None),
        ('She said: "We won the cup."', None),
    ],
)
def test_an_outcome_is_made_the_contrary_where_the_grammar_stays_whole(text, claim):
    assert MAKERS["outcome"](as_sentence(text, [[text]], ""), random.Random(1)) == claim


# places


def paragraph_of(text):
    return Article("a", "", (Paragraph("a", 1, 1, text),))


def test_a_sentence_is_found_where_it_stands_and_meets_what_cites_half_of_it():
    (found,) = places(paragraph_of("One came. Two went away. Three stayed."), "Two went away.")
    assert found == Place("a", 1, 1, 10, 24)
    assert found.meets(Place("a", 1, 1, 10, 18))
    assert not found.meets(Place("a", 1, 1, 0, 12))
    assert not found.meets(Place("a", 2, 1, 10, 24))


def test_a_sentence_that_ends_a_longer_one_does_not_stand_there():
    assert not [*places(paragraph_of("Mayor Anna Varga spoke."), "Anna Varga spoke.")]
    assert [*places(paragraph_of("Rain fell. Anna Varga spoke."), "Anna Varga spoke.")]


def test_an_edit_is_known_by_the_words_that_it_took_out():
    assert taken_out("It sank 1,500 boats.", "It sank 900 boats.") == {"1,500"}


# changes


def claim(place, quote="", source="One"):
    return {"citations": [{"article_id": place.article, "version": place.version, "paragraph": place.paragraph,
                           "start": place.start, "end": place.end, "quote": quote, "source": source}]}  # fmt: skip


OLD, NEW, ELSE = Place("a", 1, 1, 0, 50), Place("b", 1, 1, 0, 50), Place("b", 1, 9, 0, 50)
NUMBER = changed.Placed(
    changed.Injection("number", ("It sank nine boats.",), ("It sank six boats.",), "case"), (OLD,), (NEW,)
)
FACT = changed.Placed(changed.Injection("new fact", (), ("A well was dug.",), "case"), (), (NEW,))
GONE = changed.Placed(changed.Injection("retraction", ("A well was dug.",), (), "case"), (OLD,), ())
CASES = {"a": "case", "b": "case"}


def change(kind, before, after):
    return {"kind": kind, "before": before, "after": after}


def verdict(reported, *injected):
    return changed.judged(reported, injected, CASES).verdict


@pytest.mark.parametrize("kind", ["updated", "disputed", "corrected"])
def test_an_edit_told_with_both_sides_is_found(kind):
    assert verdict(change(kind, claim(OLD), claim(NEW)), NUMBER) == "right"


@pytest.mark.parametrize("kind", ["new", "confirmed"])
def test_an_edit_told_as_something_else_is_wrong(kind):
    assert verdict(change(kind, claim(OLD), claim(NEW)), NUMBER) == "wrong"


def test_an_edit_told_against_another_sentence_counts_only_where_that_has_the_words_that_were_replaced():
    assert verdict(change("updated", claim(ELSE, "Nine boats went down."), claim(NEW)), NUMBER) == "right elsewhere"
    assert verdict(change("updated", claim(ELSE, "The mayor wept."), claim(NEW)), NUMBER) == "wrong"
    assert verdict(change("updated", claim(OLD), claim(ELSE)), NUMBER) == "wrong"


def test_news_is_found_as_new_and_what_was_taken_out_as_dropped():
    assert verdict(change("new", None, claim(NEW)), FACT) == "right"
    assert verdict(change("new", None, claim(ELSE)), FACT) == "wrong"
    assert verdict(change("dropped", claim(OLD), None), GONE) == "right"
    assert verdict(change("dropped", claim(ELSE), None), GONE) == "wrong"


def test_another_outlet_confirms_what_was_not_edited_and_no_outlet_confirms_itself():
    assert verdict(change("confirmed", claim(OLD), claim(ELSE, source="Two")), FACT) == "confirmed"
    assert verdict(change("confirmed", claim(OLD), claim(ELSE, source="One")), FACT) == "self-confirmed"


def test_precision_and_recall_of_changes_are_counted_over_what_was_told_and_what_was_put_in():
    told = [
        change("updated", claim(OLD), claim(NEW)),
        change("new", None, claim(ELSE)),
        change("confirmed", claim(OLD), claim(ELSE, source="Two")),
    ]
    score = changed.scored([changed.judged(one, [NUMBER, GONE], CASES) for one in told], [NUMBER, GONE], [], [])
    assert (score.precision, score.recall) == (0.5, 0.5)
    assert score.kinds == {"number": (1, 1), "retraction": (0, 1)}
    assert score.table["nothing", "new"] == score.table["retraction", "missed"] == 1


def test_a_change_told_where_nothing_changed_is_counted():
    told = [changed.judged(change("updated", claim(OLD), claim(NEW)), [], CASES)]
    assert changed.scored(told, [], ["case"], []).unchanged == 1
    assert changed.scored(told, [], ["another"], [change("dropped", claim(OLD), None)]).unchanged == 1
    assert changed.scored([], [], ["case"], [change("confirmed", claim(OLD), claim(NEW))]).unchanged == 0


def test_nothing_told_gives_no_precision_and_no_recall():
    score = changed.scored([], [NUMBER], [], [])
    assert (score.precision, score.recall) == (None, 0.0)


def briefing_of(told):
    return {"stories": [{"changes": told, "differences": told}]}


def test_two_days_are_put_in_and_what_an_oracle_tells_of_them_is_all_right(monkeypatch):
    """An oracle that is told each edit by its two sentences, with no more to go by than the places in the library."""
    made = [case for case in MADE if case.way != "withdrawn"]

    def oracle(assistant, day):
        if day != changes.DAY_TWO:
            return briefing_of([])
        told = []
        for one in (one for case in made for one in case.injections):
            first, last = (claim_on(assistant, texts) for texts in (one.before[:1], one.after))
            told.append(change(changed.FITTING[one.kind][0], first, last))
        return briefing_of(told)

    monkeypatch.setattr(changes, "briefed", oracle)
    with changes.fresh(Kept(None, FakeEmbedder())) as assistant:
        found, injected, later, lost = changes.told_twice(assistant, made)
    score = changed.scored(found, injected, [case.id for case in made if case.way in UNCHANGED], later)
    assert (score.precision, score.recall, score.unchanged, lost) == (1.0, 1.0, 0, 0)
    assert any("recall    1.000" in line for line in changes.lines(score, lost))
    assert not [*changes.examples(found, injected, 0)]


def claim_on(assistant, texts):
    every = [
        assistant.library.article(one.id, version)
        for one in assistant.library.outlines()
        for version in assistant.library.versions(one.id)
    ]
    found = [place for one in every for text in texts for place in places(one, text)]
    return claim(found[0]) if found else None


# differences


def difference(kind, *places, quotes=("", "")):
    versions = [claim(place, quote) for place, quote in zip(places, quotes, strict=True)]
    return {"kind": kind, "about": "", "versions": versions}


CONTROLLED = replace(NUMBER, injection=replace(NUMBER.injection, kind=CONTROL))


def differing(told, *injected, untouched=()):
    return differed.judged(told, injected, untouched).verdict


def test_a_contradiction_is_found_by_its_kind_and_both_its_sentences():
    assert differing(difference("number", OLD, NEW), NUMBER) == "right"
    assert differing(difference("date", OLD, NEW), NUMBER) == "right of another kind"
    assert differing(difference("number", ELSE, NEW), NUMBER) == "wrong"
    assert differing(difference("number", ELSE, NEW, quotes=("Nine boats sank.", "")), NUMBER) == "right elsewhere"


def test_one_version_that_cites_both_sentences_tells_no_contradiction():
    told = difference("number", OLD, ELSE)
    told["versions"][0]["citations"] += claim(NEW)["citations"]
    assert differing(told, NUMBER) == "wrong"


def test_an_honest_rewording_told_as_a_contradiction_is_a_false_alarm():
    assert differing(difference("number", OLD, NEW), CONTROLLED) == "wrong"


def test_what_was_told_of_the_untouched_articles_is_left_aside_and_what_came_with_the_edit_is_not():
    told = difference("date", OLD, ELSE, quotes=("It was in May.", "It was in June."))
    assert differing(told, untouched=[told]) == "there before"
    assert (
        differing(told, untouched=[difference("date", OLD, ELSE, quotes=("It was in May.", "Nobody came."))]) == "wrong"
    )


def test_precision_counts_what_is_wrong_and_recall_what_is_found_of_the_edits_alone():
    told = [difference("number", OLD, NEW), difference("date", OLD, ELSE)]
    score = differed.scored([differed.judged(one, [NUMBER], ()) for one in told], [NUMBER, CONTROLLED])
    assert (score.precision, score.recall) == (0.5, 1.0)
    assert differed.scored([], [NUMBER]).precision is None


OUTLETS = ("One", "Two", "Six")
TOLD = [article(3 * number + at, source) for number in range(4) for at, source in enumerate(OUTLETS)]
GOLD = {row["id"]: f"story-{place // 3}" for place, row in enumerate(TOLD)}


def test_each_story_gets_edits_and_controls_in_another_article_than_the_one_that_tells_it():
    made = rivalries(by_story(TOLD, GOLD, "all"), 4, "1")
    assert made == rivalries(by_story(TOLD[::-1], GOLD, "all"), 4, "1")
    assert len({one.day for one in made}) == 4
    for one in made:
        before, after = (["\n".join(row["paragraphs"]) for row in rows] for rows in (one.untouched, one.made))
        assert Counter(injection.kind == CONTROL for injection in one.injections)[False] == EDITS
        for injection in one.injections:
            tells, listens = (
                [sentence in re.split(r"(?<=[.]) |\n", text) for text in texts]
                for sentence, texts in ((injection.before[0], before), (injection.after[0], after))
            )
            assert tells.count(True) == listens.count(True) == 1
            assert tells != listens


def test_an_oracle_of_contradictions_is_all_right_and_a_silent_product_finds_nothing(monkeypatch):
    made = rivalries(by_story(TOLD, GOLD, "all"), 4, "1")

    def oracle(assistant, day):
        one = next(one for one in made if one.day == day)
        edits = [edit for edit in one.injections if edit.kind != CONTROL]
        told = [
            (differed.FITTING[edit.kind][0], claim_on(assistant, edit.before), claim_on(assistant, edit.after))
            for edit in edits
        ]
        return briefing_of(
            [{"kind": kind, "about": "", "versions": [old, new]} for kind, old, new in told if old and new]
        )

    for product, figures in ((oracle, (1.0, 1.0)), (lambda *_: briefing_of([]), (None, 0.0))):
        monkeypatch.setattr(contradictions, "briefed", product)
        found, injected, untouched, lost = contradictions.measured(made, Kept(None, FakeEmbedder()))
        score = differed.scored(found, injected)
        assert (score.precision, score.recall, untouched, lost) == (*figures, [], 0)
        assert re.search(rf"recall    {figures[1]:.3f}", "\n".join(contradictions.lines(score, 0, lost)))


def test_vectors_are_kept_for_the_next_run_and_one_text_is_embedded_once(tmp_path):
    class Counting(FakeEmbedder):
        texts = ()

        def embed_documents(self, texts):
            self.texts = (*self.texts, *texts)
            return super().embed_documents(texts)

    first, second = Counting(), Counting()
    kept = Kept(tmp_path, first)
    vectors = kept.embed_documents(["One came.", "Two went.", "One came."])
    kept.save()
    assert first.texts == ("One came.", "Two went.")
    assert Kept(tmp_path, second).embed_documents(["Two went.", "One came."]) == [vectors[1], vectors[0]]
    assert second.texts == ()
