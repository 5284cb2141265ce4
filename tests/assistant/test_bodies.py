import time

from assistant.bodies import Bodies


def called(words, *sentences):
    bodies = Bodies(sentences)
    for sentence in sentences:
        bodies.listen(sentence)
    return bodies.called(words)


def test_a_body_is_what_its_own_name_and_the_words_behind_its_comma_call_it():
    assert called("the company", "Heron Boats, a small ferry company, sailed.") == "Heron Boats"
    assert called("the union", "The Velmora Boat Union met.") == "the Velmora Boat Union"
    assert called("the agency", "The Osten Harbour Authority met.") == "the Osten Harbour Authority"
    assert called("the company", "The Velmora Boat Union met.") == ""


def test_words_that_say_more_than_the_group_are_left_as_they_are():
    assert called("the trade group", "Heron Boats, a trade group, met.") == ""


def test_a_group_named_only_later_is_not_meant_yet():
    bodies = Bodies(["The group met.", "Heron Boats, a trade group, met."])
    bodies.listen("The group met.")
    assert bodies.called("the group") == ""


def test_a_text_made_to_keep_the_reader_busy_is_read_all_the_same():
    began = time.perf_counter()
    for text in (
        "The Osten " * 20_000,
        "Osten, a b c d " * 10_000,
        "Osten Boat Company. " * 10_000,
        ", a group" * 20_000,
    ):
        assert Bodies([text]).called("the group") == ""
    assert time.perf_counter() - began < 5
