import time

import pytest

from ingest.residue import rule_for

RESIDUE = {
    "table of contents": ["Table of Contents", "Contents:", "In this article"],
    "code fence": ["```html", "“`html", "“`", "```", '[button link="https://x.example" type="big"] Send us your story'],
    "advertisement": ["ADVERTISEMENT", "Advertisement", "[Advert]", "Story continues below", "Skip to content", "Article continues after advert", "Advertisement - Continue Reading Below"],
    "share bar": ["Share this article: Facebook | X | Email", "Share on Facebook", "Follow us on Facebook and Twitter.", "Email Ada Renn at ada@post.example or follow her @ada.", "Copy link", "Listen to this article 4 min"],
    "comments": ["14 Comments", "Leave a comment", "Tell us what you think in the box below", "What do you think? Write to us"],
    "cookie notice": ["We use cookies to improve your experience.", "Accept all", "Reject all", "Cookie settings", "By continuing you agree to our privacy policy."],
    "sign-up": ["Sign up for our daily newsletter", "Subscribe now", "Click here to subscribe today", "Want more from the coast? Sign up for the Tide newsletter.", "Already a subscriber? Log in"],
    "pointer": ["Read more: Ten tips for storm season", "Related articles", "Related: Ferry toll rises to 14", "More from the coast", "You may also like", "Image 3 of 12", "Twelve issues for 11.99. Click here for more information"],
    "photo credit": ["Photo: Tobias Renn", "(Image credit: Tobias Renn)", "Photo by Tobias Renn", "Tobias Renn/Getty Images", "AFP photo"],
    "rights notice": ["© 2026 The Courier", "Copyright 2026 The Courier. All rights reserved.", "All rights reserved.", "This page is protected by reCAPTCHA and the privacy policy applies."],
    "time of publication": ["Published 10 March 2026", "Updated: March 10, 2026, 7:30 a.m. ET", "Last updated 2026-03-10T07:30:00Z", "5 min read"],
}  # fmt: skip
LEADING = [
    "By Ada Renn",
    "BY ADA RENN AND JO VALE",
    "By Ada Renn | Harbour Post",
    "10 March 2026",
    "March 10, 2026 at 7:30 am",
    "2 hours ago",
]
NEWS = [
    "The regulator fined the shop because its site used cookies without asking.",
    "Facebook said on Monday that it would share the figures.",
    "Contents of the letter were not made public.",
    "The advertisement ran for a day and cost the mayor her office.",
    "Subscribers of the operator lost their connection on Friday.",
    "“We go home,” she said.",
    "Share prices fell by 3 per cent.",
    "Follow the money, the prosecutor told the jury.",
    "Comments by the minister angered the union.",
    "The leaflet told residents to click here, there and everywhere, the judge noted.",
    "Photographers were told to leave the hall before the vote.",
    "Copyright law will be debated in May.",
    "More stories of abuse came to light during the hearing.",
    "Related parties must be named in the accounts, the court ruled.",
    "Published figures differ from those that the ministry gave in March.",
    "Updated rules take effect on 10 March 2026, the ministry said.",
    "Sign up or lose your place, students were told.",
    "The union asked members to sign up for the strike fund. Subscribe they did, in their thousands and within a day.",
    "By Monday the council wants an answer.",
    "By night the ferries stay in port.",
    "2 people were hurt.",
    "March is the month of storms.",
    "10 March 2026 was the coldest day of the year.",
    "The man said the comments were removed.",
    "Up next",
]  # fmt: skip


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule, lines in RESIDUE.items() for line in lines])
def test_residue_is_recognised_by_its_rule(rule, line):
    assert rule_for(line) == rule


@pytest.mark.parametrize("line", LEADING)
def test_who_and_when_are_residue_before_the_text_only(line):
    assert rule_for(line, leading=True) in {"byline", "time of publication"}
    assert rule_for(line) is None


@pytest.mark.parametrize("line", NEWS)
@pytest.mark.parametrize("leading", [True, False])
def test_a_sentence_that_only_mentions_such_things_stays(line, leading):
    assert rule_for(line, leading=leading) is None


@pytest.mark.parametrize(
    "piece", ["t", "ab ", "x and ", "By A ", "1 ", "10:", "Sign up. ", "read more ", "(c) ", "a/", "Photo by A "]
)
def test_no_line_keeps_the_rules_busy(piece):
    started = time.process_time()
    rule_for((piece * 500)[:499] + "\x00", leading=True)
    assert time.process_time() - started < 1
