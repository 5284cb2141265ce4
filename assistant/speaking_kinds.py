"""Which descriptions are of one who can speak: "the mayor" and "the ministry", not "the current crisis"."""

from __future__ import annotations

import re

from assistant.noun_phrases import CUT, PEOPLE

_SPEAKING_KIND = re.compile(
    rf"{PEOPLE}|\w*(?:man|woman|men|women|person|people|ists?|ians?|(?:ent|ant|er|or|ee|ide|ain|ate|ief|ard)s?|mayor|boy|girl|kid|child|children|mother|father|wife|husband|son|sister|couple|crew|pope|king|queen|head|"
    r"minist(?:er|ry)|ministries|compan(?:y|ies)|firm|group|agenc(?:y|ies)|office|service|department|hospital|report|reports|study|studies|survey|poll|indictment|lawsuit|suit|complaint|document|documents|filing|affidavit|memo|transcript|statement|letter|"
    r"website|site|tweet|post|email|resolution|notice|message|label|sign|banner|headline|invitation|note|verdict|ruling|court|council|committee|commission|board|union|team|club|party|bank|airline|army|military|navy|university|college|school|institute|panel|"
    r"campaign|administration|kremlin|embassy|organi[sz]ation|association|federation|authority|regulator|network|newspaper|magazine|outlet|film|jury|alliance|bloc|foundation|charity|chain|source|press|side|victim|family|staff|secretariat|publication|paper|dictionary|manifest|guide|page|advisory|warning|watchdog|nominee|celebrity|billionaire|pair|duo|trio|band|star|legend|champion|pro|vet|guard|guest|host|coach|colleague|friend|neighbou?r|fan|voter|rep|boss|judge|justice|clerk|nurse|priest|bishop|monk)",
    re.I,
)


def is_speaking_kind(words: str) -> bool:
    """Whether a description is of one who can speak, "the mayor" or "the ministry", not "the current crisis"."""
    head = (CUT.split(words)[0].split() or [""])[-1]
    return head[:1].isupper() or bool(_SPEAKING_KIND.fullmatch(re.sub(r"[’']s?$", "", head)))
