import pytest

from ingest.barriers import Sight, barrier
from ingest.errors import SourceError
from ingest.webpages import read_html

LONG = "The harbour council met on Monday evening and voted to close the northern quay for repairs until June. "


def text(count):
    """Paragraphs that differ: a page repeats none."""
    return "".join(f"<p>Vote {number}: {LONG}</p>" for number in range(count))


TEASER = LONG + "What the divers found there surprised even the harbour master."


def page(title, body, head=""):
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def not_free():
    record = '{"@type":"NewsArticle","headline":"Quay closed","isAccessibleForFree":false}'
    return f'<script type="application/ld+json">{record}</script>'


REFUSED = {
    "paywall declared": ("paywall", page("Quay closed", f"<article><p>{TEASER}</p></article><p>Already a subscriber? Log in</p>", not_free())),
    "paywall in words": ("paywall", page("Quay closed", f"<article><p>{TEASER}</p></article><div><p>Subscribe now to continue reading this article.</p></div>")),
    "members only": ("paywall", page("Quay closed", f"<article><p>{TEASER}</p></article><p>This article is only available to our paying subscribers.</p>")),
    "consent": (
        "consent",
        page(
            "Before you continue",
            f"<div><p>We value your privacy. We and our 812 partners store and use cookies on your device to show personalised ads. {'We do so with care. ' * 9}</p>"
            "<p>You may withdraw your consent at any time in the cookie settings, or manage your preferences now.</p><p>Accept all</p><p>Reject all</p></div>",
        ),
    ),
    "robot check": ("whether a person", page("Just a moment...", "<h1>post.example</h1><p>Verifying you are human. This may take a few seconds.</p>")),
    "blocked": ("whether a person", page("Access denied", "<p>You have been blocked. We saw unusual traffic from your network. Reference 18.2f.</p>")),
    "shell": ("JavaScript", page("Harbour Post", '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>')),
    "not found": ("error message", page("Page not found - Harbour Post", "<article><h1>Oh dear</h1><p>The page you are looking for cannot be found. It may have moved or been renamed by us.</p></article>")),
    "404": ("error message", page("404", "<p>Nothing is here. Try the search, or go back to the front page and begin again from there.</p>")),
    "server error": ("error message", page("502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center><hr><center>proxy</center>")),
    "front page": (
        "list of articles",
        page("Harbour Post", "<main>" + "".join(f'<div class="teaser-item"><h2><a href="/{n}">Story number {n} of the day</a></h2><p>Vote {n}: {LONG}</p></div>' for n in range(9)) + "</main>"),
    ),
}  # fmt: skip
READ = {
    "long article that is not free": page("Quay closed", f"<article>{text(9)}</article><p>Already a subscriber? Log in</p>", not_free()),
    "short article that is free": page("Quay closed", f"<article>{text(3)}</article><footer><p>Already a subscriber? Log in</p></footer>"),
    "news about cookies": page("Shop fined over cookies", f"<article><p>The regulator fined a shop whose site used cookies before visitors gave their consent.</p><p>{LONG}</p><p>The button “accept all” was larger than “reject all”, it said.</p></article>"),
    "news about robots": page("Are you a robot?", f"<article><p>A machine that asks ‘are you a robot?’ passed its own test.</p>{text(14)}</article>"),
    "news about a lost page": page("Page not found: how the town lost its archive", f"<article>{text(9)}</article>"),
    "article with linked headings": page("Nine quays", "<article>" + "".join(f'<h2><a href="/{n}">The quay of pier {n}</a></h2><p>Pier {n}: {LONG * 4}</p>' for n in range(9)) + "</article>", '<meta property="og:type" content="article">'),
    "brief with scripts off": page("Quay closed", f"<article>{text(3)}</article><noscript>Enable JavaScript to see comments.</noscript>"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_refused_by_its_name_with_a_way_out(name):
    reason, html = REFUSED[name]
    with pytest.raises(SourceError, match=reason) as refusal:
        read_html(html)
    assert "; " in str(refusal.value)


@pytest.mark.parametrize("name", READ)
def test_an_article_that_only_looks_like_a_barrier_is_read(name):
    assert (
        "harbour council met" in read_html(READ[name]).blocks[-1].text
        or "reject all" in read_html(READ[name]).blocks[-1].text
    )


@pytest.mark.parametrize("declared", [True, False])
def test_a_long_article_is_never_refused(declared):
    words = "Subscribe to continue reading. Verify you are human. Accept all. Reject all. Page not found. Enable JavaScript."
    sight = Sight("404 Not Found", [LONG * 8, LONG * 8], words, linked=2, not_free=True, declared=declared)
    assert barrier(sight) == ""
