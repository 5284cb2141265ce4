"""Where one denies what another says, both are told side by side; a denial beside the wrong sentence is not told at all."""

import pytest

from assistant.denials import denials
from assistant.statements import statements
from ingest.articles import Article, Paragraph

LAMP = "A diver, Tom Brand, said that the lamp of the stern door had been faulty since the middle of February."


def stated(*paragraphs, name="a", source="Harbour Post", published="2026-03-11"):
    told = tuple(Paragraph(name, 1, number, text) for number, text in enumerate(paragraphs, 1))
    return list(statements(Article(name, "", told, source=source, published=published)))


def sides(today, known=()):
    return [[claim.text for claim in one.versions] for one in denials(today, known)]


def test_a_denial_that_points_back_stands_beside_what_was_said_before_it():
    assert sides(stated(LAMP, "Callow Lines denied that.")) == [[LAMP, "Callow Lines denied that."]]


def test_a_denial_is_told_with_the_quotation_that_follows_it():
    denial = 'Callow Lines rejected the account. "No fault was ever reported," its director, Leonie Moss, said.'
    ((_, answer),) = sides(stated(LAMP, denial))
    assert answer == denial


def test_a_quotation_that_is_denied_is_told_with_the_sentence_that_it_needs():
    said = 'A deckhand, Hollis Kerr, spoke of the lamp at length. "It came on when it liked," he said.'
    ((denied, _),) = sides(stated(said, "Callow Lines denied it."))
    assert denied == said


def test_an_accusation_that_nobody_is_named_for_is_denied_too():
    blame = "Residents blamed the felling of the wood last autumn."
    denial = "The timber company denied that its work weakened the slope."
    assert sides(stated(f"{blame} {denial}")) == [[blame, denial]]


def test_what_a_denial_names_is_found_in_an_earlier_article():
    known = stated(LAMP, name="b", published="2026-03-10")
    denial = "The ferry's operator denied that the lamp of the stern door had been faulty since February."
    (one,) = denials(stated("Divers went down again.", denial), known)
    assert [claim.text for claim in one.versions] == [LAMP, denial]
    assert (one.kind, one.different_time) == ("negation", True)
    assert one.about == "lamp of the stern door"


def test_a_report_that_somebody_calls_untrue_is_found_where_it_was_told():
    known = stated("Two walkers were found alive in a barn, a rescue official said.", name="b", published="2026-03-10")
    denial = "The report that two walkers were found in a barn is not true, Captain Torvald Esh told the Bell."
    assert sides(stated(denial), known) == [[known[0].text, denial]]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("The ferry sank on Monday off the cape.", "Callow Lines denied it."),  # nobody said anything
        ("Its director, Leonie Moss, said that the books were open.", "Leonie Moss denied that gold was touched."),
        (LAMP, "The company denied that it had dismissed the cook over a letter."),  # another matter
        (LAMP, "Asked whether she knew of the ship's debts, the owner, Ada Hale, denied it."),
        ("The papers accuse a banker of theft.", "The court has dismissed the allegations as a tale."),
        (
            '"All we knew was that nobody accused him of lying," Ada Hale said.',
            "Tom Brand denied that he asked the clerk to stop.",
        ),
        (
            "Some have called for cuts in the budget, Ada Hale said.",
            "The party wants more ships, with which he disagrees.",
        ),
        (
            "Velmora frees 21 girls of Karsk, an officer said.",
            "Tom Brand denied that the 21 girls of Karsk were exchanged for prisoners.",
        ),
        (LAMP, "The accord does not mention the disputed strip on the eastern bank."),
    ],
)
def test_a_denial_of_nothing_that_was_said_stands_alone(paragraphs):
    assert denials(stated(*paragraphs)) == ()


def test_both_sides_are_the_exact_words_of_the_article():
    for one in denials(stated(LAMP, 'Callow Lines denied that. "It is untrue," said Leonie Moss.')):
        assert all(claim.text == claim.citations[0].quote for claim in one.versions)
