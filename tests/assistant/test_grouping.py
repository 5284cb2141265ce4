import random
from dataclasses import replace

import numpy as np
import pytest

from assistant.grouping import WINDOW, Report, background, grouped

DAY = 739_000


def report(name, *, event=0, day=DAY, arrived=DAY, alike=0.9, story="", turn=None, names=()):
    """An article whose likeness to the others of its event is `alike` squared, a little more on the same turn of events."""
    vector = np.zeros(64, dtype=np.float32)
    vector[event] = alike
    shared = 0.0 if turn is None else 0.4
    vector[10 + (turn or 0)] = shared
    vector[20 + sum(map(ord, name)) % 40] = (1 - alike**2 - shared**2) ** 0.5
    return Report(name, vector, day, arrived, story, frozenset(names))


def groups(new, old=(), **rulings):
    return {group.article_ids: group.story for group in grouped(new, old, **rulings)}


def test_articles_on_one_event_are_one_group_and_others_stay_single():
    found = groups([report("a"), report("b"), report("c", event=1)])
    assert found == {("a", "b"): "", ("c",): ""}


def test_no_article_gives_no_group():
    assert grouped([], [report("a", story="s")]) == []


def test_an_article_joins_the_story_that_is_open():
    assert groups([report("b", day=DAY + 2)], [report("a", story="s")]) == {("b",): "s"}


def test_two_stories_that_are_kept_never_become_one_by_an_article_that_fits_both():
    found = groups([report("c")], [report("a", story="s"), report("b", story="t")])
    assert len(found) == 1
    assert next(iter(found.values())) in {"s", "t"}


@pytest.mark.parametrize(("days", "story"), [(WINDOW, "s"), (WINDOW + 1, "")])
def test_a_story_without_an_article_for_longer_than_the_window_takes_none(days, story):
    assert groups([report("b", day=DAY + days)], [report("a", story="s")]) == {("b",): story}


def test_an_undated_article_pays_for_no_days():
    late = report("b", alike=0.7, day=DAY + 25)
    assert groups([late], [report("a", alike=0.7, story="s")]) == {("b",): ""}
    assert groups([replace(late, day=None)], [report("a", alike=0.7, story="s")]) == {("b",): "s"}


def test_an_undated_article_is_near_to_what_came_when_it_came_and_far_from_what_was_there_long_before():
    assert groups([report("b", day=None, arrived=DAY + 900)], [report("a", arrived=DAY + 900, story="s")]) == {
        ("b",): "s"
    }
    assert groups([report("b", day=None, arrived=DAY + 900)], [report("a", arrived=DAY, story="s")]) == {("b",): ""}


def test_one_late_report_is_a_follow_up_and_several_at_once_are_news():
    first = [report(name, alike=0.75, turn=1) for name in ("a", "b", "c", "d")]
    second = [report(name, alike=0.75, turn=2, day=DAY + 16) for name in ("m", "n", "o", "p")]
    assert groups([*first, second[0]]) == {("a", "b", "c", "d", "m"): ""}
    assert groups([*first, *second]) == {("a", "b", "c", "d"): "", ("m", "n", "o", "p"): ""}


