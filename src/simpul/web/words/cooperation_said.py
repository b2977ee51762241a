"""What was said on a request at law, as it stands in its history."""

from simpul.core.cooperation.word import Word
from simpul.web.language import msg

SAID = {
    Word.QUESTION: msg("Question"),
    Word.ANSWER: msg("Answer to the question"),
    Word.ACCEPTED: msg("Accepted"),
    Word.SUPPLEMENT_ASKED: msg("Supplement asked for"),
    Word.SUPPLEMENT_GIVEN: msg("Supplement given"),
    Word.CONSULTATION: msg("Consultation before a refusal or a postponement"),
    Word.OPINION: msg("Opinion in the consultation"),
    Word.POSTPONED: msg("Postponed"),
    Word.RESUMED: msg("Taken up again"),
    Word.PARTIAL: msg("Partly executed"),
    Word.EXECUTED: msg("Executed"),
    Word.REFUSED: msg("Refused"),
    Word.WITHDRAWN: msg("Withdrawn"),
    Word.ARRESTED: msg("Person arrested"),
    Word.RELEASED: msg("Person released"),
    Word.GRANTED: msg("Surrender granted"),
    Word.SURRENDERED: msg("Surrendered"),
    Word.CONSENT_ASKED: msg("Consent to other offences asked for"),
    Word.CONSENT_GIVEN: msg("Consent to other offences given"),
    Word.CONSENT_DENIED: msg("Consent to other offences denied"),
    Word.ASSURANCE_ASKED: msg("Assurance asked for"),
    Word.ASSURANCE_GIVEN: msg("Assurance given"),
    Word.ASSURANCE_ACCEPTED: msg("Assurance accepted as sufficient"),
    Word.ASSURANCE_DECLINED: msg("Assurance not sufficient"),
    Word.ASSURANCE_BREACHED: msg("Assurance not kept"),
    Word.PROSECUTION_ASKED: msg("Prosecution instead asked for"),
    Word.PROSECUTION_SUBMITTED: msg("Submitted to the prosecuting authority"),
    Word.PROSECUTION_OPENED: msg("Proceedings opened"),
    Word.PROSECUTION_DECLINED: msg("Proceedings not opened"),
    Word.PROSECUTION_ENDED: msg("Proceedings ended"),
}
