"""Jobs side by side over hosts: a slow host holds up its own and nobody else's."""

from __future__ import annotations

import threading

import pytest

from ingest.hosts import Hosts, host_of


def done(hosts: Hosts[str, str]) -> list[str]:
    return [task for task, _ in hosts]


def test_a_host_that_waits_holds_up_nobody_else() -> None:
    freed, hosts = threading.Event(), Hosts[str, str]()
    hosts.add("slow", "slow", lambda task: task if freed.wait(10) else "never")
    for number in range(5):
        hosts.add("quick", f"quick {number}", lambda task: task)
    results = iter(hosts)
    first = [next(results)[0] for _ in range(5)]
    freed.set()
    assert first == [f"quick {number}" for number in range(5)]
    assert [future.result() for _, future in results] == ["slow"]


def test_no_host_is_asked_more_than_two_things_at_a_time() -> None:
    begun, freed = threading.Semaphore(0), threading.Event()

    def job(task: str) -> str:
        begun.release()
        freed.wait(10)
        return task

    hosts = Hosts[str, str]()
    for _ in range(10):
        for host in ("a", "b", "c"):
            hosts.add(host, host, job)
    results = iter(hosts)
    reader = threading.Thread(target=next, args=(results,))
    reader.start()
    assert all(begun.acquire(timeout=10) for _ in range(6))
    assert not begun.acquire(timeout=0.05)
    freed.set()
    reader.join()
    assert len(list(results)) == 29


def test_what_is_not_looked_at_holds_back_what_is_started() -> None:
    started: list[str] = []
    hosts = Hosts[str, str](most=3)
    for number in range(20):
        hosts.add(f"host {number}", f"{number}", lambda task: started.append(task) or task)
    results = iter(hosts)
    next(results)
    assert len(started) <= 4
    assert len(done(hosts)) == 19


def test_jobs_may_be_added_while_results_are_read() -> None:
    hosts = Hosts[str, str]()
    hosts.add("a", "feed", lambda task: task)
    seen = []
    for task, _ in hosts:
        seen.append(task)
        if task == "feed":
            hosts.add("a", "article", lambda task: task)
    assert seen == ["feed", "article"]


def test_a_job_that_breaks_is_a_result_and_the_others_go_on() -> None:
    hosts = Hosts[str, float]()
    hosts.add("a", "broken", lambda task: 1 / 0)
    hosts.add("b", "sound", lambda task: 1.0)
    results = dict(hosts)
    assert results["sound"].result() == 1.0
    with pytest.raises(ZeroDivisionError):
        results["broken"].result()


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Courier.example:8080/a", "courier.example"),
        ("https://user@courier.example/", "courier.example"),
        ("https://[::1]/", "::1"),
        ("https://[::1/", ""),
        ("no address", ""),
    ],
)
def test_an_address_names_its_host(url: str, host: str) -> None:
    assert host_of(url) == host
