"""The words of tables: headings, kinds of subjects, genders and months in English, Indonesian and Russian.

Each word stands in the form that `folded` gives it, so that case, accents and punctuation make no difference.
"""

import re
import unicodedata
from collections.abc import Mapping

from simpul.core.vocabulary import PROPERTIES, Schema

KEY = "key"
SCHEMA = "schema"

NOT_LETTERS = re.compile(r"[\W_]+")

_HEADINGS = {
    KEY: "id; key; subject; subject id; reference; reference number; ref; kode; nomor referensi; "
    "идентификатор; код; ключ",
    SCHEMA: "type; entity type; subject type; schema; kind; jenis; jenis subjek; tipe; terduga; тип; вид; тип субъекта",
    "name": "name; full name; fullname; primary name; name of individual; name of entity; nama; nama lengkap; "
    "nama utama; имя; полное имя; фио; ф и о; фамилия имя отчество; наименование; название",
    "alias": "alias; aliases; aka; a k a; also known as; other names; nama alias; nama lain; alias nama; "
    "псевдоним; псевдонимы; прозвище; другие имена; он же",
    "weakAlias": "weak alias; weak aliases; low quality alias; low quality aka; alias lemah; слабый псевдоним",
    "previousName": "previous name; previous names; former name; former names; fka; f k a; formerly known as; "
    "nama lama; nama sebelumnya; nama terdahulu; прежнее имя; прежнее наименование; прежние имена",
    "title": "title; titles; gelar; титул; звание",
    "position": "position; role; occupation; designation; job; jabatan; pekerjaan; должность; профессия",
    "birthDate": "date of birth; birth date; birthdate; dob; born; born on; birthday; year of birth; tanggal lahir; "
    "tgl lahir; tahun lahir; дата рождения; день рождения; год рождения",
    "birthPlace": "place of birth; birth place; birthplace; pob; born in; tempat lahir; tpt lahir; место рождения",
    "deathDate": "date of death; death date; died; tanggal meninggal; tanggal wafat; дата смерти",
    "incorporationDate": "date of incorporation; incorporation date; founded; date of registration; tanggal berdiri; "
    "tanggal pendirian; дата основания; дата регистрации",
    "dissolutionDate": "date of dissolution; dissolution date; dissolved; tanggal bubar; tanggal pembubaran; "
    "дата ликвидации",
    "nationality": "nationality; nationalities; kewarganegaraan; warga negara; wn; kebangsaan",
    "citizenship": "citizenship; citizenships; citizen of; гражданство; подданство",
    "country": "country; countries; negara; страна; государство",
    "gender": "gender; sex; jenis kelamin; kelamin; пол",
    "passportNumber": "passport; passport number; passport no; passports; paspor; nomor paspor; no paspor; "
    "паспорт; номер паспорта; серия и номер паспорта",
    "idNumber": "id number; id no; identity number; identity card; national id; national id number; "
    "national identification number; nik; ktp; nomor ktp; no ktp; nomor identitas; nomor induk kependudukan; "
    "удостоверение личности; номер удостоверения; номер удостоверения личности",
    "registrationNumber": "registration number; registration no; company number; nomor registrasi; nomor pendaftaran; "
    "nib; nomor induk berusaha; регистрационный номер; огрн",
    "accountNumber": "account; account number; account no; bank account; iban; rekening; nomor rekening; no rekening; "
    "счет; номер счета; банковский счет",
    "phone": "phone; phone number; telephone; mobile; telepon; nomor telepon; no telepon; no hp; hp; телефон; "
    "номер телефона",
    "email": "email; e mail; email address; surel; alamat surel; электронная почта; почта",
    "address": "address; addresses; residence; alamat; адрес; место жительства",
    "sector": "sector; industry; sektor; bidang usaha; отрасль",
    "status": "status; статус",
    "topics": "topics; topic; topik; темы",
    "notes": "notes; note; remarks; remark; comment; comments; other information; catatan; keterangan; "
    "примечание; примечания; комментарий; прочее",
    "summary": "summary; description; ringkasan; deskripsi; описание; сведения",
}

_SCHEMAS: Mapping[str, str] = {
    Schema.PERSON: "person; individual; natural person; p; orang; individu; perorangan; человек; физическое лицо; "
    "физлицо",
    Schema.ORGANIZATION: "organization; organisation; entity; company; legal person; group; korporasi; organisasi; "
    "entitas; perusahaan; badan hukum; kelompok; организация; юридическое лицо; юрлицо; группа; компания",
    Schema.VESSEL: "vessel; ship; boat; kapal; kapal laut; судно; корабль",
    Schema.AIRPLANE: "airplane; aircraft; plane; pesawat; pesawat udara; самолет; воздушное судно",
    Schema.VEHICLE: "vehicle; car; kendaraan; mobil; автомобиль; транспортное средство",
    Schema.BANK_ACCOUNT: "bank account; bankaccount; account; rekening; rekening bank; банковский счет; счет",
    Schema.ADDRESS: "address; alamat; адрес",
    Schema.EVENT: "event; incident; kejadian; peristiwa; событие; происшествие",
}

_GENDERS = {
    "male": "male; m; man; laki laki; laki; pria; l; lk; мужской; муж; м; мужчина",
    "female": "female; f; woman; perempuan; wanita; p; pr; женский; жен; ж; женщина",
    "other": "other; x; lainnya; другой; иной",
}

_MONTHS = (
    "january; jan; januari; январь; января; янв",
    "february; feb; februari; pebruari; февраль; февраля; фев",
    "march; mar; maret; март; марта; мар",
    "april; apr; апрель; апреля; апр",
    "may; mei; май; мая",
    "june; jun; juni; июнь; июня; июн",
    "july; jul; juli; июль; июля; июл",
    "august; aug; agustus; agu; ags; август; августа; авг",
    "september; sep; sept; сентябрь; сентября; сен",
    "october; oct; oktober; okt; октябрь; октября; окт",
    "november; nov; nopember; ноябрь; ноября; ноя",
    "december; dec; desember; des; декабрь; декабря; дек",
)


def folded(text: str) -> str:
    """Give a word as it is looked up: without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return NOT_LETTERS.sub(" ", "".join(each for each in plain if not unicodedata.combining(each))).strip()


def _by_word(words: Mapping[str, str]) -> dict[str, str]:
    return {folded(word): meaning for meaning, line in words.items() for word in line.split(";")}


MEANINGS: Mapping[str, str] = {
    **_by_word({name: name for name in PROPERTIES}),
    **_by_word(_HEADINGS),
}
"""What a heading means: a property, `key` or `schema`."""

SCHEMAS: Mapping[str, Schema] = {
    **{folded(schema): schema for schema in Schema},
    **{word: Schema(schema) for word, schema in _by_word(_SCHEMAS).items()},
}
GENDERS: Mapping[str, str] = _by_word(_GENDERS)
MONTHS: Mapping[str, int] = {
    folded(word): number for number, line in enumerate(_MONTHS, start=1) for word in line.split(";")
}
