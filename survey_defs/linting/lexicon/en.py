"""The English lexicon."""

import re

from survey_defs.linting.lexicon.kinds import Lexicon, any_of

_PAIR = r"(?:clean|tidy|dry|neat|polite|friendly|helpful|quick|fast|prompt|clear|correct|complete|warm|fresh|hot|tasty|professional|efficient|accurate|courteous|attentive|knowledgeable|well[- ]lit|stocked|safe|comfortable|quiet)"
_UNIT = r"(?:seconds?|minutes?|hours?|days?|rings?|times?|steps?|metres?|meters?|feet|people|customers?|guests?|items?|percent|%|°c|degrees?|euros?|pounds?|dollars?|cups?|tables?)"
_NUMBER = r"(?:\d+(?:[.,:]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty)"
_STAFF = r"(?:staff|they|he|she|employees?|(?:team|staff) members?|(?:a|the) (?:person|server|waiter|waitress|cashier|agent|adviser|advisor|assistant|barista|host|clerk|receptionist|attendant|member of staff|colleague)|someone|somebody|everyone|(?:servers?|waiters?|cashiers?|agents?|advisers?|assistants?|baristas?|receptionists?|attendants?|colleagues))"
_QUOTE = r"[“\"'‘](?:[^\s”\"'’]+\s+){2,}[^”\"'’]*[”\"'’]"

