"""One entry of OFAC's list while it is being read, from its rows, its remarks or its element."""

from dataclasses import dataclass, field

from simpul.core.designation import Designation, ListedDate, ListedDocument, ListedName, ListedPlace, NameQuality
from simpul.core.vocabulary import Schema
from simpul.formats.ofac.words import birth_date_of, document_of, name_of, quality_of
from simpul.formats.places import place_in_words

LIST_ID = "ofac"
AUTHORITY = "Office of Foreign Assets Control, United States Department of the Treasury"
KINDS = {
    "": Schema.ORGANIZATION,
    "entity": Schema.ORGANIZATION,
    "individual": Schema.PERSON,
    "vessel": Schema.VESSEL,
    "aircraft": Schema.AIRPLANE,
}
CONTACTS = ("email address", "website", "telephone", "phone", "fax", "telex", "pobox")
NO_FLAG = "none identified"
DATE, PLACE, NATIONALITY, CITIZENSHIP, GENDER = "DOB", "POB", "nationality", "citizen", "Gender"


@dataclass(slots=True, kw_only=True)
class EntryReading:
    """What has been read of an entry so far."""

    reference: str
    place: str
    schema: Schema
    names: list[ListedName] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    birth_dates: list[ListedDate] = field(default_factory=list)
    birth_places: list[ListedPlace] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)
    citizenships: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    genders: list[str] = field(default_factory=list)
    documents: list[ListedDocument] = field(default_factory=list)
    addresses: list[ListedPlace] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)
    linked_to: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def name(self, said: str) -> None:
        """Note the name under which the list has the entry."""
        self.names.insert(0, name_of(said, self.schema, NameQuality.PRIMARY))

    def alias(self, kind: str, said: str, *, note: str = "") -> None:
        """Note another name."""
        quality, word = quality_of(kind)
        self._alias(said, quality, word, note)

    def weak_alias(self, kind: str, said: str, *, note: str = "") -> None:
        """Note a name that the list itself calls weak: it is of low quality, whatever its kind."""
        self._alias(said, NameQuality.LOW, "" if quality_of(kind)[0] is NameQuality.ALSO_KNOWN_AS else kind, note)

    def say(self, kind: str, said: str, *, note: str = "") -> None:
        """Note a fact of a kind that has a field; what cannot be read as one stays a comment."""
        if kind == DATE:
            born = birth_date_of(said, note=note)
            if born is None:
                self.comments.append(f"{note} {kind} {said}".strip())
            else:
                self.birth_dates.append(born)
        elif kind == PLACE:
            self.birth_places.append(place_in_words(said, note=note))
        else:
            texts = {NATIONALITY: self.nationalities, CITIZENSHIP: self.citizenships, GENDER: self.genders}
            texts.get(kind, self.comments).append(said if kind in texts else f"{kind} {said}")

    def document(self, kind: str, said: str, *, note: str = "") -> None:
        """Note a document, or a way to reach the subject."""
        if kind.casefold().startswith(CONTACTS):
            self.contacts.append(f"{kind}: {said}")
        else:
            self.documents.append(document_of(kind, said, note=note))

    def ship(self, *, call_sign: str, kind: str, tonnage: str, gross: str, flag: str, owner: str) -> None:
        """Note what the list says of a vessel or an aircraft."""
        if call_sign:
            self.documents.append(ListedDocument(kind="Call sign", number=call_sign))
        if flag and flag.casefold() != NO_FLAG:
            self.countries.append(flag)
        elif flag:
            self.unread.append(f"Vessel flag: {flag}")
        if owner:
            self.linked_to.append(f"Vessel owner: {owner}")
        said = {"Vessel type": kind, "Tonnage": tonnage, "Gross registered tonnage": gross}
        self.unread.extend(f"{word}: {text}" for word, text in said.items() if text)

    def closed(self) -> Designation:
        """Give the entry once everything has been read.

        Raises:
            InputError: it has no name, or one that is too long.
        """
        return Designation(
            list_id=LIST_ID,
            reference=self.reference,
            schema=self.schema,
            names=tuple(dict.fromkeys(self.names)),
            programme="; ".join(self.programmes),
            listed_by=AUTHORITY,
            basis=tuple(self.programmes),
            birth_dates=tuple(self.birth_dates),
            birth_places=tuple(self.birth_places),
            nationalities=tuple(self.nationalities),
            citizenships=tuple(self.citizenships),
            countries=tuple(self.countries),
            genders=tuple(self.genders),
            titles=tuple(self.titles),
            documents=tuple(self.documents),
            addresses=tuple(self.addresses),
            contacts=tuple(self.contacts),
            linked_to=tuple(self.linked_to),
            comments="; ".join(self.comments),
            unread=tuple(self.unread),
        )

    def _alias(self, said: str, quality: NameQuality, word: str, note: str) -> None:
        self.names.append(name_of(said, self.schema, quality, note="; ".join(filter(None, (word, note)))))
