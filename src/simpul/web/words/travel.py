"""Words for travellers and manifests, and the reasons for which a passenger list is refused."""

from simpul.core.travel import DocumentKind, ManifestForm, TravellerKind
from simpul.web.language import msg

TRAVELLER_KINDS = {
    TravellerKind.PASSENGER: msg("Passenger"),
    TravellerKind.CREW: msg("Crew"),
    TravellerKind.TRANSIT_PASSENGER: msg("Transit passenger"),
    TravellerKind.TRANSIT_CREW: msg("Transit crew"),
}

DOCUMENT_KINDS = {
    DocumentKind.PASSPORT: msg("Passport"),
    DocumentKind.IDENTITY_CARD: msg("Identity card"),
    DocumentKind.VISA: msg("Visa"),
    DocumentKind.OTHER: msg("Other document"),
}

MANIFEST_FORMS = {ManifestForm.PAXLST: msg("PAXLST"), ManifestForm.TABLE: msg("Table")}

DOCUMENT_WORDS = {kind.value: text for kind, text in DOCUMENT_KINDS.items()}

TRAVEL_EVIDENCE = {
    "traveller-flight": msg("On flight %(first)s, %(second)s, leaving %(third)s."),
    "traveller-document": msg("Travels with: %(first)s %(second)s (issued by %(third)s)."),
    "traveller-also": msg("Also resembles %(first)s (%(second)s), by %(third)s in a thousand."),
}
"""What an alert on a traveller says besides the reasons of its hit; it weighs nothing."""

TRAVEL_REASONS: tuple[str, ...] = (
    # core.travel
    msg("a document needs a number"),
    msg("a manifest needs the number of the flight"),
    msg("more names, documents or faults than one traveller has"),
    msg("not the hash of a file"),
    msg("not a time such as 2026-11-22T13:10: %(a)s"),
    # services.travellers
    msg("there is nothing to screen against: no list has been read, or the node is starting"),
    # formats.manifests, formats.paxlst: remarks
    msg("%(a)s segments told, %(b)s read"),
    msg("%(a)s told, %(b)s read"),
    msg("the sheet %(a)s was not read"),
    # formats.edifact
    msg("does not begin with UNA or UNB"),
    msg("more than %(a)s segments"),
    msg("the interchange does not begin with UNB"),
    msg("the interchange ends without UNZ: a part of it is missing"),
    msg("no repertoire is called %(a)s"),
    msg("the separators that UNA names are not four different signs"),
    msg("not a segment: %(a)s"),
    msg("not the tag of a segment"),
    msg("more elements than a segment has"),
    # formats.manifests
    msg("the list names nobody"),
    msg("more than %(a)s travellers"),
    msg("the table is of more than one flight"),
    msg("the table names no flight; say which one it is of"),
    # formats.paxlst
    msg("no country is called %(a)s"),
    msg("no gender is called %(a)s"),
    # web.api.manifests
    msg("the file is empty"),
    msg("the interchange has no message PAXLST"),
    msg("a message begins before the one before it has ended"),
    msg("a message ends that has not begun"),
    msg("the message ends without UNT: a part of it is missing"),
    msg("not a message PAXLST but %(a)s"),
    msg("a message of the kind %(a)s names nobody to be screened"),
    msg("the interchange is of more than one flight"),
    msg("the message names no flight (TDT)"),
    msg("not a kind of traveller: %(a)s"),
    msg("not a day of six or eight figures: %(a)s"),
    msg("not a time of six to twelve figures: %(a)s"),
)
