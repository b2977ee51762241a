"""Settings: read once, refused by name where they cannot work, and written as they are read."""

from dataclasses import replace
from pathlib import Path

import pytest

from simpul.core.authority import AuthorityId, Level
from simpul.core.errors import InputError, SettingsError
from simpul.core.node import PlainHttp
from simpul.settings.settings import EXPLAINED, FILE, Settings, read_settings, written_settings


def plain(home: Path) -> Settings:
    return Settings(home=home, authority="XA-NCTC", name='Centre "of" XA', base_url="https://node.xa.example")


def home_with(folder: Path, settings: Settings) -> Path:
    (folder / FILE).write_text(written_settings(settings), encoding="utf-8")
    return folder


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    settings = replace(
        plain(tmp_path),
        port=8443,
        two_officers_from=Level.RESTRICTED,
        plain_http=PlainHttp.ANYWHERE,
        pull_from="XB-FIU XC-POL",
        pins=f"XB-FIU={'ab' * 32}",
    )
    assert read_settings(home_with(tmp_path, settings), {}) == settings


def test_the_environment_comes_before_the_file(tmp_path: Path) -> None:
    home = home_with(tmp_path, plain(tmp_path))
    assert read_settings(home, {"SIMPUL_PORT": "9000", "OTHER": "x"}).port == 9000


@pytest.mark.parametrize(
    ("variable", "value"),
    [("SIMPUL_PROT", "1"), ("SIMPUL_PORT", "many"), ("SIMPUL_PORT", "70000"), ("SIMPUL_PULL_EVERY_SECONDS", "0")],
)
def test_what_cannot_work_is_refused_by_its_name(tmp_path: Path, variable: str, value: str) -> None:
    home = home_with(tmp_path, plain(tmp_path))
    with pytest.raises(SettingsError, match=variable.removeprefix("SIMPUL_").lower()):
        read_settings(home, {variable: value})


def test_a_folder_without_a_node_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="simpul init"):
        read_settings(tmp_path, {})


def test_partners_and_pins_are_read_as_what_they_are(tmp_path: Path) -> None:
    settings = replace(plain(tmp_path), pull_from="XB-FIU", pins=f"XB-FIU={'AB' * 32}")
    assert settings.pulled_from == (AuthorityId("XB-FIU"),)
    assert settings.pinned == {AuthorityId("XB-FIU"): "ab" * 32}
    with pytest.raises((SettingsError, InputError), match="pins"):
        replace(settings, pins="XB-FIU=short")


def test_every_setting_is_explained() -> None:
    assert EXPLAINED.keys() == Settings.__dataclass_fields__.keys()
