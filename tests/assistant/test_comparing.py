"""What two statements of one story are to each other: the same, different in one thing, or about different things."""

from __future__ import annotations

import pytest

from assistant.comparing import relation, relations, same_time
from assistant.statements import Statement
from ingest.articles import Article, Citation, Paragraph


def said(text, day="2026-03-10", outlet="Courier"):
    name = f"{outlet} {day}"
    paragraph = Paragraph(name, 1, 1, text)
    article = Article(name, "", (paragraph,), source=outlet, published=day, language="en")
    return Statement(article, Citation(paragraph, 0, len(text)))


def kind(one, other, days=("2026-03-10", "2026-03-10")):
    first, second = said(one, days[0]), said(other, days[1], "Ledger")
    found, turned = relation(first, second), relation(second, first)
    assert (found and found.kind) == (turned and turned.kind)
    return found and found.kind


FERRY = "The ferry Grey Heron sank off Port Aldo on Monday morning with 164 people aboard, the coast guard said."


def test_words_repeated_are_the_same():
    assert kind(FERRY, FERRY) == "same"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("164", "171", "number"),
        ("164", "fewer than 90", "number"),
        ("Monday", "Wednesday", "date"),
        ("Port Aldo", "New Eskle", "actor"),
        ("with 164", "with no fewer than 264", "number"),
        ("sank", "did not sink", "negation"),
        ("the coast guard said", "the coast guard denied", "negation"),
    ],
)
def test_one_thing_altered_in_a_sentence_is_the_difference(old, new, what):
    assert kind(FERRY, FERRY.replace(old, new)) == what


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("with 164 people", "with more than 160 people"),
        ("164 people", "dozens of people"),
        ("164 people", "about 160 people"),
        ("on Monday morning", "on 9 March"),
        ("on Monday morning", "in March"),
        ("on Monday morning", "yesterday"),
        (", the coast guard said", ""),
        ("The ferry Grey Heron", "The passenger ferry Grey Heron, built in 1987,"),
        ("The ferry Grey Heron", "The Grey Heron"),
    ],
)
def test_what_is_told_more_or_less_exactly_is_the_same(old, new):
    assert kind(FERRY, FERRY.replace(old, new)) == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nine people died when the ferry sank off Port Aldo.", "Twenty-six people were missing when the ferry sank off Port Aldo."),
        ("Livia Brandel's lead in Ondrel was 212 votes.", "Tomas Orr won the vote in Ondrel by 37 votes."),
        ("The clinic had 46 cases of fever on Monday.", "The clinic had 9 people in hospital with fever on Monday."),
        ("Karsk beat Ondrel 2-1 in the cup on Sunday.", "Velm beat Tarnwick 3-0 in the cup on Sunday."),
        ("The yield on the bond rose by 5 per cent after the speech.", "The yield on the bond rose by 5 percentage points after the speech."),
        ("The council will meet again on Thursday.", "The price of bread rose again in March."),
    ],
)  # fmt: skip
def test_what_counts_or_names_something_else_is_no_difference(one, other):
    assert kind(one, other) in {None, "same"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karsk won the final against Ondrel 2-1 on Sunday.", "Karsk won the final against Ondrel 2:1 on Sunday."),
        ("The fund paid 1,200 families between 10 and 15 crowns each.", "The fund paid 1,200 families 12 crowns each."),
        ("The mayor of Port Aldo, Ada Hale, 45, opened the bridge.", "The 45-year-old mayor of Port Aldo, Ada Hale, opened the bridge."),
        ("The storm killed a fisherman in Velm.", "A fisherman in Velm was killed by the storm."),
        ("President Ada Hale opened the talks in Port Aldo.", "Hale opened the talks in Port Aldo."),
        ("Mr Zelinski opened the long talks in Port Aldo.", "Mr Zelinsky opened the long talks in Port Aldo."),
        ("The UN opened the long talks in Port Aldo.", "The United Nations opened the long talks in Port Aldo."),
        ("Liz Hale opened the long talks in Port Aldo.", "Elizabeth Hale opened the long talks in Port Aldo."),
    ],
)  # fmt: skip
def test_one_thing_in_two_forms_is_no_difference(one, other):
    assert kind(one, other) == "same"


