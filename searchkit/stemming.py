"""A folded word -> its stem: Snowball English (Porter2), behind spelling rules and a short list of exceptions.

    travelling, colours, organised      American spelling: traveling, colors, organized
    women, wives, sought, programmes    the regular form: woman, wife, seek, program
    majority, customs, important        a stem of its own, where Snowball would join it to an unlike word
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

import Stemmer

from searchkit.stem_tables import APART, NOT_IZE, NOT_MEN, TOGETHER

_SNOWBALL = Stemmer.Stemmer("english", 0)  # no cache of its own: `stem` has one

_SPELLINGS = (  # a part most words lack, what to look for, what to write instead
    ("our", r"(arb|arm|avi|cand|clam|col|demean|eav|fav|ferv|flav|glam|hon|hum|lab|ghb|od|parl|ranc|rig|rum|sav|"
            r"splend|succ|tum|val|vap|vig)our", r"\1or"),
    ("is", r"([a-z]*[^aou])is(e[drs]?|ers|ing|ations?|ational|able)", None),
    ("re", r"((?:epi)?cent|theat|[a-z]*lit|[a-z]*met|fib|calib|meag|lust|spect|somb|sab|scept)re(s|d)?", r"\1er\2"),
    ("tring", r"(cen)tring", r"\1tering"),
    ("nce", r"((?:de|of)fen|preten|licen)ce", r"\1se"),
    ("ncing", r"(licen)cing", r"\1sing"),
    ("lenc", r"x", r"x"),
    ("yz", r"([a-z]*[ay]l)yz(e[drs]?|ers|ing)", r"\1ys\2"),
    ("sis", r"([a-z]{2,}[aeioy])sis", r"\1ses"),
    ("ogue", r"(anal|catal|dial|epil|monol|prol|travel)ogue", r"\1og"),
    ("ae", r"(an|arch|h|leuk|[a-z]*p|medi|gyn|[a-z]+)ae(mi|sth|olog|mo|d|val|col)", r"\1e\2"),
)  # fmt: skip
