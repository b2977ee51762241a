"""What the documentation shows of the engines runs as it stands there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[3] / "docs"
SHOWN = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
EXAMPLES = [
    pytest.param(code, id=f"{page.stem}-{number}")
    for page in sorted(DOCS.glob("*.md"))
    for number, code in enumerate(SHOWN.findall(page.read_text(encoding="utf-8")), 1)
]


def test_every_fence_of_code_that_is_opened_is_closed() -> None:
    for page in DOCS.glob("*.md"):
        fences = [line for line in page.read_text(encoding="utf-8").splitlines() if "```" in line]
        assert all(line.strip().startswith("```") for line in fences), page.name
        assert len(fences) % 2 == 0, page.name


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_in_the_documentation_runs(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_pattern_engine_is_shown() -> None:
    assert any("PaymentStream(windows_days=(5, 25))" in str(each.values[0]) for each in EXAMPLES)
