"""What a source tells as possible, meant or not yet known, and a claim tells as so: a hedge that was dropped.

"The council may sell the mill" does not bear out "The council will sell the mill", nor does "plans to sell" bear out "has sold". A
claim with a hedge of its own, in whatever words, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.thesaurus import others
from assistant.wording import Span, Token, Wording

SCOPE = 14  # words behind a hedge that it may reach
SHARE = 0.6  # of a claim's words that are told, those that must stand in the reach of a hedge
FEWEST = 2  # of them
_MAY_BE = re.compile(
    r"\b(?:may(?! (?:not|no|only)\b)|might|could(?! (?:not|no)\b)|perhaps|maybe|possibly|potentially|hopefully|conceivably|probably"
    r"|(?:it[’']?s|it is|it was|is|was|be|seems?) (?:also |quite |very |entirely )?(?:possible|likely|conceivable|probable|plausible)"
    r"|(?:not|never|n[’']t) (?:immediately |yet |entirely |at all )?(?:clear|known|certain|sure|ruled? out|confirmed)"
    r"|unclear|unknown|unconfirmed|undecided|(?:looking|looks|looked) (?:at|into)|(?:considering|considers|considered|weighing|mulling|exploring|studying)"
    r"|(?:the|an?) (?:idea|possibility|chance|option|prospect|suggestion) (?:of|that)|jok(?:ed|es|ing)|no (?:evidence|proof|suggestion|sign))\b"
)
_IS_MEANT = re.compile(
    r"\b(?:(?:will|shall|should)|(?:plans?|planned|planning|aims?|intends?|intended|wants?|wanted|vow(?:s|ed)?|promis(?:es|ed)|pledg(?:es|ed)|threaten(?:s|ed)"
    r"|expected|due|set|about|going|agreed|propos(?:es|ed)|hopes?|hoped|likely|ready|prepared) to) (?:soon |now |also |ultimately |eventually |then )?(?=[a-z])"
)
# Where the reach of a hedge ends.
_ENDS = re.compile(
    r"[;:.!?\"“”()–—]|, (?!\w+,)|\b(?:but|while|although|though|because|since|which|who|whose|after|before|when)\b|\band (?:is|are|was|were|has|have|had|he|she|it|they)\b"
)
_OWN_HEDGE = re.compile(
    r"\b(?:may|might|could|can|perhaps|maybe|possib\w+|potential\w*|hop(?:e|es|ed|ing)|hopefully|probab\w+|likely|unlikely|conceivabl\w+|uncertain\w*|unclear"
    r"|unknown|whether|if|unless|seem\w*|appear(?:s|ed)?|apparently|reportedly|alleged\w*|suspect\w*|believ\w+|think\w*|thought|suppos\w+|doubt\w*|fear\w*|assum\w+"
    r"|suggest\w*|idea|option|chance|prospect|risk\w*|danger|threat\w*|consider\w*|weigh\w*|mull\w*|explor\w+|look\w*|stud(?:y|ied|ying)|discuss\w*|debat\w+|talks?"
    r"|question\w*|open|undecided|expect\w*|predict\w*|forecast\w*|estimate\w*|want\w*|wish\w*|would like|aim\w*|seek\w*|sought|tr(?:y|ies|ied|ying)|attempt\w*"
    r"|propos\w+|plan\w*|intend\w*|intent\w*|mean(?:s|t)? to|potent\w+|view\w*|opinion|eyes|should|ought|must|jok\w+|able|enough|in principle|imagin\w+|far from"
    r"|no (?:evidence|proof|sign|word|decision)|rul(?:e|es|ed|ing) out|certain|sure|confirm\w*|accus\w+|claim\w*|(?:said|reported|understood|rumoured|rumored) to|argu\w+|warn\w*|call(?:s|ed|ing)? (?:for|on)|urg\w+|demand\w*|ready|willing)\b"
)
_OWN_AIM = re.compile(
    r"\b(?:will|would|shall|to (?:be|have)|(?:is|are|was|were) to|going to|set|due|about to|vow\w*|promis\w*|pledg\w*|agree\w*|future|soon|tomorrow|next|from \d{4}|until|deal|order\w*|offer\w*)\b|[’']ll\b"
)
_NO_VERB = frozenset("the a an to be is are of in by with his her its their and or not no being".split())
_PAST = frozenset(
    """bought sold sent gave given took taken made built began begun won lost met told left went gone came held led paid put cut set
    shut struck fought brought found said kept hit quit broke spent rose fell grew drew flew drove withdrew stood ran chose spoke""".split()
)
_SMALL_VERBS = frozenset(
    "find finds found get gets got take takes took taken taking make makes made making give gives gave given giving".split()
)
_ARTICLES = frozenset("the a an this that these those".split())
_DONE = frozenset("has have had was were".split())


def overstated(claim: Wording, source: Wording, window: Span) -> Iterator[Span]:
    """The claim as a whole where what it tells as so or as sure stands behind a hedge in its source, and nowhere else."""
    plain = claim.text
    if _OWN_HEDGE.search(plain) or plain.rstrip().endswith("?"):
        return
    hedged = {*_reached(source, window, _MAY_BE)}
    meant = set() if _OWN_AIM.search(plain) else {*_reached(source, window, _IS_MEANT, verbs=True)}
    if (hedged and _stands_behind(claim, source, window, hedged)) or (
        (hedged or meant) and _is_only_meant(claim, source, window, hedged | meant)
    ):
        inner = claim.text.strip()
        start = claim.text.index(inner)
        yield start, start + len(inner)


def _reached(source: Wording, window: Span, pattern: re.Pattern[str], *, verbs: bool = False) -> Iterator[int]:
    """The positions of the words that stand in the reach of a hedge, or only of the first that means something: the verb."""
    for match in pattern.finditer(source.text, *window):
        end = source.sentence_at(match.start())[1]
        stop = _ENDS.search(source.text, match.end(), end)
        words = list(source.between(match.end(), stop.start() if stop else end))
        yield from words[:SCOPE] if not verbs else [at for at in words if _is_verb(source.tokens[at])][:1]


def _stands_behind(claim: Wording, source: Wording, window: Span, hedged: set[int]) -> bool:
    """Whether most of the words of a claim that are told stand in the reach of a hedge, and none of them elsewhere."""
    told = behind = 0
    for token in claim.tokens:
        if not token.content or token.text[0].isupper():
            continue
        places = _places(token, source, window)
        told += bool(places)
        behind += bool(places) and hedged.issuperset(places)
    return behind >= FEWEST and behind >= SHARE * told


def _is_only_meant(claim: Wording, source: Wording, window: Span, meant: set[int]) -> bool:
    """Whether a claim tells a verb as done that its source tells only as meant or possible."""
    for at, token in enumerate(claim.tokens):
        if not _is_verb(token) or not _is_done(claim, at):
            continue
        places = [place for place in _places(token, source, window) if not _is_attribute(source, place)]
        if places and meant.issuperset(places):
            return True
    return False


def _is_attribute(source: Wording, at: int) -> bool:
    """Whether a participle only tells which one is meant: "the infected patient" tells of nobody that he infected somebody."""
    before, behind = source.tokens[max(0, at - 1) : at], source.tokens[at + 1 : at + 2]
    if not before or not behind or not source.tokens[at].plain.endswith(("ed", "en")):
        return False
    return before[0].plain in _ARTICLES and behind[0].content and behind[0].start == source.tokens[at].end + 1


def _is_verb(token: Token) -> bool:
    """Whether a word may be a verb that means something."""
    return token.text.islower() and (token.content or token.plain in _SMALL_VERBS)


def _is_done(claim: Wording, at: int) -> bool:
    """Whether a verb of a claim is told as done, or as what will be."""
    before = [token.plain for token in claim.tokens[max(0, at - 2) : at]]
    form = claim.tokens[at].plain
    if "will" in before:
        return True
    return (form.endswith(("ed", "en", "wn")) or form in _PAST) and (
        not _DONE.isdisjoint(before) or not {*before[-1:]} & _NO_VERB
    )


def _places(token: Token, source: Wording, window: Span) -> list[int]:
    like = others(token.plain)
    return [
        at for at in source.between(*window) if source.tokens[at].stem == token.stem or source.tokens[at].stem in like
    ]
