import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.finding import PERSON
from redaction.tagger.e5_file import load
from redaction.tagger.head import parse, shipped, written
from redaction.tagger.tagger import tagger

AT = tagger().labels.index(PERSON)
NAMED = {
    "en": ("Yesterday Marion Haverbrook told the court nothing.", "Marion Haverbrook"),
    "fr": ("Hier, Solène Verdonnier n’a rien dit au tribunal.", "Solène Verdonnier"),
    "ru": ("Вчера Геннадий Плотвинов ничего не сказал суду.", "Геннадий Плотвинов"),
    "uk": ("Учора Богдан Заливайченко нічого не сказав суду.", "Богдан Заливайченко"),
    "es": ("Ayer Rosalía Quintanares no dijo nada al tribunal.", "Rosalía Quintanares"),
    "de": ("Gestern hat Irmgard Stolpenberg vor Gericht nichts gesagt.", "Irmgard Stolpenberg"),
    "tr": ("Dün Nurettin Çakırbey mahkemeye hiçbir şey söylemedi.", "Nurettin Çakırbey"),
    "ar": ("أمس قال محمود الخطيب إنه لا يعرف شيئا عن القضية.", "محمود الخطيب"),
}


@pytest.mark.parametrize(("text", "name"), NAMED.values(), ids=NAMED)
def test_a_name_stands_out_in_each_of_the_eight_languages(text: str, name: str) -> None:
    (words,) = tagger().read([text])
    start = text.index(name)
    inside = [one.chances[AT] for one in words if start <= one.start < start + len(name)]
    outside = [one.chances[AT] for one in words if not start <= one.start < start + len(name)]
    assert min(inside) > 0.5
    assert max(outside) < 0.5


def test_a_text_reads_the_same_whatever_is_read_along_with_it() -> None:
    text = NAMED["en"][0]
    alone = tagger().read([text])[0]
    among = tagger().read([NAMED["ru"][0] * 40, text, "1 2 3"])[1]
    assert alone == among


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_words_lie_in_the_text_in_order_and_chances_are_chances(text: str) -> None:
    (words,) = tagger().read([text])
    end = 0
    for one in words:
        assert end <= one.start < one.end <= len(text)
        assert not text[one.start : one.end].isspace()
        assert abs(sum(one.chances) - 1) < 1e-3
        end = one.end


def test_every_letter_of_a_text_lies_in_a_word() -> None:
    text = "Anna-Lena O’Neill, ﺷﻛﺮﺍ ﷺ x\u200by 5½ kg\ud800 end"
    (words,) = tagger().read([text.replace("\ud800", "\ufffd")])
    covered = {at for one in words for at in range(one.start, one.end)}
    assert all(at in covered for at, letter in enumerate(text) if letter.isalnum())


def test_a_head_written_and_read_again_is_the_same() -> None:
    head = shipped()
    again = parse(written(head))
    assert written(again) == written(head)
    assert again.labels == head.labels
    assert len(again.layers) + again.frozen <= load().layers


def test_what_is_no_head_is_refused() -> None:
    with pytest.raises((ValueError, KeyError, OSError)):
        parse(b"PK\x03\x04 nothing")


def test_the_weights_are_small_enough_for_the_repository() -> None:
    assert len(written(shipped())) < 10_000_000
