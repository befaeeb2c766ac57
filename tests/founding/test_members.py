"""Who may found a samordningsförbund, and what they are called in the rules and the accounts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onedoor_ledger.errors import UserError
from onedoor_ledger.founding.errors import (
    MembersError,
    MemberTextError,
    OrganisationNumberError,
    SameMemberError,
)
from onedoor_ledger.founding.members import complete, component, parse_member, slug
from onedoor_ledger.rulebook.model import PartyKind
from tests.tiny.build import MEMBERS


def test_a_member_is_what_its_organisation_number_says() -> None:
    assert parse_member("Granåsa kommun, 212000-9010, 96 400").kind is PartyKind.MUNICIPALITIES
    assert parse_member("Region Norrvidd,2321009017").kind is PartyKind.REGION
    assert parse_member("Försäkringskassan,202100-5521").orgnr == "202100-5521"


@pytest.mark.parametrize("text", ["", "Granåsa", "Granåsa,212000-9010,många", "Bolaget AB,556000-4615", "a,b,c,d"])
def test_a_text_that_is_no_member_is_refused(text: str) -> None:
    with pytest.raises((MemberTextError, OrganisationNumberError)):
        parse_member(text)


def test_a_wrong_check_digit_is_refused() -> None:
    with pytest.raises(OrganisationNumberError, match="kontrollsiffran"):
        parse_member("Granåsa kommun,212000-9011")


def test_ids_and_names_in_accounts_are_proposed() -> None:
    members = {member.id: member for member in complete(MEMBERS)}
    assert list(members) == ["fk", "af", "provland", "storby", "lillby"]
    assert [member.short for member in members.values()] == ["FK", "AF", "Region", "Storby", "Lillby"]
    assert not members["af"].pays


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_the_law_names_who_must_be_members(gone: int) -> None:
    with pytest.raises(MembersError, match="FL 4 §"):
        complete([member for i, member in enumerate(MEMBERS) if i != gone])


def test_a_kommun_outside_any_region_stands_for_both() -> None:
    island = replace(MEMBERS[3], outside_region=True)
    assert complete([MEMBERS[0], MEMBERS[1], island])


def test_gotland_is_known() -> None:
    gotland = parse_member("Region Gotland,212000-0803,61000")
    assert (gotland.kind, gotland.outside_region) == (PartyKind.MUNICIPALITIES, True)
    assert complete([MEMBERS[0], MEMBERS[1], gotland])[2].id == "gotland"


def test_two_kommuner_with_the_same_id_must_be_told_apart() -> None:
    habo = replace(MEMBERS[3], name="Håbo kommun")
    other = replace(MEMBERS[4], name="Habo kommun")
    with pytest.raises(SameMemberError):
        complete([*MEMBERS[:3], habo, other])
    assert complete([*MEMBERS[:3], habo, replace(other, id="habo-2")])


@pytest.mark.parametrize(
    ("name", "id_", "short"),
    [
        ("Östra Göinge kommun", "ostra-goinge", "ÖstraGöinge"),
        ("Upplands-Bro kommun", "upplands-bro", "UpplandsBro"),
        ("Region", "region-1", "Region"),
        ("9 kommun", "9", "9"),
    ],
)
def test_names_become_ids_and_components(name: str, id_: str, short: str) -> None:
    assert slug(name) == id_
    assert component(name.removesuffix(" kommun")) == short


def test_every_refusal_says_what_to_do() -> None:
    for error in (MembersError(["x"]), MemberTextError("x"), OrganisationNumberError("x"), SameMemberError("x")):
        assert isinstance(error, UserError)
        assert error.remedy
