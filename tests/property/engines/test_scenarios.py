"""What holds of every invented world."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.engines.scenarios.family import Family, Truth
from simpul.engines.scenarios.scenario import scenario
from simpul.engines.scenarios.setting import WorldSetting

worlds = st.builds(
    WorldSetting,
    seed=st.integers(min_value=0, max_value=1 << 40),
    days=st.integers(min_value=90, max_value=130),
    persons=st.integers(min_value=700, max_value=900),
    schemes=st.integers(min_value=0, max_value=1),
    twins=st.integers(min_value=0, max_value=1),
    families=st.lists(st.sampled_from(Family), unique=True).map(tuple),
)


@given(setting=worlds)
@settings(max_examples=12, deadline=None)
def test_a_world_is_whole_in_order_and_the_same_again(setting: WorldSetting) -> None:
    found, again = scenario(setting), scenario(setting)
    assert all((found.payments[name] == column).all() for name, column in again.payments.items())
    assert (np.diff(found.payments["time"].astype(float)) >= 0).all()
    assert len(set(found.payments["id"].tolist())) == len(found)
    assert len(np.unique(found.people.number)) == len(found.people.number) == len(found.people.names)
    assert found.truth.max() <= Truth.SCHEME
    assert len(found.staged) == len(setting.families) * (setting.schemes + setting.twins)
    assert (found.senders != found.receivers).all()
