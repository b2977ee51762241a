"""Words of the offline drafter, by the keys under which its script asks for them."""

from simpul.web.language import msg

DRAFTER = {
    "title": msg("Request to another state: offline drafter"),
    "lede": msg(
        "Write a request for extradition or legal assistance without a network. Nothing leaves this page and nothing "
        "is kept in it: save the file. A node of Simpul, and the command simpul law, read it."
    ),
    "language": msg("Language"),
    "save": msg("Save the file"),
    "open": msg("Open a file"),
    "new": msg("Begin anew"),
    "saved": msg("Saved as %(name)s."),
    "opened": msg("Opened: %(name)s."),
    "lose": msg("What was written since the last saving will be lost. Begin anew?"),
    "case": msg("The case"),
    "case-number": msg("Your number for the case"),
    "kind": msg("What is asked for"),
    "requesting": msg("Requesting state"),
    "requested": msg("Requested state"),
    "request-date": msg("Day of the request"),
    "conduct-dates": msg("Days of the conduct, with commas"),
    "treaty": msg("Treaty that the request is based on"),
    "charge-title": msg("What is charged"),
    "charge-offence": msg("Code of the offence, where it has one"),
    "charge-months": msg("Greatest penalty in months; 1200 for life or death"),
    "request": msg("The request"),
    "persons": msg("The persons concerned"),
    "person": msg("Person %(number)s"),
    "add-person": msg("Add a person"),
    "remove-person": msg("Take this person out"),
    "conduct": msg("The conduct, element by element"),
    "conduct-hint": msg(
        "Say at least which act is alleged. A charge of membership or speech alone, or of no act that is named, needs "
        "a written answer. Who states it, when and by what goes with each fact that you set."
    ),
    "teller-by": msg("Who states it"),
    "teller-on": msg("On which day"),
    "teller-source": msg("By which source"),
    "say-who": msg("Say first who states it, on which day and by which source."),
    "truth-unsaid": msg("nothing said"),
    "truth-T": msg("it is so"),
    "truth-F": msg("it is not so"),
    "truth-U": msg("it is not known"),
    "flag": msg("A written answer is needed"),
    "flag-hint": msg(
        "No act but membership or speech is alleged. A named person answers in writing, in at least 40 letters, why "
        "the request is not political."
    ),
    "flag-open": msg("A written answer on membership or speech is missing."),
    "answer-by": msg("Who answers"),
    "answer-on": msg("Day of the answer"),
    "answer-text": msg("The answer"),
    "check": msg("What is missing"),
    "status-complete": msg("Nothing that must be said is missing."),
    "status-incomplete": msg("Something that must be said is missing: the request is not to be sent."),
    "status-unreadable": msg("A node cannot read this yet."),
    "not-checked": msg("Not checked: the law of the requested state, and the languages that it accepts."),
    "made-of": msg("Simpul %(version)s. What a request must say: as of %(day)s."),
    "needs-text": msg("must be said"),
    "needs-kind": msg("extradition or legal assistance"),
    "needs-state": msg("choose a state"),
    "two-states": msg("a state does not ask itself"),
    "needs-day": msg("a day that exists"),
    "needs-days": msg("at least one day that exists, such as 2025-03-02"),
    "before-conduct": msg("not before the conduct"),
    "needs-months": msg("0 to 1200 months"),
    "needs-answer": msg("at least 40 letters"),
    "too-large": msg("The file is too large for a case. Nothing was opened."),
    "too-deep": msg("The file is nested too deeply for a case. Nothing was opened."),
    "key-twice": msg("The key %(key)s stands twice in one place. Nothing was opened."),
    "number": msg("A number in the file is too long. Nothing was opened."),
    "no-json": msg("The file is no JSON. Nothing was opened."),
    "no-case": msg("The file is no case (%(format)s). Nothing was opened."),
    "unknown-field": msg("A case has no field %(place)s. Nothing was opened."),
    "wrong-kind": msg("What stands at %(place)s is not of its kind. Nothing was opened."),
}
BESIDE = {
    "assistance_details": msg("what exactly is asked for"),
    "urgency": msg("that it is urgent"),
    "deadline": msg("by which day"),
    "no_person_because": msg("why nobody is named"),
    "identity_unknown_because": msg("identity not known, because"),
    "location_unknown_because": msg("place not known, because"),
    "nationality_unknown_because": msg("nationality not known, because"),
}
"""Fields of a request that no article asks for by themselves."""

TREATIES = {
    "untoc2000": ("UNTOC", "United Nations Convention against Transnational Organized Crime"),
    "icsft1999": ("ICSFT", "International Convention for the Suppression of the Financing of Terrorism"),
    "ecma1959": ("ECMA", "European Convention on Mutual Assistance in Criminal Matters"),
    "ece1957": ("ECE", "European Convention on Extradition"),
    "unodc-practice": ("UNODC", ""),
}
"""Short names of what asks something of a request, and titles of what the register does not hold."""
