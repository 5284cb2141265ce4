import numpy as np
import pytest

from assistant.answer_phrases import Reader
from assistant.answers import Hit
from assistant.evidence import Scored, sentences_of
from assistant.question import understood
from assistant.short import Short, agreeing, answering_first, short_answer
from ingest.articles import Article, Paragraph


def embed(texts):
    """Vectors that tell nothing: every phrase comes as near to what is asked for as any other."""
    return np.ones((len(texts), 1))


READ = Reader(embed, lambda words: dict.fromkeys(words, 1.0))


def ranked(*texts):
    """Sentences in the order given, each a little less likely than the one before."""
    paragraphs = tuple(Paragraph("a", 1, number, text) for number, text in enumerate(texts, 1))
    article = Article(id="a", version=1, title="", paragraphs=paragraphs)
    sentences = sentences_of([Hit(paragraph, article, 1.0) for paragraph in paragraphs])
    return [Scored(sentence, {}, np.zeros(1), -float(rank)) for rank, sentence in enumerate(sentences)]


@pytest.mark.parametrize(
    ("question", "text", "short"),
    [
        ("Who closed the quay?", "The quay was closed by Ada Hale on Monday.", "Ada Hale"),
        ("Who are the envoys?", "The envoys Ada Hale and Sol Arden left today.", "Ada Hale and Sol Arden"),
        ("Where did the envoys meet?", "The envoys met in Port Aldo on Monday.", "Port Aldo"),
        ("When did the quay open?", "The quay opened on 3 May after repairs.", "3 May"),
        ("Which towns were flooded?", "The flooded towns lie in Poland, the mayor of Tarn said.", "Tarn"),
        ("Which towns were flooded?", "Floods came to Osten, Port Vale and Skerra.", "Osten, Port Vale and Skerra"),
        ("How many houses burned?", "The fire took 12 houses in 3 hours.", "12"),
        ("Who closed the quay?", "The quay was closed on Ada Hale's order.", "Ada Hale"),
        (
            "How many crates came by the Grey Tern?",
            "The Grey Tern brought 60 sacks and 1,600 plum and pear crates.",
            "1,600",
        ),
    ],
)
def test_the_thing_asked_for_is_read_off_the_best_sentence(question, text, short):
    assert short_answer(understood(question), ranked(text), READ).text == short


def test_sentences_that_agree_outvote_one_that_does_not():
    texts = (
        "The quay closed on Monday at last.",
        "The quay closed on 3 May then.",
        "It closed on 3 May, the mayor said.",
    )
    assert (
        short_answer(understood("When did the quay close?"), ranked(texts[1], texts[0], texts[2]), READ).text == "3 May"
    )


@pytest.mark.parametrize("question", ["Is the quay open?", "Why was the quay closed?"])
def test_a_question_of_no_such_kind_has_no_short_answer(question):
    assert short_answer(understood(question), ranked("The quay was closed on Monday by Ada Hale."), READ) is None


def test_a_sentence_without_the_kind_asked_for_gives_none():
    assert short_answer(understood("Who closed the quay?"), ranked("The quay was closed after a storm."), READ) is None
    assert short_answer(understood("Who closed the quay?"), [], READ) is None


def test_the_sentence_with_the_short_answer_comes_first_where_the_best_holds_none():
    question = understood("Who are the envoys?")
    sentences = ranked("The envoys are on their way to the talks.", "Ada Hale and Sol Arden left Port Aldo today.")
    short = short_answer(question, sentences, READ)
    first = answering_first(question, sentences, short)[0]
    assert first.sentence.text.startswith("Ada Hale")
    assert answering_first(question, sentences[1:], short) == sentences[1:]


def test_a_number_that_only_describes_another_word_is_not_the_answer():
    assert (
        short_answer(understood("How high did prices rise?"), ranked("Prices rose to a seven-year high then."), READ)
        is None
    )


def agreed(text, *texts, short="200,000", probability=0.4, of=1):
    """The first sentence and the short answer that are shown together."""
    question, sentences = understood(text), ranked(*texts)
    first, found = agreeing(question, sentences, Short(short, sentences[of], probability), READ)
    return first[0].sentence.text, found.text if found else None


