from time import thread_time

import pytest

from assistant.folding import span_of
from assistant.plain import is_unfit, plain
from assistant.protocol import drafts_of

TOLD = "Booking.com said on 3 March (4) that [sic] prices rose: ask Gov.uk, not m² traders."


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**Prices** rose on *3 March* [1][2].", "Prices rose on 3 March."),
        ("1. Prices rose (s4k7d; s2b3c).", "Prices rose."),
        ("> ## __Prices__ rose【3】", "Prices rose"),
        ("-5 degrees were measured.", "-5 degrees were measured."),
        ("2 * 3 is six, snake_case is a word.", "2 * 3 is six, snake_case is a word."),
    ],
)
def test_a_models_marks_are_taken_off_and_its_words_stay(written, shown):
    assert plain(written) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Write to ann@news.example today.", "See 10.0.0.1 now.", "See ｈｔｔｐｓ：／／news.example now.", "See news。example/a now.",
        "It is :red[so].", "It is :material/home: so.", "It is so &lt now.", "It is %68%74 so.", "It is s4k7d that says so.",
        "See xn--80ak6aa92e now.", "It is ~~not~~ so.", "See [^1].", "It is so news.example?q=1.",
    ],
)  # fmt: skip
def test_what_a_renderer_would_act_upon_is_unfit_whatever_the_article_says(text):
    assert is_unfit(text, [text])


@pytest.mark.parametrize(
    "text",
    ["Prices of Booking.com rose.", "It rose (4).", "It rose [sic].", "Gov.uk said so of m².", "It rose."],
)
def test_a_domain_or_a_bracket_of_the_article_may_be_repeated(text):
    assert not is_unfit(text, [TOLD])


@pytest.mark.parametrize(
    "text",
    [
        "Prices of Rival.com rose.",
        "It rose (1).",
        "It rose [Courier].",
        "It rose¹.",
        "It costs $x now.",
        "Source: Courier.",
    ],
)
def test_a_domain_or_a_bracket_that_no_article_has_is_unfit(text):
    assert is_unfit(text, [TOLD])


@pytest.mark.parametrize(
    "text",
    [
        "The data: 5 of 7 rose.", "The vote ended 3:2 at 10:30.", "It rose by $5 to US$7 (up 62%).", "He said: no.", "The U.S. and AT&T agreed.",
        "A 15-year-old won, e.g. by 1.5 points.", "About this: nobody spoke.", "“No,” she said; “not <5 per cent”.",
    ],
)  # fmt: skip
def test_plain_sentences_of_news_are_fit(text):
    assert not is_unfit(text, [])


SLOW = [
    "a" + " " * 39_000 + "b",
    "*" * 3_999,
    "x" + " " * 3_900 + "x",
    "[" * 39_000,
    "." * 39_000,
    "a-" * 19_000,
    "claim" + " " * 3_900 + "x",
]


@pytest.mark.parametrize("text", SLOW, ids=[text[:6].strip() for text in SLOW])
def test_no_text_takes_long_to_read(text):
    started = thread_time()
    drafts_of(text + "\n")
    drafts_of('{"claim": "' + text + '", "source": "s4k7d", "quote": "x"}')
    span_of(text, TOLD)
    is_unfit(plain(text[:2_400]), [TOLD])
    assert thread_time() - started < 2  # the pattern that this guards against took minutes
