"""A claim against the paragraph it cites: what is borne out, and what is found that is not."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.verify import THRESHOLD, Source, supporting, verify
from ingest.sentences import sentence_spans

TOLD = (
    "Governor Ada Hale said on Monday that 12 soldiers and 30 civilians had died in Port Aldo. "
    "“We will never leave this city,” she told reporters. Velmora denied that it had shelled the harbour. "
    "Sol Orr met Hale after the talks, which the United Nations had called for."
)
SOURCE = Source(TOLD, date(2026, 3, 11), "Harbour shelled in Estia")


def check(claim, text=TOLD, **known):
    return verify(claim, [Source(text, **known)] if known or text != TOLD else [SOURCE])


def found(claim, text=TOLD, **known):
    return {(one.kind, one.text) for one in check(claim, text, **known).problems}


@pytest.mark.parametrize(
    "claim",
    [
        '"We will never leave this city," she told reporters.',
        "Sol Orr met Hale after the talks",
        "“We will never leave this  city,” she told reporters",
    ],
)
def test_one_run_of_the_paragraph_is_verbatim(claim):
    assert check(claim).verdict == "verbatim"
    assert check(claim).score == 1


def test_a_piece_of_a_word_or_of_a_number_is_no_run():
    assert check("2 soldiers and 30 civilians had died in Port Aldo").verdict == "unsupported"


@pytest.mark.parametrize(
    "claim",
    [
        "Hale said that thirty civilians and a dozen soldiers had died in Port Aldo.",
        "On 9 March 12 soldiers died in Port Aldo, Governor Hale said.",
        "Twelve soldiers died in Port Aldo on Monday, according to Ada Hale.",
        "Velmora has denied shelling the harbour.",
        "The UN had called for the talks.",
        "Hale was met by Sol Orr after the talks.",
        "Estia's harbour was shelled, but Velmora denied that it had done so.",
        'Hale said that they would "never leave this city".',
    ],
)
def test_an_honest_paraphrase_is_supported(claim):
    assert (check(claim).verdict, found(claim)) == ("supported", set())


@pytest.mark.parametrize(
    ("claim", "problem"),
    [
        ("Governor Ada Hale said on Monday that 14 soldiers had died in Port Aldo.", ("number", "14")),
        ("Governor Ada Hale said that 30 soldiers and 12 civilians had died.", ("number", "30")),
        ("Governor Ada Hale said on Tuesday that 12 soldiers had died in Port Aldo.", ("date", "Tuesday")),
        ("Governor Ada Hale said on 8 March that 12 soldiers had died in Port Aldo.", ("date", "8 March")),
        ("Governor Ada Hale said on Monday that 12 soldiers had died in Eskle.", ("name", "Eskle")),
        ("Hale met Sol Orr after the talks.", ("name", "Hale")),
        ("Velmora confirmed that it had shelled the harbour.", ("negation", "confirmed")),
        ("Governor Ada Hale said that 12 soldiers had not died in Port Aldo.", ("negation", "not")),
        ("“We will soon leave this city,” she told reporters.", ("quotation", "We will soon leave this city")),
        ("Sol Orr said that 12 soldiers had died in Port Aldo.", ("speaker", "Sol Orr")),
        ("Tourists like the beaches of the south coast.", ("unsupported", "Tourists like the beaches of the south coast.")),
    ],
)  # fmt: skip
def test_what_was_changed_is_found(claim, problem):
    assert check(claim).verdict == "unsupported"
    assert problem in found(claim)


def test_a_claim_with_a_problem_scores_below_any_that_counts_as_supported():
    assert check("Governor Ada Hale said on Monday that 14 soldiers had died in Port Aldo.").score < THRESHOLD


def test_the_context_bears_out_names_and_the_speaker_but_no_figures():
    text, context = "He said that the bridge would be closed.", "Mayor Cal Imber spoke to 40 people in Eskle."
    assert found("Cal Imber said that the bridge would be closed.", text, context=context) == set()
    assert ("name", "Cal Imber") in found("Cal Imber said that the bridge would be closed.", text)
    assert ("number", "40") in found("Cal Imber told 40 people that the bridge would be closed.", text, context=context)


def test_what_one_of_several_sources_bears_out_is_borne_out():
    first, second = Source("The fire in Eskle killed 12 people."), Source("The fire in Eskle began on Friday.")
    claim = "The fire in Eskle, which began on Friday, killed 12 people."
    assert verify(claim, [first, second]).verdict == "supported"
    assert [one.kind for one in verify(claim, [first]).problems] == ["date"]


def test_a_source_about_something_else_hides_no_contradiction():
    told, other = Source("Velmora denied that it had shelled the harbour."), Source("Tourists like the south coast.")
    for sources in ([told, other], [other, told]):
        problems = verify("Velmora confirmed that it had shelled the harbour.", sources).problems
        assert [(one.kind, one.text) for one in problems] == [("negation", "confirmed")]


def test_a_likeness_of_meaning_raises_the_score_and_hides_no_problem():
    claim = "Thirteen soldiers were killed in the port."
    low, high = (verify(claim, [SOURCE], lambda *_, value=value: value) for value in (0.1, 0.9))
    assert low.score < high.score
    assert high.verdict == "unsupported"


def test_a_number_in_another_form_counts_as_told():
    text = "The farm is to supply 1.4 million households with power from 2030."
    same, other = (
        check(f"From 2030 the farm will power {many}.", text) for many in ("over a million homes", "over ships")
    )
    assert same.score > other.score


def test_a_multiple_may_stand_for_two_numbers_that_are_told():
    assert found("The price doubled to 80 dollars.", "The price rose from 40 to 80 dollars.") == set()
    assert ("number", "tripled") in found("The price tripled to 80 dollars.", "The price rose from 40 to 80 dollars.")


def test_nothing_is_no_claim_and_no_source_bears_nothing_out():
    assert verify("  ", [SOURCE]).verdict == "unsupported"
    assert verify("It rained.", []).verdict == "unsupported"
    assert verify("—.", [Source("Seven people died —.")]).verdict == "unsupported"


def test_the_sentence_that_bears_a_claim_out_is_found():
    start, end = supporting("The harbour was not shelled by Velmora, it says.", SOURCE)
    assert TOLD[start:end] == "Velmora denied that it had shelled the harbour."


WORDS = st.sampled_from(
    "Hale Orr said not 12 twelve “We never” died Monday 2026 $5bn % - – … . , ' \" per cent Port Aldo İ ß \u2060 ﬁ denied harbour yesterday".split(" ")
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.just(TOLD))


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from([None, date.min, date(2026, 3, 11), date.max]))
def test_any_text_is_checked_and_every_problem_is_a_span_of_the_claim(claim, text, published):
    sources = [Source(text, published, "Sol Orr")]
    first = verify(claim, sources)
    assert first == verify(claim, sources)
    assert 0 <= first.score <= 1
    assert all(claim[one.start : one.end] == one.text and one.text for one in first.problems)
    assert (first.verdict == "unsupported") == bool(first.problems or not claim.strip())
    start, end = supporting(claim, sources[0])
    assert 0 <= start <= end <= len(text)


@settings(deadline=None)
@given(st.lists(st.sampled_from(TOLD.split()), min_size=5, max_size=60).map(" ".join))
def test_a_sentence_cut_from_its_paragraph_is_always_verbatim(text):
    for start, end in sentence_spans(text):
        assert verify(text[start:end], [Source(text)]).verdict == "verbatim"


def test_a_claim_as_long_as_an_article_is_supported_in_the_very_words_of_its_source_only():
    long = "The quay in Port Aldo was closed after a storm. " * 500
    assert verify(long, [Source(long)]).verdict == "verbatim"
    (problem,) = verify(long, [Source(long.replace("storm", "fire"))]).problems
    assert (problem.kind, problem.text) == ("unsupported", long.strip())


def test_a_sentence_whose_words_stand_in_another_before_is_whole():
    text = "He said [no … he said [no, and left.  …  He said [no, and left."
    for start, end in sentence_spans(text):
        assert check(text[start:end], text).verdict == "verbatim"
