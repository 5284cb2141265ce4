from time import thread_time

import pytest
from fakes import FakeEmbedder
from tellers import article, hits_of

from assistant.cased import as_written
from assistant.extractive import Extractive
from assistant.kept_vectors import KeptVectors
from assistant.premise import premise, telling_of_others, told_of_others
from assistant.question import understood


def told(question, *sentences):
    return told_of_others(understood(question), sentences)


@pytest.mark.parametrize(
    ("question", "doer", "verb", "other"),
    [
        ("Why did Velmora invade Ostia?", "Velmora", "invade", "Ostia"),
        ("When did Ada Hale resign?", "Ada Hale", "resign", ""),
        ("How many lorries did Velmora send to Ostia?", "Velmora", "send", "Ostia"),
        ("Why did Velmora close its border in May?", None, None, None),
        ("What did Ada Hale say about Ostia?", None, None, None),
        ("Who invaded Ostia?", None, None, None),
        ("Did Ada Hale resign?", "Ada Hale", "resign", ""),
        ("Has Ada Hale resigned?", "Ada Hale", "resigned", ""),
        ("Where did Ada Hale and Sol Orr meet?", "Sol Orr", "meet", ""),
        ("Did Velmora capture Karn?", "Velmora", "capture", "Karn"),
        ("Was Karn captured?", "Karn", "captured", ""),
        ("Has Ada Hale ever been arrested?", "Ada Hale", "arrested", ""),
        ("Did Velmora send weapons to Ostia?", None, None, None),
        ("Was Ada Hale happy?", None, None, None),
        ("How many pages did Ada Hale leave?", None, None, None),
    ],
)
def test_it_is_read_what_a_question_takes_for_granted(question, doer, verb, other):
    found = premise(understood(question))
    assert (None, None, None) if found is None else (found.doer, found.verb, found.other) == (doer, verb, other)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why did Ostia invade Corlund?", "Velmora invaded Ostia on Monday, and Corlund looked on."),
        ("Why did Ostia invade Velmora?", "Velmora invaded Ostia on Monday."),
        ("When did Ostia annex the Karn valley?", "In 2014 Velmora later annexed the Karn valley."),
        ("When did Ostia annex Karn?", "Velmora attacked Ostia in 2014, annexed Karn and kept it."),
        ("Why did Canada invade France?", "Canada invaded Spain in the spring."),
        ("When did Ada Hale resign?", "Ivo Dorn resigned on 7 July; Ada Hale watched."),
        ("When did Ada Hale resign?", "Ada Hale may resign. Ivo Dorn resigned on 7 July."),
        ("Why did Velmora invade Ostia?", "The mayor said that if Velmora won it could next invade Ostia."),
        ("When did Velmora join the League?", "They spoke of the possibility of Velmora joining the League."),
        ("When was Ada Hale arrested?", "Ivo Dorn was arrested on 7 July."),
        (
            "When did Corlund invade Ostia?",
            "Many came to Corlund from Ostia after Velmora launched its invasion on Monday.",
        ),
        ("Did Ada Hale resign?", "In the end Ivo Dorn resigned on 7 July."),
        ("Did Ada Hale resign?", "Ivo Dorn spoke of a scenario in which Ada Hale resigned."),
        ("Has Ada Hale resigned?", "If Ada Hale resigns, Ivo Dorn will follow."),
        (
            "Did Velmora capture Karn?",
            "Velmoran troops captured the eastern town of Tarn on Monday, when shells and rockets fell on many cities of the coast, Karn among them.",
        ),
        ("Did Ivo Orr resign?", "Ada Hale, whom the guild had picked to judge Ivo Orr, announced her resignation."),
        (
            "Did Ivo Orr resign?",
            "Sol Arden, the deputy head of the department that looks after all harbours and their many quays, resigned over the case of Ivo Orr.",
        ),
        ("Was Karn captured?", "Ivo Dorn was captured by the border guard on Monday."),
    ],
)
def test_a_deed_of_others_is_not_told_of_the_one_named(question, sentence):
    assert told(question, sentence) == 0


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why did Velmora invade Ostia?", "Velmora invaded Ostia on Monday."),
        ("Why did Velmora invade Ostia?", "Corlund condemned Velmora's invasion of Ostia."),
        ("Why did Velmora invade Ostia?", "The invasion of Ostia by Velmora began on Monday."),
        ("Why did Velmora invade Ostia?", "Velmora was afraid, and so it invaded Ostia."),
        ("When did Ada Hale resign?", "Mayor Hale resigned on 7 July."),
        ("When did Ada Hale resign?", "It rained on Ada Hale."),
        ("Why did Ada Hale resign?", "Ada Hale, picked to judge Ivo Orr, announced her resignation."),
        (
            "Why did Ada Hale resign?",
            "On Tuesday, Ada Hale, the mayor of Osten, announced her resignation over the toll.",
        ),
        ("Why did Ada Hale resign?", "In Osten, Ada Hale, the mayor, announced her resignation over the toll."),
        ("Why did Ada Hale resign?", "After weeks of protest, Ada Hale, 61, tendered her resignation."),
        ("Why did Ada Hale resign?", "The mayor, Ada Hale, announced her resignation over the toll."),
        ("Why did Velmora invade Ostia?", "Nobody knows why."),
        ("When was Ada Hale arrested?", "Police arrested Ada Hale on 7 July."),
        ("When was Ada Hale arrested?", "Ada Hale was seized at the quay on 7 July."),
        ("Did Ada Hale resign?", "Mayor Hale resigned on 7 July."),
        ("Did Ada Hale resign?", "Ada Hale has not resigned, her office said."),
        ("Did Ada Hale resign?", "Ada Hale will resign on Friday."),
        ("Did Velmora capture Karn?", "Karn, a town of the coast, was captured by Velmora on Monday."),
        ("Did Velmora capture Karn?", "Velmoran troops captured the town of Karn."),
        ("Has Ada Hale been arrested?", "Police have not arrested Ada Hale."),
        ("Did Ada Hale resign?", "It rained on Monday."),
    ],
)
def test_a_deed_that_is_told_of_the_one_named_or_of_nobody_stands(question, sentence):
    assert told(question, sentence) is None


