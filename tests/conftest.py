"""What holds for all tests."""

from hypothesis import Phase, settings

# Explaining a failing example traces every line of the program, for minutes.
# And how long one takes depends on what else the machine does.
settings.register_profile(
    "searchkit",
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.target, Phase.shrink],
    deadline=None,
)
settings.load_profile("searchkit")
