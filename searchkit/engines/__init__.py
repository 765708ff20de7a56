"""What finds articles. `base` says what an engine is; `memory` is the naive one that all others must equal.

`vectors` are what articles are compared by, and `likeness` compares them, for every engine.
"""
