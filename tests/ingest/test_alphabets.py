"""What a name looks like, and whether it is written to look like another."""

import pytest

from ingest.alphabets import alphabets, is_disguised, looks

# With letters of Cyrillic, of Greek, wide ones, digits, strokes, and two letters that look like one.
PASSING = [
    ("Courier", "\u0421ourier"), ("Courier", "C\u043eurier"), ("Courier", "C\u03bfurier"), ("Courier", "\uff23ourier"), ("Harbour Post", "Harbour P\u043est"),
    ("Daily Mill", "Daily MiIl"), ("Daily Mill", "Daily Mi1l"), ("Morning Bell", "Moming Bell"), ("OSLO NEWS", "0SLO NEWS"), ("West Wind", "VVest Wind"),
    ("Courier", "\u0441\u043eurier"), ("COPA", "\u0421\u041e\u0420\u0410"), ("Courier", "Courıer"),
]  # fmt: skip
OTHERS = [
    ("Courier", "Kurier"), ("Courier", "Couriers"), ("Post", "Past"), ("Morning Post", "Evening Post"), ("Правда", "Prawda"), ("Ноев ковчег", "Hoeb Kobyer"),
    ("Corriere", "Corrière"), ("Ära", "Ara"),
]  # fmt: skip
HONEST = [
    "Courier", "Le Monde", "Ärzteblatt", "Правда", "РИА Novosti", "Τα Νέα", "日本経済新聞 NIKKEI", "Россия-24", "LRT Lietuva", "Газета.ru", "Øresund", "İzmir Post",
    "\u05d4\u05d0\u05e8\u05e5", "C4", "",
]  # fmt: skip


@pytest.mark.parametrize(("name", "other"), PASSING)
def test_names_that_a_reader_takes_for_each_other_look_the_same(name, other):
    assert looks(name).casefold() == looks(other).casefold()


@pytest.mark.parametrize(("name", "other"), OTHERS)
def test_names_that_can_be_told_apart_do_not(name, other):
    assert looks(name) != looks(other)


@pytest.mark.parametrize(
    "name",
    ["\u0421ourier", "C\u043eurier", "C\u03bfurier", "Harbour P\u043est", "\u0441\u043eurier", "P\u0430ypost 24"],
)
def test_a_word_of_two_alphabets_that_looks_latin_is_a_disguise(name):
    assert is_disguised(name)
    assert len(alphabets(name)) == 2


@pytest.mark.parametrize("name", HONEST)
def test_names_as_outlets_write_them_are_none(name):
    assert not is_disguised(name)
