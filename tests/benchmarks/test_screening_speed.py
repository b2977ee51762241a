from itertools import islice
from random import Random

from tests.benchmarks import screening_speed
from tests.public_data import public_file


def test_invented_people_are_the_same_each_time_and_bear_common_names_more_often() -> None:
    public_file("lists", "negatives-us.csv")
    one, other = (list(islice(screening_speed._invented(Random(3)), 400)) for _ in range(2))
    assert one == other
    words = [word for subject in one for word in subject.names[0].value.split()]
    assert len(set(words)) < len(words)


def test_a_small_index_is_measured_whole() -> None:
    public_file("lists", "negatives-us.csv")
    speed = screening_speed.measured_speed(0, queries=4, runs=2)
    assert speed.subjects > 5_000
    assert speed.names > speed.subjects
    assert min(speed.ordinary, speed.disturbed, speed.ordinary_with_birth_date_and_country) > 0.0
    assert speed.build_seconds > 0.0
    assert speed.resident_mb > 0.0
