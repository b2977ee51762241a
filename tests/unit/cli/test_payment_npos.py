"""`simpul pay npo`: a register is handed in by one officer and stands when another one approves it."""

from pathlib import Path

import pytest

from simpul.cli.main import main
from tests.unit.cli.test_payment_rules import officers, told
from tests.unit.cli.test_payments import home

__all__ = ["home"]

TABLE = "reference,name,account\nR-1,Harbour Light Relief,XB45SIMP0000067890\n"
SAID = ("--source", "Registrar of State XA", "--as-of", "2026-02-01", "--reason", "A new edition.")


def test_a_register_is_handed_in_and_stands_when_another_approves_it(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    officers(capsys)
    (home / "register.csv").write_text(TABLE, encoding="utf-8")
    npo = ("pay", "npo")
    made = told(capsys, *npo, "import", str(home / "register.csv"), *SAID, "--as", "a.surya")
    assert (made["state"], made["organisations"], made["as_of"]) == ("waits", 1, "2026-02-01")
    own = [*npo, "approve", str(made["id"])[:12], "--reason", "mine", "--as", "a.surya"]
    assert main(own) != 0
    capsys.readouterr()
    decided = told(capsys, *npo, "approve", str(made["id"])[:12], "--reason", "compared", "--as", "b.lestari")
    assert (decided["state"], decided["id"]) == ("stands", made["id"])
    assert main([*npo, "list", "--as", "b.lestari", "--lang", "id"]) == 0
    assert "Registrar" in capsys.readouterr().out
    again = told(capsys, *npo, "import", str(home / "register.csv"), *SAID, "--as", "a.surya")
    refused = told(capsys, *npo, "refuse", str(again["id"]), "--reason", "the same", "--as", "b.lestari")
    assert refused["state"] == "refused"


def test_a_damaged_register_is_refused_with_its_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    officers(capsys)
    (home / "register.csv").write_text(TABLE + "R-2,,\n", encoding="utf-8")
    asked = ["pay", "npo", "import", str(home / "register.csv"), *SAID, "--as", "a.surya"]
    assert main(asked) != 0
    assert "line 3" in capsys.readouterr().err
