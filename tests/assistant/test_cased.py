import pytest

from assistant.cased import as_written
from assistant.question import understood

TEXTS = ("On Monday Ada Hale resigned in Port Vale.", "The mayor of Karn, who may stay, will rest; Will Orr may go.")


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("did hale resign", "did Hale resign"),
        ("when did karn fall", "when did Karn fall"),
        ("will the mayor stay", "will the mayor stay"),
        ("Did Hale go to karn?", "Did Hale go to karn?"),
        ("did dorn resign", "did dorn resign"),
    ],
)
def test_a_name_is_told_by_how_the_articles_write_it(asked, read):
    assert as_written(understood(asked), TEXTS).text == read


def test_the_names_are_those_of_the_question_as_it_is_read():
    assert as_written(understood("did hale resign in vale"), TEXTS).names == ("Hale", "Vale")
