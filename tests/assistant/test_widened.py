"""What a claim adds to how far its source goes: all for some, only, the first, ever."""

import pytest

from assistant.verify import Source, verify
from assistant.widened import widened
from assistant.wording import read


def found(claim, text):
    mine, told = read(claim), read(text)
    return [claim[start:end] for start, end in widened(mine, told)]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("All of the workers lost their jobs.", "Most of the workers lost their jobs, the union said."),
        ("Every pupil walks to school.", "Many pupils walk to school."),
        ("Most voters oppose the dam.", "Some voters oppose the dam."),
        ("The entire crew was saved.", "Part of the crew was saved."),
        ("Both bridges were closed.", "One of the two bridges was closed."),
        ("Only Hale voted for the plan.", "Hale voted for the plan on Monday."),
        ("Rovers alone can win the title.", "Rovers can win the title on Sunday."),
        ("It is the largest port in the country.", "It is a large port in the country."),
        ("No mayor ever served so long.", "The mayor served for 20 years."),
        ("It was the worst flood in the town's history.", "It was a bad flood for the town."),
        ("The company runs every hospital in Tarn.", "The company runs several hospitals in Tarn."),
        ("All the children survived the fire.", "Several children survived the fire."),
        ("An overload had brought the plane down.", "An inquiry into the crash showed that the plane was overloaded."),
        ("The ferry was late because the captain was ill.", "The ferry was late on Monday. The captain was ill."),
        ("The boom has caused prices to double.", "Prices doubled. The boom goes hand in hand with them."),
    ],
)
def test_what_goes_further_than_its_source_is_found(claim, text):
    assert found(claim, text)
    assert verify(claim, [Source(text)]).verdict == "unsupported"


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("All the workers lost their jobs.", "The 40 workers lost their jobs; nobody was kept on."),
        ("The whole crew was saved.", "All of the crew were saved."),
        ("Only Hale voted for it.", "Nobody but Hale voted for it."),
        ("Only Hale voted for it.", "All councillors except Hale voted against it."),
        ("He is the only survivor.", "He is the sole survivor."),
        ("It was the first such strike.", "There had been no such strike before."),
        ("It is the country's largest port.", "No port in the country is larger."),
        ("Most pupils walk to school.", "65 per cent of pupils walk to school."),
        ("Both men were freed.", "The two men were freed."),
        ("Everyone was saved.", "All were saved."),
        ("No ship has ever been so big.", "It is the biggest ship ever built."),
        ("Only two of the boats returned.", "Two of the boats returned."),
        ("Many farmers lost everything.", "Some farmers lost all they had; many have no insurance."),
        ("The firm is the market leader.", "The firm sells more than any rival."),
        ("He alone knew the code.", "Nobody else knew the code."),
        ("Every third pupil failed.", "A third of pupils failed."),
        ("It opens every day.", "It opens daily."),
        ("It lasted all night.", "It lasted the night."),
        ("Most of all she missed her dog.", "She missed some things, above all her dog."),
        ("The road was closed because of snow.", "The road was closed after heavy snow."),
        ("She left because she could not pay.", "She could not pay the fees and left school."),
        ("The enemy plane was brought down by the brigade.", "The brigade shot down an enemy plane."),
        ("He was expelled because he failed an exam.", "He was expelled, formally for failing an exam."),
        ("The strike led to delays.", "The strike caused delays."),
        (
            "Sales fell as a result of the drought.",
            "With the drought came a fall in sales, for which the firm blamed it.",
        ),
    ],
)
def test_what_goes_no_further_is_left_alone(claim, text):
    assert found(claim, text) == []


@pytest.mark.parametrize(
    ("claim", "text", "office"),
    [
        ("Hale is the prime minister.", "The deputy prime minister, Ada Hale, came on Monday.", ["minister"]),
        ("The director, Ada Hale, came.", "Assistant director Ada Hale came on Monday.", ["director"]),
        ("President Hale signed.", "Interim president Ada Hale signed.", []),
        ("The chairman resigned.", "His deputy said the chairman had resigned on Monday.", []),
        ("The chief resigned.", "The vice squad chief resigned.", []),
        ("The minister resigned.", "A deputy told the minister to resign.", []),
        ("The president came.", "The vice-president came on Monday.", ["president"]),
        ("Hale is the deputy minister.", "The deputy minister, Ada Hale, came.", []),
        ("Hale met the minister.", "Deputy minister Ada Hale met the foreign minister.", []),
        ("The commander came.", "Troops under the commander came on Monday.", []),
    ],
)
def test_an_office_is_not_told_by_a_source_that_tells_only_of_a_lesser_one(claim, text, office):
    assert [claim[start:end] for start, end in widened(read(claim), read(text))] == office
