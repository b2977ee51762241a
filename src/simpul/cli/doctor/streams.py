"""The doctor's check of the stream that payments come by."""

from simpul.app.late_stream import standing
from simpul.cli.doctor.findings import Finding, failed, fine, warned
from simpul.core.errors import Error
from simpul.settings.settings import Settings
from simpul.web.language import msg

CHECK = "payment stream"


def stream_findings(settings: Settings) -> list[Finding]:
    """Check that the stream answers, and that each partition in which messages wait is owned; nothing where none is."""
    if not settings.payments_stream:
        return []
    address = settings.payments_stream
    try:
        found = standing(settings)
    except Error as error:
        text = msg("The stream of payments at %(address)s cannot be used: %(why)s")
        return [failed(CHECK, text, address=address, why=str(error))]
    waiting = str(sum(each.waiting for each in found))
    alone = " ".join(str(each.partition) for each in found if each.waiting and not each.owner)
    if alone:
        text = msg(
            "The stream of payments at %(address)s answers, but nobody owns partition %(partitions)s, and %(waiting)s "
            "messages wait."
        )
        return [warned(CHECK, text, address=address, partitions=alone, waiting=waiting)]
    text = msg("The stream of payments at %(address)s answers; %(waiting)s messages wait.")
    return [fine(CHECK, text, address=address, waiting=waiting)]
