"""`simpul pay rules` and `simpul pay backtest`: which rules stand, tried on the past, changed by two officers."""

import json
from pathlib import Path

import pytest

from simpul.cli.main import main
from tests.unit.cli.test_payments import home, message

__all__ = ["home"]

RULE = """
[[rule]]
id = "big"
version = "1"
effect = "hold"
title.en = "Large"
title.id = "Besar"
why.en = "A judgement."
why.id = "Sebuah pertimbangan."

[[rule.when]]
amounts = [{ at_least = { EUR = "100" } }]
"""


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main([*arguments, "--json"]) == 0
    said: dict[str, object] = json.loads(capsys.readouterr().out)
    return said


def officers(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.surya", "b.lestari"):
        asked = ["officer", "add", name, "--name", name, "--role", "analyst", "--clearance", "secret"]
        assert main(asked) == 0, capsys.readouterr()
    capsys.readouterr()


def test_a_rule_in_a_file_and_one_that_stands_are_tried_on_the_past(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "day.xml").write_bytes(b"\n".join(message("Sari Embun Lestari", f"E-{number}") for number in range(3)))
    assert main(["pay", "replay", str(home / "day.xml")]) == 0
    (home / "rule.toml").write_text(RULE, encoding="utf-8")
    capsys.readouterr()
    tried = told(capsys, "pay", "backtest", "--rule", str(home / "rule.toml"))
    assert (tried["rule"], tried["payments"], tried["held"], tried["alerted"]) == ("big@1", 3, 3, 0)
    assert tried["by_corridor"] != []
    standing = told(capsys, "pay", "backtest", "--rule", "structuring")
    assert (standing["rule"], standing["live"], standing["differences"]) == ("structuring@1", 3, 0)
    assert main(["pay", "backtest", "--rule", "structuring", "--lang", "id"]) == 0
    assert "structuring@1" in capsys.readouterr().out


def test_a_rule_is_proposed_approved_by_another_and_then_stands(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    officers(capsys)
    (home / "rule.toml").write_text(RULE, encoding="utf-8")
    rules = ("pay", "rules")
    proposed = ("propose", "--rule", str(home / "rule.toml"), "--reason", "seen", "--standing", "in-force")
    made = told(capsys, *rules, *proposed, "--as", "a.surya")
    assert (made["rule"], made["standing"], made["verdict"]) == ("big@1", "in-force", "")
    own = [*rules, "approve", str(made["id"])[:12], "--reason", "mine", "--as", "a.surya"]
    assert main(own) != 0
    capsys.readouterr()
    decided = told(capsys, *rules, "approve", str(made["id"])[:12], "--reason", "agreed", "--as", "b.lestari")
    assert (decided["verdict"], decided["by"] != decided["second"]) == ("approved", True)
    listed = told(capsys, *rules, "list")
    assert isinstance(listed["rules"], list)
    assert "big@1" in [each["rule"] for each in listed["rules"]]
    assert main([*rules, "list"]) == 0
    assert "Large" in capsys.readouterr().out
    (home / "again.toml").write_text(str(told(capsys, *rules, "show", "big")["text"]), encoding="utf-8")
    assert told(capsys, "pay", "backtest", "--rule", str(home / "again.toml"))["rule"] == "big@1"


def test_a_rule_that_is_not_there_or_damaged_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pay", "backtest", "--rule", "no-such-rule"]) != 0
    (home / "rule.toml").write_text(RULE.replace('"100"', '"a lot"'), encoding="utf-8")
    assert main(["pay", "backtest", "--rule", str(home / "rule.toml")]) != 0
    assert "amount.at_least.EUR" in capsys.readouterr().err
