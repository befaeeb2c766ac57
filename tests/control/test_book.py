"""What must hold in one book, one ledger a test."""

from __future__ import annotations

from onedoor_ledger.voucher import Book
from tests.control.books_in_docstrings import in_docstring

association, parties, people = (in_docstring(book) for book in Book)


class TestAmounts:
    """Exactly two decimals, whole persons, nothing empty, no prices."""

    @association
    def test_two_decimals(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:Bank
          konto: "1941"
        2024-02-01 * "Ränta"
          voucher: "V1"
          registered: "2024-02-01"
          Tillgångar:Bank  100.00 SEK
          Tillgångar:Bank -100.00 SEK
        """
        assert broken == []

    @association
    def test_one_decimal_and_three(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:Bank
          konto: "1941"
        2024-02-01 * "Ränta"
          voucher: "V1"
          registered: "2024-02-01"
          Tillgångar:Bank  100.5 SEK
          Tillgångar:Bank -100.500 SEK
        """
        assert broken == ["decimals-wrong", "decimals-wrong"]

    @association
    def test_a_third_of_a_krona(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:Bank
          konto: "1941"
        2024-02-01 * "Ränta"
          voucher: "V1"
          registered: "2024-02-01"
          Tillgångar:Bank  100.00/3 SEK
          Tillgångar:Bank -100.00/3 SEK
        """
        assert broken == ["decimals-wrong", "decimals-wrong"]

    @people
    def test_half_a_person(self, broken: list[str]) -> None:
        """
        2024-01-01 open Deltagare:I01
        2024-01-01 open Inskrivna:I01
        2024-02-01 * "In"
          voucher: "D1"
          registered: "2024-02-01"
          Deltagare:I01  7.5 PERSONER
          Inskrivna:I01 -7.5 PERSONER
        """
        assert broken == ["decimals-wrong", "decimals-wrong"]

    @people
    def test_whole_persons(self, broken: list[str]) -> None:
        """
        2024-01-01 open Deltagare:I01
        2024-01-01 open Inskrivna:I01
        2024-02-01 * "In"
          voucher: "D1"
          registered: "2024-02-01"
          Deltagare:I01  7 PERSONER
          Inskrivna:I01
        """
        assert broken == []

    @people
    def test_kronor_among_persons(self, broken: list[str]) -> None:
        """
        2024-01-01 open Deltagare:I01
        2024-02-01 * "In"
          voucher: "D1"
          registered: "2024-02-01"
          Deltagare:I01  7 SEK
          Deltagare:I01 -7 SEK
        """
        assert broken == ["unit-wrong", "unit-wrong"]

    @association
    def test_no_postings(self, broken: list[str]) -> None:
        """
        2024-02-01 * "Bara text"
          voucher: "V1"
          registered: "2024-02-01"
        """
        assert broken == ["voucher-empty"]

    @association
    def test_a_price(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:Bank
          konto: "1941"
        2024-02-01 * "Euro"
          voucher: "V1"
          registered: "2024-02-01"
          Tillgångar:Bank  100.00 SEK @ 1.00 SEK
          Tillgångar:Bank -100.00 SEK
        """
        assert broken == ["price-forbidden"]


class TestNumbers:
    """A gapless series per book and year, in the order of registration."""

    @association
    def test_each_year_begins_with_one(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:Bank
          konto: "1941"
        2025-01-02 * "Andra året"
          voucher: "V1"
          registered: "2025-01-05"
          Tillgångar:Bank 0.00 SEK
        2024-12-31 * "Den andra, med tidigare datum"
          voucher: "V2"
          registered: "2025-01-06"
          Tillgångar:Bank 0.00 SEK
        2024-12-31 * "Den första"
          voucher: "V1"
          registered: "2024-12-31"
          Tillgångar:Bank 0.00 SEK
        """
        assert broken == []

    @association
    def test_one_is_missing(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:Bank
          konto: "1941"
        2024-02-01 * "Ett"
          voucher: "V1"
          registered: "2024-02-01"
          Tillgångar:Bank 0.00 SEK
        2024-02-01 * "Fyra"
          voucher: "V4"
          registered: "2024-02-01"
          Tillgångar:Bank 0.00 SEK
        """
        assert broken == ["number-missing"]

    @association
    def test_one_is_used_twice(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:Bank
          konto: "1941"
        2024-02-01 * "Ett"
          voucher: "V1"
          registered: "2024-02-01"
          Tillgångar:Bank 0.00 SEK
        2024-02-02 * "Ett igen"
          voucher: "V1"
          registered: "2024-02-02"
          Tillgångar:Bank 0.00 SEK
        """
        assert broken == ["number-twice"]

    @association
    def test_a_number_registered_before_the_one_below_it(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:Bank
          konto: "1941"
        2024-02-01 * "Ett"
          voucher: "V1"
          registered: "2024-02-02"
          Tillgångar:Bank 0.00 SEK
        2024-02-01 * "Två"
          voucher: "V2"
          registered: "2024-02-01"
          Tillgångar:Bank 0.00 SEK
        """
        assert broken == ["number-order"]

    @parties
    def test_the_letter_of_another_book(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:FK:Medel
        2024-02-01 * "Ett"
          voucher: "V1"
          registered: "2024-02-01"
          Tillgångar:FK:Medel 0.00 SEK
        """
        assert broken == ["number-none"]

    @association
    def test_typed_by_hand(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:Bank
          konto: "1941"
        2024-02-01 * "Utan"
          Tillgångar:Bank 0.00 SEK
        2024-02-01 * "Fel"
          voucher: "V01"
          registered: "1 februari"
          Tillgångar:Bank 0.00 SEK
        """
        assert broken == ["number-none", "registered-none", "number-none", "registered-none"]


class TestDirectives:
    """Strings only, documents that are found, nothing that beancount passes over."""

    @association
    def test_metadata_of_other_kinds(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:Bank
          konto: "1941"
          byte: TRUE
        2024-02-01 * "Ett"
          voucher: "V1"
          registered: "2024-02-01"
          event: 2024-01-31
          Tillgångar:Bank 0.00 SEK
            row: 7
            asked: 640000.00 SEK
            reason:
        """
        assert broken == ["metadata-not-text"] * 5

    @association
    def test_a_document_that_no_directive_shows(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:Bank
          konto: "1941"
        2024-01-01 open Kostnader:Insats
          konto: "4533"
        2024-02-01 * "Ett"
          voucher: "V1"
          registered: "2024-02-01"
          document: "2024-02-01.ab12cd34ef56.x.pdf"
          Tillgångar:Bank 0.00 SEK
        2024-02-01 document Kostnader:Insats "../documents/2024-02-01.ab12cd34ef56.x.pdf"
        2024-02-01 document Tillgångar:Bank "../documents/2024-02-01.ffffffffffff.x.pdf"
        """
        assert broken == ["document-directive"]

    @association
    def test_a_document_that_is_shown(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:Bank
          konto: "1941"
        2024-02-01 * "Ett"
          voucher: "V1"
          registered: "2024-02-01"
          document: "2024-02-01.ab12cd34ef56.x.pdf"
          Tillgångar:Bank 0.00 SEK
        2024-02-01 document Tillgångar:Bank "../documents/2024-02-01.ab12cd34ef56.x.pdf"
        """
        assert broken == []

    @association
    def test_pad(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:Bank
          konto: "1941"
        2024-01-01 open EgetKapital:Ingående
          konto: "2011"
        2024-01-01 pad Tillgångar:Bank EgetKapital:Ingående
        2024-01-02 balance Tillgångar:Bank 100.00 SEK
        """
        assert broken == ["pad-forbidden"]

    @association
    def test_a_misspelt_seal(self, broken: list[str]) -> None:
        """
        2024-01-31 custom "onedoor-sael" "2024-01"
        2024-01-31 custom "onedoor-seal" "2024-01"
        2024-01-31 custom "annans" "går bra"
        2024-01-31 custom "tom"
        """
        assert broken == ["custom-unknown", "custom-empty", "seal-chain", "seal-unproved"]

    @association
    def test_an_account_without_konto(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:Bank
        2024-01-01 open Tillgångar:Kassa
          konto: "nitton"
        """
        assert broken == ["konto-missing", "konto-missing"]

    @parties
    def test_the_other_books_have_none(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:FK:Medel
        """
        assert broken == []


class TestWhoseDebt:
    """The line through the front door (bookkeeping.md section 1)."""

    @association
    def test_never_a_claim_on_one_party_and_a_debt_to_another(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:Fordran:Medlem:AF
          konto: "1512"
          party: "af"
        2024-01-01 open Skulder:Rekvisition:Granåsa
          konto: "2424"
          party: "granasa"
        2024-02-01 * "Ingången"
          voucher: "V1"
          registered: "2024-02-01"
          Tillgångar:Fordran:Medlem:AF   111000.00 SEK
          Skulder:Rekvisition:Granåsa   -111000.00 SEK
        """
        assert broken == ["debt-between-parties"]

    @association
    def test_no_settlement_accounts(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:Avräkning:AF
          konto: "1519"
        2024-01-01 open Kostnader:Insats
          konto: "4533"
        2024-02-01 * "Ingången"
          voucher: "V1"
          registered: "2024-02-01"
          Tillgångar:Avräkning:AF   1.00 SEK
          Kostnader:Insats         -1.00 SEK
        """
        assert broken == ["debt-between-parties"]

    @association
    def test_what_forbundet_itself_owes_and_is_owed(self, broken: list[str]) -> None:
        """
        2024-01-01 open Tillgångar:Fordran:Medlem:AF
          konto: "1512"
          party: "af"
        2024-01-01 open Tillgångar:Fordran:Medlem:Granåsa
          konto: "1513"
          party: "granasa"
        2024-01-01 open Tillgångar:Bank
          konto: "1941"
        2024-01-01 open Skulder:Rekvisition:Granåsa
          konto: "2424"
          party: "granasa"
        2024-01-01 open Skulder:Förskott
          konto: "2971"
        2024-01-01 open Intäkter:Medlemsbidrag
          konto: "3511"
        2024-01-01 open Kostnader:Insats
          konto: "4533"
        2024-02-01 * "Avisering med förskott från Granåsa"
          voucher: "V1"
          registered: "2024-02-01"
          Tillgångar:Fordran:Medlem:AF        2.00 SEK
          Tillgångar:Fordran:Medlem:Granåsa   1.00 SEK
          Intäkter:Medlemsbidrag             -3.00 SEK
          Skulder:Förskott                    1.00 SEK
            party: "granasa"
          Tillgångar:Fordran:Medlem:Granåsa  -1.00 SEK
        2024-02-02 * "Kvittning mot samma part"
          voucher: "V2"
          registered: "2024-02-02"
          Skulder:Rekvisition:Granåsa         1.00 SEK
          Tillgångar:Fordran:Medlem:Granåsa  -1.00 SEK
        2024-02-03 * "Flera betalar"
          voucher: "V3"
          registered: "2024-02-03"
          Tillgångar:Bank                     3.00 SEK
          Tillgångar:Fordran:Medlem:Granåsa  -1.00 SEK
          Tillgångar:Fordran:Medlem:AF       -2.00 SEK
        """
        assert broken == []

    @parties
    def test_the_parties_book_balances_for_each_party(self, broken: list[str]) -> None:
        """
        2024-01-01 open Kostnader:AF:Ingång:Andel
        2024-01-01 open Skulder:AF:Avräkning:Granåsa
        2024-01-01 open Tillgångar:Granåsa:Avräkning:AF
        2024-01-01 open Kostnader:Granåsa:Ingång:FördeladUt
        2024-02-01 * "Fördelning"
          voucher: "P1"
          registered: "2024-02-01"
          Kostnader:AF:Ingång:Andel              111000.00 SEK
          Skulder:AF:Avräkning:Granåsa          -111000.00 SEK
          Tillgångar:Granåsa:Avräkning:AF        111000.00 SEK
          Kostnader:Granåsa:Ingång:FördeladUt   -111000.00 SEK
        2024-02-01 * "Halv fördelning"
          voucher: "P2"
          registered: "2024-02-01"
          Kostnader:AF:Ingång:Andel              111000.00 SEK
          Kostnader:Granåsa:Ingång:FördeladUt   -111000.00 SEK
        """
        assert broken == ["party-unbalanced"]
