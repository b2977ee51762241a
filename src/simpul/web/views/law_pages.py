"""What the pages on sets of states, states and definitions need of the law, loaded together when one is asked for."""

from simpul.formats.law.added import register_with
from simpul.web.offline.drafter import FILE as DRAFTER_FILE
from simpul.web.offline.drafter import drafter_html
from simpul.web.views.law_compare import compare_table, compare_view
from simpul.web.views.law_harmony import HarmonyForm, harmony_table, harmony_view
from simpul.web.views.law_history import history_table, history_view
from simpul.web.views.law_states import state_view

__all__ = [
    "DRAFTER_FILE",
    "HarmonyForm",
    "compare_table",
    "compare_view",
    "drafter_html",
    "harmony_table",
    "harmony_view",
    "history_table",
    "history_view",
    "register_with",
    "state_view",
]
