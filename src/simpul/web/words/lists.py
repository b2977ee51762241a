"""Words for the forms of lists: their titles, as `formats.registry` says them."""

from simpul.core.holding import LISTED
from simpul.web.language import msg

TITLES = (
    msg("United Nations Security Council consolidated list (XML)"),
    msg("OFAC list of Specially Designated Nationals (sdn.csv, alt.csv and add.csv, or sdn.xml)"),
    msg("DTTOT, Indonesia's list of suspected terrorists and terrorist organisations (workbook or CSV)"),
    msg("European Union consolidated financial sanctions list (XML 1.1 or CSV 1.1)"),
    msg("UK Sanctions List (XML or CSV)"),
    msg("FollowTheMoney entities, a line of JSON each, as OpenSanctions publishes its data sets"),
    msg("A list of one's own (CSV or workbook with headings)"),
)


def listed_as(against: str) -> str:
    """Give the list and the reference of an entry, as `UN QDi.001`; nothing for whoever stands on none."""
    if not against.startswith(LISTED):
        return ""
    list_id, _, reference = against.removeprefix(LISTED).partition(":")
    return f"{list_id.upper()} {reference}"
