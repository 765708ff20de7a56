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
authoriz: e es ed ing ation ations
business: - es
caste: - s
celebrit: y ies
cit: y ies
competen: t tly ce cy cies
conservativ: e es ism ely
contention: - s
convention: - s al ally
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
france: -
goods: -
heroine: - s
hospitality: -
important: - ly =importance
integrity: -
ironic: - ally
lens: - es
liberat: e es ed ing ion or ors
literal: - ly
majorit: y ies
mariner: - s
mineral: - s
minorit: y ies
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
severe: - ly =severity
singe: - s d
succession: - s
successive: - ly
terminat: e es ed ing ion or
thesis: - =theses
unite: - s d =uniting
"""
"""A stem and the endings that make its words of it; "-" is no ending, and `=` stands before a whole word."""

TOGETHER = """
acknowledgment acknowledgement acknowledgements
aging ageing
aluminum aluminium
alumnus alumni
appendix appendices
artifact artefact artefacts
bacterium bacteria
become became
begin began begun
bend bent
break broke broken
breed bred
bring brought
build built
bus buses busses
buy bought
cactus cacti
calf calves
catch caught
center centring centrepiece centrepieces centerpiece centerpieces
check cheque cheques
child children
choose chose chosen
congress congressional
counselor counsellor counsellors
cozy cosy
criterion criteria
deal dealt
draft draught draughts
drive drove driven
economy economic economics economical economically economist economists
eat ate eaten
enroll enrol enrols enrolment enrolments enrollment enrollments
fight fought
flee fled
fly flew flown
foot feet
forget forgot forgotten
freeze froze frozen
fuel fuelled fuelling
fungus fungi
gas gases gasses
give gave given
goose geese
gray grey greys
grow grew grown
grueling gruelling
half halves
hang hung
hide hid hidden
hold held
hoof hooves
index indices
inquire enquire enquires enquired enquiring
inquiry enquiry enquiries
installment instalment instalments
jail gaol gaols
jewelry jewellery
judgment judgement judgements
keep kept
knife knives
know knew known
larva larvae
leaf leaves
learn learnt
life lives
loaf loaves
lose lost
louse lice
make made
man men
maneuver manoeuvre manoeuvres manoeuvred manoeuvring
marvelous marvellous
mean meant
memorandum memoranda
merge merger mergers
millennium millennia
mold mould moulds moulded
mouse mice
mustache moustache moustaches
nucleus nuclei
occasion occasional occasionally
overthrow overthrew overthrown
ox oxen
pajamas pyjamas
panelist panellist panellists
pay paid
phenomenon phenomena
plow plough ploughs ploughed ploughing
practice practise practises practised practising
program programme programmes programmer programmers
rebuild rebuilt
referendum referenda
ride rode ridden
scarf scarves
seek sought
sell sold
send sent
shake shook shaken
sheaf sheaves
shelf shelves
shoot shot shots
skeptic sceptic sceptics sceptical skeptical scepticism skepticism
skillful skilful
skillfully skilfully
sleep slept
speak spoke spoken
specialty speciality specialities
spend spent
steal stole stolen
stimulus stimuli
strike struck
sulfur sulphur
swear sworn swore
sweep swept
swing swung
symposium symposia
take took taken
teach taught
tell told
thief thieves
think thought thoughts
throw threw thrown
tire tyre tyres
tooth teeth
understand understood
undertake undertook undertaken
uphold upheld
vertex vertices
wear wore worn
weave wove woven
whiskey whisky whiskies
wife wives
willful wilful
withdraw withdrew withdrawn
withhold withheld
wolf wolves
wool woollen woollens woolen
write wrote written
yogurt yoghurt yoghurts
"""
"""Words that have the stem of the first on their line: irregular forms, and spellings no rule covers."""

NOT_MAN = """
abdomen acumen albumen bitumen bremen carmen cyclamen dolmen foramen hymen lumen ramen regimen semen specimen stamen
tiananmen turkmen tyumen xiamen yemen
"""
"""Words in -men that are no plural of -man."""

NOT_IZE = """
advert adv appr chast circumc compr conc desp dev enterpr exc exerc expert franch improv inc merchand metropol parad
pract prec prem prom repr rev superv surm surpr telev treat
"""
"""What stands before -ise, -ising … in words that no one writes with -ize, whatever stands before it."""
