"""The verbs with which news tells that somebody says something.

More than `speakers` knows: there a wrong verb makes a right claim look false, here it only has to stand near a quotation.
"""

from __future__ import annotations

import re

# These tell of a saying wherever they stand, the weak ones and the participles only near a quotation.
_STRONG = (
    r"said|says|say|told|tells|tell|wrote|writes|write|added|adds|add|announced|announces|stated|states|explained|explains|insisted|insists|insist|argued|argues|argue|warned|warns|warn|claimed|claims|claim|"
    r"confirmed|confirms|declared|declares|stressed|stresses|noted|notes|reported|reports|replied|replies|responded|responds|acknowledged|acknowledges|admitted|admits|conceded|concedes|"
    r"revealed|reveals|suggested|suggests|estimated|estimates|alleged|alleges|allege|testified|testifies|tweeted|tweets|commented|comments|remarked|remarks|reiterated|reiterates|emphasi[sz]e[sd]?|concluded|"
    r"concludes|denied|denies|deny|indicated|indicates|pointed out|points out|cautioned|cautions|predicted|predicts|assured|assures|asserted|asserts|maintained|maintains|recalled|recalls|"
    r"believe[sd]?|thinks?|thought|was quoted as saying|were quoted as saying|is quoted as saying|went on to say|goes on to say|goes on record|opined|opines"
)
_WEAK = (
    r"called|calls|call|described|describes|describe|dubbed|labell?ed|branded|brands|accused|accuses|urged|urges|asked|asks|ask|demanded|demands|vowed|vows|pledged|pledges|promised|promises|"
    r"continued|continues|observed|observes|complained|complains|praised|praises|hailed|hails|slammed|slams|blasted|blasts|condemned|condemns|denounced|denounces|decried|decries|critici[sz]e[sd]|blamed|blames|"
    r"dismissed|dismisses|rejected|rejects|encouraged|encourages|expressed|expresses|voiced|cited|cites|highlighted|highlights|underlined|underscored|shouted|shouts|yelled|yells|cried|screamed|whispered|chanted|chant|"
    r"wondered|wonders|mused|muses|lauded|likened|likens|compared|compares|characteri[sz]e[sd]?|referred to|refers to|referred|deemed|deems|thanked|apologized|apologised|questioned|questions|lamented|laments|raged|railed|fumed|"
    r"proclaimed|proclaims|pleaded|begged|echoed|echoes|mocked|ridiculed|threatened|boasted|bragged|read|reads|spoke of|speaks of|hoped|hopes|feared|fears|recounted|ordered|hit back|shot back|snapped|joked|"
    r"jokes|quipped|quips|posted|posts|teased|teases|sang|sings|began|begins|made clear|put it|puts it|advised|advises|recommended|recommends|implored|exclaimed|exclaims|countered|counters|retorted|"
    r"disclosed|discloses|clarified|clarifies|specified|elaborated|elaborates|summed up|informed|reassured|signed off|captioned|messaged|texted|emailed|reflected|reflects|enthused|gushed|marvell?ed|agreed|agrees|"
    r"singled out|lashed out|scolded|ripped|touted|touts|characterised|invoked|answered|answers|interjected|chimed in|celebrated|shared|shares|conveyed|quoted|quotes|derided|alluded to|took aim|"
    r"predict|went on to call|goes on to call|went on to describe|went so far as to call|went so far as to say|accepted|regretted|protested|objected|contended|contends|"
    r"disputed|disputes|defended|defends|attributed|appealed|appeals|pressed|repeated|repeats|uttered|muttered"
)
_PARTICIPLE = (
    r"saying|adding|calling|describing|telling|warning|insisting|arguing|claiming|noting|stressing|declaring|writing|explaining|tweeting|asking|accusing|urging|vowing|promising|suggesting|citing|"
    r"dismissing|blasting|praising|emphasi[sz]ing|referring to|quipping|joking|labell?ing|branding|confirming|announcing|denying|replying|responding|concluding|stating|posting|pledging|blaming|shouting|"
    r"yelling|chanting|complaining|predicting|reiterating|alleging|dubbing|hailing|denouncing|condemning|critici[sz]ing|likening|comparing|characteri[sz]ing|asserting|demanding|lamenting|expressing|pointing out|encouraging|highlighting|"
    r"slamming|decrying|thanking|recalling|remarking|commenting|cautioning|observing|acknowledging|admitting|conceding|assuring|reading|captioning"
)
SAYING = re.compile(
    rf"(?<![\w-])(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK})|(?P<participle>{_PARTICIPLE})|(?P<according>[Aa]ccording to|[Ii]n the words of))(?![\w-])"
)
