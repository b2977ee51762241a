"""Looking at a page: what axe finds by day and by night, what does not fit, and what is not said in the language."""

from functools import cache
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from babel.messages.pofile import read_po
from playwright.sync_api import ViewportSize

from simpul.web.language import CATALOGUES, DOMAIN, FALLBACK
from tests.browser.desk import WIDE, Desk

NARROW = ViewportSize(width=390, height=844)
AXE = (
    """async () => (await axe.run(
        { exclude: ["#api", "tbody tr:nth-of-type(n+9)"] }, { resultTypes: ["violations"] })).violations""",
    """async () => document.querySelector("#api") === null ? [] : (await axe.run(
        "#api", { resultTypes: ["violations"], runOnly: ["color-contrast"] })).violations""",
)
"""Every rule, on all but the ninth and further rows of a table, which are as the eight before them. `#api` is drawn by
Swagger UI: its build is not ours, its colours are, by our style sheet."""

MISFITS = """() => {
  const found = [], root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide of ${root.clientWidth}`);
  const unseen = (part) => part.closest(".unseen, svg, select, dialog:not([open]), #api") !== null
    || !part.checkVisibility() || getComputedStyle(part.closest("thead") ?? part).clipPath !== "none";
  for (const frame of document.querySelectorAll(".panel, .handling, .contradiction, .notice, .figure, .strip, .rail")) {
    const outer = frame.getBoundingClientRect();
    for (const part of frame.querySelectorAll("*")) {
      const inner = part.getBoundingClientRect();
      if ((inner.right > outer.right + 1 || inner.left < outer.left - 1) && inner.width > 0 && !unseen(part)) {
        found.push(`${part.tagName.toLowerCase()}.${part.className} stands out of ${frame.className}: `
          + part.textContent.trim().slice(0, 40));
        break;
      }
    }
  }
  return found;
}"""

FALLEN_APART = """() => {
  const stands = (part) => part.nodeType === 1 ? getComputedStyle(part).position !== "absolute" : part.data?.trim();
  return [...document.querySelectorAll(".cards td[data-label]")]
    .filter((cell) => getComputedStyle(cell).display === "grid" && [...cell.childNodes].filter(stands).length > 1)
    .map((cell) => `${cell.dataset.label} falls apart beside its label: ${cell.textContent.trim().slice(0, 40)}`);
}"""
"""A cell that stands beside its label is a grid of two columns: what it holds has to be one part."""

CONTAINERS_IN_FIELDSETS = """() => [...document.querySelectorAll("fieldset *")]
  .filter((part) => getComputedStyle(part).containerType !== "normal")
  .map((part) => `${part.className} is a container in a fieldset: Chromium may show nothing of it`)"""
"""When a page arrives in pieces, Chromium 156 lays such a container out with nothing in it, and does not look again."""

TEXTS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = new Set();
  while (walker.nextNode())
    if (!walker.currentNode.parentElement.closest("#api"))
      found.add(walker.currentNode.data.replace(/\\s+/g, " ").trim());
  for (const name of ["title", "aria-label", "placeholder"])
    for (const part of document.querySelectorAll(`[${name}]`)) found.add(part.getAttribute(name).trim());
  return [...found];
}"""


def flaws_of(desk: Desk, where: str) -> list[str]:
    """Look at the page that is open, and name everything that is wrong with it; the faults so far are among it."""
    page = desk.page
    page.evaluate(Axe().axe_script)
    found = [*_axe(desk), *_untranslated(desk), *page.evaluate(MISFITS), *page.evaluate(CONTAINERS_IN_FIELDSETS)]
    page.set_viewport_size(NARROW)
    found += [f"narrow, {flaw}" for flaw in (*page.evaluate(MISFITS), *page.evaluate(FALLEN_APART))]
    page.set_viewport_size(WIDE)
    found += desk.faults
    desk.faults.clear()
    return [f"{where} ({desk.spoken.code}): {flaw}" for flaw in found]


def _axe(desk: Desk) -> list[str]:
    found = [violation for run in AXE for violation in desk.page.evaluate(run)]
    return [
        f"axe {violation['id']} at {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


def _untranslated(desk: Desk) -> list[str]:
    if desk.spoken.code == FALLBACK:
        return []
    shown = set(desk.page.evaluate(TEXTS))
    return [f"not said in the language: {text!r}" for text in sorted(shown & english_only(desk.spoken.code))]


@cache
def english_only(code: str) -> frozenset[str]:
    """Give the English texts that the language says otherwise."""
    file: Path = CATALOGUES / code / "LC_MESSAGES" / f"{DOMAIN}.po"
    with file.open("rb") as stream:
        messages = [message for message in read_po(stream) if isinstance(message.id, str) and message.id]
    translations = {str(message.string) for message in messages}
    return frozenset({str(message.id) for message in messages if message.id != message.string} - translations)
