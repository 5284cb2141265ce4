import pytest

from assistant.measured import measure_absent
from assistant.question import understood


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many cars were aboard?", "The ferry carried 61 cars and nine vans."),
        ("How many lorries may cross?", "As many as 1,100 heavy trucks a day will be let over."),
        ("How many boats will be sent?", "It promised more than 160 patrol and sea rescue boats."),
        ("How many cases of the fever are there?", "The number of confirmed cases rose on Friday to 173, from 118."),
        ("How many Hollmere patients were treated?", "Seventeen patients were treated on Monday."),
        ("How many people lived through it?", "Of those aboard 133 survived."),
        ("How many patients were in hospital?", "Twenty-three people are in hospital."),
        ("How old is Ada Hale?", "Ada Hale, 54, had waited for an hour."),
        ("How old is Ada Hale?", "The 54-year-old had waited for an hour."),
        ("How old is Ada Hale?", "The driver (Ada Hale, 54) was not hurt."),
        ("How old is Ada Hale?", "Ada Hale, 54; Ivo Dorn, 41; and three others were rescued."),
        ("How old is Ada Hale?", "Ada Hale (Harbour Party), 54, won the seat."),
        ("How old is Ada Hale?", "Ada Hale is aged fifty-four."),
        ("At what time did the march begin?", "The march set off at 17:30."),
        ("How long did the talks last?", "They talked for sixteen hours."),
        ("How far is it to the coast?", "The coast is 40 kilometres away."),
        ("Who opened the bridge?", "Ada Hale opened the bridge."),
    ],
)
def test_what_is_counted_or_measured_is_found(question, sentence):
    assert not measure_absent(understood(question), [sentence])


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many cars were aboard?", "Divers found five bodies on the car deck, and 14 people have died."),
        ("How many cars were aboard?", "They saved 14 divers and several old cars."),
        ("How many cars were aboard?", "They saved 14 sheep and their old cars."),
        ("How many seats are in the dining car?", "The night train has 22 carriages and costs 115 crowns."),
        ("How many drivers were in hospital?", "Twenty-three people are in hospital."),
        ("How old is Ada Hale?", "Ada Hale won by 37 votes on 9 March."),
        ("At what time did she speak?", "She spoke for an hour on Thursday."),
        ("How long did the talks last?", "Velmora and Tesrany talked."),
        ("How far is it to the coast?", "The coast road has 14 bends."),
    ],
)
def test_a_number_of_something_else_is_no_answer(question, sentence):
    assert measure_absent(understood(question), [sentence])


def test_one_sentence_that_tells_it_is_enough():
    question = understood("How many cars were aboard?")
    assert not measure_absent(question, ["Divers found 14 people.", "There were 61 cars aboard."])
