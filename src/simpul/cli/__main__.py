"""`python -m simpul.cli`: the program without its script."""

import sys

from simpul.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
