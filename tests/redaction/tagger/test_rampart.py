"""Rampart's weights through our own graph and decoder: close to the original, and offsets of the original text."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onnxruntime import InferenceSession, SessionOptions

from redaction.finding import TYPES
from redaction.spans import Hit
from redaction.tagger import rampart_file
from redaction.tagger.graph import serialised
from redaction.tagger.rampart import THRESHOLDS, Rampart

ANY = st.text(st.characters(codec=None) | st.characters(categories=["Cs", "Mn", "Zs", "Cf", "Lo"]), max_size=120)
LETTER = "Dear Ms Adaeze Okonkwor, we write to 14 Rosewood Avenue, Flat 3, Leeds LS6 2AB, about your call from +44 113 496 0018."
TEXTS = (
    LETTER,
    "M. Benoît Lachassagne, 12 rue des Lilas, 69003 Lyon, benoit.lachassagne@courrier.example",
    "Frau Ilse Vollrath wohnt in der Hauptstraße 5, 10115 Berlin.",
    "The Commission met in March and adopted the report.",
)


@cache
def reader(caution: str = "normal") -> Rampart:
    return Rampart(THRESHOLDS[caution])


def found(text: str, caution: str = "normal") -> list[tuple[str, str]]:
    return [(one.type, text[one.start : one.end]) for one in reader(caution).read([text])[0]]


def test_our_graph_agrees_with_the_original() -> None:
    model, options = rampart_file.load(), SessionOptions()
    sessions = [
        InferenceSession(one, options, providers=["CPUExecutionProvider"])
        for one in (serialised(model.encoder), (rampart_file.folder() / "onnx" / "model_q4.onnx").read_bytes())
    ]
    for text in TEXTS:
        ids = np.array([model.tokenizer.encode(text).ids], dtype=np.int64)
        ours = sessions[0].run(
            None, {"embeddings": model.embedded(ids), "lengths": np.array([ids.size], dtype=np.int32)}
        )[0]
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        theirs = sessions[1].run(None, given)[0]
        assert (ours.argmax(axis=-1) == theirs.argmax(axis=-1)).mean() > 0.93
        assert np.abs(ours - theirs).mean() < 0.25


def test_names_addresses_and_ways_to_reach_somebody_are_found() -> None:
    hits = found(LETTER)
    assert ("PERSON", "Adaeze Okonkwor") in hits
    assert ("ADDRESS", "14 Rosewood Avenue, Flat 3, Leeds LS6 2AB") in hits
    assert any(kind == "PHONE" and "496 0018" in body for kind, body in hits)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("M. Benoît Lachassagne a déposé plainte.", "Benoît Lachassagne"),
        ("La señora Lucía Ferrández declaró ayer.", "Lucía Ferrández"),
        ("Frau Ilse Vollrath wohnt in Berlin.", "Ilse Vollrath"),
        ("Il signor Matteo Brancaleoni è stato sentito.", "Matteo Brancaleoni"),
        ("O senhor Thiago Carvalhosa foi ouvido.", "Thiago Carvalhosa"),
        ("De heer Joost Verhagen is gehoord.", "Joost Verhagen"),
        ("MS ADAEZE OKONKWOR WAS HEARD.", "ADAEZE OKONKWOR"),
    ],
)
def test_names_are_found_in_its_languages(text: str, name: str) -> None:
    assert ("PERSON", name) in found(text)


def test_a_town_alone_is_a_place_and_with_a_street_an_address() -> None:
    assert found("She has lived in Liverpool since then.") == [("LOCATION", "Liverpool")]
    assert found("She lives at 6 Mallory Road, Liverpool.") == [("ADDRESS", "6 Mallory Road, Liverpool")]


def test_high_caution_finds_no_less() -> None:
    for text in TEXTS:
        low, high = reader("low").read([text])[0], reader("high").read([text])[0]
        assert all(any(one.start < each.end and each.start < one.end for each in high) for one in low)


def test_a_story_without_people_has_no_findings() -> None:
    assert found("The committee met in March and adopted the report on paragraph 45 of the resolution.") == []


def test_letters_that_change_length_in_lower_case_keep_their_offsets() -> None:
    text = "İİİ ﬁﬁﬁ a\u0301e\u0301 한국 𝒜 Ms Adaeze Okonkwor was heard."
    assert ("PERSON", "Adaeze Okonkwor") in found(text)


def test_a_name_is_found_wherever_the_windows_end() -> None:
    for before in (180, 195, 199, 224, 249, 251, 449):
        text = "so " * before + "Ms Adaeze Okonkwor was heard on the matter. " + "and " * 120
        assert any("Adaeze Okonkwor" in body for kind, body in found(text) if kind == "PERSON"), before


def test_a_block_is_read_the_same_whatever_is_read_beside_it() -> None:
    together = reader().read(list(TEXTS))
    assert together == [reader().read([one])[0] for one in TEXTS]


def test_nothing_in_nothing_out() -> None:
    assert reader().read([]) == []
    assert reader().read(["", " \n\t", "\u200b"]) == [[], [], []]


@settings(max_examples=100, deadline=None)
@given(ANY)
def test_hits_are_sorted_typed_and_inside_any_text(text: str) -> None:
    hits = reader("high").read([text])[0]
    assert hits == sorted(hits)
    assert all(isinstance(one, Hit) and 0 <= one.start < one.end <= len(text) for one in hits)
    assert all(one.type in TYPES and 0 < one.score <= 1 and one.detector == "rampart" for one in hits)


@pytest.mark.parametrize("unit", ["a", "1 ", "AB-", ".", "é", "\ud800", "한"])
def test_long_runs_of_one_sign_end(unit: str) -> None:
    reader().read([unit * (4_000 // len(unit))])
