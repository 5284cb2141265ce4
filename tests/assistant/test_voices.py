"""Whose word a sentence is."""

import pytest

from assistant.voices import voices
from ingest.articles import Article, Paragraph


def heard(*paragraphs, source="Harbour Post"):
    told = tuple(Paragraph("a", 1, number, text) for number, text in enumerate(paragraphs, 1))
    found = voices(Article("a", "", told, source=source))
    return [(paragraph.text[slice(*place)], voice.speaker, voice.attribution) for paragraph, place, voice in found]


def speakers(*paragraphs):
    return [speaker for _, speaker, _ in heard(*paragraphs)]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("“We lost,” said Ada Hale.", "Ada Hale"),
        ("Ada Hale said that they had lost.", "Ada Hale"),
        ("“We lost,” Commander Ada Hale of the coast guard told reporters.", "Ada Hale"),
        ("Its chief, Rurik Dain, said the device appeared to be intact.", "Rurik Dain"),
        ("Dr Ferris Ould, who keeps the archive, said the readings were useful.", "Ferris Ould"),
        ("“It is one bridge,” said Velmora's foreign minister, Helka Storvand.", "Helka Storvand"),
        ("The count was wrong, according to the manifest.", "the manifest"),
        ("Hale said that Edmar Voss had told colleagues to wait.", "Hale"),
        ("Nobody was hurt and the quay stayed open.", ""),
        ("The march set off three hours after the governor had told members to wait.", ""),
    ],
)
def test_the_speaker_is_the_one_whom_the_sentence_names(sentence, speaker):
    assert speakers(sentence) == [speaker]


def test_a_quotation_that_goes_on_keeps_its_speaker():
    assert speakers("“We counted them all,” said Ada Hale. “Nobody was left behind.”") == ["Ada Hale", "Ada Hale"]


def test_she_is_the_woman_the_sentence_before_began_with_and_not_who_spoke_last():
    told = speakers(
        "“We won,” Tomas Orr told supporters. Livia Hale spent the day at the hospital. “I can wait,” she said."
    )
    assert told == ["Tomas Orr", "", "Livia Hale"]


def test_a_surname_stands_for_the_full_name_that_was_given_before():
    assert (
        speakers("“We lost,” said Ada Hale.", "Hale said it was over.", "“Enough,” Mr Hale added.") == ["Ada Hale"] * 3
    )


def test_a_woman_does_not_become_a_he():
    told = speakers("“We lost,” said Mrs Ada Hale. Sol Orr listened. “I did not,” he said.")
    assert told[-1] == "Sol Orr"


@pytest.mark.parametrize(
    ("sentence", "attribution"),
    [
        ("“It will be one bridge,” a diplomat said.", "unnamed"),
        ("Officials on both sides said that it would open.", "unnamed"),
        ("The Northern Ledger reported that it would open.", "outlet"),
        ("The Harbour Post said that it had seen the letter.", "outlet"),
        ("The ministry said that it would open.", "named"),
        ("It opened at noon.", "own"),
    ],
)
def test_how_a_speaker_is_known_is_told(sentence, attribution):
    assert [found for *_, found in heard(sentence)] == [attribution]
