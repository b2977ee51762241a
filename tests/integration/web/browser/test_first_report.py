"""The whole first report, from an officer's first sign-in to the partner's alert, in both languages."""

from dataclasses import dataclass
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Page, expect

from simpul.core.authority import OfficerId
from tests.integration.web.browser.conftest import Scene, Visits
from tests.integration.web.browser.serving import picture_folder
from tests.story import Told
from tests.world import Place

pytestmark = pytest.mark.browser


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What stands on the buttons and beside the fields, in one language."""

    use_link: str
    set_up_app: str
    done: str
    write: str
    title: str
    summary: str
    value: str
    save: str
    release: str
    gets: str
    verified: str
    read: str
    note: str
    noted: str


WORDS = {
    "en": Words(
        use_link="Use the link now",
        set_up_app="Set up an app",
        done="Done",
        write="Write a report",
        title="Title",
        summary="Summary",
        value="Value",
        save="Save the draft",
        release="Release it",
        gets="gets 1 of 1 claims",
        verified="Signature of XA-NCTC holds",
        read="Read the report",
        note="Note it: read, nothing more to do",
        noted="Noted",
    ),
    "id": Words(
        use_link="Gunakan tautan sekarang",
        set_up_app="Siapkan aplikasi",
        done="Selesai",
        write="Tulis laporan",
        title="Judul",
        summary="Ringkasan",
        value="Nilai",
        save="Simpan konsep",
        release="Rilis",
        gets="menerima 1 dari 1 klaim",
        verified="Tanda tangan XA-NCTC sah",
        read="Baca laporannya",
        note="Catat: sudah dibaca, tidak ada lagi yang harus dilakukan",
        noted="Dicatat",
    ),
}


def signs_in(page: Page, place: Place, address: str, name: str, words: Words) -> None:
    """Let an officer use a one-time link and set an authenticator app up."""
    link = place.node.access.officers.issue_link_as_operator(OfficerId(place.officers[name].id))
    page.goto(f"{address}/sign-in/link#{link.secret}")
    page.get_by_role("button", name=words.use_link).click()
    page.get_by_role("link", name=words.set_up_app).click()
    shown = page.locator("#app-key").text_content() or ""
    code = pyotp.TOTP(shown.replace(" ", "")).at(place.clock.present)
    page.locator("[name=code]").fill(code)
    page.get_by_role("button", name=words.done).click()


def writes_and_releases(page: Page, title: str, words: Words) -> None:
    """Let an officer write a report for XB from the inbox on, look at the preview, and release it."""
    page.get_by_role("link", name=words.write).first.click()
    page.get_by_label(words.title, exact=True).fill(title)
    page.get_by_label(words.summary, exact=True).fill("Two persons met on the pier.")
    page.get_by_label(words.value, exact=True).fill("Lena Vorontsova")
    page.locator("[name=to][value=XB-NCTC]").check()
    expect(page.locator("#preview")).to_contain_text(words.gets)
    page.get_by_role("button", name=words.save).click()
    expect(page.locator("h1")).to_have_text(title)
    page.get_by_role("button", name=words.release, exact=True).click()
    expect(page.locator("body")).to_contain_text(words.verified)


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_first_report_from_sign_in_to_the_partners_alert(
    visits: Visits, scene: Scene, language: str, tmp_path: Path
) -> None:
    words, title = WORDS[language], f"A meeting on the pier ({language})"
    ours, theirs = scene.world["XA"], scene.world["XB"]
    ours.employs(f"writer-{language}", *ours.officers["releasing"].roles)
    theirs.employs(f"reader-{language}", *theirs.officers["analyst"].roles)

    receiving = visits.open("", state="XB", language=language)
    signs_in(receiving.page, theirs, receiving.address, f"reader-{language}", words)
    receiving.page.goto(f"{receiving.address}/inbox")
    expect(receiving.page.locator("#pulse")).to_have_attribute("data-state", "live")

    writing = visits.open("", language=language)
    page = writing.page
    signs_in(page, ours, writing.address, f"writer-{language}", words)
    page.goto(f"{writing.address}/inbox")
    writes_and_releases(page, title, words)

    scene.world.delivers()
    inbox = receiving.page.locator("#inbox")
    expect(inbox).to_contain_text(title)
    inbox.get_by_role("link", name=title).first.click()
    receiving.page.get_by_role("link", name=words.read).click()
    expect(receiving.page.locator("body")).to_contain_text("Lena Vorontsova")
    expect(receiving.page.locator("body")).to_contain_text(words.verified)
    receiving.page.go_back()
    receiving.page.get_by_role("button", name=words.note).click()
    expect(receiving.page.locator(".steps")).to_contain_text(words.noted)
    assert (writing.said, receiving.said) == ([], [])
    pictures(visits, scene.told, language, picture_folder(tmp_path))


def pictures(visits: Visits, told: Told, language: str, folder: Path) -> None:
    """Keep pictures of the pages that the README shows."""
    for name, officer, path in (
        ("inbox", "analyst", "/inbox"),
        ("subject", "analyst", f"/subjects/{told.subject}"),
        ("draft", "releasing", f"/drafts/{told.draft}/edit"),
    ):
        visit = visits.open(officer, language=language)
        visit.page.goto(visit.address + path, wait_until="load")
        visit.page.wait_for_timeout(600)
        file = folder / f"{name}-{language}.png"
        visit.page.screenshot(path=file, scale="css")
        assert file.stat().st_size > 10_000
