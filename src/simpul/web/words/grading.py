"""Words for gradings, in the scale in which each was given."""

from simpul.core.grading import Scale
from simpul.web.language import msg

SCALES = {
    Scale.ADMIRALTY: msg("Admiralty scale, six by six"),
    Scale.EUROPOL: msg("Europol scale, four by four"),
}

SOURCES = {
    (Scale.ADMIRALTY, "A"): msg("source completely reliable"),
    (Scale.ADMIRALTY, "B"): msg("source usually reliable"),
    (Scale.ADMIRALTY, "C"): msg("source fairly reliable"),
    (Scale.ADMIRALTY, "D"): msg("source not usually reliable"),
    (Scale.ADMIRALTY, "E"): msg("source unreliable"),
    (Scale.ADMIRALTY, "F"): msg("reliability of the source cannot be judged"),
    (Scale.EUROPOL, "A"): msg("no doubt about the source, or it has proved reliable every time"),
    (Scale.EUROPOL, "B"): msg("source has proved reliable most of the time"),
    (Scale.EUROPOL, "C"): msg("source has proved unreliable most of the time"),
    (Scale.EUROPOL, "X"): msg("reliability of the source cannot be assessed"),
}

INFORMATION = {
    (Scale.ADMIRALTY, "1"): msg("confirmed by other sources"),
    (Scale.ADMIRALTY, "2"): msg("probably true"),
    (Scale.ADMIRALTY, "3"): msg("possibly true"),
    (Scale.ADMIRALTY, "4"): msg("doubtful"),
    (Scale.ADMIRALTY, "5"): msg("improbable"),
    (Scale.ADMIRALTY, "6"): msg("truth cannot be judged"),
    (Scale.EUROPOL, "1"): msg("accuracy not in doubt"),
    (Scale.EUROPOL, "2"): msg("known to the source at first hand, not to the officer who passes it on"),
    (Scale.EUROPOL, "3"): msg("not known to the source at first hand, but borne out by what is already recorded"),
    (Scale.EUROPOL, "4"): msg("not known to the source at first hand and cannot be borne out"),
}
