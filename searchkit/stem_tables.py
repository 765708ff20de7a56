"""Words that rules alone stem wrongly, put together by hand from what readers of news would not forgive."""

from __future__ import annotations

APART = """
accession: - s
affection: - s =affectionate
aids: -
animal: - s
apartment: - s
audition: - s ed ing
authorit: y ies ative
caste: - s
celebrit: y ies
cit: y ies
competen: t tly ce cy cies
conservativ: e es ism ely
contention: - s
convent: - s
conversation: - s al
corporal: - s
corps: -
corpse: - s
coupe: - s
customer: - s
customs: -
department: - s al
diversion: - s ary
executive: - s
experiment: - s ed ing al ally ation er ers
franc: - s
goods: -
heroine: - s
hospitality: -
important: - ly ce
integrity: -
ironic: - ally
lens: - es
liberat: e es ed ing ion or ors
literal: - ly
majorit: y ies
mariner: - s
mineral: - s
minorit: y ies
mobil: -
mobile: - s
morale: -
nominal: - ly
personalit: y ies
polite: - ly ness
precedent: - s
premiere: - s d
procession: - s
protestant: - s ism
publication: - s
range: - s d =ranging
rational: - ly e es ity =rationalize =rationalized =rationalizing =rationalization
recession: - s ary
secretion: - s
several: -
singe: - s d
succession: - s
successor: - s
successive: - ly
terminat: e es ed ing ion or
unite: - s d =uniting
"""
"""A stem and the endings that make its words of it; "-" is no ending, and `=` stands before a whole word."""

TOGETHER = """
acknowledgment acknowledgement
aging ageing
aluminum aluminium
alumnus alumni
appendix appendices
arctic arctics
artifact artefact artefacts
ax axe axes
bacterium bacteria
bacillus bacilli
begin began begun
bring brought
bus buses busses
buy bought
cactus cacti
calf calves
catch caught
check cheque cheques
child children
choose chose chosen
commit commitment commitments
congress congressional congresses
corpus corpora
cozy cosy
criterion criteria
curriculum curricula
defrost defrosted
diagnose diagnosis diagnoses
disc disk disks discs
donut doughnut doughnuts
draft draught draughts
drive drove driven
economy economies economic economics economical economically economist economists
elf elves
employee employees
enroll enrol enrols enrolment enrolments
fight fought
foot feet
freeze froze frozen
fuel fuelled fuelling
fungus fungi
gas gases gasses
goose geese
gray grey greys
half halves
honorary honourary
hoof hooves
hypothesis hypotheses
index indices indexes
inquire enquire enquires enquired enquiring
inquiry enquiry enquiries
instalment installment installments instalments
jail gaol gaols
jewelry jewellery
judgment judgement judgements
kidnap kidnapped kidnapping kidnapper kidnappers kidnaping kidnaped
knife knives
know knew known
larva larvae
life lives
loaf loaves
louse lice
make made
man men
matrix matrices
maneuver manoeuvre manoeuvres manoeuvred manoeuvring
marvelous marvellous
memorandum memoranda
merge merger mergers
millennium millennia
mold mould moulds mouldy moulded
mom mum mums
mouse mice
mustache moustache moustaches
nucleus nuclei
occasion occasional occasionally
offense offensive
oppose opposed opposing
ox oxen
pajamas pyjamas
phenomenon phenomena
plow plough ploughs ploughed ploughing
program programme programmes programmer programmers
referendum referenda
scarf scarves
seek sought
sell sold
self selves
sheaf sheaves
shelf shelves
skeptic sceptic sceptics
skeptical sceptical
skepticism scepticism
skillful skilful
skillfully skilfully
speak spoke spoken
speciality specialty specialties
spectrum spectra
steal stole stolen
stimulus stimuli
strike struck
stratum strata
sulfur sulphur
swear sworn swore
swell swollen
symposium symposia
take took taken
teach taught
thief thieves
think thought thoughts
throw threw thrown
tooth teeth
tire tyre tyres
vaccine vaccinate vaccination
vertex vertices
wake woke woken
wear wore worn
weave woven
whiskey whisky whiskies whiskeys
wife wives
willful wilful
win won
wolf wolves
wool woollen woollens woolen
woman women
write wrote written
yogurt yoghurt yoghurts
"""
"""Words that share the stem of the first."""

NOT_MEN = frozenset(
    """
    abdomen acumen albumen bitumen carmen cyclamen hymen foramen lumen numen omen ramen regimen semen specimen
    stamen turkmen yemen
    """.split()
)
"""Words in -men that are no plural of -man."""

NOT_IZE = frozenset(
    """
    advert adv appra appr ar brutalis chast circumc clockw compr comprom conc cr demis dem desp dev disenfranch
    disgu enfranch enterpr exc exerc expert franch gu improv inc likew merchand misadv otherw parad prec prem
    pra pr prom ra repr rev r superv surm surpr telev treat v w
    """.split()
)
"""What stands before -ise in words that are written so on both sides of the ocean."""
