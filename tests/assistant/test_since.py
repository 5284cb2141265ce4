"""What has changed in a story since the reader's last briefing."""

import pytest

from assistant.comparing import relations
from assistant.disputes import differences
from assistant.since import changes, gone
from assistant.statements import statements
from ingest.articles import Article, Paragraph

FERRY = (
    "The ferry Grey Heron sank off Port Callow on Monday evening with 164 people aboard, its operator said.",
    "Nine people have died and 26 are missing, the rescue service in Port Callow said.",
    "The captain, Joren Hask, has been questioned by harbour police and was released at noon.",
    "The operator, Callow Sound Lines, will pay each family 50,000 crowns, its director Leonie Moss said.",
)


def told(
    *paragraphs,
    name="a",
    source="Harbour Post",
    published="2026-03-10T08:00+00:00",
    version=1,
    title="Grey Heron sinks",
):
    texts = tuple(Paragraph(name, version, number, text) for number, text in enumerate(paragraphs, 1))
    article = Article(name, title, texts, source=source, published=published, version=version, added=published)
    return list(statements(article))


def changed(before, now):
    both = [*now, *before]
    pairs = [(both[one], both[other], relation) for one, other, relation in relations(both) if one < len(now) <= other]
    return changes(now, before, pairs)


def kinds(found):
    return [(one.kind, one.before and one.before.text, one.after and one.after.text) for one in found]


def next_day(*paragraphs, name="b", source="The Courier"):
    return told(*paragraphs, name=name, source=source, published="2026-03-11T08:00+00:00")


def test_a_story_told_again_has_not_changed():
    assert changed(told(*FERRY), next_day(*FERRY, source="Harbour Post")) == ()


def test_a_figure_that_was_altered_is_told_with_both_sentences():
    later = FERRY[1].replace("Nine", "Fourteen")
    (change,) = changed(told(*FERRY), next_day(FERRY[0], later, *FERRY[2:]))
    assert kinds([change]) == [("updated", FERRY[1], later)]


def test_a_toll_is_followed_through_other_words():
    later = "The number of people known to have died in the sinking of the Grey Heron rose to 14 on Wednesday."
    found = changed(told(*FERRY), next_day(*FERRY[2:], later))
    assert ("updated", FERRY[1], later) in kinds(found)


def test_a_figure_that_a_sentence_takes_back_is_corrected():
    later = "There were 171 people on the ferry and not 164, the rescue service said."
    found = changed(told(*FERRY), next_day(*FERRY[1:], later))
    assert kinds(found) == [("corrected", FERRY[0], later)]


def test_a_sentence_that_names_the_old_figure_finds_who_told_it():
    before = told("Livia Brandel leads Tomas Brandel by 212 votes in the province of Ondrel.", title="Recount")
    later = "The lead of Livia Brandel shrank to 88 votes on Wednesday, from 212 in the first count."
    found = changed(before, next_day(later))
    assert kinds(found) == [("updated", before[0].text, later)]


def test_a_new_fact_is_new():
    later = "The Accident Bureau recovered the voyage recorder from a depth of 34 metres, its chief Rurik Dain said."
    assert kinds(changed(told(*FERRY), next_day(*FERRY, later))) == [("new", None, later)]


def test_another_outlet_that_says_otherwise_disputes():
    later = FERRY[2].replace("was released at noon", "was not released at noon")
    found = changed(told(*FERRY), next_day(*FERRY[:2], later, FERRY[3]))
    assert kinds(found) == [("disputed", FERRY[2], later)]


def test_another_origin_in_its_own_words_confirms():
    later = "Harbour police questioned the captain, Joren Hask, and released him at noon."
    before = told(FERRY[2])
    found = changed(before, next_day(later))
    assert [one.kind for one in found] == ["confirmed"]


def test_a_copied_sentence_confirms_nothing():
    assert changed(told(FERRY[2]), next_day(FERRY[2])) == ()


def test_what_a_new_version_leaves_out_is_no_longer_told():
    after = told(*FERRY[:3], version=2)
    assert kinds(changed(told(*FERRY), after)) == [("dropped", FERRY[3], None)]


def test_an_article_written_anew_drops_nothing():
    after = told("The inquiry into the ferry opened in Sarnholt, with twelve lawyers and no witness.", version=2)
    assert "dropped" not in [one.kind for one in changed(told(*FERRY), after)]


