import sqlite3
import threading

import pytest


def in_a_thread(act):
    found = []
    thread = threading.Thread(target=lambda: found.append(act()))
    thread.start()
    thread.join()
    return found[0]


def test_a_thread_that_is_over_leaves_no_connection_open(library):
    first = in_a_thread(lambda: library.database.connection)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        first.execute("SELECT 1")
    assert library.count("articles") == 0  # the connection of this thread is another


def test_a_library_that_is_closed_closes_the_connections_of_threads_that_still_run(library):
    go, ready, held = threading.Event(), threading.Event(), []

    def use():
        held.append(library.database.connection)
        ready.set()
        go.wait()

    thread = threading.Thread(target=use)
    thread.start()
    ready.wait()
    library.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        held[0].execute("SELECT 1")
    go.set()
    thread.join()


def test_a_library_that_is_closed_waits_for_what_is_just_being_read(library):
    reading, go_on, closed = threading.Event(), threading.Event(), threading.Event()

    def read():
        with library.database.snapshot() as connection:
            reading.set()
            go_on.wait()
            connection.execute("SELECT count(*) FROM articles").fetchone()

    reader = threading.Thread(target=read)
    reader.start()
    reading.wait()
    closer = threading.Thread(target=lambda: (library.close(), closed.set()))
    closer.start()
    assert not closed.wait(0.2)
    go_on.set()
    reader.join()
    closer.join()
    assert closed.is_set()
