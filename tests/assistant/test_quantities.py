"""Numbers as news writes them, and which of them bear out which."""

import pytest

from assistant.quantities import quantities, quantities_told
from assistant.wording import read


def one(text):
    (found,) = quantities(read(text))
    return found


def bears_out(source, claim):
    return any(one.bears_out(quantities(read(claim))[0]) for one in quantities_told(read(source)))


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("It cost $5bn.", "It cost 5 billion dollars."),
        ("It cost $5bn.", "It cost five billion US dollars."),
        ("It cost US$5 billion.", "It cost $5,000,000,000."),
        ("5,000 came.", "5000 came."),
        ("1, 600 came.", "1,600 came."),
        ("Twelve ships sank.", "A dozen ships sank."),
        ("It struck twice.", "It struck two times."),
        ("Half of them left.", "50 per cent of them left."),
        ("One in three left.", "A third of them left."),
        ("the 44th president", "the 44th man in office"),
        ("a 45-year-old man", "Orr, 45, left."),
        ("It took two weeks.", "It took 14 days."),
        ("5 to 10 per cent of voters", "10% of voters"),
        ("3,000-4,000 lorries", "three to four thousand lorries"),
        ("one hundred and twenty ships", "120 ships"),
        ("103 people died.", "More than 100 people died."),
        ("At least 100 people died.", "More than 100 people died."),
        ("4,987 people came.", "About 5,000 people came."),
        ("97 people came.", "Nearly 100 people came."),
        ("100 or more came.", "At least 100 came."),
        ("2.56 million votes", "2.6 million votes"),
        ("Turnout fell by 3 percentage points.", "Turnout fell by three percentage points."),
        ("300 people came.", "Hundreds of people came."),
        ("70 to 80,000 people", "between 70,000 and 80,000 people"),
        ("It took 18 months.", "It took a year and a half."),
        ("the largest rise in a decade", "the largest rise for ten years"),
        ("Sales were twice as high.", "Sales doubled."),
        ("597,000 people", "well over half a million people"),
        ("six ships", "half a dozen ships"),
        ("19 miles away", "about 30 kilometres away"),
        ("half a metre above", "50 centimetres above"),
        ("after eleven weeks", "after nearly three months"),
        ("It grew by 21%.", "It grew by a fifth."),
        ("22 per cent of them", "more than a fifth of them"),
        ("30 per cent dearer", "almost a third dearer"),
        ("Four out of five left.", "Roughly 80 per cent left."),
        ("pupils under 14", "pupils below the age of 14"),
        ("It covers roughly 85% of the land.", "It is stretched over the 85 per cent or so of the land."),
    ],
)
def test_a_number_in_another_form_is_borne_out(source, claim):
    assert bears_out(source, claim)


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("More than 100 died.", "Fewer than 100 died."),
        ("Fewer than 100 died.", "At least 100 died."),
        ("About 100 died.", "More than 100 died."),
        ("More than 70 years", "More than 60 years"),
        ("As many as 190,000 came.", "As many as 197,000 came."),
        ("Some 750 missiles", "Some 756 missiles"),
        ("Up to 100 came.", "More than 100 came."),
        ("It rose by 3 per cent.", "It rose by 3 percentage points."),
        ("It cost $5m.", "It cost €5m."),
        ("It cost $5m.", "It cost $5bn."),
        ("300 tonnes", "300 kilograms"),
        ("the third ship", "the fourth ship"),
        ("a third of them", "a quarter of them"),
        ("2 hours", "2 days"),
        ("45 people", "54 people"),
        ("Dozens came.", "Hundreds came."),
        ("Hundreds came.", "300 came."),
        ("5 to 8,000 came.", "8 came."),
        ("18 months", "two years and a half"),
        ("Sales were twice as high.", "Sales tripled."),
        ("10 kilometres", "10 miles"),
        ("33 per cent of them", "a quarter of them"),
        ("21% of them", "less than a fifth of them"),
    ],
)
def test_another_number_unit_or_bound_is_not(source, claim):
    assert not bears_out(source, claim)


def test_a_number_word_that_is_often_none_is_weak():
    assert one("One of them left.").weak
    assert not one("Two of them left.").weak
    assert one("The two countries agreed.").weak
    assert one("It was the largest rise in a decade.").weak
    assert all(found.weak for found in quantities(read("It fell in the last quarter of the year.")))
    assert not one("Half of the dockers left.").weak
    assert not one("The three countries agreed.").weak
    assert [found.weak for found in quantities(read("They were 2-0 down."))] == [False, True]


def test_a_number_ends_with_its_unit():
    text = "about 1.5m tonnes of grain"
    found = one(text)
    assert (text[found.start : found.end], found.unit, found.bound) == ("1.5m tonnes", "tonnes", "about")
