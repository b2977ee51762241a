"""The revision that the code names is that of the newest migration, and Alembic is loaded only when it has to work."""

import subprocess
import sys

from simpul.storage.migrating import newest_revision
from simpul.storage.upgrading import newest_script


def test_the_newest_revision_is_that_of_the_newest_migration() -> None:
    assert newest_revision() == newest_script()


def test_a_node_that_has_its_tables_does_not_load_alembic() -> None:
    said = "import sys, simpul.cli.main; print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