def test_a_quotation_cut_differently_is_the_same():
    whole = (
        '"We will not leave the harbour. We have nowhere else to go, and nobody has asked us," Ada Hale said on Monday.'
    )
    assert kind(whole, '"We have nowhere else to go, and nobody has asked us," said Hale.') == "same"


def test_two_quotations_of_one_speaker_are_about_different_things():
    assert (
        kind(
            '"We will not leave the harbour," Ada Hale said.', '"Nobody asked us about the new bridge," Ada Hale said.'
        )
        is None
    )


def test_one_quotation_of_two_speakers_is_told_of_different_people():
    words = '"We have nowhere else to go, and nobody in the town has asked us," '
    assert kind(f"{words}Ada Hale said.", f"{words}Cal Orr said.") == "attribution"


def test_who_does_it_to_whom_is_told_apart_from_the_passive():
    told = "Velmora accused Estia of breaking the truce in the valley."
    assert kind(told, "Estia accused Velmora of breaking the truce in the valley.") == "actor"
    assert kind(told, "Estia was accused by Velmora of breaking the truce in the valley.") == "same"


def test_an_outcome_is_told_otherwise():
    told = "Parliament in Estia approved the new pension law after a long debate on Tuesday."
    assert kind(told, told.replace("approved", "rejected")) == "outcome"


def test_a_relation_names_the_words_that_differ_and_what_they_are_about():
    one, other = said(FERRY), said(FERRY.replace("164", "171"), outlet="Ledger")
    found = relation(one, other)
    assert found is not None
    assert found.spans is not None
    assert [each.text[slice(*span)] for each, span in zip((one, other), found.spans, strict=True)] == ["164", "171"]
    assert "people aboard" in found.about


def test_the_sentences_of_a_story_are_paired_across_its_articles():
    told = [
        said(FERRY),
        said("The weather was calm, the harbour office in Velm said."),
        said(FERRY.replace("164", "171"), outlet="Ledger"),
    ]
    assert [(one, other, found.kind) for one, other, found in relations(told)] == [(0, 2, "number")]


def test_two_outlets_of_one_day_are_rivals_and_a_later_figure_is_of_another_time():
    old, rival, new = (
        said(FERRY),
        said(FERRY, outlet="Ledger"),
        said("There were 171 people aboard.", "2026-03-11", "Ledger"),
    )
    assert same_time(old, rival)
    assert not same_time(old, new)
    assert same_time(said("It was signed on 9 March."), said("It was not signed on 9 March.", "2026-03-12"))


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("Nine people have died and 26 are missing after the ferry Grey Heron sank off Port Aldo.",
         "The number of people known to have died in the sinking of the Grey Heron rose to 14.", ("2026-03-10", "2026-03-11")),
        ("There were 164 people aboard, the manifest of the operator shows.",
         '"There were 171 people on that ship and not 164," Commander Ada Hale told a briefing.', ("2026-03-10", "2026-03-11")),
        ("Cal Orr leads Ada Hale by 212 votes out of almost 300,000.",
         "The lead of Cal Orr shrank to 88 votes on Wednesday, from 212 in the first count.", ("2026-03-10", "2026-03-11")),
        ("Some 45,000 people marched through Aldo to demand higher wages, in the biggest protest for years.",
         "About 28,000 people joined the march for higher wages that the unions had called.", ("2026-03-10", "2026-03-10")),
    ],
)  # fmt: skip
def test_numbers_of_one_thing_are_found_in_whatever_words_they_are_told(one, other, days):
    assert kind(one, other, days) == "number"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("At least 84 people were killed when a truck drove into the crowd in Port Aldo.",
         "A truck drove into a crowd in New Eskle on 13 November last year and 130 people were killed."),
        ("The storm killed 84 people and tore the roofs off houses in Port Aldo.",
         "The storm tore the roofs off houses in Port Aldo and left 18 people critically injured."),
        ("The storm killed at least 84 people in Port Aldo.", "More than 80 people were killed by the storm in Port Aldo."),
        ("The bridge cost $1.4 billion, the ministry for roads said.", "The old bridge at Eskle cost the ministry $900 million."),
        ("Picture 3 of 25: the harbour of Port Aldo after the great storm.", "Picture 7 of 25: the harbour of Port Aldo after the great storm."),
    ],
)  # fmt: skip
def test_numbers_of_other_things_are_not_set_against_each_other(one, other):
    assert kind(one, other) in {None, "same"}


