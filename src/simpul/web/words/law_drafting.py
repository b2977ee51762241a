"""Words of drafting a request to another state: steps, fields, and what is asked."""

from simpul.core.law.interview import Step
from simpul.web.language import msg

STEPS = {
    Step.PARTIES: msg("Who asks whom, under what"),
    Step.CONDUCT: msg("The conduct"),
    Step.FLAG: msg("Written answer"),
    Step.PERSONS: msg("Persons"),
    Step.REQUEST: msg("What is asked"),
    Step.REFUSAL: msg("What could stand in the way"),
}
INTROS = {
    Step.PARTIES: msg("The treaty decides which facts and which items are asked for. The bases in force stand beside."),
    Step.CONDUCT: msg(
        "Only facts that could turn an answer are asked, the fewest first. Each has its source; "
        "that something is not known is an answer too."
    ),
    Step.FLAG: msg(
        "The charge as written rests on membership or on speech alone. A named person answers in writing "
        "why the request is made for conduct and not for opinion."
    ),
    Step.PERSONS: msg("Where something is not known, say why instead."),
    Step.REQUEST: msg("What the other authority is to do, how, and by when."),
    Step.REFUSAL: msg(
        "On what grounds of refusal hang. What a mandatory ground hangs on comes first; "
        "the rest helps to meet a refusal before it comes."
    ),
}
FIELDS = {
    "case": msg("number of the case"),
    "treaty": msg("treaty that is used"),
    "request_date": msg("day of the request"),
    "conduct_dates": msg("days of the conduct, parted by blanks"),
    "charge.title": msg("the charge"),
    "charge.offence": msg("code of the offence"),
    "charge.penalty_max_months": msg("the greatest penalty, in months (1200 for life or death)"),
    "threshold.months": msg("the least that the greatest penalty must be on both sides, in months (0: none)"),
    "threshold.instrument": msg("where that stands: treaty or law"),
    "threshold.article": msg("its article"),
    "threshold.source": msg("source"),
    "threshold.as_of": msg("right as of"),
    "request.urgency": msg("urgency"),
    "request.deadline": msg("wished for by"),
    "request.assistance_details": msg("a description of the assistance"),
    "request.assistance": msg("the assistance sought"),
    "no_person_because": msg("nobody is concerned, because"),
    "politicisation_answer.by": msg("who answers"),
    "politicisation_answer.on": msg("on"),
    "politicisation_answer.text": msg("the answer, at least 40 letters"),
}
LAW_FIELDS = {
    "code": msg("code"),
    "law": msg("law"),
    "article": msg("article"),
    "title": msg("title"),
    "conduct": msg("conduct, as a formula over the elements"),
    "parts": msg("parts, such as 2(1) = principal; 2(4) = attempt"),
    "penalty_max_months": msg("greatest penalty, in months"),
    "valid_from": msg("law since"),
    "valid_to": msg("law until"),
    "source": msg("source"),
    "as_of": msg("right as of"),
}
OTHERWISE = {
    "act": msg("any other act is alleged"),
    "object": msg("anything else of its object is so"),
    "mind": msg("any other state of mind is alleged"),
    "purpose": msg("any other purpose is alleged"),
    "mode": msg("any other part was taken"),
    "result": msg("there was any other result"),
    "circumstance": msg("any other circumstance is so"),
}
SECTION_WORDS = {
    "requested_law": msg("the requested state's own law knows this ground: %(what)s"),
    "reservations": msg("a reservation stands against the clause on the political offence: %(what)s"),
    "other_offences": msg("an offence is met that is not written in the elements: %(what)s"),
}
ASKED = {
    "acts": msg("Say at least one act that was done: choose it below."),
    "laws": msg("No law of the requested state is at hand: write down an offence of it, or say that none is known."),
}
RECIPROCITY = msg("no treaty: on reciprocity")
