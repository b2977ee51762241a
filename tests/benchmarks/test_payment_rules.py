from pathlib import Path

from tests.benchmarks.payment_rules import measured


def test_what_the_rule_says_as_payments_come_is_what_the_back_test_says(tmp_path: Path) -> None:
    done = measured(3_000, tmp_path)
    assert (done["payments"], done["differences"]) == (3_000, 0)
    assert done["fired"]
