from datetime import UTC, datetime
from itertools import count

import pytest
from talking import statement, talking

from assistant.answers import Claim
from assistant.asking import Asking
from assistant.chatmodel import ChatModel
from assistant.generative import INSTEAD
from assistant.json_out import answer_json
from ingest import conversations

QUAY = "The quay in Port Aldo was closed on Monday after a storm tore away 40 metres of its wall."
MAYOR = "Mayor Ines Calder said that the repairs would cost 3.2 million crowns and take until June."
NAME = "test:talking"


@pytest.fixture
def quay(assistant, write):
    """A library of one article."""
    list(assistant.add([str(write("a.md", f"# Storm closes the quay in Port Aldo\n\n{QUAY}\n\n{MAYOR}"))]))
    return assistant


def ask(assistant, says, question="When was the quay in Port Aldo closed?", **options):
    assistant.models._chat[NAME] = says if isinstance(says, ChatModel) else talking(says)
    return assistant.ask(question, model=NAME, **options)


def by_start(sources, start):
    return next(one for one in sources if one["text"].startswith(start))


def test_a_sentence_in_the_models_words_is_shown_with_the_words_that_bear_it_out(quay):
    def says(sources):
        return statement(
            "Port Aldo's quay has been shut since Monday.",
            by_start(sources, "The quay"),
            "closed on Monday after a storm tore away 40 metres",
        )

    answer = ask(quay, says)
    (claim,) = answer.claims
    assert (claim.text, claim.verdict, answer.engine) == (
        "Port Aldo's quay has been shut since Monday.",
        "supported",
        NAME,
    )
    assert claim.citations[0].quote == "closed on Monday after a storm tore away 40 metres"
    assert claim.citations[0].paragraph.text == QUAY


@pytest.mark.parametrize(
    ("wrong", "kind", "span"),
    [
        ("The quay in Port Aldo was closed after a storm tore away 60 metres of its wall.", "number", "60 metres"),
        ("The quay in Port Aldo was closed on Friday after a storm.", "date", "Friday"),
        ("The quay in Sarnholt was closed on Monday after a storm.", "name", "Sarnholt"),
    ],
)
def test_a_sentence_that_its_source_contradicts_is_left_out_and_what_failed_is_said(quay, wrong, kind, span):
    answer = ask(
        quay,
        lambda sources: (
            statement(QUAY, by_start(sources, "The quay")) + statement(wrong, by_start(sources, "The quay"))
        ),
    )
    assert [claim.text for claim in answer.claims] == [QUAY]
    (left_out,) = answer.left_out
    assert left_out.text == wrong
    assert (kind, span) in [(problem.kind, problem.text) for problem in left_out.problems]
    assert "left out" in answer.notices[0]
    assert answer_json(answer)["left_out"][0]["problems"][0]["text"] == span


@pytest.mark.parametrize(
    "forged",
    [
        "CLAIM: The quay was closed on Monday.\nSOURCE: s9z9z\nQUOTE: closed on Monday",
        "CLAIM: The quay was closed on Monday. [1]",
        "The quay was closed on Monday.",
        '[{"claim": "The quay was closed on Monday.", "source": "a1", "quote": "closed on Monday"}]',
    ],
)
def test_a_sentence_without_a_source_that_was_given_is_no_answer(quay, forged):
    answer = ask(quay, lambda _: forged)
    assert (answer.engine, answer.claims[0].verdict) == ("extractive", "verbatim")
    assert answer.left_out[0].reason == "it names no source that it was given"
    assert answer.notices[0].endswith(INSTEAD)


def test_an_id_of_an_earlier_question_is_worth_nothing(quay):
    kept = []

    def says(sources):
        kept.append(by_start(sources, "The quay"))
        return statement(QUAY, kept[0])

    assert ask(quay, says).engine == NAME
    assert ask(quay, says).engine == "extractive"


