import json
from xml.etree import ElementTree as ET

from editions import edition, poisoned, story

from assistant.feed_out import briefings_atom, briefings_json_feed
from ingest.feeds import read_feed

ATOM = "{http://www.w3.org/2005/Atom}"
FIRST = ("2026-03-12T06:30:00+01:00", edition(story(1)))
AGAIN = ("2026-03-12T09:00:00+00:00", edition(story(1), title="Briefing, second edition"))
NEXT = ("2026-03-13T06:30:00+01:00", edition(story(2), day="2026-03-12", title="Briefing for Thursday"))


def atom(*kept):
    return ET.fromstring(briefings_atom(kept))


def texts(element, name):
    return [one.text for one in element.iter(ATOM + name)]


def test_an_atom_feed_has_what_the_standard_asks_for():
    feed = atom(FIRST, NEXT)
    entries = feed.findall(ATOM + "entry")
    assert all(feed.find(ATOM + name).text for name in ("id", "title", "updated"))
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    assert len(entries) == 2
    assert all(entry.find(ATOM + name).text for entry in entries for name in ("id", "title", "updated", "content"))
    assert len({*texts(feed, "id")}) == 3
    assert all(name.startswith("urn:uuid:") for name in texts(feed, "id"))


def test_the_newest_day_comes_first_and_the_feed_is_as_new_as_its_newest_entry():
    feed = atom(FIRST, NEXT)
    assert texts(feed, "title")[1:] == ["Briefing for Thursday", "Briefing for Wednesday, 11 March 2026"]
    assert texts(feed, "updated")[0] == "2026-03-13T05:30:00Z"


def test_a_day_that_is_briefed_anew_is_the_same_entry_updated():
    before, after = atom(FIRST), atom(AGAIN, FIRST)
    assert texts(before, "id") == texts(after, "id")
    assert texts(after, "published") == ["2026-03-12T05:30:00Z"]
    assert texts(after, "updated")[1] == "2026-03-12T09:00:00Z"
    assert texts(after, "title")[1] == "Briefing, second edition"


def test_the_order_in_which_briefings_are_given_changes_nothing():
    assert briefings_atom([FIRST, NEXT, AGAIN]) == briefings_atom([AGAIN, FIRST, NEXT])
    assert briefings_json_feed([FIRST, NEXT, AGAIN]) == briefings_json_feed([AGAIN, FIRST, NEXT])


def test_two_libraries_have_entries_of_their_own():
    assert not {*texts(ET.fromstring(briefings_atom([FIRST], "one")), "id")} & {
        *texts(ET.fromstring(briefings_atom([FIRST], "two")), "id")
    }


def test_a_hostile_briefing_is_sound_xml_and_stays_text():
    for word in ("<script>x</script>", "]]>", "\x00\x0b\ufffe\ud800 x", '&"<'):
        content = atom((FIRST[0], poisoned(FIRST[1], word))).find(f"{ATOM}entry/{ATOM}content")
        assert content.get("type") == "html"
        assert "<script" not in content.text


def test_our_own_reader_of_feeds_reads_both():
    for content, kind in (
        (briefings_atom([FIRST, NEXT]), "application/atom+xml"),
        (briefings_json_feed([FIRST, NEXT]).encode(), "application/json"),
    ):
        feed = read_feed(content, kind, "https://desk.example/feed")
        assert [entry.title for entry in feed.entries] == [
            "Briefing for Thursday",
            "Briefing for Wednesday, 11 March 2026",
        ]


def test_a_json_feed_has_what_the_standard_asks_for():
    feed = json.loads(briefings_json_feed([FIRST, NEXT]))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert [sorted(item) for item in feed["items"]] == [
        ["content_html", "content_text", "date_modified", "date_published", "id", "summary", "title"]
    ] * 2


def test_no_briefing_at_all_is_an_empty_feed():
    assert atom().findall(ATOM + "entry") == []
    assert json.loads(briefings_json_feed([]))["items"] == []
