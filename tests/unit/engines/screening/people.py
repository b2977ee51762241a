"""Invented people, organisations and ships, in the scripts and spellings in which lists carry them."""

from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.subject import Hit, Kind, Name, Quality, Query, Subject

ARABIC = Subject(
    id="XA-1",
    kind=Kind.PERSON,
    names=(
        Name(value="Tawfiq Abd al-Rahman al-Barzakhi"),
        Name(value="توفيق عبدالرحمن البرزخي", lang="ar"),
        Name(value="Abu Qindil", quality=Quality.WEAK),
    ),
    birth_dates=("1971-03-14",),
    countries=("XA",),
    genders=("male",),
    identifiers=("XA 0042-117",),
)
CYRILLIC = Subject(
    id="XB-1",
    kind=Kind.PERSON,
    names=(Name(value="Зелимхан Дударович Ярмагов", lang="ru"),),
    birth_dates=("1960/1965",),
    countries=("XB",),
)
INDONESIAN = Subject(
    id="XC-1",
    kind=Kind.PERSON,
    names=(Name(value="Mochamad Soerjo Tjokrowidagdo"),),
    birth_dates=("1958",),
    countries=("XC",),
)
SINGLE = Subject(id="XC-2", kind=Kind.PERSON, names=(Name(value="Wiryatmaja"),))
FOUNDATION = Subject(id="XA-9", kind=Kind.ORGANISATION, names=(Name(value="11420 Corp."),))
TRADER = Subject(id="XA-8", kind=Kind.ORGANISATION, names=(Name(value="Orlinda LLC"),))
SHIP = Subject(id="XB-9", kind=Kind.VESSEL, names=(Name(value="Sea Lantern"),), identifiers=("IMO 9990001",))
NAMESAKES = tuple(
    Subject(id=f"XD-{number}", kind=Kind.PERSON, names=(Name(value=name),))
    for number, name in enumerate(
        (
            "Muhammad Karimzoda", "Mohammed Nuwayri", "Ahmad Muhammad Salabi", "Muhamad Yusuf Tamimoglu",
            "Muhammad Ali Dastagir", "Hasan Muhammad Qaraqosh", "Ali Hasan Zubaydov", "Mohamed Ali Sabaghi",
        )
    )
)  # fmt: skip
EVERYBODY = (ARABIC, CYRILLIC, INDONESIAN, SINGLE, FOUNDATION, TRADER, SHIP, *NAMESAKES)
INDEX = ScreeningIndex.build(EVERYBODY)


def hits(name: str, **known: object) -> dict[str, Hit]:
    """Ask the index of everybody; hits by subject."""
    return {hit.subject_id: hit for hit in INDEX.screen(Query(name=name, **known))}  # type: ignore[arg-type] # facts by name


def score(name: str, subject: Subject, **known: object) -> float:
    """The score of one subject for a query; 0 where it is no hit."""
    hit = hits(name, **known).get(subject.id)
    return hit.score if hit else 0.0
