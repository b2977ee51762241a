"""A node made where nobody can type: the passphrase is made too, and the commands work without any other word."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

from simpul.formats.reference import reference_bytes

ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("SIMPUL_")}


def said(*arguments: str) -> dict[str, object]:
    command = [sys.executable, "-m", "simpul.cli", *arguments, "--json"]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=ENVIRONMENT, check=True
    )
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_a_node_made_alone_reads_a_list_and_verifies(tmp_path: Path) -> None:
    home, extract = tmp_path / "home", tmp_path / "list.xml"
    extract.write_bytes(reference_bytes("un-extract.xml"))
    made = said("init", "--home", str(home), "--state", "XA", "--authority", "NAME")
    assert made["authority"] == "XA-NAME"
    assert stat.S_IMODE((home / "passphrase").stat().st_mode) == 0o600
    first = said("list", "import", "--home", str(home), "un", str(extract))
    assert (first["entries"], first["added"], first["by"]) == (76, 76, "console")
    again = said("list", "import", "--home", str(home), "un", str(extract))
    assert (again["added"], again["changed"], again["removed"], again["rejected"]) == (0, 0, 0, 0)
    checked = said("verify", "--home", str(home))
    assert (checked["ok"], checked["problems"]) == (True, [])