def test_a_toll_that_rises_is_of_another_time_though_both_name_the_day():
    old = said("Nine people died in the fire at the Aldo mill on Monday.", "2026-03-10")
    new = said(
        "The number of people who died in the fire at the Aldo mill on Monday rose to 14.", "2026-03-12", "Ledger"
    )
    assert not same_time(old, new)
    assert same_time(said("It was closed on Monday."), said("It was not closed on Monday.", "2026-03-12", "Ledger"))


def test_a_day_of_the_week_is_another_day_a_week_later():
    told = "The council of Port Aldo met on Monday to talk about the bridge."
    assert kind(told, told, ("2026-03-10", "2026-03-11")) == "same"
    assert kind(told, told, ("2026-03-10", "2026-03-17")) is None


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("9 March", "March 11", "date"),
        ("$2.7 billion", "3.4 billion dollars", "number"),
        ("more than 300", "fewer than 300", "number"),
        ("Ada Hale", "the deputy mayor, Cal Orr", "attribution"),
        ("would buy", "would not buy", "negation"),
        ("approved", "rejected", "outcome"),
    ],
)
def test_a_light_rewording_hides_no_difference(old, new, what):
    told = "On 9 March Ada Hale said in Port Aldo that $2.7 billion would buy more than 300 new buses, a plan that the council had approved."
    assert (
        kind(told, told.replace(old, new).replace("said in Port Aldo that", "told reporters in Port Aldo that")) == what
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('"We have nowhere else to go, and nobody in the town has asked us," said Treasury Secretary Ada Hale.',
         '"We have nowhere else to go," said Hale, "and nobody in the town has asked us."'),
        ('"We have nowhere else to go, and nobody in the town has asked us," said Cal Orr, who speaks for Ada Hale.',
         'Ada Hale said: "We have nowhere else to go, and nobody in the town has asked us."'),
        ('"We have nowhere else to go, and nobody in the town has asked us," the party said.',
         '"We have nowhere else to go, and nobody in the town has asked us," Ada Hale said.'),
        ("Hale told the Post that she had spoken to the owner of the ferry line.",
         "The A.G. told the Post that she had spoken to the owner of the ferry line."),
        ("The mayor was born in Hope, Arkansas, and moved to Port Aldo as a child.",
         "The mayor was born in Hope, Ark., and moved to Port Aldo as a child."),
        ("Ferry Sinks Off Port Aldo With 164 People Aboard", "Car Ferry Grey Heron Sinks Off Port Aldo With 164 People Aboard"),
    ],
)  # fmt: skip
def test_one_person_or_place_under_two_names_is_no_difference(one, other):
    assert kind(one, other) in {None, "same"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("paid no", "avoided paying"),
        ("did not say", "declined to say"),
        ("never", "not once"),
        ("unable to", "not able to"),
    ],
)
def test_a_not_in_other_words_is_no_difference(old, new):
    told = f"The owner of the ferry line {old} taxes in Port Aldo for the last ten years, the papers of the court show."
    assert kind(told, told.replace(old, new)) in {None, "same"}


def test_a_text_without_end_is_left_alone():
    assert kind("a b " * 3000, "b a " * 3000) is None
