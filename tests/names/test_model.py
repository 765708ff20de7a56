from searchkit.names.model import pack, unpack


def test_packed_weights_score_as_they_were() -> None:
    model = unpack(pack({"a": (1.0, -1.0, 0.5, 0.0), "é b": (0.0, 2.0, 0.0, -2.0)}))
    assert [round(x, 1) for x in model.score(["a", "é b", "unknown"])] == [1.0, 1.0, 0.5, -2.0]
