"""The words by which numbers and their units are told, and what each stands for."""

from __future__ import annotations

SECONDS = {
    "second": 1, "minute": 60, "hour": 3600, "day": 86400, "night": 86400, "week": 7 * 86400, "fortnight": 14 * 86400,
}  # fmt: skip
MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}
CURRENCIES = {
    "dollar": "$", "buck": "$", "euro": "€", "pound": "£", "rouble": "roubles", "ruble": "roubles", "hryvnia": "hryvnias",
    "hryvnya": "hryvnias", "yen": "yen", "yuan": "yuan", "franc": "francs", "crown": "crowns", "rupee": "rupees", "lira": "lira",
    "zloty": "zlotys", "usd": "$", "eur": "€", "gbp": "£",
}  # fmt: skip
FURTHER_UNITS = {
    "pct": "%", "kilogram": "kg", "kilograms": "kg", "kilos": "kg", "gram": "g", "grams": "g", "litre": "litres", "foot": "feet",
}  # fmt: skip
ORDINALS = {
    word: float(at)
    for at, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"thirtieth": 30.0, "hundredth": 100.0, "thousandth": 1000.0}  # fmt: skip
SHARES = {
    "half": 0.5, "halves": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25, "fifth": 0.2, "fifths": 0.2,
    "tenth": 0.1, "tenths": 0.1,
}  # fmt: skip
GROUPS = {"dozen": 12.0, "score": 20.0, "pair": 2.0, "couple": 2.0}
VAGUE = {
    "dozens": 12.0,
    "scores": 20.0,
    "hundreds": 1e2,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "trillions": 1e12,
}
TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
GROWN = {
    "doubled": 2.0, "doubling": 2.0, "tripled": 3.0, "tripling": 3.0, "trebled": 3.0, "trebling": 3.0, "quadrupled": 4.0,
    "quadrupling": 4.0, "quintupled": 5.0, "halved": 0.5, "halving": 0.5,
}  # fmt: skip
MULTIPLES = {
    "double": 2.0, "doubles": 2.0, "triple": 3.0, "triples": 3.0, "treble": 3.0, "trebles": 3.0, "quadruple": 4.0, "quadruples": 4.0, "quintuple": 5.0, "twofold": 2.0, "threefold": 3.0, "fourfold": 4.0, "fivefold": 5.0, "tenfold": 10.0,
}  # fmt: skip
