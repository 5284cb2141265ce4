import pytest

from assistant.alone import after_dateline, is_of_page, is_quoted, leans, speaks_of_itself, tells, trails


@pytest.mark.parametrize(
    "dateline",
    [
        "HOLLMERE - ", "AUMERE, Corlund, March 11 (Meridian Wire) - ", "PORT ALDO, 12 March (Wire) -- ", "PORT ALDO (MW) — ", "Hollmere (MW) – ",
        "(Meridian Wire) - ", "NEW OSTEN: ", "ST. OSTEN, Vel.—", "UPDATE 2: ", "Updated: HOLLMERE - ",
        "AI-assisted summary ", "AI-generated summary: ",
    ],
)  # fmt: skip
def test_a_dateline_ends_where_the_report_begins(dateline):
    assert after_dateline(dateline + "The ferry sank.") == len(dateline)


@pytest.mark.parametrize(
    "text",
    ["The ferry sank - again.", "AI-assisted summaries are dull.", "AI-assisted summary of May was dull.", "NATO - the alliance - said no.", "US-Corlund talks failed.", "Hale - The Return opens on Friday.", "(He laughed.) The hall did not."],
)  # fmt: skip
def test_what_only_looks_like_a_dateline_is_text(text):
    assert after_dateline(text) == 0


def test_a_dateline_of_any_length_is_read_in_no_time():
    assert after_dateline("A" * 100_000) == 0
    assert after_dateline("A B, " * 20_000) == 0
    assert not leans("A " * 50_000)


@pytest.mark.parametrize(
    "text",
    [
        "He was not on board.", "But the harbour stayed shut.", "That is why it sank.", "In addition, two boats were lost.", "and the harbour stayed shut.",
        '"It was dark," he said.', "The harbour master denied it.", "All of those boats were lost.", "The Bank of Osten will not pay, he said.", "Hale was asked the same question in Osten.", 'Nobody was on deck," said Ada Hale.',
    ],
)  # fmt: skip
def test_a_sentence_that_needs_another_leans(text):
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "This week the harbour stayed shut.", "The ferry sank.", "Ada Hale said she had seen it sink.",
        '"It was dark," said Ada Hale.', "Butter costs more than last year.",
    ],
)  # fmt: skip
def test_a_sentence_that_can_stand_alone_does_not_lean(text):
    assert not leans(text)


def test_a_question_a_caption_and_a_word_about_the_page_tell_no_news():
    assert tells("The ferry sank.")
    assert not any(
        map(
            tells,
            [
                "Why did it sink?",
                "By Ada Hale",
                "Read more about the ferry.",
                "(It sank.)",
                "This article was updated at noon.",
            ],
        )
    )


def test_who_spoke_a_quotation_that_ends_before_is_seen():
    assert trails("Ada Hale asked on Monday.", "“Why not?” ")
    assert not trails("Ada Hale asked on Monday.", "It rained. ")


def test_a_sentence_in_the_first_person_or_in_quotation_marks_is_seen():
    assert speaks_of_itself("The judge has said things about me.")
    assert not speaks_of_itself("“We saw it,” said Ada Hale.")
    assert is_quoted("“It was dark,” said Ada Hale.")
    assert not is_quoted("Ada Hale said: “We saw it.”")


