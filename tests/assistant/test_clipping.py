"""One article read on its own: what changed between its versions, its near copies, what is doubtful about it."""

from datetime import UTC, datetime

import pytest

from assistant.clipping import clipping
from ingest.errors import NotFound
from ingest.found import HandedIn

HEAD = "url: https://courier.example/quay\nsource: The Courier\n"
FIRST = "The harbour master of Ostrel counted forty barges at the outer quay on Tuesday morning, more than ever."
SECOND = "Berth nine stays closed until the divers have inspected the sluice, the port office said on Monday."
THIRD = "Traders expect the price of herring to fall once the first trawlers are let through the lock."


def put(assistant, title, *paragraphs, head=HEAD, day=1):
    text = f"---\n{head}---\n# {title}\n\n" + "\n\n".join(paragraphs)
    (outcome,) = assistant.add([HandedIn("quay.md", text.encode())], datetime(2026, 3, day, tzinfo=UTC))
    return outcome.article_id


def pairs(part):
    return [(pair.title, [(cell.label, cell.text) for cell in pair.cells]) for pair in part.pairs]


def test_each_version_tells_what_it_changed_both_texts_beside_each_other(assistant):
    name = put(assistant, "Forty barges", FIRST, SECOND)
    assert put(assistant, "Fifty barges", FIRST.replace("forty", "fifty"), THIRD, day=2) == name
    found = clipping(assistant, name)
    assert found.versions == (
        (1, "Version 1, stored 1 Mar 2026, 00:00"),
        (2, "Version 2, stored 2 Mar 2026, 00:00"),
    )
    (changed,) = found.changes
    assert pairs(changed) == [
        ("The title", [("Was", "Forty barges"), ("Is", "Fifty barges")]),
        ("Paragraph 1 has other words", [("Was", FIRST), ("Is", FIRST.replace("forty", "fifty"))]),
        ("Paragraph 2 was taken out", [("Was", SECOND), ("Is", "(nothing)")]),
        ("Paragraph 2 came in", [("Was", "(nothing)"), ("Is", THIRD)]),
    ]
    assert [one["text"] for one in clipping(assistant, name, 1).article["paragraphs"]] == [FIRST, SECOND]


def test_near_copies_name_each_other_and_the_earliest(assistant):
    one = put(assistant, "Forty barges", FIRST, SECOND, THIRD)
    other = put(assistant, "Barges: forty", FIRST, SECOND, THIRD, "So it said.", head="source: Harbour Post\n", day=2)
    assert [(kin.id, kin.named, kin.is_origin) for kin in clipping(assistant, other).kin] == [
        (one, "Forty barges, The Courier", True)
    ]
    assert [(kin.id, kin.is_origin) for kin in clipping(assistant, one).kin] == [(other, False)]


def test_what_is_doubtful_or_gone_is_said(assistant):
    name = put(assistant, "Forty barges", FIRST)
    assistant.library.mark_gone(name, "the server answered 404", datetime(2026, 3, 5, tzinfo=UTC))
    told = clipping(assistant, name).remarks
    assert told[0] == "No longer shown at its address, noted 5 Mar 2026, 00:00: the server answered 404"
    assert told[1].startswith("Not dated: it counts to the day it was added, 1 Mar 2026")


def test_an_article_that_is_not_there_is_not_found(assistant):
    with pytest.raises(NotFound):
        clipping(assistant, "0" * 12)


def test_a_text_that_is_not_what_was_stored_says_so_first(assistant):
    name = put(assistant, "Forty barges", FIRST, SECOND)
    assert not any("not what was stored" in one for one in clipping(assistant, name).remarks)
    with assistant.library.database.transaction() as connection:
        connection.execute("UPDATE paragraphs SET text = replace(text, 'forty', 'fourty')")
    assert "not what was stored" in clipping(assistant, name).remarks[0]
