"""A second look at doubtful words in another script: a Russian name in an English letter is no noise."""

import re
import unicodedata
from dataclasses import replace

from PIL import Image

from extractors.images.engines import Reading, read
from extractors.images.language import ARABIC, in_script, script_of, scripts_of
from extractors.images.layout_cells import Box, PlacedWord

_CERTAIN = 0.88  # above this a second look is not worth its time
_UNLIKE = 0.65  # Arabic letters look like no others: what is read so surely is in the right script
_SURE_ALIKE = 0.85
_SURE = 0.85  # real words of another script are read so in a page of Arabic, and Arabic ones elsewhere
_ELIDED = re.compile(r"[^\W\d_]['’][^\W\d_]")  # in doubt for its mark alone
_MOST_LETTERS = 2_000
_RIM = 20
_LOOK_ALIKES = str.maketrans("АВЕЗКМНОРСТУХаеорсухіј" + "Oo", "ABE3KMH0PCTYXae0pcyxij" + "00")


def mended(reading: Reading, image: Image.Image, languages: tuple[str, ...], is_photo: bool) -> Reading:
    words = list(reading.words)
    for script in scripts_of(languages):
        is_alike = ARABIC not in (script, script_of(reading.language))
        least = _CERTAIN if is_alike else _UNLIKE
        doubtful = [word for word in words if word.confidence < least and len(word.text) > 1]
        letters = sum(len(word.text) for word in doubtful)
        if script != script_of(reading.language) and doubtful and letters < _MOST_LETTERS:
            second = _reread(image, doubtful, in_script(languages, script)[0], is_photo)
            words = _replaced(words, second, script, _SURE_ALIKE if is_alike else _SURE)
    return replace(reading, words=tuple(word for word in words if _is_no_speck(word)))


def _is_no_speck(word: PlacedWord) -> bool:
    """Doubtful letters are kept, since a lost name is found by nobody; doubtful signs are dirt."""
    letters = sum(char.isalnum() for char in word.text)
    return word.confidence >= 0.5 or letters >= 3 or (letters > 0 and word.confidence > 0.05)


def _reread(image: Image.Image, doubtful: list[PlacedWord], language: str, is_photo: bool) -> list[PlacedWord]:
    """All else is painted over, so that one pass reads every doubtful word in its place."""
    boxes = [_rimmed(word.box, image.size) for word in doubtful]
    left, top = min(box[0] for box in boxes) - _RIM, min(box[1] for box in boxes) - _RIM
    size = max(box[2] for box in boxes) - left + _RIM, max(box[3] for box in boxes) - top + _RIM
    canvas = Image.new("L", size, 255)
    for box in boxes:
        canvas.paste(image.crop(box), (box[0] - left, box[1] - top))
    return [
        replace(word, box=(word.box[0] + left, word.box[1] + top, word.box[2] + left, word.box[3] + top))
        for word in read(canvas, language, is_photo).words
    ]


def _rimmed(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(edge) for edge in box)
    return max(0, left - 4), max(0, top - 4), min(size[0], right + 4), min(size[1], bottom + 4)


def _replaced(words: list[PlacedWord], second: list[PlacedWord], script: str, least: float) -> list[PlacedWord]:
    """Where the second reading is clearly surer of the same place, it stands instead."""
    kept: list[PlacedWord] = []
    for word in words:
        rivals = sorted((one for one in second if _shares_place(one.box, word.box)), key=lambda one: one.box[0])
        surer = rivals and min(one.confidence for one in rivals) > max(least, word.confidence + 0.08)
        other = " ".join(one.text for one in rivals)
        is_short_name = least < _SURE or word.confidence < 0.3
        is_better = (
            surer and word.confidence < _CERTAIN and _is_other(word.text, other, script, 1 if is_short_name else 3)
        )
        kept += rivals if is_better else [word]
    return kept


def _is_other(first: str, second: str, script: str, letters: int) -> bool:
    """Whether the second is truly of that script: no digits made of letters, and not the same signs in its guise."""
    found = [char for char in second if char.isalpha()]
    if len(found) < letters or not all(unicodedata.name(char, "").startswith(script.upper()) for char in found):
        return False
    has_new_digits = any(map(str.isdigit, second)) and not any(map(str.isdigit, first))
    is_same = first.translate(_LOOK_ALIKES) == second.translate(_LOOK_ALIKES)
    return not (has_new_digits or is_same or _ELIDED.search(first))


def _shares_place(inner: Box, outer: Box) -> bool:
    middle_x, middle_y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] - 4 <= middle_x <= outer[2] + 4 and outer[1] - 4 <= middle_y <= outer[3] + 4
