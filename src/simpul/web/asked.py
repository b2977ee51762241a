"""What handlers ask for: who may call them, and the parts of an address, each within its bound."""

from typing import Annotated

from fastapi import Depends, Path, Query
from starlette.datastructures import FormData

from simpul.core.credentials import Scope
from simpul.web.access.guard import Policy, guard
from simpul.web.forms import form_of
from simpul.web.signed import Signed

Anybody = Annotated[Signed, Depends(guard(Policy.SIGNED_IN))]
Reader = Annotated[Signed, Depends(guard(Policy.READ_INTELLIGENCE))]
Previewer = Annotated[Signed, Depends(guard(Policy.READ_INTELLIGENCE, scope=Scope.READ))]
"""Who posts to see something, which changes nothing."""
Exporter = Previewer
"""Who takes a file out: reading, as far as a token's scope goes; whether it may leave is decided further down."""
Importer = Annotated[Signed, Depends(guard(Policy.READ_INTELLIGENCE, scope=Scope.IMPORT))]
PaymentTaker = Annotated[Signed, Depends(guard(Policy.READ_INTELLIGENCE, scope=Scope.PAYMENTS))]
Releaser = Annotated[Signed, Depends(guard(Policy.RELEASE))]
KeyOfficer = Annotated[Signed, Depends(guard(Policy.KEYS))]
Auditor = Annotated[Signed, Depends(guard(Policy.AUDIT))]
Watcher = Annotated[Signed, Depends(guard(Policy.WATCH))]
"""Who watches links: key officers and auditors."""

ANYBODY = Depends(guard(Policy.SIGNED_IN))
READER = Depends(guard(Policy.READ_INTELLIGENCE))
PREVIEWER = Depends(guard(Policy.READ_INTELLIGENCE, scope=Scope.READ))
KEY_OFFICER = Depends(guard(Policy.KEYS))
"""The same for handlers that need the guard and not the officer."""

Form = Annotated[FormData, Depends(form_of)]
Text = Annotated[str, Query(max_length=200)]
After = Annotated[str, Query(max_length=600)]
Key = Annotated[str, Path(max_length=200)]