def test_a_report_that_an_outlet_takes_back_is_told_with_what_it_had_said():
    later = "The Harbour Post has withdrawn its report that the captain, Joren Hask, was questioned by harbour police."
    found = changed(told(*FERRY), next_day(*FERRY[:2], later))
    assert ("dropped", FERRY[2], later) in kinds(found)


def test_an_article_that_is_gone_takes_its_first_words_with_it():
    found = gone(told(*FERRY), [], [])
    assert kinds(found)[0] == ("dropped", FERRY[0], None)


def differing(*articles):
    both = [one for article in articles for one in article]
    return differences(both, relations(both))


def test_two_outlets_that_count_otherwise_differ_side_by_side():
    words = "Some {} people marched through the capital Sarnholt on Wednesday evening to demand higher pensions."
    posts = told(words.format("45,000")), told(words.format("28,000"), name="b", source="The Courier")
    (one,) = differing(*posts)
    assert (one.kind, one.different_time) == ("number", False)
    assert {claim.text for claim in one.versions} == {words.format("45,000"), words.format("28,000")}


def test_everybody_who_tells_a_version_is_cited_for_it():
    words = "Some {} people marched through the capital Sarnholt on Wednesday evening to demand higher pensions."
    posts = [
        told(words.format("45,000")),
        told(words.format("28,000"), name="b", source="The Courier"),
        told(words.format("45,000"), name="c", source="Northern Ledger"),
    ]
    (one,) = differing(*posts)
    cited = {tuple(sorted(c.paragraph.article_id for c in claim.citations)) for claim in one.versions}
    assert cited == {("a", "c"), ("b",)}


def test_one_outlet_does_not_differ_from_itself():
    words = "Some {} people marched through the capital Sarnholt on Wednesday evening to demand higher pensions."
    assert differing(told(words.format("45,000")), told(words.format("28,000"), name="b")) == ()


@pytest.mark.parametrize(
    ("when", "later"), [("2026-03-10T09:00+00:00", False), ("2026-03-10T20:00+00:00", True), ("2026-03-10", False)]
)
def test_tolls_told_hours_apart_are_an_older_and_a_newer_one_and_within_the_hour_they_are_rivals(when, later):
    early = told("Nine people have died on the Grey Heron, the rescue service said.")
    late = told(
        "The toll on the ferry Grey Heron has reached 14 dead.",
        name="b", source="The Courier", published=when,
    )  # fmt: skip
    (found,) = differences([*early, *late], relations([*early, *late]))
    assert (found.kind, found.different_time) == ("number", later)


ABOARD = "There were 164 people aboard, according to the manifest of the operator."


def test_a_correction_takes_back_the_sentence_that_told_the_wrong_figure_and_tells_the_right_one():
    before = told("The Harbour Post learned on Tuesday of people aboard the Grey Heron.", ABOARD)
    note = (
        "Correction: On Tuesday the Harbour Post reported that 164 people were aboard the Grey Heron. "
        "That figure came from a list and was wrong. The correct figure, according to the service, is 171. "
        "We are sorry for our mistake and will print the list of Captain Brand in full."
    )
    (change,) = changed(before, next_day(note, source="Harbour Post"))
    assert (change.kind, change.before.text) == ("corrected", ABOARD)
    assert change.after.text.startswith("Correction:")
    assert change.after.text.endswith("is 171.")
    assert change.after.text == change.after.citations[0].quote


def test_what_a_witness_takes_back_is_told_in_the_witnesses_words_and_not_again_in_the_outlets():
    later = '"There were 171 people aboard and not 164," Commander Ylva Stroud told reporters.'
    note = "Correction: On Tuesday the Harbour Post reported that 164 people were aboard the Grey Heron."
    found = changed(told(ABOARD), next_day(later, note, source="Harbour Post"))
    assert kinds(found) == [("corrected", ABOARD, later)]


def test_two_figures_of_one_sentence_that_both_move_are_two_changes():
    dead = "The number of people known to have died in Port Callow rose to 14 on Wednesday."
    missing = "Another 24 people are missing off Port Callow."
    found = changed(told(*FERRY), next_day(dead, missing, *FERRY[2:]))
    assert [one.after.text for one in found if one.kind == "updated"] == [dead, missing]


def test_counts_that_two_outlets_give_are_told_in_the_words_of_one():
    both = "Fourteen people have died and 24 are missing in Port Callow, the rescue service said."
    again = "The missing now number 24, and fourteen people are dead, a rescuer in Port Callow said."
    now = [*next_day(both, *FERRY[2:]), *next_day(again, name="c", source="Meridian Wire")]
    assert len([one for one in changed(told(*FERRY), now) if one.kind == "updated"]) == 1