def test_a_quotation_that_is_altered_is_not_what_is_cited(quay):
    answer = ask(
        quay,
        lambda sources: statement(
            "The quay in Port Aldo was closed on Monday.",
            by_start(sources, "The quay"),
            "closed for ever on Monday by a court",
        ),
    )
    (claim,) = answer.claims
    assert claim.citations[0].quote in QUAY
    assert "court" not in claim.citations[0].quote


@pytest.mark.parametrize(
    "text",
    [
        "See https://evil.example/?q=quay for the quay closed on Monday.", "![quay](//evil.example/a.png) was closed on Monday.",
        "The quay <img src=x onerror=alert(1)> was closed on Monday.", "The quay was closed on Monday data:text/html,x.",
        "The quay evil.example/leak was closed on Monday.", "The quay was closed on Monday " + "QUJD" * 20,
    ],
)  # fmt: skip
def test_an_address_or_markup_is_not_even_shown_as_left_out(quay, text):
    answer = ask(
        quay,
        lambda sources: statement(text, by_start(sources, "The quay")) + statement(QUAY, by_start(sources, "The quay")),
    )
    assert [claim.text for claim in answer.claims] == [QUAY]
    assert [left_out.text for left_out in answer.left_out] == [""]


def test_the_models_own_markers_are_taken_off(quay):
    answer = ask(
        quay,
        lambda sources: (
            f"CLAIM: {QUAY[:-1]} [1] [{sources[0]['id']}].\nSOURCE: {by_start(sources, 'The quay')['id']}\nQUOTE: {QUAY}"
        ),
    )
    assert answer.claims[0].text == QUAY
    assert answer_json(answer)["answer"] == f"{QUAY} [1]"


def test_citations_are_numbered_in_the_order_of_their_use(quay):
    answer = ask(
        quay,
        lambda sources: statement(MAYOR, by_start(sources, "Mayor")) + statement(QUAY, by_start(sources, "The quay")),
    )
    assert answer_json(answer)["answer"] == f"{MAYOR} [1] {QUAY} [2]"


def test_a_sentence_put_together_from_two_sources_is_left_out(quay):
    stitched = "Mayor Ines Calder said that a storm tore away 40 metres of the wall."

    def says(sources):
        one, other = by_start(sources, "The quay"), by_start(sources, "Mayor")
        return f"CLAIM: {stitched}\nSOURCE: {one['id']}\nQUOTE: {QUAY}\nSOURCE: {other['id']}\nQUOTE: {MAYOR}"

    answer = ask(quay, says)
    assert (answer.engine, [one.text for one in answer.left_out]) == ("extractive", [stitched])


def test_what_is_not_about_its_source_is_not_told_even_as_left_out(quay):
    rules = "You answer questions for readers who must be able to prove every word."
    answer = ask(quay, lambda sources: statement(rules, sources[0]) + rules)
    assert [one.text for one in answer.left_out] == ["", ""]


def test_a_quotation_that_cuts_words_is_cited_with_the_whole_of_them(quay):
    answer = ask(
        quay,
        lambda sources: statement(
            "Port Aldo's quay was closed on Monday.",
            by_start(sources, "The quay"),
            "uay in Port Aldo was closed on Monday after a sto",
        ),
    )
    assert answer.claims[0].citations[0].quote == "quay in Port Aldo was closed on Monday after a storm"


def test_a_source_that_does_not_bear_the_sentence_out_is_not_cited(quay):
    def says(sources):
        one, other = by_start(sources, "The quay"), by_start(sources, "Mayor")
        return f"CLAIM: {QUAY}\nSOURCE: {one['id']}\nQUOTE: {QUAY}\nSOURCE: {other['id']}\nQUOTE: {MAYOR}"

    (claim,) = ask(quay, says).claims
    assert [citation.paragraph.text for citation in claim.citations] == [QUAY]


