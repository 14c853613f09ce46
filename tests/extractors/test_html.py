"""Web pages: what is seen, what is not seen and marked so, and pages made to keep a parser busy."""

import base64
import time

import pytest

from extractors.limits import ReadOptions
from extractors.problem import ReadProblem
from extractors.read import read_file
from extractors.texts.html import html_text

NO_OCR = ReadOptions(ocr=False)


def beside(markup: str) -> set[tuple[str, str, bool]]:
    return {(one.name, one.value, one.is_hidden) for one in html_text(markup).metadata}


def test_what_a_page_says_of_itself_is_metadata() -> None:
    page = "<title>Report</title><meta name=author content='Ivan'><!-- todo --><img alt='a map' title='tip'><p>x"
    found = beside(page)
    assert {("title", "Report", False), ("author", "Ivan", False), ("comment", "todo", True)} <= found
    assert {("alt", "a map", True), ("title", "tip", True)} <= found


def test_values_of_forms_and_unseen_parts_are_kept() -> None:
    page = "<form action='/pay'><input type=hidden name=who value='Olga'><textarea>note</textarea></form>"
    page += "<noscript>no script</noscript>"
    found = beside(page)
    assert {("value", "Olga", True), ("hidden_text", "no script", True), ("link", "/pay", True)} <= found
    assert "note" in html_text(page).text


@pytest.mark.parametrize("way", ["hidden", "style='color:red; display: none'", "style='visibility:hidden'"])
def test_text_that_is_not_shown_is_marked(way: str) -> None:
    page = f"<p>seen</p><div {way}>secret <b>name</b><i hidden>once</i></div>"
    assert ("hidden_text", "secret nameonce", True) in beside(page)
    assert "seen" in html_text(page).text


def test_files_in_the_page_are_members() -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(99))
    packed = base64.b64encode(picture).decode()
    page = f"<img src='data:image/png;base64,{packed}'><a href='data:text/plain,a%20b'>x</a>"
    members = read_file(f"<html><body>{page}".encode(), "a.html", NO_OCR).members
    assert [(one.name, one.data) for one in members] == [("embedded-1.png", picture), ("embedded-2.plain", b"a b")]


@pytest.mark.parametrize(
    "markup",
    [
        "<div><b>" * 50_000,
        "<p><b>" * 50_000,
        "<a " * 100_000,
        "<a " + " ".join(f"a{number}=1" for number in range(100_000)) + ">",
        "<tr><td><table>" * 30_000,
        "<select><option>" * 50_000,
        "<li><ul>" * 50_000,
        "<!--" * 50_000,
        "<div hidden>" * 30_000,
        "<script>" * 50_000,
    ],
    ids=lambda markup: markup[:12],
)
def test_a_page_made_to_be_slow_is_read_in_seconds(markup: str) -> None:
    started = time.perf_counter()
    try:
        read_file(f"<html><body>before {markup} after".encode(), "a.html", NO_OCR)
    except ReadProblem as problem:
        assert problem.code == "no_text"
    assert time.perf_counter() - started < 5


def test_a_page_too_deep_for_a_parser_keeps_its_words_without_its_scripts() -> None:
    text = html_text("<script>x=1</script>" + "<div title='tip'>" * 9_000 + "a &lt;deep&gt; word").text
    assert "a <deep> word" in text and "tip" in text and "x=1" not in text
