from itertools import pairwise

import pytest

from wardmote.charts import palette
from wardmote.charts.palette import Tone, contrast
from wardmote.engine.verdicts import Good, Verdict


def test_the_contrast_of_black_on_white_is_twenty_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("tone", Tone)
def test_words_in_a_tone_can_be_read_on_white_and_on_its_own_tint(tone):
    paint = palette.PAINTS[tone]
    assert contrast(paint.ink, "#ffffff") >= 4.5
    assert contrast(paint.ink, paint.tint) >= 4.5
    assert contrast(palette.TEXT, paint.tint) >= 4.5


@pytest.mark.parametrize("mark", [palette.SERIES, palette.LIMIT, palette.SIGNAL, palette.OUTLINE, palette.QUIET])
def test_marks_stand_out_from_the_page_and_from_shaded_bands(mark):
    assert contrast(mark, "#ffffff") >= 3
    assert contrast(mark, palette.SHADE) >= 3
    assert contrast(mark, palette.NO_DATA) >= 3


def test_the_steps_of_a_rate_map_darken_one_after_the_other():
    against_white = [contrast(step, "#ffffff") for step in palette.SEQUENTIAL]
    assert all(darker >= lighter * 1.3 for lighter, darker in pairwise(against_white))


@pytest.mark.parametrize(
    ("verdict", "good", "tone"),
    [
        (Verdict.ROSE, Good.LOWER, Tone.WORSE),
        (Verdict.FELL, Good.LOWER, Tone.BETTER),
        (Verdict.ROSE, Good.HIGHER, Tone.BETTER),
        (Verdict.FELL, Good.HIGHER, Tone.WORSE),
        (Verdict.ROSE, Good.CONTEXT, Tone.MOVED),
        (Verdict.FELL, Good.BAND, Tone.MOVED),
        (Verdict.NO_CLEAR_CHANGE, Good.LOWER, Tone.UNCLEAR),
        (Verdict.CANNOT_TELL, Good.HIGHER, Tone.UNKNOWN),
    ],
)
def test_what_a_verdict_means_depends_on_which_direction_is_good(verdict, good, tone):
    assert palette.tone(verdict, good) is tone


def test_better_and_worse_never_share_a_map_colour():
    assert palette.steps(rose=True, good=Good.LOWER) == palette.WORSE_STEPS
    assert palette.steps(rose=False, good=Good.LOWER) == palette.BETTER_STEPS
    assert not set(palette.WORSE_STEPS) & set(palette.BETTER_STEPS)


def test_each_verdict_has_a_shape_of_its_own():
    assert len({palette.SHAPES[verdict] for verdict in Verdict}) == len(Verdict)