def test_a_model_that_says_the_sources_do_not_answer_is_believed(quay):
    answer = ask(quay, lambda _: "NOT IN SOURCES")
    assert (answer.status, answer.claims, answer.engine) == ("not_in_sources", (), NAME)
    assert answer.closest


def test_sentences_come_as_each_has_passed(quay):
    seen = []

    def says(sources):
        return statement(QUAY, by_start(sources, "The quay")) + statement(MAYOR, by_start(sources, "Mayor"))

    quay.models._chat[NAME] = talking(says, size=3)
    for piece in quay.stream(Asking("What happened to the quay?", datetime.now(UTC), model=NAME)):
        seen.append(piece)
    assert [type(piece) for piece in seen[:-1]] == [Claim, Claim]
    assert tuple(seen[:-1]) == seen[-1].claims


def test_an_answer_that_is_stopped_keeps_what_has_come_and_is_stored(quay):
    stop = []

    def says(sources):
        return statement(QUAY, by_start(sources, "The quay")) + "CLAIM: " + "and so on " * 500

    quay.models._chat[NAME] = talking(says, size=3)
    asking = Asking(
        "When was the quay closed?", datetime.now(UTC), conversation="c", model=NAME, stopped=lambda: bool(stop)
    )
    for piece in quay.stream(asking):
        stop.append(piece)
    assert [claim.text for claim in stop[-1].claims] == [QUAY]
    assert "stopped" in stop[-1].notices[0]
    assert conversations.turns(quay.library, "c")[-1].answer["claims"][0]["text"] == QUAY


def test_an_answer_whose_reader_goes_away_is_stored_as_far_as_it_came(quay):
    quay.models._chat[NAME] = talking(lambda sources: statement(QUAY, by_start(sources, "The quay")) * 3, size=3)
    pieces = quay.stream(Asking("When was the quay closed?", datetime.now(UTC), conversation="c", model=NAME))
    assert next(pieces).text == QUAY
    pieces.close()
    (turn,) = conversations.turns(quay.library, "c")
    assert [claim["text"] for claim in turn.answer["claims"]] == [QUAY]
    assert "cut off" in turn.answer["notices"][0]


def test_the_conversation_so_far_goes_along(quay):
    prompts = []

    class Listening:
        """What a chat model is asked with."""

        def stream(self, prompt):
            prompts.append(prompt.to_string())
            return iter(())

    quay.ask("When was the quay in Port Aldo closed?", conversation="c", model="")
    ask(quay, ChatModel(NAME, Listening()), "And how much will it cost?", conversation="c")
    assert "Reader: When was the quay in Port Aldo closed?" in prompts[0]


@pytest.mark.parametrize(
    "says", [lambda _: "", lambda _: "x" * 1_000_000, lambda _: "CLAIM: " + "endless " * 10_000, lambda _: "{" * 60_000]
)
def test_a_model_that_says_nothing_of_use_is_replaced_by_sentences_of_the_articles(quay, says):
    quay.models._chat[NAME] = talking(says, size=4096)
    answer = quay.ask("When was the quay in Port Aldo closed?", model=NAME)
    assert (answer.engine, answer.claims[0].text) == ("extractive", QUAY)
    assert answer.notices[0].endswith(INSTEAD)


def test_a_model_without_end_is_not_heard_to_the_end(quay):
    heard = count()

    class Endless:
        """A chat model that never stops."""

        def stream(self, _prompt):
            from langchain_core.messages import AIMessageChunk

            return (AIMessageChunk(content=f"word {next(heard)} ") for _ in count())

    answer = ask(quay, ChatModel(NAME, Endless()))
    assert (answer.engine, "without end" in answer.notices[0]) == ("extractive", True)
    assert next(heard) < 20_000


def test_a_model_that_cannot_be_opened_is_a_notice_and_the_articles_answer(quay):
    answer = quay.ask("When was the quay in Port Aldo closed?", model="nobody:nothing")
    assert answer.engine == "extractive"
    assert "nobody:nothing" in answer.notices[0]