def test_an_older_sum_is_found_whose_unit_the_newer_sentence_leaves_out():
    before = told("The cooperative put the loss of its nets at 900,000 crowns.", title="Fire")
    later = "The cooperative has raised its estimate of the loss to 2.4 million crowns, from 900,000 on Thursday."
    assert kinds(changed(before, next_day(later))) == [("updated", before[0].text, later)]


def test_a_measure_that_is_told_otherwise_confirms_nothing():
    before = told("The slope above Mill Lane moved by 11 centimetres during the night.")
    found = changed(
        before, next_day("The slope above Mill Lane moved three centimetres during the night, after eleven.")
    )
    assert "confirmed" not in [one.kind for one in found]


def test_the_main_news_is_new_though_all_its_words_were_told_here_and_there():
    before = told(
        "A bridge over the Ysra at Karsk has been shut since the autumn of last year.",
        "Lorries take a detour of 340 kilometres through the hills of Corlund.",
        "Delegations of Tesrany and Velmora sat down in Aumere to speak of an accord.",
        "Soup was served to the drivers until the kitchen closed.",
        "A cabinet of glass stands in the hall where the votes were counted in the spring of 1998.",
        "Eleven ducks and four swans live on the pond behind the hotel.",
        title="Talks",
    )
    later = "The cabinet of Tesrany approved the accord on the Karsk bridge late on Thursday by eleven votes to four."
    assert ("new", None, later) in kinds(changed(before, next_day(later)))


def test_facts_are_told_before_colour():
    colour = [
        "The cat was sitting on the churchyard wall.",
        "Somebody had left a bicycle behind the baker's shop.",
        "Every quarter of an hour a whistle is blown and everybody stops breathing.",
        "An old song was heard from the window above the square.",
    ]
    fact = "Prosecutors in Hollmere have opened an inquiry into the Aldermoss Timber Company, which felled 14 hectares."
    found = changed(told(*FERRY), next_day(FERRY[0], *colour, fact))
    assert next(one.after.text for one in found if one.kind == "new") == fact


def test_a_toll_that_is_told_as_moved_is_not_told_as_new_besides():
    moved = "Fourteen people have died and 24 are missing in Port Callow, the rescue service said."
    again = "Fourteen of our neighbours from Merrin Island are dead, wrote the parish priest in his letter to the town."
    found = changed(told(*FERRY), [*next_day(moved, *FERRY[2:]), *next_day(again, name="c", source="Island Bell")])
    assert again not in [one.after.text for one in found]


def test_what_two_outlets_have_one_person_say_is_not_confirmed():
    before = told("“The Grey Heron will be in Port Callow for nine days,” Leonie Moss said.")
    now = next_day("The Grey Heron will be in Port Callow for nine days, Leonie Moss wrote.")
    assert relations([*now, *before])
    assert changed(before, now) == ()


def test_a_sentence_that_begins_with_that_confirms_nothing():
    before = told("The Grey Heron can carry twice as many people as the Blue Heron of Callow Lines.")
    now = next_day("That can carry twice as many people as Callow Lines’ Blue Heron.")
    assert "confirmed" not in [one.kind for one in changed(before, now)]


def test_a_headline_without_an_end_is_nothing_new():
    headline = "Captain Joren Hask teases a special upgrade of another boat"
    assert changed(told(*FERRY), next_day(*FERRY, headline, source="Harbour Post")) == ()


def test_counts_of_one_day_are_rivals_though_another_is_of_the_day_before():
    found = [
        *told(
            "Seventy people have died on the Grey Heron off Port Callow.", name="a", source="A", published="2026-03-09"
        ),
        *told(
            "Eighty people have died on the Grey Heron off Port Callow.", name="b", source="B", published="2026-03-10"
        ),
        *told(
            "Ninety people have died on the Grey Heron off Port Callow.", name="c", source="C", published="2026-03-10"
        ),
    ]
    (difference,) = differences(found, relations(found))
    assert not difference.different_time
    assert len(difference.versions) == 3


def test_a_small_number_that_a_sentence_takes_back_is_not_that_of_other_things():
    before = told(
        "A strike would shut three guild halls on the Aldo coast.", "Three boats lay off the Aldo coast on Monday."
    )
    later = "Some 45 boats lay off the Aldo coast on Tuesday, up from just three before the strike."
    assert [one.before.text for one in changed(before, next_day(later)) if one.kind == "updated"] == [before[1].text]
    assert "updated" not in [one.kind for one in changed(before[:1], next_day(later))]
