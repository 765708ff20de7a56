"""Rules that cut a run of capitalised words into likely names."""
