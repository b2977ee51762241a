"""Words of cases of law: grounds of refusal and what bears on them, items of requests, and values."""

from simpul.core.law.complete import Item, Severity
from simpul.core.law.dual import NotCounted
from simpul.core.law.grounds import Ground, Matter, RefusalEffect
from simpul.core.law.truth import Truth
from simpul.web.language import msg

TRUTHS = {
    Truth.TRUE: msg("yes"),
    Truth.FALSE: msg("no"),
    Truth.UNKNOWN: msg("not known"),
}
GROUNDS = {
    Ground.POLITICAL_OFFENCE: msg("Political offence"),
    Ground.PERSECUTION: msg("Persecution or discrimination"),
    Ground.TORTURE: msg("Torture or inhuman treatment"),
    Ground.REFUGEE: msg("Refugee"),
    Ground.UNFAIR_TRIAL: msg("Unfair trial"),
    Ground.NE_BIS_IN_IDEM: msg("Already judged (ne bis in idem)"),
    Ground.LAPSE_OF_TIME: msg("Lapse of time or amnesty"),
    Ground.NATIONALS: msg("Own national"),
    Ground.DEATH_PENALTY: msg("Death penalty"),
    Ground.MILITARY_OFFENCE: msg("Military offence"),
    Ground.FISCAL_OFFENCE: msg("Fiscal offence"),
    Ground.BANK_SECRECY: msg("Bank secrecy"),
    Ground.NO_DUAL_CRIMINALITY: msg("Not a crime in both"),
    Ground.PLACE_OF_COMMISSION: msg("Place of commission"),
    Ground.PENDING_PROCEEDINGS: msg("Proceedings pending"),
    Ground.ESSENTIAL_INTERESTS: msg("Essential interests"),
    Ground.MEASURE_NOT_ALLOWED: msg("Measure not allowed"),
    Ground.NOT_IN_CONFORMITY: msg("Request not in conformity"),
}
REFUSAL_EFFECTS = {
    RefusalEffect.MANDATORY: msg("must refuse"),
    RefusalEffect.CONDITIONAL: msg("may refuse unless assured"),
    RefusalEffect.OPTIONAL: msg("may refuse"),
    RefusalEffect.BY_LAW: msg("as its own law has it"),
    RefusalEffect.BARS: msg("the ground is barred"),
    RefusalEffect.NEVER_ALONE: msg("never on this ground alone"),
    RefusalEffect.GUIDANCE: msg("guidance, not counted"),
    RefusalEffect.DUTY: msg("duty"),
}
MATTERS = {
    Matter.REGARDED_AS_POLITICAL: msg("the requested state regards the offence as political"),
    Matter.PERSECUTION_PURPOSE: msg(
        "the request is made to prosecute for race, religion, nationality, origin or opinion"
    ),
    Matter.PERSECUTION_PREJUDICE: msg("the person's position may be prejudiced for such a reason"),
    Matter.CONSULAR_COMMUNICATION_IMPOSSIBLE: msg(
        "the protecting state's authorities cannot communicate with the person"
    ),
    Matter.TORTURE_DANGER: msg("there is danger of torture"),
    Matter.ILL_TREATMENT_DANGER: msg("there is danger of inhuman or degrading treatment"),
    Matter.REFUGEE_STATUS: msg("the person is a refugee as to the requesting state"),
    Matter.REFUGEE_DANGER_FINDING: msg("the person was found a danger under article 33(2)"),
    Matter.UNFAIR_TRIAL_RISK: msg("the trial was or would be unfair"),
    Matter.SPECIAL_COURT: msg("the court is extraordinary"),
    Matter.IN_ABSENTIA: msg("the judgment was given in absence"),
    Matter.RETRIAL_ASSURED: msg("a retrial is assured"),
    Matter.FINAL_JUDGMENT_REQUESTED: msg("the requested state has given final judgment"),
    Matter.PROCEEDINGS_ENDED_REQUESTED: msg("the requested state has ended proceedings, or decided to open none"),
    Matter.PROCEEDINGS_PENDING_REQUESTED: msg("proceedings are pending in the requested state"),
    Matter.THIRD_STATE_JUDGMENT_SERVED: msg(
        "a third state acquitted, or its sentence was served, pardoned or not imposed"
    ),
    Matter.THIRD_STATE_EXCEPTION: msg("an exception of ECE 9(3) applies"),
    Matter.LAPSED_REQUESTING: msg("it has lapsed by the requesting state's law"),
    Matter.LAPSED_REQUESTED: msg("it has lapsed by the requested state's law"),
    Matter.AMNESTY_REQUESTED: msg("the requested state has declared an amnesty"),
    Matter.NATIONAL_OF_REQUESTED: msg("the person is a national of the requested state on the day of the decision"),
    Matter.DEATH_PENALTY_REQUESTING: msg("the offence carries death in the requesting state"),
    Matter.DEATH_PENALTY_REQUESTED_LAW: msg("the requested state's law provides for death"),
    Matter.DEATH_PENALTY_REQUESTED_PRACTICE: msg("it is normally carried out there"),
    Matter.ASSURANCE_SUFFICIENT: msg("the requested state considers the assurance sufficient"),
    Matter.MILITARY_ONLY: msg("it is an offence of military law only"),
    Matter.FISCAL_MATTER: msg("the offence is also considered fiscal"),
    Matter.BANK_SECRECY_INVOKED: msg("bank secrecy is invoked"),
    Matter.COMMITTED_IN_REQUESTED: msg("it was committed in the requested state, wholly or in part"),
    Matter.COMMITTED_OUTSIDE_REQUESTING: msg("it was committed outside the requesting state"),
    Matter.NOT_PROSECUTABLE_ABROAD: msg("the requested state could not prosecute the like committed abroad"),
    Matter.ESSENTIAL_INTERESTS_PREJUDICED: msg(
        "sovereignty, security, public order or another essential interest would suffer"
    ),
    Matter.MEASURE_PROHIBITED: msg("the measure would be prohibited for a similar offence at home"),
    Matter.CONTRARY_TO_LEGAL_SYSTEM: msg("to grant it would be contrary to the legal system"),
    Matter.INTERFERES_WITH_PROCEEDINGS: msg("it would interfere with proceedings of the requested state"),
    Matter.COVERED_BY_UNTOC: msg("the offence is covered by UNTOC"),
    Matter.ALL_OFFENCES_LISTED: msg("these are all offences of the requested state that it could be"),
}
SEVERITIES = {
    Severity.MANDATORY: msg("must be said"),
    Severity.WHERE_POSSIBLE: msg("where possible, else say why not"),
    Severity.ADVICE: msg("advised"),
}
ITEMS = {
    Item.AUTHORITY: msg("the authority that makes the request"),
    Item.CONTACT: msg("whom to ask, day and night"),
    Item.LANGUAGE: msg("the language, acceptable to the requested state"),
    Item.SUBJECT: msg("the subject of the proceedings"),
    Item.NATURE: msg("the nature of the proceedings"),
    Item.CONDUCTING_AUTHORITY: msg("the authority that conducts them"),
    Item.CONDUCTING_FUNCTIONS: msg("its functions"),
    Item.FACTS: msg("a summary of the facts"),
    Item.ASSISTANCE: msg("the assistance sought, and a description of it"),
    Item.PROCEDURE: msg("a particular procedure that is wished for"),
    Item.PURPOSE: msg("the purpose for which it is sought"),
    Item.IDENTITY: msg("the identity of the person concerned"),
    Item.LOCATION: msg("where the person is"),
    Item.NATIONALITY: msg("the person's nationality"),
    Item.URGENCY_REASON: msg("why it is urgent"),
    Item.DEADLINE_REASON: msg("why by that day"),
    Item.CONFIDENTIALITY: msg("what is to be kept confidential"),
    Item.USE_LIMITATION: msg("that the answer is used for nothing else without consent"),
    Item.RECIPROCITY: msg("whether the same would be done in return"),
    Item.ASSURANCE: msg("assurances, such as on the death penalty"),
    Item.PRESERVATION: msg("that digital evidence is preserved first"),
    Item.SERVICE_ADDRESS: msg("the name and address of the person to be served"),
    Item.WARRANT: msg("the warrant of arrest or the judgment"),
    Item.OFFENCE_TIME: msg("when the offence was committed"),
    Item.OFFENCE_PLACE: msg("where the offence was committed"),
    Item.LEGAL_DESCRIPTION: msg("the legal description of the offence"),
    Item.LEGAL_PROVISIONS: msg("the provisions that apply"),
    Item.ENACTMENTS: msg("a copy of the enactments"),
}
NOT_COUNTED = {
    NotCounted.MOTIVE: msg("motives"),
    NotCounted.DEFENCES: msg("defences and justifications"),
    NotCounted.EVIDENCE: msg("the weight of the evidence"),
    NotCounted.CHANGES_SINCE: msg("changes of the law since its day"),
}
