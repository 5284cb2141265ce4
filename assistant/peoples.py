"""Whom and what a place or a party goes by in the news: "Jordanian" for Jordan, "Ky." for Kentucky, "the Tories" for Conservatives.

Countries, their people and their seats that stand for governments are in `names`; here is what follows from a place's own name, and
the few that do not.
"""

from __future__ import annotations

import functools
import re

_ENDINGS = re.compile(r"(?:an|ian|ean|ese|ish|i|ite|er|eno|nian|ic)s?")
_LAST = (
    "",
    "a",
    "o",
    "e",
    "y",
    "s",
    "ia",
    "as",
)  # what a place loses before such an ending: "Sicily", "Texas", "Bavaria"
FEWEST = 3  # letters of a place that must be left: "Texan"
_UNLIKE = {frozenset(("niger", "nigerian")), frozenset(("niger", "nigerians"))}
_GOES_BY = """
tory tories conservative conservatives
gop republican republicans
dem dems democrat democrats democratic
labor labour
fed federal reserve
scot scots scotland scottish scotsman scotswoman
briton britons brit brits britain british
english englishman englishwoman englishmen england
welsh welshman welshwoman wales
irish irishman irishwoman irishmen ireland
french frenchman frenchwoman frenchmen france
dutch dutchman dutchwoman dutchmen netherlands holland
swede swedes swedish sweden
dane danes danish denmark
finn finns finnish finland
serb serbs serbian serbia
croat croats croatian croatia
turk turks turkish turkey
spaniard spaniards spanish spain
filipino filipina filipinos philippines
swiss switzerland
norwegian norwegians norway
icelander icelanders icelandic iceland
argentine argentines argentinian argentinians argentina
peruvian peruvians peru
cypriot cypriots cyprus
kiwi kiwis zealand zealander zealanders
aussie aussies australian australians australia
catalan catalans catalonia
basque basques
neapolitan naples
venetian venetians venice
viennese vienna
muscovite muscovites moscow
mancunian mancunians manchester
glaswegian glaswegians glasgow
liverpudlian liverpudlians liverpool
quebecer quebecers quebecois quebec
welshmen wales
bosnian bosnians bosnia herzegovina
afghan afghans afghanistan
moroccan moroccans morocco
monegasque monaco
yank yanks american americans america
"""
_STATES = """
ala alabama|ariz arizona|ark arkansas|calif california|colo colorado|conn connecticut|del delaware|fla florida|ill illinois|ind indiana|
kan kansas|ky kentucky|la louisiana|md maryland|mass massachusetts|mich michigan|minn minnesota|miss mississippi|mo missouri|mont montana|
neb nebraska|nev nevada|okla oklahoma|ore oregon|pa pennsylvania|tenn tennessee|tex texas|vt vermont|va virginia|wash washington|
wis wisconsin|wyo wyoming
"""


@functools.cache
def _table() -> dict[str, frozenset[str]]:
    """A name -> the others on its lines."""
    table: dict[str, set[str]] = {}
    for line in (*_GOES_BY.strip().splitlines(), *_STATES.replace("\n", "").split("|")):
        for word in line.split():
            table.setdefault(word, set()).update(line.split())
    return {word: frozenset(others - {word}) for word, others in table.items()}


def of_one(one: str, other: str) -> bool:
    """Whether two words, in lower case, name one place or party, the people of it or what is of it.

    >>> of_one("jordan", "jordanian"), of_one("texans", "texas"), of_one("gop", "republicans"), of_one("niger", "nigerian")
    (True, True, True, False)
    """
    return other in _table().get(one, frozenset()) or _is_of(one, other) or _is_of(other, one)


def _is_of(place: str, people: str) -> bool:
    """Whether a word is a place's name with an ending for its people."""
    if people[:FEWEST] != place[:FEWEST] or frozenset((place, people)) in _UNLIKE:
        return False
    roots = (place.removesuffix(last) for last in _LAST if place.endswith(last))
    return any(
        len(root) >= FEWEST and people.startswith(root) and _ENDINGS.fullmatch(people, len(root)) for root in roots
    )
