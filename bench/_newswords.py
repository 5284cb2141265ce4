"""Words of the news that edits are made of: calendar, numbers, places, organisations, offices, opposites.

A group is the names of one thing, so that none of them is ever put in place of another: "Kyiv" for "Kiev" is no edit.
"""

from __future__ import annotations

MONTHS = "January February March April May June July August September October November December".split()
SHORT_MONTHS = {"Jan": 0, "Feb": 1, "Aug": 7, "Sept": 8, "Sep": 8, "Oct": 9, "Nov": 10, "Dec": 11}
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
WORTH = {word: number for number, word in enumerate(NUMBERS)} | TENS
VAGUE = {  # each to a larger one: a smaller one could still be true
    "tens of thousands": "hundreds of thousands", "hundreds of thousands": "tens of millions",
    "thousands": "millions", "hundreds": "thousands", "dozens": "hundreds", "tens of millions": "hundreds of millions",
    "hundreds of millions": "tens of billions", "millions": "billions",
}  # fmt: skip
UNITS = {
    "kilometres": "miles", "kilometers": "miles", "km": "miles", "miles": "metres", "metres": "kilometres",
    "meters": "kilometers", "hours": "days", "days": "weeks", "weeks": "months", "months": "years", "minutes": "hours",
    "tonnes": "kilograms", "tons": "kilograms", "dollars": "euros", "euros": "dollars", "pounds": "dollars",
    "rubles": "dollars", "roubles": "dollars", "zlotys": "euros", "hryvnias": "dollars", "barrels": "tonnes",
}  # fmt: skip

