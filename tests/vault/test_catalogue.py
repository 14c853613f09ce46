"""The catalogue holds opaque ids and states, changes wholly or not at all, and forgets finished intakes."""

from pathlib import Path

import pytest

from vault.catalogue import Catalogue, Row


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path / "catalogue.sqlite")


def test_a_row_comes_back_as_it_was_put(catalogue: Catalogue) -> None:
    row = Row("a", 1, 2, "read", "partly_broken", 4096, "o", "d", 3, "r", b"\x00note")
    catalogue.put([row])
    assert catalogue.get("a") == row
    assert catalogue.rows("read") == [row]
    assert catalogue.rows("sealed") == []


def test_a_transaction_that_fails_changes_nothing(catalogue: Catalogue) -> None:
    with pytest.raises(RuntimeError), catalogue.transaction():
        catalogue.put([Row("a", 1)])
        raise RuntimeError
    assert catalogue.rows() == []


def test_counts_go_by_state_and_reason(catalogue: Catalogue) -> None:
    catalogue.put([Row("a", 1), Row("b", 2, state="quarantined", reason="empty"), Row("c", 3)])
    assert catalogue.counts() == {("sealed", ""): 2, ("quarantined", "empty"): 1}


def test_what_lies_in_containers_is_counted_apart(catalogue: Catalogue) -> None:
    catalogue.put([Row("a", 1), Row("b", 2, depth=1), Row("c", 3, depth=2, state="quarantined", reason="encrypted")])
    assert catalogue.counts(least_depth=1) == {("sealed", ""): 1, ("quarantined", "encrypted"): 1}


def test_an_intake_remembers_only_documents_that_are_there(catalogue: Catalogue) -> None:
    catalogue.remember_intake("s", {"t1": "a", "t2": "gone"})
    catalogue.put([Row("a", 1)])
    assert catalogue.intake_tokens("s") == {"t1": "a"}
    catalogue.forget_intake("s")
    assert catalogue.intake_tokens("s") == {}


def test_reading_does_not_change_the_file(catalogue: Catalogue, tmp_path: Path) -> None:
    catalogue.put([Row("a", 1)])
    catalogue.close()
    before = (tmp_path / "catalogue.sqlite").read_bytes()
    again = Catalogue(tmp_path / "catalogue.sqlite")
    assert again.rows()[0].doc_id == "a"
    again.close()
    assert (tmp_path / "catalogue.sqlite").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["catalogue.sqlite"]


def test_objects_stay_until_they_are_dropped(catalogue: Catalogue) -> None:
    catalogue.add_objects("a", {"one": "head", "two": ""})
    catalogue.add_objects("", {"three": ""})
    catalogue.change_heads({"one": "newer", "unknown": "x"})
    assert catalogue.objects() == {"one": "newer", "two": "", "three": ""}
    assert catalogue.objects("a") == {"one": "newer", "two": ""}
    catalogue.drop_objects(["one"])
    assert catalogue.objects("a") == {"two": ""}
