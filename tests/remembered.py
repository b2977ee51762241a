"""What screening has remembered, counted over the whole process."""

import gc

from simpul.engines.screening.alignment import AskedWord


def words_in_memory() -> int:
    """Count the asked words that are remembered."""
    return sum(type(each) is AskedWord for each in gc.get_objects())
