"""A claim against the paragraph it cites: what is borne out, and what is found that is not."""

from datetime import date

import pytest

from assistant.verify import Source, verify

TOLD = (
    "Governor Ada Hale said on Monday that 12 soldiers and 30 civilians had died in Port Aldo. "
    "“We will never leave this city,” she told reporters. Velmora denied that it had shelled the harbour."
)
SOURCE = Source(TOLD, date(2026, 3, 11), "Harbour shelled in Estia")


def kinds(claim, source=SOURCE):
    return [problem.kind for problem in verify(claim, [source]).problems]


def test_a_sentence_cut_from_its_paragraph_is_verbatim():
    assert verify('"We will never leave this city," she told reporters.', [SOURCE]).verdict == "verbatim"


@pytest.mark.parametrize(
    "claim",
    [
        "Hale said that thirty civilians and a dozen soldiers had died in Port Aldo.",
        "On 9 March 12 soldiers died in Port Aldo, Governor Hale said.",
        "Velmora has denied shelling the harbour.",
    ],
)
def test_an_honest_paraphrase_is_supported(claim):
    check = verify(claim, [SOURCE])
    assert (check.verdict, check.problems) == ("supported", ())


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("Governor Ada Hale said on Monday that 14 soldiers had died in Port Aldo.", "number"),
        ("Governor Ada Hale said that 30 soldiers and 12 civilians had died in Port Aldo.", "number"),
        ("Governor Ada Hale said on Tuesday that 12 soldiers had died in Port Aldo.", "date"),
        ("Governor Ada Hale said on Monday that 12 soldiers had died in Eskle.", "name"),
        ("Velmora confirmed that it had shelled the harbour.", "negation"),
        ("“We will soon leave this city,” she told reporters.", "quotation"),
        ("Governor Sol Orr said that 12 soldiers had died in Port Aldo.", "speaker"),
    ],
)
def test_what_was_changed_is_found(claim, kind):
    assert verify(claim, [SOURCE]).verdict == "unsupported"
    assert kind in kinds(claim)
