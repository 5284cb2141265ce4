import pytest

from ingest.residue import drop_residue, rule_for


@pytest.mark.parametrize(
    "line",
    [
        "Table of Contents", "```html", "“`html", "“`", "```", "ADVERTISEMENT", "Advertisement", "Story continues below",
        "Share this article: Facebook | X | Email", "Share on Facebook", "We use cookies to improve your experience.",
        "Accept all", "Read more: Ten tips for storm season", "Related articles", "Sign up for our daily newsletter",
        "Click here to subscribe", "Photo: Tobias Renn", "© 2026 The Courier", "Skip to content",
    ],
)  # fmt: skip
def test_residue_is_recognised(line):
    assert rule_for(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "The regulator fined the shop because its site used cookies without asking.",
        "Facebook said on Monday that it would share the figures.",
        "Contents of the letter were not made public.",
        "The advertisement ran for a day and cost the mayor her office.",
        "Subscribers of the operator lost their connection on Friday.",
        "“We go home,” she said.",
        "Share prices fell by 3 per cent.",
    ],
)
def test_a_sentence_that_only_mentions_such_things_stays(line):
    assert rule_for(line) is None


def test_what_is_dropped_is_listed():
    assert drop_residue(["Talks resumed.", " ADVERTISEMENT "]) == (["Talks resumed."], ["ADVERTISEMENT"])