# (names of one country; its adjective); names that want "the" before them lie apart, for grammar's sake
COUNTRIES: list[tuple[tuple[str, ...], str]] = [
    (("Ukraine",), "Ukrainian"), (("Russia",), "Russian"), (("Belarus",), "Belarusian"), (("Poland",), "Polish"),
    (("Germany",), "German"), (("France",), "French"), (("Italy",), "Italian"), (("Spain",), "Spanish"),
    (("Romania",), "Romanian"), (("Moldova",), "Moldovan"), (("Georgia",), "Georgian"), (("Latvia",), "Latvian"),
    (("Lithuania",), "Lithuanian"), (("Estonia",), "Estonian"), (("Finland",), "Finnish"), (("Sweden",), "Swedish"),
    (("Norway",), "Norwegian"), (("Hungary",), "Hungarian"), (("Slovakia",), "Slovak"), (("Serbia",), "Serbian"),
    (("Kosovo",), "Kosovan"), (("Greece",), "Greek"), (("Turkey", "Türkiye"), "Turkish"), (("Israel",), "Israeli"),
    (("Iran",), "Iranian"), (("Iraq",), "Iraqi"), (("Syria",), "Syrian"), (("Libya",), "Libyan"), (("Mali",), "Malian"),
    (("Sudan",), "Sudanese"), (("China",), "Chinese"), (("Japan",), "Japanese"), (("India",), "Indian"),
    (("Taiwan",), "Taiwanese"), (("Australia",), "Australian"), (("Canada",), "Canadian"), (("Brazil",), "Brazilian"),
    (("Ireland",), "Irish"), (("Britain", "Great Britain"), "British"), (("Portugal",), "Portuguese"),
    (("Austria",), "Austrian"), (("Switzerland",), "Swiss"), (("Bulgaria",), "Bulgarian"), (("Uganda",), "Ugandan"),
    (("Afghanistan",), "Afghan"), (("Kazakhstan",), "Kazakh"), (("Armenia",), "Armenian"), (("Egypt",), "Egyptian"),
]  # fmt: skip
SAME_COUNTRY = [  # told of one country, in names, adjectives and capitals
    {"US", "U.S.", "USA", "United States", "America", "American", "Americans", "Washington"},
    {"UK", "U.K.", "United Kingdom", "Britain", "Great Britain", "British", "England", "English", "London"},
    {"EU", "European Union", "Brussels"}, {"Russia", "Russian", "Russian Federation", "Moscow", "Kremlin"},
    {"Ukraine", "Ukrainian", "Kyiv", "Kiev"}, {"Belarus", "Belarusian", "Minsk"}, {"China", "Chinese", "Beijing"},
    {"Poland", "Polish", "Warsaw"}, {"Germany", "German", "Berlin"}, {"France", "French", "Paris"}, {"Iran", "Iranian", "Tehran"},
    {"Israel", "Israeli", "Jerusalem"}, {"Turkey", "Turkish", "Ankara"}, {"Serbia", "Serbian", "Belgrade"}, {"Japan", "Japanese", "Tokyo"},
]  # fmt: skip
WITH_THE = ["United States", "United Kingdom", "Czech Republic", "Netherlands", "Philippines", "European Union", "UAE"]
SHORT = ["US", "UK", "EU"]
CITIES: list[tuple[str, ...]] = [
    ("Kyiv", "Kiev"), ("Moscow",), ("Minsk",), ("Warsaw",), ("Berlin",), ("Paris",), ("London",), ("Rome",),
    ("Madrid",), ("Vienna",), ("Brussels",), ("Washington",), ("Beijing",), ("Tokyo",), ("Tehran",), ("Jerusalem",),
    ("Ankara",), ("Istanbul",), ("Belgrade",), ("Vilnius",), ("Riga",), ("Tallinn",), ("Helsinki",), ("Stockholm",),
    ("Oslo",), ("Prague",), ("Budapest",), ("Bucharest",), ("Chisinau",), ("Lviv", "Lvov"), ("Kharkiv", "Kharkov"),
    ("Odesa", "Odessa"), ("Mariupol",), ("Kherson",), ("Donetsk",), ("Luhansk", "Lugansk"), ("Bakhmut",), ("Bucha",),
    ("Irpin",), ("Melitopol",), ("Sevastopol",), ("Sochi",), ("Munich",), ("Geneva",), ("Dublin",), ("Edinburgh",),
    ("Canberra",), ("Zaporizhzhia",), ("Mykolaiv", "Nikolaev"), ("Chernihiv",), ("Sumy",), ("Dnipro",),
]  # fmt: skip
ORGANISATIONS: list[list[tuple[str, ...]]] = [  # kind by kind
    [("Pentagon",), ("Kremlin",), ("White House",), ("State Department",), ("European Commission",)],
    [("Nato", "NATO"), ("OSCE",), ("UNESCO",), ("UNICEF",), ("Opec", "OPEC"), ("African Union",), ("Council of Europe",)],
    [("Reuters",), ("CNN",), ("BBC",), ("Ukrinform",), ("BelTA",), ("TASS", "Tass"), ("Interfax",), ("Sky News",),
     ("Fox News",), ("Associated Press", "AP"), ("Washington Post",), ("New York Times",), ("Agence France-Presse", "AFP")],
    [("International Criminal Court", "ICC"), ("European Court of Human Rights",), ("International Court of Justice",)],
    [("World Bank",), ("Red Cross", "ICRC"), ("Amnesty International",), ("Human Rights Watch",), ("World Food Programme",)],
    [("Hamas",), ("Hezbollah",), ("Wagner Group", "Wagner"), ("Taliban",), ("Azov Battalion",)],
    [("Senate",), ("House of Representatives",), ("European Parliament",), ("Bundestag",), ("Duma",), ("Sejm",)],
    [("Gazprom",), ("Rosneft",), ("Lufthansa",), ("Aramco",), ("Shell",), ("BP",), ("Boeing",)],
]  # fmt: skip

