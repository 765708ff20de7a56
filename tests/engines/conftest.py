"""What holds for the tests of the engine."""

from collections.abc import Iterator

import pytest

from searchkit.engines.whoosh import parts


@pytest.fixture(autouse=True, scope="package")
def several_segments() -> Iterator[None]:
    """Small archives, too, are merged as large ones: else there would never be a second segment to look through."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "LITTLE", 0)
        yield
