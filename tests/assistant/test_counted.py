import pytest

from assistant.counted import asked, counting
from assistant.question import understood


def numbers(question, sentence, before=""):
    wanted = asked(understood(question))
    return [sentence[one.start : one.end] for one in counting(wanted, sentence, before)]


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("How many people died?", "Nine people have died and 26 are missing.", ["Nine"]),
        ("How many people are missing?", "Nine people have died and 26 are missing.", ["26"]),
        ("How many people were injured?", "The blast killed 10 people and wounded 25.", ["25"]),
        ("How many people died?", "The blast killed 10 people and wounded 25.", ["10"]),
        ("How many people died?", "The toll rose to 14 when divers brought up five bodies.", ["14"]),
        ("How many people were injured?", "Some 84 people died and 18 are critically injured.", []),
        ("How many people were critically injured?", "Some 84 people died and 18 are critically injured.", ["18"]),
        ("How many people were injured?", "Two people were injured, one of them badly.", ["Two"]),
        ("How many people survived?", "The lifeboats brought 129 survivors ashore.", ["129"]),
        ("How many people were aboard?", "There were 164 people aboard: 151 passengers and 13 crew.", ["164"]),
        ("How many people were on the Ada Hale?", "There were 164 people aboard: 151 passengers and 13 crew.", ["164"]),
        ("How many people has the fever killed?", "Some 59 were ill in 19 towns, the fever killing 10.", ["10"]),
        ("How many people were wounded?", "It killed three soldiers and wounded seven.", ["seven"]),
        ("How many children were wounded?", "It killed three soldiers and wounded seven.", []),
        ("How many people died?", "Ten generals were killed.", []),
        ("How many soldiers died?", "The shelling killed 30 troops.", ["30"]),
        ("How many Velmoran soldiers died?", "The shelling killed 30 Tesran soldiers.", []),
        ("How many people died?", "More than 580 death camps were built.", []),
        ("How many lorries cross a day?", "Some 1,100 lorries a day cross.", ["1,100"]),
        ("How many lorries cross?", "Some 1,100 lorries a day cross.", []),
        ("How much did the repair cost?", "The repair cost 4 million crowns.", ["4 million crowns"]),
        ("How much did the repair cost?", "The repair took 4 weeks.", []),
        ("How many hikers did the gang free?", "The gang freed 9 of the more than 80 hikers it had taken.", []),
        ("How many hikers did the gang free?", "It freed two men, the first of any of the 80 hikers taken.", []),
        ("How many hikers did the gang free?", "Ustra welcomed the freeing of the nine hikers.", ["nine"]),
        ("How many pages does the Karn report have?", "The 48-page report names no one.", ["48"]),
        ("How many pages does the Karn report have?", "A 12-page letter came with the report.", []),
        ("How many hikers are there?", "Some of the 80 hikers had no map.", ["80"]),
    ],
)
def test_only_the_number_of_the_thing_asked_for_counts(question, sentence, found):
    assert numbers(question, sentence) == found


def test_the_figure_takes_what_it_counts_from_the_sentence_before():
    assert numbers("How many people were aboard?", "The correct figure is 171.", "We wrote that 164 were aboard.") == [
        "171"
    ]
    assert numbers("How many people were aboard?", "The correct figure is 171.", "The yacht sank.") == []


@pytest.mark.parametrize("question", ["Who closed the quay?", "How old is the captain?", "Why did the bridge fall?"])
def test_a_question_that_counts_nothing_has_no_thing_counted(question):
    assert asked(understood(question)) is None
