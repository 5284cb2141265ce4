import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websites import QUICK, FakeTime, MadeUp, Site, answer, redirect

from ingest.errors import Blocked, RobotsDenied, Unreachable
from ingest.fetch import Fetcher
from ingest.robots import rules

SHUT = answer(b"User-agent: *\nDisallow: /\n")
HALF = answer(
    b"User-agent: *\nDisallow: /drafts/\nAllow: /drafts/open\nDisallow: /*.pdf$\n\nUser-agent: OtherBot\nDisallow: /\n"
)


def courier(robots, **pages):
    found = {f"http://courier.example/{name}": page for name, page in pages.items()}
    return MadeUp(found | {"http://courier.example/robots.txt": robots})


@pytest.mark.parametrize(("path", "open_to_us"), [("news", True), ("drafts/a", False), ("drafts/open/a", True), ("a.pdf", False), ("a.pdf?x", True),
    ("x/../drafts/a", False), ("%2e%2e/drafts/a", False), ("drafts/open/../a", False)])  # fmt: skip
def test_a_page_is_read_when_the_site_lets_programs_read_it(path, open_to_us):
    world = courier(HALF)
    client = world.fetcher()
    if open_to_us:
        assert client.get(f"http://courier.example/{path}").status == 404
    else:
        with pytest.raises(RobotsDenied, match="save it"):
            client.get(f"http://courier.example/{path}")
        assert len(world.sent) == 1


def test_rules_that_name_us_go_before_those_for_everybody():
    named = answer(b"User-agent: *\nDisallow: /\n\nUser-agent: CitedBriefing\nDisallow: /drafts\n")
    client = courier(named).fetcher()
    assert client.get("http://courier.example/news").status == 404
    with pytest.raises(RobotsDenied):
        client.get("http://courier.example/drafts")


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_rules_everything_may_be_read(status):
    assert (
        courier(answer(status=f"{status} No"), news=answer()).fetcher().get("http://courier.example/news").body == b"ok"
    )


@pytest.mark.parametrize("status", [429, 500, 503])
def test_while_the_rules_cannot_be_read_nothing_is(status):
    with pytest.raises(RobotsDenied, match="try again later"):
        courier(answer(status=f"{status} No"), news=answer()).fetcher().get("http://courier.example/news")


@pytest.mark.parametrize("robots", [redirect("http://127.0.0.1/robots.txt"), redirect("/robots.txt"), answer(content_encoding="br"),
    answer(bytes(10_000_001)), answer(b"<html>\xff\xfe no rules"), answer(b"")])  # fmt: skip
def test_rules_that_are_none_are_no_rules(robots):
    world = courier(robots, news=answer())
    assert world.fetcher().get("http://courier.example/news").body == b"ok"
    assert ("127.0.0.1", 80) not in world.dialled


def test_rules_may_lie_behind_a_redirect():
    world = courier(redirect("https://www.courier.example/robots.txt"), news=answer())
    world.pages["https://www.courier.example/robots.txt"] = SHUT
    with pytest.raises(RobotsDenied):
        world.fetcher().get("http://courier.example/news")


def test_the_rules_of_the_host_behind_a_redirect_are_obeyed_too():
    world = courier(HALF, news=redirect("http://ledger.example/news"))
    world.pages |= {"http://ledger.example/robots.txt": SHUT, "http://ledger.example/news": answer()}
    with pytest.raises(RobotsDenied, match=r"ledger\.example"):
        world.fetcher().get("http://courier.example/news")


def test_a_caller_may_go_without_rules():
    world = courier(SHUT, feed=answer(b"feed"))
    assert world.fetcher().get("http://courier.example/feed", obey_robots=False).body == b"feed"
    assert len(world.sent) == 1


def test_rules_are_behind_the_same_guard():
    with pytest.raises(Blocked):
        MadeUp(names=lambda host: ["10.0.0.1"]).fetcher().get("http://courier.example/")


def test_rules_are_read_once_a_day_for_each_origin():
    world, fake = courier(HALF), FakeTime()
    client = Fetcher(limits=QUICK, outside=fake.in_(world.outside))
    for path in ("a", "b", "c"):
        client.get(f"http://courier.example/{path}")
    client.get("http://courier.example:8080/a")
    assert sum(b"/robots.txt" in head for head in world.sent) == 2
    fake.now += 86_401
    client.get("http://courier.example/a")
    assert sum(b"/robots.txt" in head for head in world.sent) == 3


def test_rules_that_could_not_be_read_are_asked_for_again_soon():
    world, fake = courier(answer(status="503 Busy"), news=answer()), FakeTime()
    client = Fetcher(limits=QUICK, outside=fake.in_(world.outside))
    with pytest.raises(RobotsDenied):
        client.get("http://courier.example/news")
    world.pages["http://courier.example/robots.txt"] = HALF
    with pytest.raises(RobotsDenied):
        client.get("http://courier.example/news")
    fake.now += 601
    assert client.get("http://courier.example/news").body == b"ok"


def test_a_host_that_cannot_be_reached_is_not_asked_for_its_page_as_well():
    world = MadeUp(names=lambda host: [])
    with pytest.raises(Unreachable):
        world.fetcher().get("http://courier.example/news")
    assert len(world.looked_up) == 1


def test_many_threads_read_the_rules_once():
    with Site({"/robots.txt": answer(b"User-agent: *\nDisallow: /drafts\n"), "/news": answer()}) as site:
        client = Fetcher(allow_private_hosts=["127.0.0.1"], limits=QUICK)
        threads = [threading.Thread(target=client.get, args=(site.url + "/news",)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=10)
    assert len(site.heads) == 7
    assert site.paths == ["/news"] * 6


@pytest.mark.parametrize(("text", "pause"), [("Crawl-delay: 4", 4), ("Crawl-delay: 0", 1), ("Crawl-delay: 3600", 10), ("Crawl-delay: x", 1),
    ("Crawl-delay: inf", 1), ("Crawl-delay: -3", 1), ("Request-rate: 1/5", 5)])  # fmt: skip
def test_the_pause_that_a_site_asks_for_is_kept_within_reason(text, pause):
    world, fake = courier(answer(f"User-agent: *\n{text}\nDisallow: /drafts\n".encode())), FakeTime()
    client = Fetcher(limits=replace(QUICK, delay=1, patience=60), outside=fake.in_(world.outside))
    client.get("http://courier.example/a")
    client.get("http://courier.example/b")
    assert fake.slept == [pause]


@given(
    st.text(
        alphabet=st.sampled_from(list("User-agent:*\n Disallow/$%#Crawl-delayRequest-rateVisit-timeSitemap0123456789")),
        max_size=300,
    )
    | st.text()
)
def test_whatever_a_robots_file_holds_it_can_be_asked(text):
    found = rules(200, text.encode("utf-8", "surrogatepass"))
    assert found.allow("http://courier.example/news") in {True, False}
    assert found.delay >= 0