PEOPLE: list[tuple[str, ...]] = [  # known well enough to come to a model's mind unasked
    ("Vladimir Putin",), ("Volodymyr Zelensky",), ("Joe Biden",), ("Donald Trump",), ("Emmanuel Macron",),
    ("Olaf Scholz",), ("Boris Johnson",), ("Rishi Sunak",), ("Sergei Lavrov",), ("Sergei Shoigu",),
    ("Dmitry Medvedev",), ("Dmitry Peskov",), ("Alexander Lukashenko",), ("Andrzej Duda",), ("Donald Tusk",),
    ("Mateusz Morawiecki",), ("Viktor Orban",), ("Jens Stoltenberg",), ("Antonio Guterres",), ("Josep Borrell",),
    ("Charles Michel",), ("Antony Blinken",), ("Lloyd Austin",), ("Jake Sullivan",), ("Barack Obama",), ("Xi Jinping",),
    ("Narendra Modi",), ("Justin Trudeau",), ("Ben Wallace",), ("Dmytro Kuleba",), ("Valerii Zaluzhnyi",),
    ("Mykhailo Podolyak",), ("Yevgeny Prigozhin",), ("Ramzan Kadyrov",), ("Alexei Navalny",), ("Robert Fico",),
    ("Mario Draghi",), ("Pedro Sanchez",), ("Mark Rutte",), ("Fumio Kishida",), ("Sauli Niinisto",),
]  # fmt: skip

TITLES = (
    r"(?:(?:(?:Vice|Deputy|Prime|Foreign|Defen[cs]e|Interior|Finance|Health|First|Permanent|Press|Cultural|Home) )*"
    r"(?:President|Minister|Chancellor|Premier|Secretary|Senator|Ambassador|Governor|Mayor|General|Colonel|Admiral|"
    r"Spokesman|Spokeswoman|Spokesperson|Patriarch|Pope|Taoiseach|King|Queen|Prince|Professor|Sen\.|Rep\.|Gov\.|Gen\.|"
    r"Lt\. Gen\.|Col\.|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Sir|Dame|Lord|president|minister|chancellor|spokesman|spokeswoman|"
    r"spokesperson|secretary|ambassador|governor|mayor|analyst|general|leader))"
)
SAYING = (
    r"(?:said|says|told|tells|added|adds|warned|warns|stated|states|announced|claimed|claims|insisted|insists|noted|"
    r"notes|stressed|stresses|explained|explains|emphasi[sz]ed|declared|argued|argues|admitted|confirmed|denied|"
    r"tweeted|wrote|writes|replied|pointed out|recalled|suggested|described|accused|continued|reported|believes)"
)
NO_NAME = set(
    "The A An In On At He She It They We I You But And This That These Those However Meanwhile If When While As For "
    "From After Before Since Also According There Here His Her Its Their Our My Your Not No Yes What Who Why How Where "
    "Then Now So Both Some Many Most All Other Another Such Mr Mrs Ms Dr President Minister Prime Foreign Secretary "
    "General Deputy Vice Chancellor Senator Speaker Former New North South East West Eastern Western Northern Southern "
    "Central Black Red White Sea Ocean River Street House Senate Congress Parliament Army Navy Air Force War World "
    "Council Ministry Department Committee Commission Union Federation Republic State States Party Group Bank Court "
    "University Institute College School Center Centre Agency Service News Times Post Press TV Radio Day Week Street "
    "Defense Defence Security Intelligence International National European American Human Rights Health Nuclear "
    "Office Process Station Palace Theater Theatre Company Platform Observatory Republicans Democrats Staff Assembly "
    "Command Administration Plain Storm Branch Empire Media Representative Affairs Novosti Further Spring Formula Travel "
    "Communications Youth Presse Welt Monde Institution Foundation Peace Peninsula Front Brigade Division Corps "
    "La Le Der Gov Telegram Twitter Facebook YouTube Instagram God Lord Holy Orthodox Church Nazi Nord Stream Crisis".split()
) | {*MONTHS, *WEEKDAYS}  # what a person's name does not hold

