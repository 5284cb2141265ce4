"""What somebody is only accused of, told of him as done."""

import pytest

from assistant.alleged import is_alleged
from assistant.verify import Source, verify
from assistant.wording import read

DROPPED = [
    (
        "Hale and her brother spent 4,000 crowns of the school fund on a boat.",
        "Mayor Ada Hale and her brother, Ivo, were indicted on charges of wrongly turning 4,000 crowns of the school fund into a boat, "
        "prosecutors announced.",
    ),
    ("Hale took bribes from the ferry firm.", "Ada Hale was accused of taking bribes from the ferry firm."),
    ("Hale stole the mill's records.", "Police charged Ada Hale with stealing the records of the mill."),
    (
        "Eskle Air sold unsafe boats and its tests were faked.",
        "Eskle Air sued the Courier, alleging it had falsely claimed the company sold unsafe boats, that its tests were faked.",
    ),
    ("He stole the records of the mill.", "Cal Orr stands trial. He is suspected of stealing the records of the mill."),
    (
        "The State Water Board poisoned the wells of Tarn.",
        "The State Water Board was accused of poisoning the wells of Tarn.",
    ),
    ("The mayor won the vote in Tarn.", "The mayor believes that she won the vote in Tarn."),
]


@pytest.mark.parametrize(("claim", "text"), DROPPED)
def test_what_somebody_is_only_accused_of_is_not_borne_out_as_his_deed(claim, text):
    check = verify(claim, [Source(text)])
    assert (check.verdict, {problem.kind for problem in check.problems}) == ("unsupported", {"speaker"})


def test_another_sentence_that_shares_some_of_its_words_does_not_bear_it_out():
    text = (
        "Ada Hale was accused of taking bribes from the ferry firm of Osten. Hale knows the ferry firm of Osten well."
    )
    assert verify("Hale took bribes from the ferry firm of Osten.", [Source(text)]).verdict == "unsupported"


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Hale was accused of taking bribes from the ferry firm.", DROPPED[1][1]),
        ("Hale faces trial over bribes from the ferry firm.", DROPPED[1][1]),
        ("Hale took bribes from the ferry firm.", "Ada Hale was convicted on charges of taking bribes from the ferry firm."),
        ("Hale took bribes from the ferry firm.", "Ada Hale pleaded guilty to charges of taking bribes from the ferry firm."),
        ("Hale resigned over the bribes.", "Ada Hale resigned when she was accused of taking bribes from the ferry firm."),
        ("She was attacked at the mill.", "Ada Hale was hurt. Cal Orr is charged with attacking her at the mill."),
        ("Hale resigned on Monday.", "Ada Hale, accused of taking bribes from the ferry firm, resigned on Monday."),
        ("A man was held over the fire at the mill.", "A man suspected of setting the fire was held at the mill."),
        ("Eskle Air sued the Courier over its report.", "Eskle Air sued the Courier, alleging its report was false."),
        (
            "Hale took bribes from the ferry firm.",
            "Ada Hale was accused of taking bribes from the ferry firm. Hale took bribes from the ferry firm in Osten, a court found.",
        ),
    ],
)  # fmt: skip
def test_what_is_proved_or_tells_of_the_case_or_of_something_else_is_let_be(claim, text):
    assert verify(claim, [Source(text)]).verdict != "unsupported"


def test_who_is_accused_stands_before_the_accusation_and_the_deed_behind_it():
    told = read("Ada Hale was accused of stealing the records.")
    assert is_alleged(read("Hale stole the records."), told, (0, len(told.text)))
    assert not is_alleged(read("Orr stole the records."), told, (0, len(told.text)))
