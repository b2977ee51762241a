"""Small valid payment messages of every kind, from which damaged ones are made; the people are invented."""

from functools import cache

from simpul.formats.goaml.schema import GoamlSchema, load_goaml_schema
from tests import goamlreports, isomessages, mtmessages


@cache
def messages() -> tuple[bytes, ...]:
    """A message of ISO 20022 of every kind, alone and in an envelope."""
    alone = isomessages.pacs008()
    return (
        alone,
        isomessages.enveloped(alone),
        isomessages.pacs009(),
        isomessages.pacs004(),
        isomessages.pacs002(),
        isomessages.camt056(),
        isomessages.camt029(),
        isomessages.camt054(),
        isomessages.pain001(),
        alone.decode().encode("utf-16"),
    )


@cache
def mt() -> tuple[bytes, ...]:
    """Messages of SWIFT MT, alone and several in a file."""
    person = "CCPT/XA/P0458\r\n1/TARIK AMRI\r\n3/XA/PORT\r\n4/19710314\r\n5/XA/PORT"
    rich = mtmessages.mt({"50K": "", "50F": person, "52A": "", "52D": "/C/77\r\nBANK OF PORT"})
    return (mtmessages.mt(), rich, mtmessages.cover(), b"$\r\n".join((mtmessages.mt(), mtmessages.cover())))


@cache
def tables() -> tuple[bytes, ...]:
    """Tables of payments in English and Indonesian."""
    english = (
        "Reference,Date,Amount,Currency,Sender,Sender account,Sender bank,Receiver,Receiver country,Description\n"
        'E-1,14/03/2026,"1,250.50",EUR,Tarik Amri,XA46SIMP0000012345,SIMPXAXA,Harbour Society,State XB,relief\n'
    )
    indonesian = "Tanggal;Jumlah;Mata uang;Nama pengirim;Nama penerima\n2026-03-14;1.250,50;IDR;Tarik;Wayan Surya\n"
    return (english.encode(), indonesian.encode())


@cache
def reports() -> tuple[bytes, ...]:
    """Reports to a financial intelligence unit."""
    return (goamlreports.report(), goamlreports.report(inside=goamlreports.activity()))


@cache
def report_schemas() -> tuple[bytes, ...]:
    """A schema of such reports, with the faults of a real one."""
    return (goamlreports.SCHEMA.encode(),)


@cache
def report_schema() -> GoamlSchema:
    """The same, ready to be used."""
    return load_goaml_schema(goamlreports.SCHEMA.encode())


def registers() -> tuple[bytes, ...]:
    """Registers of non-profit organisations in English and Indonesian."""
    english = (
        "reference,name,account,institution,country,registration,work\r\n"
        "R-1,Harbour Light Relief,XA46SIMP0000012345,,XA,1977/3,relief\r\n"
        "R-1,Harbour Light Relief,12345,SIMPXAXX,XA,1977/3,relief\r\n"
        'R-2,"Green Valley, Trust",,,,,\r\n'
    )
    indonesian = "Nomor;Nama;Rekening\nR-1;Jaringan Pelabuhan;XB45SIMP0000067890\n"
    return (english.encode(), indonesian.encode("utf-16"))
