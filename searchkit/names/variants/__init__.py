"""Spellings of one transliterated name, attested in the archive and never guessed."""

from searchkit.names.variants.profiles import NameProfile, profiles
from searchkit.names.variants.spelling import spelling_key
from searchkit.names.variants.table import Variant, VariantTable, most_telling

__all__ = ["NameProfile", "Variant", "VariantTable", "most_telling", "profiles", "spelling_key"]
