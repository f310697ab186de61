"""The catalogue of click's words: compiled as written, and whole for the click that is installed."""

from __future__ import annotations

import gettext
import string
from pathlib import Path

import click
import pytest

from drafter.cli import chinese

FOLDER = chinese.LOCALE / "zh_CN" / "LC_MESSAGES"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.fixture(scope="module")
def written() -> dict[str, tuple[tuple[str, ...], str]]:
    """msgid → (every form of it, translation), as the .po has it."""
    pofile = pytest.importorskip("babel.messages.pofile")
    with (FOLDER / "drafter.po").open("rb") as file:
        catalog = pofile.read_po(file)
    messages = {}
    for message in catalog:
        if message.id:
            forms = message.id if isinstance(message.id, tuple) else (message.id,)
            text = message.string[0] if isinstance(message.string, tuple) else message.string
            messages[forms[0]] = (forms, text)
    return messages


def test_compiled_catalogue_is_the_written_one(written: dict[str, tuple[tuple[str, ...], str]]) -> None:
    with (FOLDER / "drafter.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for forms, text in written.values():
        said = compiled.ngettext(*forms, 2) if len(forms) == 2 else compiled.gettext(forms[0])
        assert said == text
    keys = {key[0] if isinstance(key, tuple) else key for key in compiled._catalog if key}  # type: ignore[attr-defined]
    assert keys == set(written)


def test_every_word_of_the_installed_click_is_translated(written: dict[str, tuple[tuple[str, ...], str]]) -> None:
    extract = pytest.importorskip("babel.messages.extract")
    messages = [m[2] for m in extract.extract_from_dir(str(Path(click.__file__).parent))]
    found = {m if isinstance(m, str) else m[0] for m in messages}
    assert len(found) > 40
    assert found - set(written) == set()


def test_translations_fit_their_messages(written: dict[str, tuple[tuple[str, ...], str]]) -> None:
    """A translation says something, and no name in it is unknown to the message (it would stop the program)."""
    for forms, text in written.values():
        assert text
        # Click gives every form of a message the same values.
        known = set().union(*(fields(form) for form in forms))
        assert fields(text) <= known, forms


@pytest.mark.parametrize("language", ["en_US.UTF-8", "C", "ja_JP.UTF-8", ""])
def test_bound_whatever_the_language(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LANG"):
        monkeypatch.setenv(name, language)
    chinese.bind()
    assert gettext.gettext("Missing option") == "缺少选项"


def test_dressing_fills_in_only_what_is_missing() -> None:
    @click.command()
    @click.argument("files", nargs=-1, required=True)
    @click.argument("draft", required=False)
    @click.option("--jobs", type=int)
    @click.option("--out", type=click.Path(), metavar="DIR")
    @click.option("--theme", metavar="主题")
    def command() -> None: ...

    chinese.dress(command)
    assert [p.metavar for p in command.params] == ["文件…", "[草稿]", "整数", "文件夹", "主题"]
    assert command.options_metavar == "[选项]"
