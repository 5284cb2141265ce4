"""A hedge that a claim drops: what may be, is meant or is not known yet, told as so."""

import pytest

from assistant.bearing import best_window
from assistant.overstated import overstated
from assistant.verify import Source, verify
from assistant.wording import read


def found(claim, text):
    mine, told = read(claim), read(text)
    return [claim[start:end] for start, end in overstated(mine, told, best_window(mine, told))]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The council has sold the mill to a hotel group.", "The council plans to sell the mill to a hotel group."),
        ("The council will sell the mill to a hotel group.", "The council may sell the mill to a hotel group."),
        ("The firm has bought two rivals in Norway.", "The firm hopes to buy two rivals in Norway next year."),
        (
            "The storm will flood the harbour on Friday.",
            "The storm could flood the harbour on Friday, the weather service said.",
        ),
        (
            "A faulty cable caused the fire in the mill.",
            "It is possible that a faulty cable caused the fire in the mill.",
        ),
        ("The bank raised its rates by half a point.", "The bank is considering raising its rates by half a point."),
        (
            "The government will give millions to the victims of the flood.",
            "The government could one day give millions to the victims of the flood.",
        ),
        ("The union has called a strike of drivers for Monday.", "The union threatened to call a strike of drivers."),
        ("The drug cures the disease in children.", "The drug may cure the disease in children."),
        (
            "Parliament approved the sale of the port.",
            "Parliament is due to approve the sale of the port in September.",
        ),
        ("The new bridge cut travel times by half.", "The new bridge should cut travel times by half."),
        ("The two sides signed a ceasefire in Tarn.", "The two sides agreed to sign a ceasefire in Tarn on Monday."),
        (
            "The painting was stolen by a guard of the museum.",
            "The painting was probably stolen by a guard of the museum.",
        ),
        ("Orr won the prize for her second novel.", "Orr is likely to win the prize for her second novel."),
        ("The comet once carried life.", "The comet might once have carried life, Brandt said."),
        (
            "Two nurses of the ward have been infected with marsh fever by the patient.",
            "Officials ask whether a patient with marsh fever might have infected others. Tests go on among two nurses of the ward "
            "who were near the infected patient.",
        ),
        ("The police found the weapon in the river.", "The police hope to find the weapon in the river."),
    ],
)
def test_what_goes_further_than_its_source_is_found(claim, text):
    assert found(claim, text)
    assert verify(claim, [Source(text)]).verdict == "unsupported"


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The council wants to sell the mill.", "The council plans to sell the mill to a hotel group."),
        ("The mill is to be sold.", "The council plans to sell the mill to a hotel group."),
        ("The sale of the mill to a hotel group is planned.", "The council plans to sell the mill to a hotel group."),
        ("There are plans for the mill's sale.", "The council may sell the mill to a hotel group."),
        ("The council is thinking of selling the mill.", "The council may sell the mill to a hotel group."),
        ("Pupils have been banned from using phones.", "Pupils may no longer use phones at school."),
        ("Residents were told to leave.", "Residents could stay no longer and were told to leave."),
        ("She could not be reached.", "Orr could not be reached for comment."),
        ("He was able to leave the hospital.", "He could leave the hospital on Monday."),
        ("The firm announced the closure of its plant.", "The firm will close its plant, it announced."),
        ("The firm is closing its plant in Tarn.", "The firm will close its plant in Tarn in May."),
        ("Orr declined to say who will lead the inquiry.", "Orr would not say who will lead the inquiry."),
        (
            "The government has promised millions for the victims of the flood.",
            "The government will give millions to the victims of the flood.",
        ),
        ("The union has set a date for a strike of drivers.", "The union will strike on Monday."),
        (
            "The court has ruled that the farm can go ahead.",
            "The farm can be built after the court threw out a complaint.",
        ),
        ("The mayor promised to rebuild the school.", "The mayor said the school would be rebuilt."),
        ("It was the cable that may have started the fire.", "The cable possibly started the fire."),
        ("Nobody knows yet who stole the painting.", "It is not yet clear who stole the painting."),
        ("The thief of the painting has not been found.", "It is not clear who stole the painting from the museum."),
        ("The cause of the fire is being looked into.", "It is not yet clear what caused the fire."),
        ("Ministers said the tax would rise.", "Ministers said the tax will rise in April."),
        ("The tax rises in April.", "The tax will rise in April."),
        (
            "Trains were cancelled, which left hundreds unable to travel.",
            "Hundreds could not travel after trains were cancelled.",
        ),
        (
            "The vaccine was given to 4,000 children.",
            "The vaccine, which could save many lives, was given to 4,000 children.",
        ),
        ("Orr lost the vote and left office.", "Orr lost the vote and would leave office the same night."),
        ("Hale would later become mayor.", "Hale became mayor in 2004."),
        ("He became mayor in 2004.", "He would become mayor in 2004."),
        ("The patient was infected in Tarn.", "The patient, infected in Tarn, may have infected two nurses."),
        ("In her youth she played the violin every day.", "In her youth she would play the violin every day."),
    ],
)
def test_what_goes_no_further_is_left_alone(claim, text):
    assert found(claim, text) == []
