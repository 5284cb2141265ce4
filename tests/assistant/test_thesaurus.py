from collections import Counter

import pytest

from assistant.coverage import credit
from assistant.thesaurus import ALIKE, groups, others
from assistant.words import stem

MOST_ALIKE = 12  # a word that joins more others is too general to stand for any of them

OPPOSITES = """
rise fall; rose fell; increase decrease; grow shrink; growth decline; gain loss; up down; higher lower; more less; most least
win lose; won lost; victory defeat; winner loser; buy sell; bought sold; buyer seller; import export; lend borrow
open close; opened shut; start end; begin finish; launch cancel; arrive depart; arrival departure; enter leave; join leave
arrest release; convict acquit; guilty innocent; legal illegal; ban allow; forbid permit; imprison free; accuse clear
accept reject; agree refuse; approve veto; support oppose; confirm deny; admit deny; praise criticise; vote abstain
ally enemy; friend foe; war peace; attack defend; advance retreat; invade withdraw; victim culprit; attacker victim
hire dismiss; hire fire; appoint dismiss; employ sack; employer employee; worker employer; employed unemployed
rich poor; wealth poverty; expensive cheap; profit loss; surplus deficit; boom recession; lender borrower; debt savings
build destroy; built demolished; repair damage; create abolish; rescue abandon; save destroy; survive die; dead alive; born died
north south; east west; left right; top bottom; first last; before after; early late; old new; young old; next previous
hot cold; warm cool; wet dry; drought flood; summer winter; day night; sunrise sunset; sunny cloudy; light dark
big small; largest smallest; highest lowest; maximum minimum; long short; wide narrow; deep shallow; fast slow; quick slow
good bad; best worst; improve worsen; success failure; succeed fail; safe dangerous; strong weak; strengthen weaken
ill healthy; sick well; true false; right wrong; correct incorrect; genuine fake; public private; secret public
male female; man woman; boy girl; husband wife; father mother; son daughter; brother sister; king queen; uncle aunt
teacher pupil; doctor patient; author reader; seller customer; landlord tenant; prosecutor defendant; hunter prey
majority minority; government opposition; democrat republican; conservative liberal; domestic foreign; national local
remember forget; love hate; happy sad; hope fear; easy difficult; possible impossible; usual unusual; include exclude
send receive; give take; push pull; hide reveal; find lose; remain leave; continue stop; lengthen shorten; extend shorten
"""
PAIRS = [tuple(pair.split()) for line in OPPOSITES.strip().splitlines() for pair in line.split(";")]


@pytest.mark.parametrize(
    ("asked", "reported"),
    [
        ("sink", "The Brisa sank off Port Aldo."),
        ("sinking", "The Brisa had sunk by noon."),
        ("leads", "Ada Hale led the council for nine years."),
        ("purchase", "The council bought the pier."),
        ("steal", "Two paintings were stolen from the hall."),
        ("frozen", "The lake froze in a night."),
        ("children", "A child found the bell."),
        ("women", "The woman swam to the lighthouse."),
        ("thieves", "The thief came through the roof."),
        ("speech", "Hale spoke for an hour."),
        ("lorries", "A truck blocked the bridge."),
        ("costly", "The new bridge is expensive."),
        ("seven", "The crew of 7 is safe."),
        ("colour", "The color of the door is new."),
    ],
)
def test_a_word_finds_its_irregular_forms_and_its_other_words(asked, reported):
    assert credit(asked, reported) == ALIKE


def test_no_line_holds_opposites():
    lines = [{stem(word) for word in words} for words in groups()]
    found = [(a, b) for a, b in PAIRS if any({stem(a), stem(b)} <= line for line in lines if stem(a) != stem(b))]
    assert found == []
    assert not [(a, b) for a, b in PAIRS if stem(b) in others(a)]


def test_kinds_of_one_thing_do_not_stand_for_each_other():
    for kinds in (
        "ferry tanker yacht",
        "dog cat horse",
        "hectare acre",
        "mayor governor",
        "football tennis",
        "wheat rice",
    ):
        one, *rest = kinds.split()
        assert others(one).isdisjoint(map(stem, rest)), kinds


def test_every_word_of_a_line_adds_a_stem_and_every_line_has_two():
    lines = list(groups())
    assert len(lines) > 900
    assert not [words for words in lines if len({stem(word) for word in words}) < len(words) or len(words) < 2]


def test_no_line_stands_twice_or_inside_another():
    lines = [frozenset(map(stem, words)) for words in groups()]
    assert not [line for line, times in Counter(lines).items() if times > 1]
    holding: dict[str, list[frozenset[str]]] = {}
    for line in lines:
        for word in line:
            holding.setdefault(word, []).append(line)
    assert not [line for line in lines if any(line < longer for longer in holding[min(line)])]


def test_no_word_is_so_general_that_it_stands_for_everything():
    words = {word for line in groups() for word in line}
    assert not {word: len(others(word)) for word in words if len(others(word)) > MOST_ALIKE}


def test_being_alike_goes_both_ways():
    assert not [(a, b) for line in groups() for a in line for b in line if a != b and stem(a) not in others(b)]
