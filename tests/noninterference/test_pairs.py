"""A few pairs in every run; `make noninterference` plays 2,000."""

from collections.abc import Sequence
from dataclasses import replace

from tests.noninterference.pairs import theatre
from tests.noninterference.scenes import Play
from tests.noninterference.step import Seen, Step

PAIRS = 8


def test_no_answer_tells_a_viewer_what_he_may_not_see() -> None:
    with theatre() as stage:
        differences = [each for seed in range(1, PAIRS + 1) for each in stage.differences(seed)]
        assert differences == []
        assert stage.asked > 100 * PAIRS
        assert stage.hidden_steps >= PAIRS


class Careless(Play):
    """A play whose hidden steps are not hidden: what the comparison has to notice."""

    def play(self, steps: Sequence[Step]) -> Seen:
        """Let hidden steps happen under terms that everybody may see."""
        return super().play(tuple(replace(step, is_hidden=False) for step in steps))


def test_the_comparison_notices_what_is_not_hidden() -> None:
    with theatre() as stage:
        stage.plays = Careless
        assert any(True for seed in (1, 2, 3, 5) for _ in stage.differences(seed))
