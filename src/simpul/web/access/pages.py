"""All pages of access."""

from fastapi import APIRouter

from simpul.web.access import officers, own, setting_up, signing_in
from simpul.web.access.guard import GuardedRoute

router = APIRouter(route_class=GuardedRoute)
for each in (signing_in.router, setting_up.router, own.router, officers.router):
    router.include_router(each)
