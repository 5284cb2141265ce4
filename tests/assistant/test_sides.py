"""The versions of a difference side by side."""

from assistant.sides import sides


def version(text, source, published, **fields):
    return {"text": text, "citations": [{"source": source, "title": "", "published": published, "number": 1} | fields]}


NINE, TEN = (
    version("Nine fell ill.", "The Courier", "2026-03-10"),
    version("Ten fell ill.", "Harbour Post", "2026-03-12T08:00Z"),
)


def labels(difference):
    return [one.label.replace("\u2068", "").replace("\u2069", "") for one in sides(difference)]


def test_rivals_stand_under_their_outlets_each_with_its_citations():
    found = sides({"different_time": False, "versions": [NINE, TEN]})
    assert labels({"different_time": False, "versions": [NINE, TEN]}) == [
        "The Courier, 2026-03-10",
        "Harbour Post, 2026-03-12",
    ]
    assert [(one.text, one.citations) for one in found] == [
        ("Nine fell ill.", tuple(NINE["citations"])), ("Ten fell ill.", tuple(TEN["citations"])),
    ]  # fmt: skip


def test_versions_of_different_times_say_which_is_the_newest():
    assert labels({"different_time": True, "versions": [TEN, NINE]}) == [
        "Newest: Harbour Post, 2026-03-12", "Earlier: The Courier, 2026-03-10",
    ]  # fmt: skip


def test_a_version_whose_article_changed_says_so():
    (found,) = sides({"different_time": False, "versions": [version("Nine.", "A", "", changed_since=True)]})
    assert found.warning == "its article has changed since"
