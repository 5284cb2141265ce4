import pytest

from ingest.languages import is_other_question, is_read, settled, tag

ENGLISH = "The harbour council met on Monday evening and voted to close the northern quay for repairs until June. " * 2
GERMAN = "Der Hafenrat hat am Montagabend beschlossen, den nördlichen Kai wegen Reparaturen bis Juni zu schließen. " * 3
FRENCH = (
    "Le conseil du port a décidé lundi soir de fermer le quai nord pour des réparations jusqu'au mois de juin. " * 3
)
UKRAINIAN = (
    "Рада порту в понеділок увечері вирішила закрити північний причал на ремонт до кінця червня цього року. " * 3
)
CHINESE = "港口委员会周一晚上投票决定关闭北码头进行维修，直到六月底。工程师在二月的风暴之后发现了裂缝。" * 3


@pytest.mark.parametrize(
    ("text", "language"), [(ENGLISH, "en"), (GERMAN, "de"), (FRENCH, "fr"), (UKRAINIAN, "uk"), (CHINESE, "zh")]
)
def test_an_undeclared_language_is_told_from_the_text(text, language):
    assert settled("", text) == (language, ())


def test_a_wrong_declaration_is_corrected_with_a_note():
    assert settled("en-US", GERMAN) == ("de", ("declared as 'en-US', but the text reads as 'de'",))


def test_a_right_declaration_keeps_its_region():
    assert settled("en_GB", ENGLISH) == ("en-gb", ())


def test_a_neighbour_of_the_language_found_is_believed():
    assert (
        settled("nb", "Havnestyret vedtok mandag kveld å stenge den nordlige kaien for reparasjoner til juni. " * 4)[0]
        == "nb"
    )


@pytest.mark.parametrize("text", ["Kai geschlossen", "Olena Markova, Piet Maran"])
def test_of_a_few_words_nothing_is_told(text):
    assert settled("", text) == ("", ())
    assert settled("fr", text) == ("fr", ())


@pytest.mark.parametrize(("declared", "stored"), [("Deutsch", "de"), ("EN", "en"), ("??", ""), ("und", ""), ("", "")])
def test_a_declaration_becomes_a_tag(declared, stored):
    assert tag(declared) == stored


def test_what_a_model_reads():
    assert is_read("en-gb", {"en"})
    assert is_read("", {"en"})
    assert is_read("de", ())
    assert not is_read("de", {"en"})


@pytest.mark.parametrize(
    "question",
    [
        "Wann wurde der Hafen geschlossen?",
        "Qui est le président du conseil ?",
        "Что сказал министр?",
        "港口什么时候关闭？",
    ],
)
def test_a_question_in_another_language_is_noticed(question):
    assert is_other_question(question, {"en"})
    assert not is_other_question(question, ())


@pytest.mark.parametrize(
    "question", ["When was the quay closed?", "Olena Markova Piet Maran", "quay", "ferry toll rises again", ""]
)
def test_english_and_mere_names_are_not(question):
    assert not is_other_question(question, {"en"})