ENGLISH = Lexicon(
    joined=any_of(
        rf"{_PAIR}(?:,? {_PAIR})? and (?:{_PAIR})",
        r"and (?:did|was|were|had|has|is|are|do|does|how|whether|then)",
        r"as well as",
        r"and/or",
        r"(?:greeted|thanked|smiled|helped|served|offered|told|asked|shown|given|acknowledged|introduced|listened|explained|apologi[sz]ed|recommended) (?:\w+ ){0,3}and (?:greeted|thanked|smiled|helped|served|offered|told|asked|shown|given|acknowledged|introduced|listened|explained|apologi[sz]ed|recommended)",
        r"(?:greet|thank|smile|help|serve|offer|tell|ask|show|give|acknowledge|introduce|listen|explain|apologi[sz]e|recommend|make eye contact|say \w+) (?:(?:at|to|for|with|you|the|your|a|an|what|how|it|and|themselves|himself|herself) ){0,5}?and (?:greet|thank|smile|help|serve|offer|tell|ask|show|give|acknowledge|introduce|listen|explain|apologi[sz]e|recommend|make|say|wish)",
        r"(?:the|your) \w+ and (?:the|your) \w+ (?:clean|tidy|dry|neat|hot|warm|cold|fresh|ready|stocked|in order|working|friendly|good)",
    ),
    leading=any_of(
        r"(?:don[’']t|wouldn[’']t|didn[’']t|isn[’']t|wasn[’']t|weren[’']t|aren[’']t|couldn[’']t|shouldn[’']t) (?:you|it|they|he|she|the|your|we|that|this|there)",
        r"how (?:great|excellent|wonderful|amazing|fantastic|pleased|delighted|terrible|awful|rude|poor|delicious|much did you (?:like|love|enjoy))",
        r"of course",
        r"obviously",
        r"surely",
        r"naturally",
        r"as (?:expected|usual|promised|always)",
        r"(?:excellent|amazing|wonderful|fantastic|famous|award[- ]winning|delicious|superb|outstanding|world[- ]class|legendary) (?:\w+)",
        r"would you (?:not )?agree that",
        r"fail(?:ed)? to",
        r"(?:even )?bother(?:ed)? to",
        r"only (?:\w+ )?(?:a few|one)",
    ),
    vague=any_of(
        r"prompt(?:ly)?", r"quick(?:ly)?", r"fast", r"soon", r"immediately", r"timely", r"in good time",
        r"(?:in )?a timely (?:manner|fashion)", r"reasonabl[ey]", r"adequate(?:ly)?", r"appropriate(?:ly)?", r"sufficient(?:ly)?", r"suitabl[ey]", r"acceptabl[ey]", r"proper(?:ly)?", r"regular(?:ly)?",
        r"often", r"frequent(?:ly)?", r"a (?:few|lot|while|bit|little)", r"several", r"many", r"enough", r"usual(?:ly)?", r"normal(?:ly)?", r"short(?:ly)? (?:wait|time|after|before)", r"long (?:wait|time|queue|line)", r"too long", r"right away", r"without (?:undue )?delay", r"efficient(?:ly)?", r"good (?:condition|service|quality)", r"well[- ](?:presented|maintained|stocked|kept)",
    ),
    measured=any_of(rf"{_NUMBER} {_UNIT}", rf"{_NUMBER}{_UNIT}", r"before (?:you|the \w+|i|it|they|anyone) \w+", r"by the time", r"at once or"),
    presupposes=any_of(
        r"what (?:problems?|mistakes?|complaints?|difficult(?:y|ies)|errors?|issues?|faults?) (?:did|was|were|have|had)",
        r"why (?:did|was|were|do|does|is|are|had|has|didn[’']t|wasn[’']t)",
        r"how (?:badly|rudely|late|dirty|slow|unfriendly|unhelpful)",
        r"when (?:did )?(?:they|he|she|the \w+|staff|someone) (?:finally|eventually|at last)",
        r"what else did (?:they|he|she|the \w+|staff) (?:do wrong|forget|get wrong|miss)",
        r"how (?:did|was) (?:the|your) (?:problem|complaint|mistake|error|delay) (?:solved|resolved|handled|put right|dealt with|corrected)",
        r"who (?:was to blame|caused|forgot|made the mistake)",
        r"how much (?:better|worse|cleaner|faster|slower|friendlier)",
        r"again this time", r"still (?:dirty|late|slow|broken|rude|closed|missing|unfriendly)",
        r"what did you (?:like|dislike|enjoy|hate) (?:most|least|best)",
    ),
    if_it_happened=re.compile(
        r"(?<!\w)(?:(?<!asked )(?<!ask )(?<!asking )(?<!asked you )(?<!ask you )(?<!see )(?<!check )(?<!checked )(?<!know )if (?!you (?:wanted|would|needed|were happy))(?:you|any|anyone|anything|the|your|there|it|a|an|staff|something|one|no)"
        r"|in case (?:of|you|the)|in the event|(?:when|after|once) (?:\w+ ){0,4}(?:went wrong|was wrong|were wrong|was late|was missing|was delayed|was out of stock|not available|was sold out|complained|made a mistake|a problem|an error|was put on hold|you were transferred|were transferred|was unavailable|could not be))(?!\w)",
        re.IGNORECASE,
    ),
    act=any_of(
        r"greet(?:ed|ing)?", r"welcom(?:e|ed|ing)", r"thank(?:ed|s)?", r"offer(?:ed)?", r"serv(?:e|ed)", r"explain(?:ed)?", r"told", r"tell", r"said", r"say", r"introduc(?:e|ed)", r"apologi[sz](?:e|ed)", r"acknowledg(?:e|ed)", r"approach(?:ed)?", r"recommend(?:ed)?", r"suggest(?:ed)?", r"goodbye", r"farewell", r"smil(?:e|ed)", r"answer(?:ed)?", r"check(?:ed)? back", r"ask(?:ed)? (?:you|after|about|for)", r"notic(?:e|ed) you", r"help(?:ed)?", r"escort(?:ed)?", r"hand(?:ed)?", r"shown?", r"wish(?:ed)?",
    ),
    how=re.compile(r"^\s*(?:how|when|what|which|who|where|in what)(?!\w)", re.IGNORECASE),
    nothing=any_of(r"no(?:ne|thing|body| one)?", r"not", r"never", r"wasn[’']t", r"didn[’']t", r"weren[’']t", r"without", r"neither", r"refused", r"ignored", r"looked away"),
    good=any_of(r"(?:very |extremely |quite |fairly |rather |mostly |fully |completely |really )?(?:good|excellent|great|pleased|delighted|happy|satisfied|friendly|warm|clean|helpful|fast|quick|polite|outstanding|superb|perfect|likely|clear|easy|welcome|comfortable|tidy|fresh|welcoming|interested|attentive|thrilled|wonderful|amazing|better|best|above)", r"exceed(?:ed|s)"),
    bad=any_of(r"(?:very |extremely |quite |fairly |rather |mostly |really )?(?:bad|poor|terrible|awful|put off|unhappy|dissatisfied|unfriendly|cold|dirty|unhelpful|slow|rude|unlikely|unclear|hard|difficult|disappointed|annoyed|angry|uncomfortable|untidy|stale|dismissive|worse|worst|below|unacceptable|horrible|let down|bored|weak)", r"not (?:at all )?\w+"),
    neutral=any_of(r"neutral", r"neither.*", r"indifferent", r"average", r"flat", r"ok(?:ay)?", r"so[- ]so", r"mixed", r"in between", r"fair", r"acceptable", r"adequate", r"lukewarm", r"as expected", r"met"),
    agree=any_of(r"(?:do|would|did) you (?:strongly )?(?:dis)?agree", r"(?:how (?:much|strongly)|to what (?:extent|degree)) do you (?:dis)?agree", r"strongly (?:dis)?agree", r"agree or disagree", r"please agree"),
    negation=any_of(r"not", r"\w+n[’']t", r"no", r"never", r"none", r"nobody", r"nothing", r"nowhere", r"without", r"neither", r"nor", r"fail(?:ed|s)?", r"avoid(?:ed)?", r"refus(?:e|ed)", r"lack(?:ed|ing)?"),
    bad_thing=any_of(r"dirt(?:y)?", r"missing", r"un(?:clean|tidy|friendly|helpful|clear|safe|available|attended|marked|pleasant|comfortable|polite)", r"im(?:polite|proper|possible)", r"in(?:correct|complete|accurate|visible|attentive)", r"dis(?:courteous|orderly|organised|organized|interested|respectful)", r"broken", r"wrong", r"rude", r"blocked", r"empty", r"delayed", r"free of", r"absent"),
    jargon=any_of(r"SKUs?", r"POS", r"POP", r"up-?sell(?:ing|s)?", r"cross-?sell(?:ing|s)?", r"planograms?", r"FOH", r"BOH", r"CSAT", r"NPS", r"KPIs?", r"touch-?points?", r"collateral", r"SOPs?", r"ATV", r"UPT", r"end-?caps?", r"facings", r"gondolas?", r"omni-?channel", r"footfall", r"brand (?:standards?|values|ambassadors?|promise)", r"value[- ]add(?:ed)?", r"customer journey", r"engagement", r"proactive(?:ly)?", r"best practices?", r"bill payer", r"conversion", r"AHT", r"IVR", r"CRM", r"QSR", r"F&B", r"front of house", r"back of house", r"suggestive (?:sell(?:ing)?|sale)", r"service recovery", r"ambient", r"merchandis(?:e|ing) execution", r"USPs?", r"T&Cs?", r"ID&V", r"DSM", r"OOS", r"mystery shop(?:per|ping)?", r"covers", r"dwell time", r"needs analysis"),
    exact=any_of(rf"within (?:the first )?{_NUMBER} (?:seconds?|minutes?|hours?|rings?)", rf"(?:under|over|in|less than|more than|at least|after|no more than|at most) {_NUMBER} (?:seconds?|minutes?|hours?|rings?)", r"exactly (?:how|\d+)", r"exact (?:number|time|count|minute)", r"to the (?:second|minute)"),
    gives_away=any_of(
        rf"{_STAFF} (?:should|must|ought to|have to|has to|need to|needs to|is supposed to|are supposed to|is required to|are required to|is expected to|are expected to|are trained to|is trained to|will be marked)",
        r"the (?:standard|policy|rule|procedure|target|goal) (?:is|says|requires|demands)", r"the (?:correct|right|expected|best) (?:answer|thing)", r"(?:full|no|more|most) points", r"(?:company|brand|service) standards?", r"it should (?:be|have|take)", r"expected (?:answer|behaviou?r)", r"should (?:be greeted|be thanked|be offered|be served|be asked|take less|have been)",
    ),
    opinion=any_of(r"friendly", r"nice(?:ly)?", r"pleasant(?:ly)?", r"good", r"great", r"professional(?:ly)?", r"welcoming", r"attractive(?:ly)?", r"helpful", r"polite(?:ly)?", r"genuine(?:ly)?", r"knowledgeable", r"courteous(?:ly)?", r"appealing", r"satisf(?:ied|actory)", r"happy", r"enjoy(?:able|ed)?", r"comfortable", r"tasty", r"delicious", r"inviting", r"impressive", r"respectful(?:ly)?", r"sincere(?:ly)?", r"warm(?:ly)?", r"attentive", r"cheerful(?:ly)?", r"patient(?:ly)?", r"excellent", r"cosy", r"stylish", r"memorable", r"well presented"),
    mind=any_of(r"(?:seem|appear)(?:ed|s)? (?:to|\w+)", r"look(?:ed)? (?:as if|as though|bored|happy|interested|pleased)", r"want(?:ed)? to (?:help|be|serve|see|keep|sell)", r"care(?:d)? (?:about|for you)", r"interested in", r"enjoy(?:ed)? (?:their|his|her|working|being|serving)", r"happy to (?:help|see|serve)", r"eager", r"willing", r"genuine(?:ly)? (?:\w+)", r"sincere(?:ly)?", r"bored", r"understood (?:your|what)", r"understand (?:your|what)", r"tr(?:y|ied) (?:to|hard|their)", r"made an effort", r"intend(?:ed)?", r"feel(?:ing)? (?:about|like|proud)", r"felt", r"believe(?:d)? in", r"proud of", r"motivated", r"passionate", r"took (?:pride|ownership)", r"knew (?:their|his|her|what)"),
    unscripted=any_of(r"(?:above|over) and (?:above|beyond)", r"(?:go|went|going) (?:the extra mile|out of (?:their|his|her) way)", r"(?:anything|something) (?:special|extra|unexpected|surprising|unusual|out of the ordinary|that no (?:rule|script) \w+|that was not in any script|small that \w+)", r"surpris(?:e|ed) you", r"beyond (?:what|the) (?:\w+ )?(?:required|expected|rules?|duty|script)", r"random acts? of kindness", r"delight(?:ed)? you", r"wow(?:ed)?(?: you)?"),
    word_for_word=any_of(r"word for word", r"verbatim", r"exact (?:words|phrase|greeting|wording|sentence|script)", r"(?:use|used|follow|followed|stick to|stuck to|keep to|kept to|recite|recited) (?:the|their|a|our) (?:\w+ )?(?:script|phrase|slogan|standard greeting|wording|greeting)", r"(?:company|brand|scripted|standard|approved|required) (?:greeting|phrase|slogan|closing|farewell|wording|introduction)", r"the (?:script|slogan|tagline)"),
    quoted_speech=re.compile(rf"(?<!\w)(?:say|said|saying|greet\w*(?: you)? with|use\w* (?:the )?(?:words|phrase)|ask\w*(?: you)?|close\w* with|answer\w*(?: the (?:phone|call))? with|tell|told|end\w* with|finish\w* with|repl(?:y|ied))[^“\"'‘]{{0,20}}{_QUOTE}", re.IGNORECASE),
    overall=any_of(r"overall", r"all in all", r"on the whole", r"in general", r"as a whole", r"taken together", r"rate (?:your|the|this) (?:visit|experience|stay|call|service|branch|store|shop|restaurant|hotel)", r"(?:how )?satisfied (?:are|were) you(?: with (?:your|the|this) (?:visit|experience|stay|call|service))?", r"general impression", r"total experience", r"how was your (?:visit|experience|stay|call)"),
    greeting=any_of(r"greet(?:ed|ing|s)?", r"welcom(?:e|ed|ing)", r"hello", r"good (?:morning|afternoon|evening)", r"acknowledg(?:e|ed|ement)", r"say hello", r"first contact", r"answered (?:the|your) (?:phone|call)", r"introduced"),
    goodbye=any_of(r"goodbye", r"good-?bye", r"farewell", r"thank(?:ed|s|ing)?", r"wish(?:ed)? you", r"as you left", r"see you", r"parting", r"how (?:did )?the call end(?:ed)?"),
    link_back=any_of(r"come back", r"coming back", r"return(?:ing)?", r"next (?:time|visit|step|stay|appointment|order|call)", r"again", r"invit(?:e|ed|ation)(?: you)?", r"follow(?:ed)?[- ]up", r"call(?:ed)? you back", r"book(?:ed)? (?:a|another|your next)", r"loyalty", r"stay in touch", r"reason to"),
)  # fmt: skip
