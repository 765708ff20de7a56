"""Short news texts with their names marked, [text|P], [text|O] or [text|L]; written for these tests."""

ARTICLES = [
    """[TEHRAN|L], Aug 30 ([Reuters|O]) - [Iran|L]'s Defense Minister Brigadier General [Amir Hatami|P] travelled to [Damascus|L] on Saturday
and met Syrian President [Bashar al-Assad|P].
The [Islamic Republic News Agency|O] ([IRNA|O]) said [Hatami|P] would also meet Defense Minister [Ali Abdullah Ayoub|P].
[Israel|L] fears that the [Revolutionary Guards|O] will build bases near the [Golan Heights|L].
"We will stay in [Syria|L]," General [Abu al-Ghassem Alinejad|P] told the Lebanon-based [Al Mayadeen TV|O].
[Washington|L] has urged [Moscow|L] to push [Tehran|L] out, [John Bolton|P], President [Trump|P]'s national security adviser, said.
[Bolton|P] met [Nikolai Patrushev|P] in [Geneva|L] last week.
The [Assad|P] government controls [Aleppo|L], [Homs|L] and [Latakia|L], but not [Idlib|L].""",
    """[BANK OF ENGLAND|O] HOLDS RATES
[LONDON|L] 1998-03-05
The [Bank of England|O] left interest rates unchanged on Thursday, the [Treasury|O] said.
[Halden Foods Plc|O] shares fell four percent after the announcement. [Halden|O], based in [Leeds|L], employs 4,000 people in [Yorkshire|L].
"It was expected," said [Margaret Oakes|P], an economist at [Pell Brothers & Co|O] in [New York|L].
[Oakes|P] said the [European Union|O] and [Japan|L] would follow.
The [Organisation for Economic Co-operation and Development|O] published its report in [Paris|L].
[Halden|O] chairman Sir [Peter Lumley|P] declined to comment.""",
    """The [Houthis|O] fired a missile at [Riyadh|L], the [Saudi Press Agency|O] reported.
[Ansar Allah|O], as the group is also known, has held [Sanaa|L] since 2014.
[U.N.|O] envoy [Martin Griffiths|P] flew to [Hodeidah|L] province and then to [Muscat|L].
Secretary of State [Mike Pompeo|P] spoke to Crown Prince [Mohammed bin Salman|P] by telephone.
[Pompeo|P] thanked the crown prince, the [State Department|O] said.
Aid workers of the [World Food Programme|O] and the [Red Crescent|O] left [Taiz|L].
[Oxfam|O] called on [Britain|L], [France|L] and the [United States|L] to stop selling arms to [Saudi Arabia|L].""",
    """[Olga Petrovna Sidorova|P], mayor of [Tver|L], resigned on Monday after a court in [St. Petersburg|L] ruled against her.
[Sidorova|P], 54, joined [United Russia|O] in 2004, [Interfax|O] reported.
Judge [Viktor Nazarov|P] of the [Supreme Court|O] will hear the appeal.
Her lawyer, [J. K. Malenko|P], said the [Justice Ministry|O] had put pressure on witnesses from [Gazprom|O] and [Volga Steel Corp|O].
The governor of the [Tver|L] region, [Igor Rudenya|P], said: "[Olga|P] served [Russia|L] well."
She was born in [Minsk|L], [Belarus|L], and studied at [Moscow State University|O].""",
    """[Kim Jong-un|P] and President [Moon Jae-in|P] met at [Panmunjom|L] on Friday.
[Moon|P] flew back to [Seoul|L] in the evening, the [Yonhap|O] news agency said.
The [International Atomic Energy Agency|O] ([IAEA|O]) welcomed the talks between [North Korea|L] and [South Korea|L].
In [Vienna|L], [IAEA|O] director [Yukiya Amano|P] said inspectors were ready.
Chinese foreign ministry spokeswoman [Hua Chunying|P] said [Beijing|L] would support [Pyongyang|L].
Analysts at the [Brookings Institution|O] in [Washington|L] were less hopeful.""",
]