@pytest.mark.parametrize(
    "text",
    [
        "Newsletter Sign Up Continue reading the main story Please verify you're not a robot by clicking the box.",
        "Sign Up You agree to receive occasional updates and special offers for the Birch Courier's products.",
        "Sign up for the Courier's morning letter.", "Subscribe to the Birch Courier.", "Read or Share this story: https://courier.example/a1",
        "External links are provided for reference purposes.", "The Courier is not responsible for the content of external sites.",
        "Follow Ada Hale on X: @adahale.", "You can follow her on Instagram.", "Reach her at hale@courier.example.", "View all Birch Courier newsletters.",
        "If you buy by clicking one of the links, we may earn an affiliate fee.", "This material may not be published, broadcast or rewritten.",
        "Skip to end of carousel About this series “The Quays” asks how Hollmere was built.", "Editor’s Note: Ada Hale is the author of “The Quays”.",
        "The views expressed in this commentary are her own.", "The opinions expressed here do not reflect those of the Courier.",
        "The views expressed by our contributors are solely their own.", "The views expressed are those of the author.", "Other Topics of Interest Who Is Tomas Orr?", "Ada Hale/Harbour Coast Guard South",
        "HALE RATTLES THE GUILDS AFTER SAYING THE QUAY IS NOT 'VITAL'",
        "Play the Birch Courier Daily Crossword Puzzle.", "Play our weekly quiz.",
    ],
)  # fmt: skip
def test_what_a_page_says_to_its_reader_is_no_news(text):
    assert is_of_page(text)
    assert not tells(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thousands signed up for the harbour guard.", "Hollmere agreed to receive 300 refugees.", "The newsletter of the council was late.",
        "Ada Hale said on X that she would go.", "Robots unloaded the ferry.", "The harbour is not responsible for the loss, it said.",
        "Police followed her on Monday.", "Correction: eleven were hurt, not ten.", "This story was corrected at noon.", "He clicked on the link and lost his savings.",
        "Rescuers reached her at noon.", "Editor's note: an earlier version misstated the toll.", "THE FERRY SANK ON MONDAY OFF HOLLMERE.",
        "The boats skip to the end of the line.", "The Hale/Orr plan was dropped.", "Guards note: nobody came.",
        "The views expressed by Bishop Marek in the interview angered the dockers' union in Osten.", "The views expressed in the survey are those of 900 dockers.",
        "The opinions expressed by the council are shared by few in Osten.",
        "Play the part of Orr, she was told.", "Play at the mill was stopped.", "Hale makes the crossword puzzle of the Courier.", "The views expressed here by the dockers angered Ada Hale.",
    ],
)  # fmt: skip
def test_news_of_sign_ups_links_and_messages_is_news(text):
    assert not is_of_page(text)


@pytest.mark.parametrize(
    "text",
    [
        "सरकार ने सोमवार को वेल्लिन में नया पुल खोला", "सरकार ने NATO से सोमवार को बात की", "حکومت نے پیر کو ویلن میں نیا پل کھولا", "সরকার সোমবার ভেলিনে নতুন সেতু খুলেছে",
        "افتتحت الحكومة يوم الاثنين جسرا جديدا", "รัฐบาล เปิด สะพาน ใหม่ ใน เวลลิน", "መንግሥት ሰኞ በቬሊን አዲስ ድልድይ ከፈተ", "Կառավարությունը երկուշաբթի Վելինում նոր կամուրջ բացեց",
        "အစိုးရ က တနင်္လာနေ့ တွင် တံတားသစ် ဖွင့်ခဲ့သည်", "政府 周一 在 韦林 开放 新桥", "Правительство открыло в Веллине новый мост", "მთავრობამ ორშაბათს ველინში ახალი ხიდი გახსნა",
        "“MAKE KARSK GREAT AGAIN”", "‘DON’T CLOSE THE QUAY’", "ԿԱՌԱՎԱՐՈՒԹՅՈՒՆԸ ՆՈՐ ԿԱՄՈՒՐՋ ԲԱՑԵՑ։",
    ],
)  # fmt: skip
def test_a_script_without_capitals_and_a_quotation_in_them_do_not_shout(text):
    assert not is_of_page(text)


@pytest.mark.parametrize(
    "text",
    ["МЭР ХЕЙЛ ПОДАЛА В ОТСТАВКУ", "ΚΛΕΙΝΕΙ Η ΑΠΟΒΑΘΡΑ ΤΟΥ ΧΟΛΜΕΡ", "“KARSK FIRST” RALLIES FILL HOLLMERE", "HALE: “WE WILL NOT PAY”"],
)  # fmt: skip
def test_a_headline_shouts_in_any_script_with_capitals(text):
    assert is_of_page(text)


def test_a_long_text_is_read_in_no_time():
    for text in (
        "“A" * 50_000,
        "‘A’A" * 30_000,
        "sign up " * 20_000,
        "reach " * 30_000,
        "Follow " + "a " * 50_000,
        "our newsletter " * 10_000,
        "contact a@" * 20_000,
    ):
        assert is_of_page(text) in (True, False)


def test_a_sentence_whose_beginning_is_cut_off_before_its_colon_leans():
    assert leans(": Nearly half of all plums would spoil, it said.")
    assert not leans("Plums: Nearly half of them would spoil.")
