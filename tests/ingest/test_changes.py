from ingest.articles import Article, Paragraph
from ingest.changes import changes


def article(*texts, version=1):
    return Article(
        "a", "", tuple(Paragraph("a", version, number, text) for number, text in enumerate(texts, 1)), version=version
    )


def told(older, newer):
    return [
        (one.kind, one.before.number if one.before else None, one.after.number if one.after else None)
        for one in changes(article(*older), article(*newer, version=2))
    ]


DEAD = "Nine people died when the ferry sank off Port Vale on Monday."
CORRECTED = "Ten people died when the ferry sank off Port Vale on Monday."
CAUSE = "The cause is not known, a spokesman of the coast guard said."
COURT = "A court will hear the captain and two officers in the autumn."


def test_equal_texts_have_no_changes():
    assert told([DEAD, CAUSE], [DEAD, CAUSE]) == []


def test_spacing_and_case_are_no_change():
    assert told([DEAD], [DEAD.upper().replace(" ", "  ")]) == []


def test_a_corrected_paragraph_is_the_same_one_in_other_words():
    assert told([DEAD, CAUSE], [CORRECTED, CAUSE]) == [("changed", 1, 1)]


def test_paragraphs_come_and_go_by_their_numbers():
    assert told([DEAD, CAUSE], [COURT, DEAD]) == [("added", None, 1), ("removed", 2, None)]


def test_another_paragraph_in_the_same_place_is_one_less_and_one_more():
    assert told([DEAD, CAUSE], [DEAD, COURT]) == [("removed", 2, None), ("added", None, 2)]


def test_a_correction_and_a_new_paragraph_together():
    assert told([DEAD, CAUSE], [COURT, CORRECTED, CAUSE]) == [("added", None, 1), ("changed", 1, 2)]
