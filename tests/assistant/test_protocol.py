import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.protocol import DECLINED, Draft, Drafts, Evidence, drafts_of

IN_LINES = """CLAIM: The ferry sank on Tuesday.
SOURCE: s4k7d
QUOTE: sank off Hollmere on Tuesday

CLAIM: Fourteen people died.
SOURCE: s2b3c
QUOTE: rose to 14
SOURCE: s5f6g
QUOTE: fourteen dead
"""
IN_JSON = """```json
{"claims": [{"claim": "The ferry sank on Tuesday.", "source": "s4k7d", "quote": "sank off Hollmere on Tuesday"},
 {"claim": "Fourteen people died.", "evidence": [{"source": "s2b3c", "quote": "rose to 14"},
  {"source": "s5f6g", "quote": "fourteen dead"}]}], "not_in_sources": false}
```"""
BOTH = (
    Draft("The ferry sank on Tuesday.", (Evidence("s4k7d", "sank off Hollmere on Tuesday"),)),
    Draft("Fourteen people died.", (Evidence("s2b3c", "rose to 14"), Evidence("s5f6g", "fourteen dead"))),
)
LOOSE = """<think>
CLAIM: this is only a thought
</think>
Here is the answer:
1. **CLAIM:** The ferry sank
on Tuesday.
   **SOURCE:** s4k7d
   **QUOTE:** "sank off Hollmere
on Tuesday"
"""
PREFACED = f"Sure:\r\n\nHere is the answer:\n{IN_JSON[IN_JSON.index('{') : IN_JSON.rindex('}') + 1]}"
TEXTS = [
    IN_LINES,
    IN_JSON,
    LOOSE,
    "The ferry sank [s4k7d]. Fourteen died (s2b3c, s5f6g).\n",
    "NOT IN SOURCES",
    "\n\n [\n\n" + IN_JSON[IN_JSON.index("{") : IN_JSON.rindex("]") + 1] + "}\n]",
    "{",
    "[\n",
    "[{",
    "",
    PREFACED,
]


@pytest.mark.parametrize("text", [IN_LINES, IN_JSON])
def test_statements_are_read_from_lines_and_from_json(text):
    assert drafts_of(text) == BOTH


@pytest.mark.parametrize("preface", ["", "Here is the answer:\n", "Of course:\n\nThe answer, as JSON：\r\n\n"])
def test_json_is_read_as_such_behind_a_line_that_announces_it(preface):
    assert drafts_of(preface + IN_JSON[IN_JSON.index("{") : IN_JSON.rindex("}") + 1]) == BOTH
    assert drafts_of(preface + IN_JSON) == BOTH


def test_lines_are_read_as_such_behind_a_line_that_announces_them():
    assert drafts_of("Here is the answer:\n" + IN_LINES) == BOTH
    assert drafts_of("CLAIM:\n{ The ferry sank.") == (Draft("{ The ferry sank."),)
    assert drafts_of('The ferry sank [s4k7d].\nIn short:\n{"claim": "It sank."}')[0].evidence == (Evidence("s4k7d"),)


def test_what_a_model_thinks_aloud_and_says_around_is_no_statement():
    assert drafts_of(LOOSE) == (
        Draft("The ferry sank on Tuesday.", (Evidence("s4k7d", '"sank off Hollmere on Tuesday"'),)),
    )


def test_sources_in_brackets_behind_a_sentence_are_read_too():
    assert drafts_of(TEXTS[3]) == (
        Draft("The ferry sank", (Evidence("s4k7d"),)),
        Draft("Fourteen died", (Evidence("s2b3c"), Evidence("s5f6g"))),
    )


def test_a_word_in_brackets_is_no_source():
    assert drafts_of("The upper house (senate) voted.") == (Draft("The upper house (senate) voted."),)


@pytest.mark.parametrize("text", ["NOT IN SOURCES", "CLAIM: NOT IN SOURCES", '{"claims": [], "not_in_sources": true}'])
def test_a_model_may_say_that_the_sources_do_not_answer(text):
    reader = Drafts()
    assert [*reader.feed(text), *reader.close()] == []
    assert reader.declined


def test_a_statement_that_breaks_off_in_json_is_dropped_and_those_before_it_stay():
    cut = IN_JSON[: IN_JSON.index("Fourteen") + 4]
    assert drafts_of(cut) == BOTH[:1]


def cut_at(text: str, places: list[int]) -> list[str]:
    edges = [0, *sorted(place % (len(text) + 1) for place in places), len(text)]
    return [text[start:end] for start, end in zip(edges, edges[1:], strict=False)]


def read_in_pieces(pieces: list[str]) -> tuple[tuple[Draft, ...], bool]:
    reader = Drafts()
    found = [draft for piece in pieces for draft in reader.feed(piece)]
    return (*found, *reader.close()), reader.declined


@given(st.sampled_from(TEXTS), st.lists(st.integers(0, 10_000), max_size=40))
def test_any_split_of_the_stream_gives_the_same_statements(text, places):
    assert read_in_pieces(cut_at(text, places)) == read_in_pieces([text])


LINES = st.sampled_from(
    [
        "CLAIM: a",
        "SOURCE: s4k7d",
        "QUOTE: b",
        "Here it is:",
        '{"claim": "c"}',
        "",
        "{",
        "}",
        '"',
        "[",
        "<think>",
        "</think>",
        "prose [s4k7d]",
        "```",
        "x" * 4001,
    ]
)


@given(
    st.lists(LINES, max_size=12).map("\n".join) | st.text(max_size=200), st.lists(st.integers(0, 10_000), max_size=10)
)
def test_any_text_is_read_the_same_however_it_is_cut(text, places):
    assert read_in_pieces(cut_at(text, places)) == read_in_pieces([text])


def test_what_stands_for_a_refusal_is_nothing_a_model_can_write():
    assert DECLINED not in drafts_of("CLAIM: NOT IN SOURCES\n\nNOT IN SOURCES")
