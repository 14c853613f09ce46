"""How a page lies and which language it is in: asked of a small copy, and tried out on a strip of the page."""

from dataclasses import dataclass

from PIL import Image

from extractors.images import straighten
from extractors.images.engines import GOOD_DPI, Reading, Verdict, read, verdict_on
from extractors.images.language import commonness, in_script, script_of, scripts_of, spoken

_LOOK_DPI = 150
_SURE_TURN, _SURE_SCRIPT = 5.0, 1.0  # Tesseract's own margins
_GOOD = 0.82  # a strip read so surely lies right and is in the right script


@dataclass(frozen=True)
class Choice:
    """The turn that sets the page upright, what it then still leans by, the image so set, and its language."""

    turn: int
    angle: float
    image: Image.Image
    language: str


def choice_for(image: Image.Image, languages: tuple[str, ...], is_photo: bool) -> Choice:
    """`image` is at the resolution text is read at."""
    verdict = _verdict(image)
    best: tuple[float, Choice] | None = None
    for turn in _turns(verdict):
        straight, angle = straighten.straightened(_turned(image, turn))
        strip = straighten.densest_strip(straight)
        reading = _in_best_script(strip, _likely(languages, verdict), is_photo)
        score = _upright_weight(reading)
        if best is None or score > best[0]:
            best = score, Choice(turn, angle, straight, _language_of(reading, strip, languages, is_photo))
        if reading.confidence > _GOOD and score > 0:
            break
    return best[1] if best else Choice(0, 0.0, image, languages[0])


def _verdict(image: Image.Image) -> Verdict | None:
    share = _LOOK_DPI / GOOD_DPI
    small = image.resize(
        (max(1, round(image.width * share)), max(1, round(image.height * share))), Image.Resampling.BOX
    )
    return verdict_on(straighten.densest_strip(small, 0.4), _LOOK_DPI)


def _turns(verdict: Verdict | None) -> tuple[int, ...]:
    """As it lies first, where nothing is known; then what is worth a trial."""
    if verdict is None:
        return (0, 90, 270, 180)
    if verdict.turn_margin >= _SURE_TURN:
        return (verdict.turn,)
    return tuple(dict.fromkeys((verdict.turn, 0, 180, 90, 270)))


def _likely(languages: tuple[str, ...], verdict: Verdict | None) -> tuple[str, ...]:
    known = in_script(languages, verdict.script) if verdict and verdict.script_margin >= _SURE_SCRIPT else ()
    return known or languages


def _turned(image: Image.Image, turn: int) -> Image.Image:
    return image.rotate(turn, expand=True) if turn else image


def _in_best_script(strip: Image.Image, languages: tuple[str, ...], is_photo: bool) -> Reading:
    readings = [read(strip, in_script(languages, script)[0], is_photo) for script in scripts_of(languages)]
    return max(readings, key=lambda one: one.weight)


def _upright_weight(reading: Reading) -> float:
    """Of level words: a page on its side gives single letters that look certain, or words that stand upright."""
    level = [word for word in reading.words if word.box[2] - word.box[0] > word.box[3] - word.box[1]]
    return Reading(reading.language, tuple(word for word in level if len(word.text) > 2)).weight


def _language_of(reading: Reading, strip: Image.Image, languages: tuple[str, ...], is_photo: bool) -> str:
    """By its common words; where they are silent, the language that reads the strip most surely."""
    rivals = in_script(languages, script_of(reading.language))
    if len(rivals) < 2 or not reading.words:
        return reading.language
    if found := spoken(reading.text, rivals):
        return found
    others = [read(strip, language, is_photo) for language in rivals if language != reading.language]
    return max([reading, *others], key=lambda one: one.weight * (1 + commonness(one.text, one.language))).language
