"""Words for what subjects are and for what is said of them, and for lists."""

from simpul.core.designation import DateKind, NameQuality
from simpul.core.holding import Change, Direction
from simpul.core.report import ReportKind
from simpul.core.vocabulary import Schema
from simpul.web.language import msg

SCHEMAS = {
    Schema.PERSON: msg("Person"),
    Schema.ORGANIZATION: msg("Organisation"),
    Schema.VESSEL: msg("Vessel"),
    Schema.AIRPLANE: msg("Aircraft"),
    Schema.VEHICLE: msg("Vehicle"),
    Schema.BANK_ACCOUNT: msg("Bank account"),
    Schema.ADDRESS: msg("Address"),
    Schema.EVENT: msg("Event"),
}

PROPERTIES = {
    "name": msg("Name"),
    "alias": msg("Alias"),
    "weakAlias": msg("Weak alias"),
    "previousName": msg("Former name"),
    "title": msg("Title or rank"),
    "position": msg("Position"),
    "birthDate": msg("Date of birth"),
    "birthPlace": msg("Place of birth"),
    "deathDate": msg("Date of death"),
    "incorporationDate": msg("Founded"),
    "dissolutionDate": msg("Dissolved"),
    "nationality": msg("Nationality"),
    "citizenship": msg("Citizenship"),
    "country": msg("Country"),
    "gender": msg("Gender"),
    "passportNumber": msg("Passport number"),
    "idNumber": msg("Identity number"),
    "registrationNumber": msg("Registration number"),
    "accountNumber": msg("Account number"),
    "phone": msg("Telephone"),
    "email": msg("E-mail address"),
    "address": msg("Address"),
    "sector": msg("Sector"),
    "status": msg("Status"),
    "topics": msg("Topics"),
    "notes": msg("Notes"),
    "summary": msg("Summary"),
    "memberOf": msg("Member of"),
    "associateOf": msg("Associate of"),
    "familyOf": msg("Family of"),
    "ownerOf": msg("Owner of"),
    "financierOf": msg("Financier of"),
}

GENDERS = {"male": msg("male"), "female": msg("female"), "other": msg("other")}

REPORT_KINDS = {
    ReportKind.INFORMATION: msg("Information"),
    ReportKind.ASSESSMENT: msg("Assessment"),
    ReportKind.RETRACTION: msg("Retraction"),
}

DIRECTIONS = {Direction.OWN: msg("Ours"), Direction.RECEIVED: msg("Received")}

CHANGES = {Change.ADDED: msg("Added"), Change.CHANGED: msg("Changed"), Change.REMOVED: msg("Removed")}

NAME_QUALITIES = {
    NameQuality.PRIMARY: msg("main name"),
    NameQuality.GOOD: msg("good alias"),
    NameQuality.LOW: msg("low-quality alias"),
    NameQuality.ALSO_KNOWN_AS: msg("also known as"),
    NameQuality.FORMER: msg("formerly known as"),
    NameQuality.ORIGINAL_SCRIPT: msg("original script"),
    NameQuality.UNSTATED: msg("quality not stated"),
}

DATE_KINDS = {
    DateKind.EXACT: msg("exact"),
    DateKind.APPROXIMATELY: msg("approximately"),
    DateKind.BETWEEN: msg("between"),
    DateKind.UNSTATED: msg("not stated how sure"),
}
