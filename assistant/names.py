"""Names and their variants: countries, their people and capitals, acronyms, surnames, spellings.

What is known here is what any reader of the news knows: that Kyiv speaks for Ukraine, that "the ISW" is the Institute
for the Study of War wherever that name stands, that Zelensky and Zelenskyy are one man.
"""

from __future__ import annotations

import functools
import re
import unicodedata

# One line a country or union: its name, other names, its people, and after the bar the places that stand for its government.
_COUNTRIES = """
us u.s. usa america american americans | washington pentagon
uk u.k. britain british britons england english scotland scottish wales welsh | london westminster
eu e.u. | brussels
un u.n. |
russia russian russians | moscow kremlin
ukraine ukrainian ukrainians | kyiv kiev
germany german germans | berlin
france french | paris
poland polish pole poles | warsaw
china chinese prc | beijing
italy italian italians | rome
spain spanish | madrid
turkey türkiye turkish turks | ankara
israel israeli israelis | jerusalem
iran iranian iranians | tehran
iraq iraqi iraqis | baghdad
syria syrian syrians | damascus
belarus belarusian belarusians | minsk
hungary hungarian hungarians | budapest
japan japanese | tokyo
india indian indians | delhi
pakistan pakistani pakistanis | islamabad
canada canadian canadians | ottawa
mexico mexican mexicans |
brazil brazilian brazilians | brasília
argentina argentine argentinian | buenos
australia australian australians | canberra
europe european europeans |
africa african africans |
asia asian asians |
west western |
north northern |
south southern |
east eastern |
netherlands dutch | hague
belgium belgian belgians |
sweden swedish swedes | stockholm
norway norwegian norwegians | oslo
finland finnish finns | helsinki
denmark danish danes | copenhagen
estonia estonian estonians | tallinn
latvia latvian latvians | riga
lithuania lithuanian lithuanians | vilnius
romania romanian romanians | bucharest
bulgaria bulgarian bulgarians | sofia
greece greek greeks | athens
serbia serbian serbs | belgrade
austria austrian austrians | vienna
switzerland swiss | bern
portugal portuguese | lisbon
ireland irish | dublin
czech czechia czechs | prague
slovakia slovak slovaks | bratislava
moldova moldovan moldovans | chisinau
georgia georgian georgians | tbilisi
armenia armenian armenians | yerevan
azerbaijan azerbaijani azerbaijanis | baku
kazakhstan kazakh kazakhs | astana
egypt egyptian egyptians | cairo
saudi saudis | riyadh
qatar qatari qataris | doha
lebanon lebanese | beirut
palestine palestinian palestinians | ramallah
afghanistan afghan afghans | kabul
vietnam vietnamese | hanoi
korea korean koreans | seoul pyongyang
taiwan taiwanese | taipei
indonesia indonesian indonesians | jakarta
philippines philippine filipino filipinos | manila
thailand thai thais | bangkok
myanmar burma burmese |
nigeria nigerian nigerians | abuja
kenya kenyan kenyans | nairobi
ethiopia ethiopian ethiopians |
sudan sudanese | khartoum
somalia somali somalis | mogadishu
congo congolese | kinshasa
venezuela venezuelan venezuelans | caracas
colombia colombian colombians | bogotá
chile chilean chileans | santiago
cuba cuban cubans | havana
"""
_LINES = [line.partition("|")[::2] for line in _COUNTRIES.strip().splitlines()]
# Word, without its points -> the word its country goes by.
COUNTRY_OF = {word.replace(".", ""): words.split()[0] for words, _ in _LINES for word in words.split()}
# The seat of a government -> the country it may stand for; it is also a place, so it counts only in part.
SEAT_OF = {seat: words.split()[0] for words, seats in _LINES for seat in seats.split()}
SEAT_COUNTS = 0.7

_COUNTRY_NAMES = frozenset(
    name.strip()
    for name in """
afghanistan, albania, algeria, america, andorra, angola, antigua and barbuda, argentina, armenia, australia, austria, azerbaijan, bahamas, bahrain,
bangladesh, barbados, belarus, belgium, belize, benin, bhutan, bolivia, bosnia, bosnia and herzegovina, botswana, brazil, britain, brunei,
bulgaria, burkina faso, burma, burundi, cambodia, cameroon, canada, cape verde, central african republic, chad, chile, china, colombia, comoros,
congo, democratic republic of congo, costa rica, croatia, cuba, cyprus, czech republic, czechia, denmark, djibouti, dominica, dominican republic,
east timor, ecuador, egypt, el salvador, england, equatorial guinea, eritrea, estonia, eswatini, ethiopia, fiji, finland, france, gabon,
gambia, georgia, germany, ghana, greece, greenland, grenada, guatemala, guinea, guinea-bissau, guyana, haiti, honduras, hungary, iceland, india,
indonesia, iran, iraq, ireland, israel, italy, ivory coast, jamaica, japan, jordan, kazakhstan, kenya, kiribati, kosovo, kuwait, kyrgyzstan,
laos, latvia, lebanon, lesotho, liberia, libya, liechtenstein, lithuania, luxembourg, madagascar, malawi, malaysia, maldives, mali, malta,
marshall islands, mauritania, mauritius, mexico, micronesia, moldova, monaco, mongolia, montenegro, morocco, mozambique, myanmar, namibia,
nauru, nepal, netherlands, new zealand, nicaragua, niger, nigeria, north korea, north macedonia, northern ireland, norway, oman, pakistan,
palau, palestine, panama, papua new guinea, paraguay, peru, philippines, poland, portugal, qatar, romania, russia, rwanda, saint lucia,
samoa, san marino, saudi arabia, scotland, senegal, serbia, seychelles, sierra leone, singapore, slovakia, slovenia, solomon islands, somalia,
south africa, south korea, south sudan, spain, sri lanka, sudan, suriname, sweden, switzerland, syria, taiwan, tajikistan, tanzania, thailand,
togo, tonga, trinidad and tobago, tunisia, turkey, türkiye, turkmenistan, tuvalu, uganda, ukraine, united arab emirates, uae, united kingdom, uk,
united states, united states of america, usa, us, uruguay, uzbekistan, vanuatu, vatican, venezuela, vietnam, wales, yemen, zambia, zimbabwe
""".replace("\n", " ").split(",")
)
_STATE_NAMES = frozenset(
    name.strip()
    for name in """
alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware, florida, georgia, hawaii, idaho, illinois, indiana, iowa,
kansas, kentucky, louisiana, maine, maryland, massachusetts, michigan, minnesota, mississippi, missouri, montana, nebraska, nevada,
new hampshire, new jersey, new mexico, new york, north carolina, north dakota, ohio, oklahoma, oregon, pennsylvania, rhode island,
south carolina, south dakota, tennessee, texas, utah, vermont, virginia, washington, west virginia, wisconsin, wyoming
""".replace("\n", " ").split(",")
)

