import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from websites import QUICK, FakeTime, MadeUp, Site, answer, redirect

from ingest.errors import Busy, Deadline
from ingest.fetch import Fetcher, Limits
from ingest.turns import MOST_HOSTS, Turns


def turns(fake, **limits):
    return Turns(replace(Limits(), **limits), fake.clock, fake.sleep)


def visit(line, host="courier.example", **options):
    with line.at(host, **options) as waited:
        return waited


def test_two_visits_of_a_host_are_a_pause_apart_and_other_hosts_do_not_wait():
    fake = FakeTime()
    line = turns(fake, delay=3)
    assert [visit(line), visit(line), visit(line, "ledger.example"), visit(line)] == [0, 3, 0, 3]


def test_what_follows_at_once_neither_waits_nor_makes_others_wait():
    fake = FakeTime()
    line = turns(fake, delay=3)
    assert [visit(line, polite=False), visit(line), visit(line, polite=False), visit(line)] == [0, 0, 0, 3]


def test_a_host_that_wants_a_short_quiet_gets_it():
    fake = FakeTime()
    line = turns(fake, delay=0)
    line.leave_alone("courier.example", 5)
    line.leave_alone("courier.example", 2)
    assert visit(line, polite=False) == 5


def test_a_host_that_wants_a_long_quiet_is_not_visited():
    fake = FakeTime()
    line = turns(fake)
    line.leave_alone("courier.example", 600)
    with pytest.raises(Busy) as caught:
        visit(line)
    assert caught.value.seconds == 600
    assert fake.slept == []


def test_a_line_that_is_too_long_is_left_without_taking_a_turn():
    fake = FakeTime()
    line = turns(fake, delay=10, patience=5)
    visit(line)
    for _ in range(3):
        with pytest.raises(Deadline, match="waiting for their turn"):
            visit(line)
    fake.now += 10
    assert visit(line) == 0


def test_a_turn_is_given_back_when_the_visit_fails():
    fake = FakeTime()
    line = turns(fake, per_host=1, delay=0)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), line.at("courier.example"):
            raise ZeroDivisionError
    assert visit(line) == 0


def test_no_more_than_so_many_visit_a_host_at_once():
    line = Turns(replace(QUICK, per_host=2, patience=0.05), FakeTime().clock, lambda seconds: None)
    with line.at("courier.example"), line.at("courier.example"):
        with pytest.raises(Deadline):
            visit(line)
        assert visit(line, "ledger.example") == 0


def test_hosts_are_forgotten_when_there_are_many_but_not_their_quiet():
    fake = FakeTime()
    line = turns(fake, delay=1)
    line.leave_alone("courier.example", 9_000)
    for number in range(MOST_HOSTS + 10):
        visit(line, f"{number}.example")
        fake.now += 2
    assert len(line._hosts) <= MOST_HOSTS
    with pytest.raises(Busy):
        visit(line)


def test_many_threads_at_one_host_all_get_their_page_two_at_a_time():
    lock, here, most = threading.Lock(), [0], [0]

    def page(head):
        with lock:
            here[0] += 1
            most[0] = max(most[0], here[0])
        site.over.wait(0.01)
        with lock:  # before the answer: who has it may be gone at once
            here[0] -= 1
        yield answer(head.split()[1].encode())

    with Site({f"/{n}": page for n in range(24)}) as site, ThreadPoolExecutor(8) as pool:
        client = Fetcher(allow_private_hosts=["127.0.0.1"], limits=QUICK)
        found = list(pool.map(lambda n: client.get(f"{site.url}/{n}").body, range(24)))
    assert found == [b"/%d" % n for n in range(24)]
    assert most == [2]


def test_threads_that_are_sent_from_host_to_host_and_back_do_not_lock_each_other():
    with Site() as here, Site() as there, ThreadPoolExecutor(8) as pool:
        across = there.url.replace("127.0.0.1", "localhost")
        here.pages = {"/a": redirect(across + "/b"), "/c": answer(b"end")}
        there.pages = {"/a": redirect(here.url + "/b"), "/b": redirect(here.url + "/c"), "/c": answer(b"end")}
        here.pages["/b"] = redirect(across + "/c")
        client = Fetcher(allow_private_hosts=["127.0.0.1", "localhost"], limits=replace(QUICK, per_host=1))
        starts = [here.url + "/a", across + "/a"] * 8
        assert {answered.body for answered in pool.map(client.get, starts)} == {b"end"}


def test_waiting_in_line_does_not_shorten_the_time_for_a_page():
    world, fake = MadeUp({"http://courier.example/": answer()}), FakeTime()
    client = Fetcher(limits=Limits(delay=9, total=10), outside=fake.in_(world.outside))
    for _ in range(4):
        assert client.get("http://courier.example/", obey_robots=False).status == 200
    assert fake.slept == [9, 9, 9]


def test_a_redirect_within_its_host_goes_on_at_once_and_one_to_another_waits_there():
    pages = {"http://courier.example/": redirect("/b"), "http://courier.example/b": redirect("http://ledger.example/")}
    world, fake = MadeUp(pages | {"http://ledger.example/": answer()}), FakeTime()
    client = Fetcher(limits=Limits(delay=4), outside=fake.in_(world.outside))
    client.get("http://ledger.example/", obey_robots=False)
    client.get("http://courier.example/", obey_robots=False)
    assert fake.slept == [4]


def test_a_stopped_thread_leaves_no_turn_taken():
    release = threading.Event()
    line = Turns(replace(QUICK, per_host=1), FakeTime().clock, lambda seconds: None)

    def hold():
        with line.at("courier.example"):
            release.wait(5)

    holder = threading.Thread(target=hold)
    holder.start()
    release.set()
    holder.join()
    assert visit(line) == 0
