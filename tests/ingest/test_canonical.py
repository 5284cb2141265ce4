import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.addresses import LONGEST
from ingest.canonical import canonical_url, same_address

ARTICLE = "https://courier.example/2026/quay-closed"


@pytest.mark.parametrize(
    "url",
    [
        "HTTPS://Courier.Example:443/2026/quay-closed#comments",
        "https://courier.example./2026/x/../quay-closed",
        "https://courier.example/2026/quay-closed?utm_source=letter&fbclid=1&gbraid=2",
    ],
)
def test_what_never_changes_a_page_is_no_part_of_its_address(url):
    assert canonical_url(url) == ARTICLE


def test_a_host_is_one_whether_written_in_letters_or_as_it_is_looked_up():
    assert canonical_url("https://Bücher.example/quay") == canonical_url("https://xn--bcher-kva.example/quay")
    assert canonical_url("https://-bücher.example/quay") == ""


@pytest.mark.parametrize(
    "url",
    [
        "http://courier.example/2026/quay-closed/",
        "https://www.courier.example/2026/quay-closed",
        "https://m.courier.example/2026/quay-closed",
        "https://amp.courier.example/2026/quay-closed/amp/",
        "https://courier.example/2026/quay-closed.amp",
        "https://courier.example/2026/quay-closed?amp=1",
        "https://courier.example/2026/quay-closed?outputType=amp",
        "https://courier-example.cdn.ampproject.org/c/s/www.courier.example/2026/quay-closed",
        "https://www.google.com/amp/s/courier.example/2026/quay-closed",
    ],
)
def test_the_variants_of_an_address_are_one_article(url):
    assert same_address(canonical_url(url)) == ARTICLE


def test_a_mobile_encyclopedia_is_the_encyclopedia():
    assert same_address("https://de.m.lexikon.example/wiki/Kai") == "https://de.lexikon.example/wiki/Kai"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://courier.example/quay?id=7", "https://courier.example/quay?id=8"),
        ("https://courier.example/quay?a=1&b=2", "https://courier.example/quay?b=2&a=1"),
        ("https://courier.example/Quay", "https://courier.example/quay"),
        ("https://news.courier.example/quay", "https://courier.example/quay"),
        ("https://courier.example:8080/quay", "https://courier.example/quay"),
        ("https://m.example/quay", "https://www.example/quay"),
        ("https://courier.example/amp", "https://courier.example/"),
        ("https://courier.example/quay?amp=12", "https://courier.example/quay"),
        ("https://courier.example/lamp", "https://courier.example/l"),
    ],
)
def test_addresses_that_may_differ_in_what_they_show_stay_apart(one, other):
    assert same_address(canonical_url(one)) != same_address(canonical_url(other))


def test_what_is_no_address_has_no_key():
    assert same_address(canonical_url("javascript:alert(1)")) == ""


LABEL = st.sampled_from("www m mobile amp news courier example com google cdn ampproject org en co uk".split())
SEGMENT = st.sampled_from(
    ["amp", "..", ".", "", "quay", "quay.amp", "c", "s", "Über uns", "a%2Fb", "x.amp.html", "courier.example"]
)
QUERY = st.sampled_from(
    ["", "?", "?amp", "?amp=1&utm_x=2", "?id=7#top", "?a=%FF&b", "?outputType=amp", "?url=https://x.example/"]
)


@st.composite
def addresses(draw):
    host = ".".join(draw(st.lists(LABEL, min_size=1, max_size=5)))
    path = "/".join(draw(st.lists(SEGMENT, max_size=6)))
    port = draw(st.sampled_from(["", ":80", ":443", ":8080"]))
    return f"{draw(st.sampled_from(['http', 'HTTPS']))}://{host}{port}/{path}{draw(QUERY)}"


@given(addresses() | st.text(max_size=60))
def test_a_canonical_address_is_its_own_canonical_address(url):
    once = canonical_url(url)
    assert canonical_url(once) == once


@given(addresses())
def test_the_key_of_a_key_is_the_key(url):
    key = same_address(canonical_url(url))
    assert same_address(key) == key
    assert same_address(canonical_url(key)) == key


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("http://courier.example/a\tb c", "http://courier.example/a%20b%20c"),
        ("http://bücher.example。/a", "http://xn--bcher-kva.example/a"),
        ("http://。/", ""),
    ],
)
def test_an_address_has_no_spaces_and_no_full_stop_behind_its_host_in_any_writing(written, stored):
    assert canonical_url(written) == stored
    assert canonical_url(stored) == stored


def test_an_address_that_is_longer_than_any_that_is_fetched_is_none_also_once_its_spaces_are_written_out():
    base = "http://courier.example/"
    assert canonical_url(base + "a" * (LONGEST - len(base))) != ""
    assert canonical_url(base + "a" * LONGEST) == ""
    assert canonical_url(base + "a b" * (LONGEST // 4)) == ""