_SMALL = frozenset("of the for and in on de la von van al".split())
SHORTEST_ACRONYM = 3  # letters of one that stands for a name by itself: Ada Pole is not the AP
_LETTERED = re.compile(r"[^ -]+")
_LONG_FORM = re.compile(r"[A-Z][\w’'-]{0,40}(?:[ -](?:(?:of|the|for|and|in|on|de|la)[ -]){0,4}[A-Z][\w’'-]{0,40})+")


def is_country_word(word: str) -> bool:
    """Whether a word names a country, a part of the world or its people.

    >>> is_country_word("Ukrainian"), is_country_word("Witkoff")
    (True, False)
    """
    plain = word.casefold().replace(".", "").removesuffix("'s").removesuffix("’s")
    return plain in COUNTRY_OF or plain in SEAT_OF


def is_country(name: str) -> bool:
    """Whether a name is that of a country.

    >>> is_country("the U.S."), is_country("South Korea"), is_country("Korean")
    (True, True, False)
    """
    return _bare(name) in _COUNTRY_NAMES


def is_people(name: str) -> bool:
    """Whether a name is a word for the people of a country or for what is theirs.

    >>> is_people("Ukrainian"), is_people("Ukraine"), is_people("Kyiv")
    (True, False, False)
    """
    return COUNTRY_OF.get(_bare(name), _bare(name)) != _bare(name) and not is_country(name)


def is_state(name: str) -> bool:
    """Whether a name is that of a state of the United States."""
    return _bare(name) in _STATE_NAMES


def _bare(name: str) -> str:
    return name.casefold().replace(".", "").removeprefix("the ")


@functools.lru_cache(maxsize=4096)
def acronyms(text: str) -> frozenset[str]:
    """The acronyms, in lower case, of the long names in a text, with and without their small words, or what follows an "and".

    >>> sorted(acronyms("The Institute for the Study of War has doubts."))
    ['ifsow', 'iftsow', 'isw']
    >>> "cdc" in acronyms("the Centers for Disease Control and Prevention")
    True
    """
    return frozenset(short for _, every in long_forms(text) for short in every)


@functools.lru_cache(maxsize=4096)
def long_forms(text: str) -> tuple[tuple[tuple[int, int], frozenset[str]], ...]:
    """The places of the long names in a text, each with its acronyms."""
    return tuple((match.span(), _acronyms(_LETTERED.findall(match[0]))) for match in _LONG_FORM.finditer(text))


def _acronyms(words: list[str]) -> frozenset[str]:
    if words[0] in {"The", "A", "An"}:
        words = words[1:]
    large = "".join(word[0] for word in words if word not in _SMALL)
    found = {
        "".join(word[0] for word in words),
        large,
        "".join(word[0] for word in words if word not in {"the", "and"}),
    }
    if words[-2:-1] == ["and"] and len(large) > 3:  # the CDC
        found.add(large[:-1])
    return frozenset(letters.lower() for letters in found if 2 <= len(letters) <= 7)


@functools.lru_cache(maxsize=50_000)
def skeleton(name: str) -> str:
    """A name's consonants with the letters that transliterations swap folded: equal for spellings of one name.

    >>> skeleton("Zelensky") == skeleton("Zelenskyy") == skeleton("Zelenskiy")
    True
    >>> skeleton("Kharkiv") == skeleton("Kharkov"), skeleton("Putin") == skeleton("Patton")
    (True, False)
    """
    word = re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", name.casefold().replace("ł", "l").replace("ø", "o")))
    for wrong, right in (
        ("sch", "s"),
        ("sh", "s"),
        ("kh", "h"),
        ("gh", "g"),
        ("ph", "f"),
        ("ck", "k"),
        ("w", "v"),
        ("q", "k"),
        ("tz", "ts"),
        ("zh", "z"),
        ("j", "i"),
        ("y", "i"),
    ):
        word = word.replace(wrong, right)
    word = re.sub(r"(.)\1+", r"\1", word)
    return word[:1] + re.sub(r"[aeiou]", "", word[1:]) + ("|" + word[1:3] if len(word) < 7 else "")
