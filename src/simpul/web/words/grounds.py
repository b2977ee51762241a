"""The one table from a ground of a refusal to its sentence."""

from simpul.web.words import access, handling

GROUNDS = {**handling.GROUNDS, **access.GROUNDS}