def test_the_order_in_which_articles_are_given_changes_nothing():
    chance = np.random.default_rng(1)
    rows = chance.normal(size=(60, 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    new = [
        Report(f"{number:03}", row, DAY + number % 9 if number % 4 else None, DAY) for number, row in enumerate(rows)
    ]
    old = [replace(one, article_id=f"x{one.article_id}", story=f"s{number % 5}") for number, one in enumerate(new[:20])]
    expected = grouped(new, old)
    assert 1 < len(expected) < len(new)
    for seed in range(10):
        chance_order = random.Random(seed)
        assert grouped(chance_order.sample(new, len(new)), chance_order.sample(old, len(old))) == expected


def test_articles_that_a_person_took_apart_stay_apart_however_alike():
    assert groups([report("a"), report("b")], apart={("a", "b")}) == {("a",): "", ("b",): ""}
    assert groups([report("b")], [report("a", story="s")], apart={("a", "b")}) == {("b",): ""}


def test_a_third_article_does_not_bring_together_what_a_person_took_apart():
    found = groups([report("a"), report("b"), report("c")], apart={("a", "b")})
    assert not any({"a", "b"} <= set(ids) for ids in found)


def test_articles_that_a_person_put_together_are_together_however_unlike():
    assert groups([report("a"), report("b", event=1)], together={("a", "b")}) == {("a", "b"): ""}
    far = report("a", day=DAY - 400, story="s")
    assert groups([report("b", event=1)], [far], together={("a", "b")}) == {("b",): "s"}


def test_a_ruling_about_an_article_that_is_not_there_changes_nothing():
    assert groups([report("a")], together={("a", "gone")}, apart={("a", "lost")}) == {("a",): ""}


def test_what_all_articles_of_one_subject_have_in_common_makes_no_story():
    subject, *own = np.eye(41, dtype=np.float32)
    vectors = [(subject + event) / np.sqrt(2) for event in own]  # each two are half alike, whatever they tell
    articles = [Report(f"a{number:02}", vector, 738000, 738000) for number, vector in enumerate(vectors)]
    common = background(np.stack(vectors))
    assert [len(group.article_ids) for group in grouped(articles, [], background=common)] == [1] * 40
    assert max(len(group.article_ids) for group in grouped(articles, [])) > 1


def test_two_reports_of_one_event_stay_together_in_a_library_on_one_subject():
    subject, *own = np.eye(41, dtype=np.float32)
    vectors = [(subject + event) / np.sqrt(2) for event in (*own, own[0])]
    articles = [Report(f"a{number:02}", vector, 738000, 738000) for number, vector in enumerate(vectors)]
    groups = grouped(articles, [], background=background(np.stack(vectors)))
    assert [group.article_ids for group in groups if len(group.article_ids) > 1] == [("a00", "a40")]


def test_few_articles_have_no_subject_in_common_and_news_of_everything_has_none():
    vectors = np.eye(60, dtype=np.float32)
    assert background(vectors) == 0
    assert background(vectors[:1]) == 0


# -- kin ------------------------------------------------------------------------------------------------------------

LATE = {"alike": 0.65, "day": DAY + 2}  # nearly near enough to the others of its event, not quite


def test_a_late_article_on_the_same_rare_names_gets_a_second_chance():
    open_story = report("a", alike=0.65, story="s", names={1, 2, 3})
    assert groups([report("b", **LATE)], [open_story]) == {("b",): ""}
    assert groups([report("b", **LATE, names={1, 2, 3})], [open_story]) == {("b",): "s"}


def test_one_name_alone_gives_no_second_chance():
    assert groups([report("b", **LATE, names={1})], [report("a", alike=0.65, story="s", names={1, 2})]) == {("b",): ""}


def test_names_that_many_stories_have_give_no_second_chance():
    open_story = report("a", alike=0.65, story="s", names={1, 2, 3})
    late = report("b", **LATE, names={1, 2, 3})
    others = [report(name, event=at, story=name, names={1, 2, 3}) for at, name in enumerate(("t", "u"), 1)]
    assert groups([late], [open_story, *others]) == {("b",): ""}
    assert groups([late], [open_story], elsewhere={1: 1, 2: 1, 3: 1}) == {("b",): "s"}
    assert groups([late], [open_story], elsewhere={1: 2, 2: 2, 3: 2}) == {("b",): ""}


def test_the_same_names_on_another_subject_are_another_story():
    found = groups([report("b", event=1, names={1, 2, 3, 4})], [report("a", story="s", names={1, 2, 3, 4})])
    assert found == {("b",): ""}


def test_two_stories_with_many_articles_each_stay_two_whoever_is_in_them():
    first = [report(name, alike=0.75, turn=1, names={1, 2, 3}) for name in ("a", "b", "c", "d")]
    second = [report(name, alike=0.75, turn=2, day=DAY + 16, names={1, 2, 3}) for name in ("m", "n", "o", "p")]
    assert len(groups([*first, *second])) == 2


def test_kin_that_a_person_took_apart_stay_apart():
    open_story = report("a", alike=0.65, story="s", names={1, 2, 3})
    assert groups([report("b", **LATE, names={1, 2, 3})], [open_story], apart={("a", "b")}) == {("b",): ""}


def test_a_story_that_is_one_by_its_names_stays_one_when_others_bear_them_too():
    first = report("a", alike=0.65, story="s", names={1, 2, 3})
    late = report("b", **LATE, names={1, 2, 3}, story="s")
    everywhere = dict.fromkeys((1, 2, 3), 9)
    assert groups([first, late], elsewhere=everywhere) == {("a", "b"): "s"}
    assert len(groups([first, replace(late, story="")], elsewhere=everywhere)) == 2


def test_the_order_in_which_kin_are_given_changes_nothing():
    chance = np.random.default_rng(2)
    new = [
        report(chr(97 + number), event=number % 8, alike=0.6 + 0.08 * chance.random(), day=DAY + number % 5,
               names={number % 8, 10 + number % 8, 20 + number % 16})
        for number in range(24)
    ]  # fmt: skip
    expected = grouped(new, [])
    assert expected != grouped([replace(one, names=frozenset()) for one in new], [])
    for seed in range(10):
        assert grouped(random.Random(seed).sample(new, len(new)), []) == expected
