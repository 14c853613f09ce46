"""What a second script makes of a doubtful word stands only where it is a word of that script."""

import pytest

from extractors.images.mended import _is_other


@pytest.mark.parametrize(
    ("first", "second", "script"),
    [
        ("CAMOMJIOB", "САМОЙЛОВ", "cyrillic"),
        ("Моззаск", "Mossack", "latin"),
        ("01511/61310016", "registry@example.org", "latin"),
        ("a,lawW", "للتجارة", "arabic"),
    ],
)
def test_a_name_in_another_script_is_mended(first: str, second: str, script: str) -> None:
    assert _is_other(first, second, script, 3)


@pytest.mark.parametrize(
    ("first", "second", "script"),
    [
        ("naissent", "11315512", "arabic"),
        ("humains", "па155епе", "cyrillic"),
        ("O9AK41276,", "09АК41276,", "cyrillic"),
        ("L'enquête", "Г’епдийе", "cyrillic"),
        ("أكر", "si", "latin"),
        ("мир", "Н$ВС", "latin"),
        ("", "", "latin"),
    ],
)
def test_a_word_of_the_page_is_not_made_into_signs_of_another_script(first: str, second: str, script: str) -> None:
    assert not _is_other(first, second, script, 3)
