"""What holds for all tests."""

from hypothesis import Phase, settings

# Explaining a failing example traces every line of the program, for minutes.
settings.register_profile(
    "searchkit", phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.target, Phase.shrink]
)
settings.load_profile("searchkit")