# Put in place of each other, where grammar stays whole
OPPOSITES = {
    "denied": "confirmed", "denies": "confirms", "confirmed": "denied", "confirms": "denies", "rejected": "accepted",
    "rejects": "accepts", "accepted": "rejected", "failed to": "managed to", "managed to": "failed to",
    "refused to": "agreed to", "refuses to": "agrees to", "agreed to": "refused to", "approved": "rejected",
    "increased": "decreased", "rose": "fell", "rising": "falling", "growing": "shrinking", "supports": "opposes",
    "supported": "opposed", "unlikely": "likely", "likely to": "unlikely to", "impossible": "possible",
    "illegal": "lawful", "illegally": "lawfully", "unable to": "able to", "able to": "unable to",
    "unprovoked": "provoked", "condemned": "praised", "condemns": "praises", "won": "lost", "allowed": "forbidden",
    "banned": "allowed", "forbidden": "allowed", "lifted": "tightened", "succeeded in": "failed in",
    "without": "with", "ready to": "not ready to", "willing to": "unwilling to", "never": "always", "no one": "everyone",
    "nobody": "everybody", "none of": "all of", "no longer": "still", "not yet": "already", "inside": "outside",
    "included": "excluded", "remembers": "forgets", "strengthen": "weaken", "strengthened": "weakened",
    "strengthening": "weakening", "improve": "worsen", "improved": "worsened", "guilty": "innocent",
    "innocent": "guilty", "is true": "is false", "is false": "is true", "are false": "are true", "ruled out": "promised", "opposed": "supported",
    "opposes": "supports", "unacceptable": "acceptable", "acceptable": "unacceptable", "unclear": "clear",
    "voted for": "voted against", "voted against": "voted for", "in favor of": "against", "in favour of": "against",
    "unsuccessful": "successful", "successful": "unsuccessful", "legitimate": "illegitimate", "defeat": "victory",
    "victory": "defeat", "escalation": "de-escalation", "de-escalation": "escalation", "stronger": "weaker",
    "weaker": "stronger", "higher": "lower", "lower": "higher", "ended": "began", "agrees": "disagrees",
}  # fmt: skip

# Words that people use when they are quoted, each to one that fits its place; any other word is a misquotation
MISQUOTED = {
    "people": "citizens", "country": "region", "countries": "governments", "war": "conflict", "peace": "stability",
    "will": "would", "must": "should", "should": "must", "cannot": "should not", "need": "want", "want": "need",
    "support": "trust", "security": "safety", "freedom": "independence", "strong": "weak",
    "great": "small", "big": "small", "important": "difficult", "difficult": "simple", "serious": "minor",
    "clear": "doubtful", "necessary": "useful", "good": "bad", "bad": "good",
    "dangerous": "harmless", "terrible": "regrettable", "military": "political", "political": "economic",
    "economic": "political", "attack": "raid", "attacks": "raids", "invasion": "offensive", "threat": "challenge",
    "troops": "tanks", "soldiers": "officers", "forces": "allies", "weapons": "supplies", "crisis": "scandal",
    "world": "continent", "every": "almost every", "many": "few", "new": "old",
    "first": "last", "last": "next", "large": "small", "quickly": "slowly", "today": "tomorrow",
    "always": "sometimes", "never": "rarely", "believe": "hope", "think": "know", "know": "think", "hope": "fear",
    "defend": "leave", "protect": "punish", "fight": "struggle", "stop": "continue", "start": "finish",
    "children": "women", "women": "children", "future": "past", "history": "memory", "responsibility": "authority",
    "decision": "proposal", "situation": "outcome", "consequences": "costs", "sanctions": "talks", "talks": "threats",
    "government": "opposition", "leaders": "generals", "nation": "army", "territory": "coast", "border": "capital",
    "land": "soil", "ally": "neighbour", "allies": "neighbours", "friends": "enemies", "enemy": "neighbour",
    "victory": "survival", "truth": "story", "lives": "homes", "years": "months",
    "work": "talk", "law": "agreement", "power": "influence", "special": "ordinary",
}  # fmt: skip
