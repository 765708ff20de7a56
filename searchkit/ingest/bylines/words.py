"""The words of bylines, in small letters without dots."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A piece with one of these is a role, whatever else it says.
ROLES = _words(
    "reporter reporters correspondent correspondents editor editors writer writers columnist columnists"
    " contributor contributors journalist journalists fellow fellows director directors professor"
    " professors analyst analysts researcher researchers scholar scholars lecturer adviser advisers"
    " advisor advisors consultant consultants specialist specialists expert experts producer producers"
    " photographer photographers economist economists strategist strategists historian historians critic"
    " critics blogger bloggers freelancer freelancers scientist technologist psychologist biologist"
    " archivist scientists president chairman chairwoman ceo cto cfo founder co-founder cofounder"
    " coordinator ambassador attorney lawyer minister secretary spokesman spokeswoman manager executive"
    " intern student candidate associate assistant engineer physician novelist biographer anchor"
    " presenter publisher essayist veteran commentator cartoonist reporting"
)
# These are roles before "of", "at", "for" or "in", and otherwise often names: Dean Baker, Dean Acheson.
WEAK_ROLES = _words("dean head chair host chief principal partner member master officer author general page")
# A role may begin with one of these; a name does not.
ROLE_STARTS = _words(
    "senior junior staff chief special deputy assistant associate contributing managing executive"
    " political foreign national international diplomatic military economics political business sports"
    " science health technology climate education defense defence security religion arts culture"
    " entertainment investigative freelance former visiting research nonresident non-resident adjunct"
    " emeritus distinguished guest principal lead news opinion editorial features digital multimedia"
    " data white european african asian"
)
# With one of these, words that hold a role are a sentence about somebody.
VERBS = _words("is are was were has have had said says who")
PLURAL_ROLES = frozenset(role for role in ROLES if role.endswith("s") and role[:-1] in ROLES)

# A piece with one of these is an organisation or a desk.
ORGANISATIONS = _words(
    "institute institution university college school center centre council foundation association"
    " society agency agencies press news times post journal tribune herald gazette telegraph chronicle"
    " courier monitor dispatch ledger inquirer bulletin observer examiner magazine network group"
    " committee commission ministry department project program"
    " programme initiative office bureau service services staff board team desk newsroom company corp"
    " corporation inc ltd llc plc gmbh media radio television tv broadcasting publishing observatory"
    " academy alliance federation union bank fund trust forum lab labs laboratory thinktank consortium"
    " endowment hospital clinic museum library faculty policy affairs review digest weekly daily monthly"
    " newspaper newspapers wire newswire wires reports studies sciences international submissions online"
    " editorial edition nations organization organisation works"
)
# An organisation that ends in one of these signs articles.
DESKS = _words("staff board desk agencies newsroom team reports")
AGENCIES = _words("reuters afp ap upi dpa efe ansa tass xinhua irna kyodo pti ani aap apa bloomberg")

# Particles of names, which may stand in small letters inside one.
PARTICLES = _words(
    "bin bint ibn ben abu al el ul de del della dello delle di da do dos das du la le las los van von"
    " der den het ter ten te zu zum zur af av ap y e i ould dela vander st san santa"
)
GENERATIONS = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV"}
DEGREES = _words(
    "phd md mba jd rn esq dphil mph msc ma ba bsc cfa mfa llm rdn ld bsn msn dnp ms edd dds dvm rd np cpa"
    " psyd pharmd lcsw lmft lpc cdces cscs fnp fnp-bc fnp-c aprn facs faap facc facog mbbs msw mpa mpp"
    " obe mbe cbe kbe dbe cmg kcmg frs kc qc mp"
)
# Titles that are also given names (Gen): they count only with their dot.
RANKS = _words("gen col sen rep gov hon adm amb brig maj")
TITLES = _words("dr prof mr mrs ms sir dame rev gen lt col maj capt sgt sen rep gov hon amb brig adm msgr")

# What is no part of a name, and no name begins with.
NOT_NAMES = _words(
    "the a this that these those in on at for from to into by is was are were has have had as not no"
    " and or but than about after before over under all any our your their his her its we you they it he"
    " she share follow tweet print comments comment minutes minute read view subscribe photo photos"
    " image images video courtesy file getty updated published posted what when where why how monday"
    " tuesday wednesday thursday friday saturday sunday january february july september october november"
    " december tomorrow yesterday midnight noon author authors rss archive home newsletter"
)
# What stands for an author where nobody is named.
NOBODY = _words(
    "admin administrator webmaster user guest anonymous unknown none null na author authors contributor"
    " default root test username"
)
# Section labels that stand beside a byline.
# Small words that may stand in a role or the name of an institute.
CONNECTORS = _words("of the and for at in on to with a an by e i y et und &")
KICKERS = _words(
    "opinion politics world news business analysis commentary sports technology science health culture"
)
# The patterns that take bylines apart look for these without any other word beside them.
_SIGNALS = _words(
    "author authors avec byline par por door story text words writer writers with source via"
    " comment comments share shares view views twitter facebook instagram linkedin email mail bookmark"
    " print link copied rss feed full bio follow following"
)
# Any word that means more in a byline than being part of a name.
MEANINGFUL = frozenset().union(
    ROLES, WEAK_ROLES, ROLE_STARTS, VERBS, ORGANISATIONS, DESKS, AGENCIES, PARTICLES, GENERATIONS, DEGREES,
    TITLES, NOT_NAMES, NOBODY, CONNECTORS, KICKERS, _SIGNALS,
)  # fmt: skip
