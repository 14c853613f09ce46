"""Every way to reach somebody is found as people write it, and sums, dates and articles are not."""

import pytest

from redaction.finding import ACCOUNT, EMAIL, IP, PHONE, URL
from redaction.identifiers_contact import find_contacts, find_phones
from redaction.spans import merge


def found(text: str) -> list[tuple[str, str]]:
    return [(one.type, text[one.start : one.end]) for one in merge(find_contacts(text), text)]


@pytest.mark.parametrize(
    "address",
    ["adaeze@post.example", "a.o-k+x@mail.post.example", "adaeze (at) post.example", "adaeze@post,example", "adaeze©post.example",
     "adaeze[at]post[dot]example", "щербатюк@почта.рф"],
)  # fmt: skip
def test_a_mail_address_is_found_typed_hidden_or_misread(address: str) -> None:
    assert found(f"write to {address} soon") == [(EMAIL, address)]


@pytest.mark.parametrize(
    "phone",
    [
        "+44 20 7946 0018", "+7 (916) 555-01-27", "8 (916) 555-01-27", "+234 800 000 0000", "0033 1 99 00 12 34", "01 99 00 12 34",
        "+41.22.555.01.27", "+998 90 555-01-27", "+58 71\n119 25 20",
    ],
)  # fmt: skip
def test_a_telephone_number_is_found_however_it_is_grouped(phone: str) -> None:
    assert found(f"call {phone} now") == [(PHONE, phone)]


def test_a_short_number_is_one_after_a_word_for_telephones() -> None:
    assert found("tel. 555-0127") == [(PHONE, "555-0127")]
    assert found("item 555-0127") == []


@pytest.mark.parametrize(
    "text",
    [
        "worth 1 250 000 000 in all", "on 03.05.2019 and 04.05.2019", "2019-05-03", "Article 12 34 56", "2015–2019",
        "pages 120-145", "03/05/2019",
    ],
)  # fmt: skip
def test_sums_dates_and_pages_are_no_telephones(text: str) -> None:
    assert find_phones(text) == []


def test_a_local_number_ends_with_its_line() -> None:
    assert found("tel 01 99 00 12 34\n03.05.2019") == [(PHONE, "01 99 00 12 34")]


def test_an_international_number_never_runs_into_a_date() -> None:
    assert found("+44 20 7946 0018\n03.05.2019") == [(PHONE, "+44 20 7946 0018")]


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("see https://okonkwor.example/a?b=1.", URL, "https://okonkwor.example/a?b=1"), ("www.okonkwor.example", URL, "www.okonkwor.example"),
        ("t.me/adaeze_ok", URL, "t.me/adaeze_ok"), ("on okonkwor-law.com today", URL, "okonkwor-law.com"), ("as @adaeze_ok wrote", URL, "@adaeze_ok"),
        ("from 192.0.2.55 at noon", IP, "192.0.2.55"), ("from 2001:db8::7a1 at", IP, "2001:db8::7a1"), ("mac 00:1A:2B:3C:4D:5E", IP, "00:1A:2B:3C:4D:5E"),
        ("to 0x52908400098527886E0F7030069857D2E4169EE7 paid", ACCOUNT, "0x52908400098527886E0F7030069857D2E4169EE7"),
    ],
)  # fmt: skip
def test_addresses_of_the_net_are_found(text: str, kind: str, part: str) -> None:
    assert found(text) == [(kind, part)]


@pytest.mark.parametrize("text", ["at 10:45:12 sharp", "version 1.2.3", "999.1.1.1", "Article 2.1.3.4.5", "e.g. this"])
def test_times_and_versions_are_no_addresses_of_the_net(text: str) -> None:
    assert found(text) == []