def test_what_two_did_together_is_told_of_both():
    assert (
        told("Where did Pope Francis and Orr meet?", "Pope Francis and Orr met in Karn in 2016.", "Ivo Dorn met Hale.")
        is None
    )


def test_one_sentence_that_tells_it_outweighs_those_that_tell_it_of_others():
    assert told("When did Ada Hale resign?", "Ivo Dorn resigned on 7 July.", "Ada Hale resigned on 9 July.") is None


def test_a_he_or_she_is_the_one_of_the_sentence_before():
    assert (
        told("When was Ada Hale arrested?", "Ada Hale came home.", "She was arrested.", "Ivo Dorn was arrested.")
        is None
    )


def answered(question, *texts):
    answerer = Extractive(KeptVectors(FakeEmbedder), lambda words: dict.fromkeys(words, 1.0))
    return answerer.answer(understood(question), hits_of(*(article(str(at), text) for at, text in enumerate(texts))))


def test_a_false_premise_is_not_confirmed_and_what_is_told_instead_is_nearest():
    texts = (
        "Ada Hale spoke of Karn and resigned to nothing in 2014.",
        "Velmora annexed Karn in 2014, and Ostia did not.",
    )
    found = answered("When did Ostia annex Karn in 2014?", *texts)
    assert (found.status, found.claims) == ("not_in_sources", ())
    assert found.closest[0].paragraph.text == texts[1]
    assert answered("When did Velmora annex Karn in 2014?", *texts).status == "answered"


def test_a_question_without_capitals_names_whom_the_articles_name():
    texts = (
        "Ivo Dorn resigned on Monday as mayor of Karn.",
        "The minister, Ada Hale, walked home in the rain.",
    )
    found = answered("did hale resign", *texts)
    assert (found.status, found.closest[0].paragraph.text) == ("not_in_sources", texts[0])
    assert told_of_others(as_written(understood("did dorn resign"), texts), texts) is None


def test_a_sentence_without_an_end_is_read_in_a_moment():
    endless = "Ada Ivo Mira " * 4_000 + "resigned if it rained if " * 2_000
    started = thread_time()
    told("When did Ada Hale resign?", endless)
    assert thread_time() - started < 5


def test_sentences_that_tell_it_of_others_alone_are_known_where_one_tells_it_of_the_one_named():
    texts = "Ivo Orr resigned on Monday.", "It rained.", "Calls to resign came, and Ada Hale vowed to stay."
    assert telling_of_others(understood("Did Ada Hale resign?"), texts) == {0}
    assert telling_of_others(understood("Why did Ada Hale resign?"), texts) == frozenset()
    assert telling_of_others(understood("Who resigned?"), texts) == frozenset()
