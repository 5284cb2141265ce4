import pytest

from assistant.kinds import kind_of, locatives, spans

NEWS = "Mayor Ada Hale met four envoys in Port Vale on 3 May because 120 houses had burned."


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who closed the quay?", "person"),
        ("Who are the envoys?", "people"),
        ("Which two ministers resigned?", "people"),
        ("Where did the talks take place?", "place"),
        ("Which town lost its bridge?", "place"),
        ("When does the ferry sail again?", "time"),
        ("How many houses burned?", "number"),
        ("What was the death toll of the fire?", "number"),
        ("Why was the quay closed?", "reason"),
        ("What did the mayor say about the quay?", "statement"),
        ("Is the quay open?", "other"),
        ("How cold was the sea where the ferry sank?", "number"),
        ("What would a traveller pay for a cabin?", "number"),
        ("The talks took place where?", "place"),
        ("Who is Ada Hale?", "other"),
    ],
)
def test_a_question_shows_the_kind_of_thing_it_asks_for(question, kind):
    assert kind_of(question) == kind


NAMED = "Ada Lowe King Jr. opened it."


@pytest.mark.parametrize(
    ("kind", "found"),
    [("person", ["Ada Hale"]), ("place", ["Port Vale"]), ("time", ["3 May"]), ("number", ["four", "120"]), ("reason", ["because"])],
)  # fmt: skip
def test_a_sentence_shows_where_it_holds_a_kind_of_thing(kind, found):
    assert [NEWS[slice(*span)] for span in spans(kind, NEWS)] == found


@pytest.mark.parametrize(
    "sentence",
    [
        "The Harbour Council closed it.",
        "The Port Vale Courier wrote of March.",
        "Foreign Ministry denied it.",
        "Divers reached the Grey Heron.",
        "Divers reached the ferry Grey Heron.",
        "PORT ALDO, Velmora, March 12 (Harbour Wire) - The quay is shut.",
        "A man aged 81 was brought to Aldo General Hospital.",
        "They filled Exchange Avenue.",
    ],
)
def test_offices_outlets_and_months_are_not_people(sentence):
    assert spans("person", sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Tarn Mayor Ada Hale said so.",
        "Tarnwick Fire Chief Ada Hale said so.",
        "Old Tarn Governor Ada Hale said so.",
    ],
)
def test_an_office_and_the_town_that_it_is_of_are_no_part_of_a_name(sentence):
    assert [sentence[slice(*span)] for span in spans("person", sentence)] == ["Ada Hale"]


def test_a_family_name_that_is_a_title_too_stays_in_its_name():
    assert [NAMED[slice(*span)] for span in spans("person", NAMED)] == ["Ada Lowe King Jr"]


def test_which_model_years_is_asked_of_times_and_a_span_of_years_is_one():
    assert kind_of("Which Tarnwick model years are affected?") == "time"
    recalled = "All Tarnwick 2011-2019 models are recalled."
    assert [recalled[slice(*span)] for span in spans("time", recalled)] == ["2011-2019"]


def test_a_year_is_a_time_and_not_a_number():
    assert spans("number", "The quay was built in 1904.") == []


def test_a_seat_of_government_is_a_place_only_where_something_happens_there():
    visit, pressure = "Arden met them in Moscow.", "Pressure from Moscow grew."
    assert [visit[slice(*span)] for span in locatives(visit)] == ["Moscow"]
    assert spans("place", pressure) != []
    assert locatives(pressure) == []


def test_a_kind_without_things_of_its_own_is_nowhere():
    assert spans("other", NEWS) == []


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What answer did the sailor who proposed get?", "other"),
        ("What is Governor Hale going to do?", "other"),
        ("What's the name of the man who led it?", "person"),
        ("At what time was the result announced?", "time"),
        ("On what grounds was it refused?", "reason"),
        ("What did the crew allege about the lamp?", "statement"),
    ],
)
def test_the_word_that_asks_decides_and_not_one_in_a_later_clause(question, kind):
    assert kind_of(question) == kind


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("The Minister of Health Ada Hale resigned on Tuesday.", ["Ada Hale"]),
        ("Secretary of State Sol Orr met the Minister.", ["Sol Orr"]),
        ("The Minister for Foreign Affairs Sol Orr went home.", ["Sol Orr"]),
        ("The Minister resigned.", []),
    ],
)
def test_what_an_office_is_of_is_no_part_of_a_name(sentence, people):
    assert [sentence[slice(*span)] for span in spans("person", sentence)] == people


@pytest.mark.parametrize(
    ("sentence", "number", "time"),
    [
        ("The keeper counted 1604 crates at daybreak.", ["1604"], []),
        ("In 1987 members of the guild met.", [], ["1987"]),
        ("It won the 1987 elections.", [], ["1987"]),
    ],
)
def test_a_number_of_four_digits_counts_what_follows_it_unless_it_is_led_in_as_a_year(sentence, number, time):
    assert [sentence[slice(*span)] for span in spans("number", sentence)] == number
    assert [sentence[slice(*span)] for span in spans("time", sentence)] == time