def test_a_number_is_read_off_the_sentence_that_is_shown_first():
    texts = ("Around 100,000 refugees crossed into Ostia.", "Some 200,000 refugees a day fled at first.")
    assert agreed("How many refugees crossed into Ostia?", *texts) == (texts[0], "100,000")


def test_a_sure_short_answer_brings_its_sentence_first_where_the_best_holds_none():
    texts = ("The envoys have crossed into Ostia.", "Some 200,000 refugees a day fled at first.")
    asked = "How many refugees crossed into Ostia?"
    assert agreed(asked, *texts, probability=0.6) == (texts[1], "200,000")
    assert agreed(asked, texts[0], "They were all very tired.", "It rained for days.", texts[1], of=3) == (
        texts[0],
        None,
    )


def test_a_short_answer_is_sure_from_even_odds_on_and_never_where_others_say_something_else():
    question, sentences = (
        understood("How many refugees crossed into Ostia?"),
        ranked("Around 100,000 refugees crossed into Ostia.", "Some 200,000 refugees a day fled at first."),
    )
    assert [Short("9", sentences[0], odds).is_sure for odds in (0.49, 0.5, 1.0)] == [False, True, True]
    assert not agreeing(question, sentences, Short("200,000", sentences[1], 0.9), READ)[1].is_sure


@pytest.mark.parametrize(
    ("question", "text", "short"),
    [
        ("Who vetoed the quay treaty?", "France on Monday vetoed the treaty, the envoy Ada Hale said.", "France"),
        ("Who has banned the lamps?", "The United States has banned the lamps, Ada Hale said.", "United States"),
        ("Who left France?", "France left the talks, Ada Hale said.", "Ada Hale"),
        ("Who vetoed the treaty?", "In France the envoy Ada Hale vetoed the treaty.", "Ada Hale"),
        ("Who rejected the treaty?", "France rejected the treaty, Ada Hale said.", "France"),
        ("Who is the envoy?", "France is the place where the envoy Ada Hale lives.", "Ada Hale"),
    ],
)
def test_who_did_something_may_be_a_country_where_the_best_sentence_says_so(question, text, short):
    assert short_answer(understood(question), ranked(text), READ).text == short


@pytest.mark.parametrize(
    "text",
    ["The envoy from France vetoed the treaty, Ada Hale said.", "Ada Hale denied that France vetoed the treaty."],
)
def test_a_country_that_somebody_is_from_or_that_did_not_do_it_is_no_answer(text):
    assert short_answer(understood("Who vetoed the treaty?"), ranked(text), READ).text != "France"


def test_of_a_thing_that_has_no_name_nothing_is_sure_beside_its_own_sort():
    question = understood("Which fever broke out at the quay?")
    told = ("Malaria broke out at the quay.", "At the quay it was marsh fever.")
    assert short_answer(question, ranked(told[0]), READ).is_sure
    assert not short_answer(question, ranked(*told), READ).is_sure


def test_a_sure_day_is_told_rather_than_another_of_the_best_sentence():
    texts = ("They met on 3 May over the quay that was closed.", "The quay of Ostia was closed on 9 April.")
    asked = "When was the quay of Ostia closed?"
    assert agreed(asked, *texts, short="9 April", probability=0.6) == (texts[1], "9 April")
    assert agreed(asked, *texts, short="9 April", probability=0.4) == (texts[0], "3 May")


def test_what_was_chosen_over_all_versions_of_a_count_comes_first():
    texts = ("Around 17 people are missing in Ostia.", "The toll in Ostia rose to 21 on Thursday.")
    assert agreed("How many people died in Ostia?", *texts, short="21", probability=1.0) == (texts[1], "21")


def test_a_short_answer_that_the_first_sentence_says_as_well_stays():
    texts = ("Around 200,000 refugees crossed into Ostia.", "Some 200,000 refugees a day fled at first.")
    assert agreed("How many refugees crossed into Ostia?", *texts) == (texts[0], "200,000")


@pytest.mark.parametrize(
    ("question", "text", "short"),
    [
        ("Which countries signed?", "While Estia, Ostia and Velmora signed, it rained.", "Estia, Ostia and Velmora"),
        ("Which countries border Estia?", "Estia, Ostia and Velmora share a border.", "Ostia and Velmora"),
    ],
)
def test_only_a_list_of_what_is_asked_for_is_told_as_a_whole(question, text, short):
    assert short_answer(understood(question), ranked(text), READ).text == short
